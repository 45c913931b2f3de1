"""Columns that hold a checked code: stored in its canonical form, refused with the reason."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from zhenxing.core.codes import IndustryCode, UnifiedSocialCreditCode


class _CheckedCode(models.CharField):  # type: ignore[type-arg]  # generic in the stubs alone
    """A code as people type it (full width, small letters, blanks inside) becomes the code itself."""

    code_type: type[str]

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if typed is None or not typed.strip():
            return None if self.null else ""
        try:
            return str(self.code_type(typed))
        except ValueError as wrong:
            raise ValidationError(str(wrong), code="invalid") from wrong

    def formfield(self, **options: Any) -> Any:
        """Blanks are typed between the groups of a code: its length is judged without them."""
        return super().formfield(**{"max_length": 40, **options})


class CreditCodeField(_CheckedCode):
    """统一社会信用代码 (GB 32100)."""

    code_type = UnifiedSocialCreditCode


class IndustryField(_CheckedCode):
    """国民经济行业代码 (GB/T 4754)."""

    code_type = IndustryCode
