"""Forms of tasks; they validate, and never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.deed_pages import day
from zhenxing.web.organisations.models import Post, Unit
from zhenxing.web.proofs.forms import ProofField
from zhenxing.web.tasks.models import Subtask, Task, TaskReport

_LISTED = _("用“、”隔开；写单位的名称、简称或别称。没有登记的名称会保留原样，待“改分工”时对应。")
_AREA = forms.Textarea(attrs={"rows": 3})


def units(label: Any, **options: Any) -> forms.ModelChoiceField:
    """A choice of a unit within the person's sight."""
    return forms.ModelChoiceField(Unit.objects.exclude(kind="collective"), label=label, **options)


class TaskForm(forms.ModelForm):
    """By hand: what is ordered, of whom, by which document. What a document said is not typed over."""

    class Meta:
        model = Task
        fields = (
            "area", "document", "number", "heading", "content", "clause_label", "lead_words",
            "support_words", "accountable_post", "due_on", "weight",
        )  # fmt: skip
        widgets = {
            "content": _AREA,
            "due_on": forms.DateInput(format="%Y-%m-%d"),
            "heading": forms.TextInput(),
        }
        help_texts = {
            "document": _("依据哪一份文件、纪要或批示。"),
            "clause_label": _("例如：第三条第二项。不填也可以。"),
            "lead_words": _LISTED,
            "support_words": _LISTED,
            "weight": _("计算整份文件进度时的权重，1 到 100。"),
        }

    #: what a document said; its units are changed by a deed of their own
    _PRINTED = ("area", "document", "number", "heading", "content", "clause_label")
    _ASSIGNED = ("lead_words", "support_words")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.proposal_id is not None:
            for name in (*self._PRINTED, *self._ASSIGNED):
                self.fields[name].disabled = True
            for name in self._ASSIGNED:
                self.fields[name].help_text = _("文件里的分工请用“改分工”，写明理由。")


class SubtaskForm(forms.ModelForm):
    class Meta:
        model = Subtask
        fields = ("task", "content", "unit", "post", "due_on", "weight")
        widgets = {"due_on": forms.DateInput(format="%Y-%m-%d")}
        help_texts = {"weight": _("计算任务进度时的权重，1 到 100。")}


class TaskReportForm(forms.ModelForm):
    class Meta:
        model = TaskReport
        fields = ("task", "unit", "month", "percent", "text", "difficulties")
        widgets = {"text": _AREA, "difficulties": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"month": _("例如：2026-03。")}


class DoneForm(forms.Form):
    """Reported done: what was done, what proves it, and for which unit."""

    text = forms.CharField(
        label=_("完成情况"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("写明做成了什么、在哪里可以看到。销号由其他单位核验。"),
    )
    proof = ProofField(label=_("完成证明"))
    more = ProofField(label=_("完成证明（第二份）"), help_text="")
    unit = units(_("报完成单位"), required=False, help_text=_("不选就是您所在的单位。"))

    def files(self) -> tuple[Any, ...]:
        sent = (self.cleaned_data.get(name) for name in ("proof", "more"))
        return tuple(one for one in sent if one is not None)


class PartDoneForm(forms.Form):
    """A part reported done: what was done, and what proves it."""

    text = forms.CharField(label=_("完成情况"), max_length=2000, widget=_AREA)
    proof = ProofField(label=_("完成证明"))


class DivideForm(forms.Form):
    """A part of a task for a unit."""

    content = forms.CharField(label=_("分任务"), max_length=300)
    unit = units(_("责任单位"))
    post = forms.ModelChoiceField(
        Post.objects.select_related("unit"),
        label=_("责任职务"),
        required=False,
        help_text=_("须是责任单位里的职务；不选就只到单位。"),
    )
    due_on = day(_("到期日"), required=False)
    weight = forms.IntegerField(label=_("权重"), min_value=1, max_value=100, initial=1)


class HandOnForm(forms.Form):
    """To which unit a task should go, and why."""

    to_unit = units(_("转入单位"))
    from_unit = units(_("转出单位"), required=False, help_text=_("不选就是您所在的单位。"))
    reason = forms.CharField(
        label=_("转办理由"),
        max_length=300,
        widget=_AREA,
        help_text=_("写明按哪份“三定”规定或职责分工不归本单位。决定以前，原期限照常计时。"),
    )


class DecideForm(forms.Form):
    """Accepted or refused, with the office's words."""

    accepted = forms.TypedChoiceField(
        label=_("决定"),
        choices=[("yes", _("同意转办，期限不变")), ("no", _("不同意，仍由原单位办理"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("办公室意见"), max_length=300, widget=_AREA)


class NothingForm(forms.Form):
    """A deed that asks nothing."""


class WhyForm(forms.Form):
    """A deed that asks why, with room to say it."""

    reason = forms.CharField(label=_("理由"), max_length=300, widget=_AREA)
