"""Upload as a form: it translates, the actions decide."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

_LIMIT_MB = 1024 * 1024


class WorkbookForm(forms.Form):
    """A workbook as somebody made it."""

    file = forms.FileField(
        label=_("工作簿"),
        help_text=_(
            "可上传 .xlsx、.xls、.et、.ods 和 .csv。"
            "标题行、合并的表头、“单位：万元”、多余的列和合计行都不用删。"
        ),
        error_messages={
            "required": _("请选一个工作簿。"),
            "empty": _("文件是空的，没有任何内容。请确认选对了文件。"),
        },
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                _("文件太大，最多 %(limit)d MB。请删去图片和不用的工作表，或拆成几个文件。"),
                params={"limit": settings.UPLOAD_LIMIT // _LIMIT_MB},
            )
        return file
