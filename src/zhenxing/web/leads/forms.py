"""Forms of investment promotion; they translate, the actions decide."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.deed_pages import day
from zhenxing.web.kit.widgets import Boxes, BoxList
from zhenxing.web.leads.models import ChainPlace, Lead, LeadPlan, Portfolio, PortfolioMember, TargetFirm
from zhenxing.web.proofs.forms import ProofField

_LONG = {"rows": 4}
#: nothing that counts is chosen unless somebody chose it
_CHOOSE = ("", _("请选择"))


def long_text(label: Any, *, required: bool = True, help_text: Any = "", most: int = 3000) -> forms.CharField:
    widget = forms.Textarea(attrs=_LONG)
    return forms.CharField(
        label=label, required=required, max_length=most, widget=widget, help_text=help_text
    )


class LeadForm(forms.ModelForm):
    """What is known of a lead; what is missing can be filled in until it is reported."""

    limited_to: ClassVar[dict[str, str]] = {"reported_by": "leads.create"}

    class Meta:
        model = Lead
        fields = [
            "area", "town", "reported_by", "unit", "investor", "investor_code", "project_name", "process",
            "investment", "fixed_investment", "land", "energy", "environment", "output", "tax",
            "method", "region", "referrer", "link", "target", "portfolio", "wants",
        ]  # fmt: skip
        widgets = {
            "process": forms.Textarea(attrs={"rows": 3}),
            "environment": forms.Textarea(attrs={"rows": 2}),
            "wants": forms.Textarea(attrs={"rows": 2}),
        }


class PlanForm(forms.ModelForm):
    class Meta:
        model = LeadPlan
        fields = [
            "area", "unit", "year", "name", "town", "focus", "directions", "leads_wanted", "signed_wanted",
            "started_wanted", "investment_wanted", "budget", "spent", "document",
        ]  # fmt: skip
        widgets = {"focus": forms.Textarea(attrs={"rows": 3})}


class PortfolioForm(forms.ModelForm):
    class Meta:
        model = Portfolio
        fields = ["area", "name", "unit", "post", "links", "note"]
        widgets = {"links": BoxList}


class MemberForm(forms.ModelForm):
    class Meta:
        model = PortfolioMember
        fields = ["portfolio", "person", "unit", "duty", "skills", "valid_from", "valid_to"]
        widgets = {"skills": Boxes}


class TargetForm(forms.ModelForm):
    """A link of the chain may come with the address: the list of gaps leads here."""

    class Meta:
        model = TargetFirm
        fields = [
            "town", "link", "name", "code", "region", "place", "products", "reason", "wants", "channel",
            "unit", "portfolio",
        ]  # fmt: skip


class SeekForm(forms.ModelForm):
    """A firm that would fill the link on whose page one is."""

    class Meta:
        model = TargetFirm
        fields = ["name", "code", "region", "place", "products", "reason", "channel", "unit", "portfolio"]


class ReportForm(forms.Form):
    """Reporting asks nothing more: what the lead states is looked at."""

    note = forms.CharField(
        label=_("报送说明"),
        required=False,
        max_length=300,
        help_text=_("报送后首报单位、投资方、项目名称不能再改。"),
    )


class ReplyForm(forms.Form):
    reason = forms.CharField(
        label=_("答复意见"), required=False, max_length=300, help_text=_("告诉报送单位已经收到、由谁跟进。")
    )


class JudgeForm(forms.Form):
    CHOICES: ClassVar = [_CHOOSE, ("yes", _("可行，继续推进")), ("no", _("不推进"))]

    outcome = forms.ChoiceField(label=_("研判结论"), choices=CHOICES)
    reason = forms.CharField(label=_("研判意见"), max_length=300, widget=forms.Textarea(attrs=_LONG))


class FeedbackForm(forms.Form):
    text = long_text(_("反馈情况"), help_text=_("向投资方反馈了什么、对方的回应。"))


class ProgressForm(forms.Form):
    text = long_text(_("进展情况"))
    next_step = forms.CharField(label=_("下一步"), required=False, max_length=300)


class SignForm(forms.Form):
    signed_on = day(_("签约日期"), initial=timezone.localdate)
    proof = ProofField(label=_("签约佐证"), required=True)


class HandForm(forms.Form):
    reason = forms.CharField(label=_("说明"), required=False, max_length=300)


class DisputeForm(forms.Form):
    grounds = long_text(_("争议理由"), help_text=_("为什么不是同一项目，或为什么应由本单位跟进。"))


class DecideForm(forms.Form):
    CHOICES: ClassVar = [_CHOOSE, ("yes", _("支持后报单位，首报保护失效")), ("no", _("维持首报"))]

    outcome = forms.ChoiceField(label=_("裁定"), choices=CHOICES)
    reason = forms.CharField(label=_("裁定理由"), max_length=300, widget=forms.Textarea(attrs=_LONG))


class LandForm(forms.Form):
    enterprise = ChainPlace._meta.get_field("enterprise").formfield(label=_("落地企业"))
    landed_on = day(_("落地日期"), initial=timezone.localdate)
