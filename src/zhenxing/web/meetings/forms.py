"""Forms of meetings; they translate, the actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import modelform_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.deed_pages import day
from zhenxing.web.meetings.flow import ATTENDANCES, MEETINGS
from zhenxing.web.meetings.models import AgendaItem, Decision, Meeting, Statement
from zhenxing.web.meetings.words import DISPATCH_MEETING, PARTS
from zhenxing.web.organisations.models import Unit


class Nothing(forms.Form):
    """A step that asks nothing."""


class PostponeForm(forms.Form):
    """The new day, and why."""

    held_on = day(_("新的会议日期"))
    starts_at = forms.TimeField(
        label=_("新的开始时间"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    reason = forms.CharField(label=_("改期理由"), max_length=300)


class InviteForm(forms.Form):
    """Many units at once: those chosen, those of the leading group; a written report of each if wanted."""

    members = forms.BooleanField(label=_("领导小组全体成员单位"), required=False)
    units = forms.ModelMultipleChoiceField(
        Unit.objects.all(),
        label=_("单位"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("按住 Ctrl 可多选。已在名单里的不会重复。"),
    )
    persons = forms.CharField(
        label=_("列席人员"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不属于单位的列席人员（如民营企业负责人），一行一人，可写“姓名，职务”。"),
    )
    part = forms.ChoiceField(label=_("参会身份"), choices=PARTS, initial="attend")
    report = forms.BooleanField(
        label=_("同时要求书面汇报"),
        required=False,
        help_text=_("按工作情况、存在的问题及建议、下一步打算三部分填报；会计入这些单位的填报负担。"),
    )
    period = forms.CharField(label=_("汇报时段"), required=False, max_length=50, initial=_("上半年"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not (given.get("members") or given.get("units") or given.get("persons")):
            self.add_error("units", _("请选择单位，或者写列席人员。"))
        return given


class AnswerForm(forms.Form):
    """Who comes; or that nobody can, why, and who instead."""

    coming = forms.ChoiceField(
        label=_("是否参加"), choices=[("", _("请选择")), ("yes", _("参加")), ("no", _("请假"))]
    )
    person = forms.CharField(label=_("参会人"), required=False, max_length=100)
    duty = forms.CharField(label=_("职务"), required=False, max_length=100)
    substitute = forms.CharField(label=_("替会人"), required=False, max_length=100)
    note = forms.CharField(label=_("说明或请假原因"), required=False, max_length=300)


class PresentForm(forms.Form):
    """Who came: those who said so are ticked already."""

    def __init__(self, *args: Any, record: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = record.attendances.current().filter(state__in=ATTENDANCES.holding(Capability.OPEN))
        found = list(rows.select_related("unit").order_by("pk"))
        self.fields["present"] = forms.TypedMultipleChoiceField(
            label=_("到会"),
            required=False,
            coerce=int,
            choices=[(one.pk, f"{one}（{one.get_state_display()}）") for one in found],
            initial=[one.pk for one in found if one.state == "coming"],
            widget=forms.CheckboxSelectMultiple,
            help_text=_("没有勾选的记为缺席；请过假的记为因事请假。"),
        )


class DraftForm(forms.Form):
    """The words before the decisions."""

    opening = forms.CharField(
        label=_("纪要开头"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("会议听取、讨论的情况，一行一段。议定事项由系统按登记的内容列出。"),
    )

    def __init__(self, *args: Any, record: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["opening"].initial = record.opening


class IssueForm(forms.Form):
    """The number under which minutes are issued."""

    number = forms.CharField(label=_("纪要文号"), max_length=60, help_text=_("例如：云专镇纪〔2026〕3号。"))


class HoldDispatchForm(forms.Form):
    """The day of the dispatch, and the meeting at which it was held."""

    held_on = day(_("调度日"), initial=timezone.localdate)
    meeting = forms.ModelChoiceField(
        Meeting.objects.filter(kind=DISPATCH_MEETING).exclude(
            state__in=[one.key for one in MEETINGS.states if Capability.FINAL in one.capabilities]
        ),
        label=_("调度会议"),
        required=False,
        empty_label=_("新登记一次调度会"),
        help_text=_("议定事项登记在这次会议上，纪要印发后转为任务。"),
    )
    chaired_by = forms.CharField(label=_("主持人"), required=False, max_length=50)
    place = forms.CharField(label=_("会议地点"), required=False, max_length=100)


_WIDE = {"text": forms.Textarea(attrs={"rows": 5})}
#: parts of a meeting, entered on its own page
ItemForm = modelform_factory(
    AgendaItem,
    fields=("title", "matter", "unit", "minutes", "source", "of_unit", "text"),
    widgets=_WIDE,
)
DecisionForm = modelform_factory(
    Decision,
    fields=("heading", "content", "lead", "support", "post", "due_on", "question", "raised_by"),
    widgets={
        "content": forms.Textarea(attrs={"rows": 3}),
        "question": forms.Textarea(attrs={"rows": 2}),
        "support": forms.SelectMultiple(attrs={"size": 6}),
        "due_on": forms.DateInput(format="%Y-%m-%d"),
    },
)
StatementForm = modelform_factory(
    Statement,
    fields=("meeting", "unit", "period", "work", "problems", "next_steps"),
    widgets={name: forms.Textarea(attrs={"rows": 6}) for name in ("work", "problems", "next_steps")},
)
