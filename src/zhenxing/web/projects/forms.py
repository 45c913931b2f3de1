"""What people type into the deeds of projects."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.deed_pages import day
from zhenxing.web.projects import flow
from zhenxing.web.projects.models import Project
from zhenxing.web.proofs.forms import ProofField

_FIRST = (
    "name",
    "area",
    "unit",
    "post",
    "code",
    "investor",
    "investor_code",
    "enterprise",
    "town",
    "industry",
)
_WHAT = (
    "content",
    "investment",
    "fixed_investment",
    "parcel",
    "land",
    "output",
    "tax",
    "energy",
    "electricity",
)
_TAGS = ("policy", "environment", "heavy", "importance", "renovation", "bond", "bond_amount")
_PLAN = tuple(flow.PLAN_FIELDS.values())
#: every field of a project that people fill in, in the order of the form and the workbook
FIELDS = (*_FIRST, *_WHAT, *_TAGS, *_PLAN)


class ProjectForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """A project as it is proposed; a department proposes its own alone."""

    limited_to: ClassVar = {"unit": "projects.assign"}

    class Meta:
        model = Project
        fields = FIELDS


class StageForm(forms.Form):
    """A stage with its day and its proof."""

    happened_on = day(_("发生日期"))
    proof = ProofField(label=_("佐证"), required=True)
    note = forms.CharField(label=_("情况说明"), required=False, max_length=300)


def stage_form(step: flow.Step) -> type[StageForm]:
    """The form of one stage, which says what usually proves it."""
    help_text = format_lazy(_("通常用：{proofs}。原件原样保存，照片请用本阶段现场拍的。"), proofs=step.proofs)
    field = ProofField(label=_("佐证"), required=True, help_text=help_text)
    return type(f"{step.stage.title()}Form", (StageForm,), {"proof": field})


class ScreenForm(forms.Form):
    """The decision on entry."""

    passes = forms.ChoiceField(
        label=_("评审结论"), choices=[("yes", _("同意入库")), ("no", _("不予入库"))], widget=forms.RadioSelect
    )
    opinion = forms.CharField(
        label=_("评审意见"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不予入库、或者有缺项仍同意入库的，必须写明意见。"),
    )  # fmt: skip


class ProofForm(forms.Form):
    """One more proof."""

    proof = ProofField(label=_("佐证"), required=True)
    name = forms.CharField(label=_("佐证名称"), required=False, max_length=150, help_text=_("不填用文件名。"))


class ResultForm(forms.Form):
    """What a department did about a request."""

    text = forms.CharField(label=_("办理结果"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    proof = ProofField()


class WhyForm(forms.Form):
    """A reason that is kept with the step."""

    text = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class AcceptForm(forms.Form):
    """Taking a request on; a word may be said."""

    text = forms.CharField(label=_("受理说明"), required=False, max_length=300)


class NothingForm(forms.Form):
    """A deed that asks nothing."""


class VerdictForm(forms.Form):
    """The verdict on a suspicion. Its reason is the deed's own."""

    step = forms.ChoiceField(
        label=_("核验结论"), choices=[("clear", _("排除疑点：恢复计入")), ("confirm", _("认定属实：不计入"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("核验意见"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明核对了什么：现场、合同、土地手续、出资凭证……"),
    )  # fmt: skip
