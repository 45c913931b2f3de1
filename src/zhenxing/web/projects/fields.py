"""A project's code as a checked column, and a day the database reckons."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from zhenxing.core.codes import ProjectCode


class ProjectCodeField(models.CharField):  # type: ignore[type-arg]  # generic in the stubs alone
    """投资项目代码 (GB/T 40058): 20 digits in five groups, 24 characters with the hyphens.

    What people type (full width, without hyphens) becomes the code as it is printed. The check digit is
    not looked at: the standard's text at hand does not say how it is reckoned.
    """

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if typed is None or not typed.strip():
            return None if self.null else ""
        try:
            code = str(ProjectCode(typed))
        except ValueError as wrong:
            raise ValidationError(str(wrong), code="invalid") from wrong
        if int(code[:4]) > timezone.localdate().year:
            said = f"项目代码前四位是赋码年份，“{code[:4]}”还没有到。请核对是否抄错。"
            raise ValidationError(said, code="invalid")
        return code

    def formfield(self, **options: Any) -> Any:
        """Blanks are typed between the groups of a code: its length is judged without them."""
        return super().formfield(**{"max_length": 60, **options})


class ReckonedDateField(models.GeneratedField):
    """A date reckoned by the database; read from a text (a cursor, a filter) as any date is."""

    def to_python(self, value: Any) -> Any:
        return self.output_field.to_python(value)  # type: ignore[union-attr]  # a field is given when it is made
