"""What the pages of the burden ask."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.overlap import split_fields
from zhenxing.web.burden.models import Ask


class AskForm(forms.ModelForm[Ask]):
    """A standing ask; a department registers its own."""

    limited_to: ClassVar[dict[str, str]] = {"by_unit": "asks.create"}

    class Meta:
        model = Ask
        fields = (
            *("area", "by_unit", "name", "whom", "of_unit", "addressees", "repeats", "notice_workdays"),
            *("field_names", "basis_kind", "basis", "begins", "ends"),
        )


class JudgeForm(forms.Form):
    """Admitted or not, and why."""

    admitted = forms.TypedChoiceField(
        label=_("准入意见"),
        choices=[("yes", _("准入")), ("no", _("不予准入"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        required=False,
        help_text=_("不予准入，或字段系统里已有仍要准入的，必须写明理由"),
    )


class NothingForm(forms.Form):
    """A step that asks nothing."""


class CheckForm(forms.Form):
    """The names of fields somebody is about to ask for."""

    fields_asked = forms.CharField(
        label=_("准备要求填报的字段"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("一行一个，也可以从 Excel 表头直接粘贴"),
    )

    def clean_fields_asked(self) -> tuple[str, ...]:
        names = split_fields(self.cleaned_data["fields_asked"])
        if not names:
            raise forms.ValidationError(_("没有读到字段名称，请一行写一个。"))
        return names
