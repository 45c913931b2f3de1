"""The forms people fill in without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zhenxing.web.problems import photos
from zhenxing.web.problems.words import RATINGS
from zhenxing.web.proofs.services import Upload

#: telephones take bigger ones only to be asked to send a smaller one
_MOST = 12 * 1024 * 1024


class PhotoField(forms.FileField):
    """A photo, or none; gives an `Upload`."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = super().clean(data, initial)
        if not sent:
            return None
        if sent.size > _MOST:
            raise ValidationError(_("照片超过 12 MB，请拍小一点或截图后再传。"))
        try:
            return photos.plain(Upload(sent.name or "", sent.read(_MOST)))
        except photos.NotAPhoto as refusal:
            raise ValidationError(str(refusal)) from None


class ReportForm(forms.Form):
    text = forms.CharField(
        label=_("遇到了什么问题"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("写清是什么事、在哪里、从什么时候开始、希望怎么解决。"),
        error_messages={"required": _("请写一写遇到了什么问题。")},
    )
    asker = forms.CharField(
        label=_("企业或村的名称"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    name = forms.CharField(
        label=_("您怎么称呼"),
        max_length=50,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.RegexField(
        r"^[0-9+\-() ]{5,20}$",
        label=_("联系电话"),
        required=False,
        error_messages={"invalid": _("电话只写数字，例如 0990-2100009。")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    photo = PhotoField(
        label=_("现场照片"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_("可以不传。匿名反映时，照片里记录的时间、地点和机型会被去掉。"),
        error_messages={"empty": _("照片是空的，请重新拍一张。")},
    )
    anonymous = forms.BooleanField(
        label=_("匿名反映"),
        required=False,
        help_text=_("勾选后，名称、称呼和电话都不保存，也不记录您从哪里提交；凭回执上的编号和查询码看答复。"),
    )
    #: no person sees this one: what is filled in by a machine is not taken
    website = forms.CharField(label=_("请不要填写这一栏"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("anonymous"):
            given.update(asker="", name="", phone="")
            self.errors.pop("phone", None)
        elif not (given.get("asker") or given.get("name")) and "asker" not in self.errors:
            self.add_error("asker", _("请写名称或称呼；不想留名的，请勾选“匿名反映”。"))
        return given

    @property
    def by_a_machine(self) -> bool:
        return bool(self.data.get("website"))


class AskForm(forms.Form):
    number = forms.CharField(
        label=_("编号"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label=_("查询码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class AskerRatingForm(forms.Form):
    rating = forms.ChoiceField(
        label=_("您对答复满意吗"),
        choices=RATINGS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择满意、基本满意或不满意。")},
    )
    note = forms.CharField(
        label=_("还想说的"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
