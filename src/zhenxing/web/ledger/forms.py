"""Forms of the ledger; they validate, and never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.deed_pages import day
from zhenxing.web.ledger.models import AnnouncedYear, LetterWording, SpecialDay

_REASON: dict[str, Any] = {"max_length": 300, "widget": forms.Textarea(attrs={"rows": 3})}


class PauseForm(forms.Form):
    on = day(_("暂停日"), required=False, help_text=_("从这一天起不计时；不填就是今天。"))
    reason = forms.CharField(
        label=_("暂停理由"), help_text=_("例如：等待上级批复、申报单位补正材料。"), **_REASON
    )


class ResumeForm(forms.Form):
    on = day(_("恢复日"), required=False, help_text=_("这一天重新计入；不填就是今天。"))


class ExtendForm(forms.Form):
    days = forms.IntegerField(
        label=_("延长天数"),
        min_value=1,
        max_value=3650,
        help_text=_("按工作日计时的时限填工作日，其他填自然日。"),
    )
    authority = forms.CharField(
        label=_("批准依据"), max_length=200, help_text=_("谁批准的、哪一份文件或哪一次会议。")
    )
    reason = forms.CharField(label=_("延期理由"), **_REASON)


class IssueForm(forms.Form):
    step = forms.ChoiceField(
        label=_("函件"),
        choices=[
            ("blue", _("蓝色督办单")),
            ("orange", _("橙色督办单")),
            ("red", _("红色督办单")),
            ("notice", _("通报")),
            ("interview", _("约谈")),
        ],
        help_text=_("重要事项可以直接从较高一级发起，低的几级以后不再发。"),
    )
    reason = forms.CharField(label=_("理由"), **_REASON)


class AnswerForm(forms.Form):
    feedback = forms.CharField(
        label=_("办理情况"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("写明做了什么、到哪一步、未按期的原因、何时办结。"),
    )


class RecheckForm(forms.Form):
    passed = forms.TypedChoiceField(
        label=_("复核结论"),
        choices=[("yes", _("已办结，销号")), ("no", _("没有办结，退回重办"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("复核意见"), **_REASON)


class SpecialDayForm(forms.ModelForm):
    class Meta:
        model = SpecialDay
        fields = ("day", "kind", "name", "source")
        widgets = {"day": forms.DateInput(format="%Y-%m-%d")}
        help_texts = {"source": _("通知的名称和文号。")}


class AnnouncedYearForm(forms.ModelForm):
    class Meta:
        model = AnnouncedYear
        fields = ("year", "document", "number", "issued")
        widgets = {"issued": forms.DateInput(format="%Y-%m-%d")}
        help_texts = {
            "year": _("登记以后，这一年只认“工作日历”里登记的放假和上班日，不再推算。"),
        }


class LetterWordingForm(forms.ModelForm):
    class Meta:
        model = LetterWording
        fields = ("kind", "title", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 12})}
        help_texts = {
            "body": _(
                "可用字段：发文单位、文号、主送、事项、时限、到期日、超期天数、责任单位、签收期限、反馈期限、依据文件、颜色。"
                "写成 {{ 字段 }}；只在有内容时才印的话，放在 {% if 字段 %} 和 {% endif %} 之间。"
            ),
        }


class NothingForm(forms.Form):
    """A deed that asks nothing."""
