"""Columns that hold a checked text in its canonical form, and the way to name an enterprise in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhenxing.core.codes import UnifiedSocialCreditCode
from zhenxing.core.periods import Period


class _Checked(models.CharField):  # type: ignore[type-arg]  # generic in the stubs alone
    """What people type (full width, small letters, blanks inside) becomes the one canonical text."""

    @staticmethod
    def canonical(typed: str) -> str:
        """Raises ValueError with what is wrong."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if typed is None or not typed.strip():
            return None if self.null else ""
        try:
            return self.canonical(typed)
        except ValueError as wrong:
            raise ValidationError(str(wrong), code="invalid") from wrong

    def formfield(self, **options: Any) -> Any:
        """Blanks are typed between the groups of a code: its length is judged without them."""
        return super().formfield(**{"max_length": 40, **options})


class CreditCodeField(_Checked):
    """统一社会信用代码 (GB 32100)."""

    #: how a workbook's column of it is checked
    column_kind = "uscc"

    @staticmethod
    def canonical(typed: str) -> str:
        return str(UnifiedSocialCreditCode(typed))


class PeriodField(_Checked):
    """A period: 2024, 2024H1, 2024Q1, 2024-03, or the day of a count."""

    @staticmethod
    def canonical(typed: str) -> str:
        return str(Period.parse(typed.strip().removesuffix("年").upper()))


class TypedEnterprise(forms.TextInput):
    """A text box that offers enterprises while one types; without script, code or name in full."""

    template_name = "enterprises/typed.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["offers_id"] = f"{context['widget']['attrs'].get('id', name)}_offers"
        context["offers_url"] = f"{reverse('enterprises:offers')}?"
        return context


class EnterpriseChoice(forms.ModelChoiceField):
    """An enterprise is written, not picked: a county has tens of thousands, too many for a list."""

    widget = TypedEnterprise
    default_error_messages = {
        "invalid_choice": _("没有这家企业。请写统一社会信用代码，或登记的企业全称。"),
        "several": _("有 %(count)d 家企业都是“%(typed)s”，请改写统一社会信用代码；代码也相同的，请先合并。"),
    }

    def __init__(self, queryset: Any, **options: Any) -> None:
        super().__init__(queryset, **options)
        self.help_text = self.help_text or _(
            "写统一社会信用代码或企业全称；也可输入部分名称、拼音首字母，从提示中选。"
        )

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field when the form is shown: the code, else the name."""
        if isinstance(value, int):
            value = self.queryset.model._base_manager.filter(pk=value).first() or value
        code = getattr(value, "code", None)
        return code or getattr(value, "name", value)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if isinstance(value, models.Model):
            return super().to_python(value)
        typed = str(value).replace("\x00", "").strip()
        found = list(self._named(typed)[:50])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        several = {"count": len(found), "typed": typed[:50]}
        raise ValidationError(self.error_messages["several"], code="several", params=several)

    def _named(self, typed: str) -> models.QuerySet[Any]:
        number = typed.lstrip("#＃")
        if number.isdecimal() and len(number) < 18:  # no enterprise is called by a number: it is the record's
            return self.queryset.filter(pk=int(number))
        code = "".join(typed.upper().split())
        if UnifiedSocialCreditCode.is_valid(code):
            return self.queryset.filter(code=str(UnifiedSocialCreditCode(code)))
        return self.queryset.filter(name=typed)


class EnterpriseKey(models.ForeignKey):  # type: ignore[type-arg]  # generic in the stubs alone
    """A foreign key to an enterprise, written in forms by code or name."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        to = arguments[0] if arguments else options.pop("to", "enterprises.Enterprise")
        on_delete = arguments[1] if len(arguments) > 1 else options.pop("on_delete", models.PROTECT)
        super().__init__(to, on_delete, **options)

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": EnterpriseChoice, **options})
