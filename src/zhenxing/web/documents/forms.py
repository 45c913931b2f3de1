"""Upload and adoption as forms: they translate, the actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zhenxing.web.documents.models import Document
from zhenxing.web.organisations.models import Area, Unit


class UploadForm(forms.Form):
    """A file, or pasted text; where it belongs; which older document it replaces."""

    file = forms.FileField(
        label=_("文件"),
        required=False,
        help_text=_(
            "可上传 .docx、.pdf 和 .ofd（带文字）、.html、.txt；装有 LibreOffice 时还可上传 .doc、.wps。"
        ),
        error_messages={"empty": _("文件是空的，没有任何内容。请确认选对了文件。")},
    )
    text = forms.CharField(
        label=_("或者粘贴文字"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("没有文件时，把公文全文粘贴在这里。"),
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("所属地区"),
        empty_label=None,
        error_messages={"invalid_choice": _("请从列表里选一个地区")},
    )
    version_of = forms.ModelChoiceField(
        Document.objects.none(),
        label=_("替代或承接的旧文件"),
        required=False,
        empty_label=_("不替代旧文件"),
        help_text=_("修订、重新印发或承接上一年度的文件时选择；不选也行，解析后系统会提示可能的旧文件。"),
    )

    def __init__(self, *args: Any, areas: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["version_of"].queryset = documents  # type: ignore[attr-defined]  # another
        if areas.count() == 1:
            self.fields["area"].widget = forms.HiddenInput()
            self.fields["area"].initial = areas.first()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        file = data.get("file")
        if not file and not data.get("text", "").strip() and "file" not in self.errors:
            raise forms.ValidationError(_("请选一个文件，或粘贴文字。"))
        if file and file.size > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // (1024 * 1024)
            self.add_error("file", _("文件超过了 %(limit)d MB 的上限。") % {"limit": limit})
        return data


class AdoptForm(forms.Form):
    """Who owns the goals no task holds, and the date of what the document gives none."""

    owner_unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("统筹单位"),
        empty_label=_("请选择"),
        help_text=_("不在任何任务之内的目标，由这个单位负责。"),
        error_messages={"required": _("请选择一个单位"), "invalid_choice": _("请从列表里选一个单位")},
    )
    due_on = forms.DateField(
        label=_("未写明期限的，按这一天督办"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("登记时会注明：文件没有写期限，日期为采纳时所定。"),
        error_messages={"required": _("请填写日期"), "invalid": _("请写年-月-日，如 2025-12-31")},
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_unit"].queryset = units  # type: ignore[attr-defined]  # a ModelChoiceField
