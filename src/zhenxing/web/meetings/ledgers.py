"""Meetings under the ledger: minutes are due, receipts and reports wait for units, signatures for others."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.core.ledger.states import Capability
from zhenxing.web.ledger.models import Transit
from zhenxing.web.ledger.registry import Responsible, handed_over, ledger, todo, work
from zhenxing.web.meetings.flow import ATTENDANCES, BULLETINS, DISPATCHES, MEETINGS, STATEMENTS
from zhenxing.web.meetings.models import Attendance, Bulletin, Decision, Dispatch, Meeting, Statement


def clocks(meeting: Meeting, day: date) -> tuple[ClockRule, ...]:
    """How long the minutes may take, as the meeting itself says."""
    states = frozenset({"held", "drafted"})
    return (ClockRule("minutes", _("印发会议纪要"), meeting.minutes_days, "workday", states),)


def responsible(meeting: Meeting) -> Responsible:
    """Whoever called it."""
    return Responsible(meeting.area, meeting.unit)


ledger(Meeting, table=MEETINGS, clocks=clocks, light="general", responsible=responsible)
ledger(
    Dispatch,
    table=DISPATCHES,
    light="general",
    responsible=lambda found: Responsible(found.area, found.unit),
)
ledger(
    Bulletin,
    table=BULLETINS,
    light="general",
    responsible=lambda found: Responsible(found.area, found.unit),
)


def _unanswered(user: Any, day: date) -> QuerySet[Any]:
    rows = Attendance.objects.current().filter(state="asked", meeting__state="noticed")
    return rows.select_related("meeting", "unit").order_by("meeting__held_on", "pk")


def _unwritten(user: Any, day: date) -> QuerySet[Any]:
    rows = Statement.objects.current().filter(
        state__in=STATEMENTS.holding(Capability.SUBMITTABLE), meeting__state="noticed"
    )
    return rows.select_related("meeting", "unit").order_by("meeting__held_on", "pk")


def _handed_in(user: Any, day: date) -> QuerySet[Any]:
    rows = Statement.objects.current().filter(state__in=STATEMENTS.holding(Capability.RETURNABLE))
    return rows.select_related("meeting", "unit").order_by("meeting__held_on", "pk")


def _unsigned(model: Any, ledger_key: str, states: frozenset[str], step: str) -> Any:
    """What waits for a signature of somebody other than who handed it in."""

    def rows(user: Any, day: date) -> QuerySet[Any]:
        own = Transit.objects.filter(
            subject_type=model._meta.label_lower, ledger=ledger_key, transition=step, by=user
        )
        found: QuerySet[Any] = model.objects.current().filter(state__in=states)
        return found.exclude(pk__in=own.values("subject_id")).order_by("pk")

    return rows


def _to_minute(user: Any, day: date) -> QuerySet[Any]:
    rows = Meeting.objects.current().filter(state__in=MEETINGS.holding(Capability.DECIDABLE))
    return rows.order_by("held_on", "pk")


def _to_hold(user: Any, day: date) -> QuerySet[Any]:
    rows = Dispatch.objects.current().filter(state__in=DISPATCHES.holding(Capability.EDITABLE))
    return rows.select_related("area").order_by("month", "pk")


todo(
    "meetings.answer",
    gettext_lazy("会议回执"),
    permission="attendances.answer",
    rows=_unanswered,
    url="attendances:list?state=asked",
    asks="answer",
)
todo(
    "meetings.statements",
    gettext_lazy("会议书面汇报"),
    permission="statements.submit",
    rows=_unwritten,
    url="statements:list",
    asks="report",
)
todo(
    "meetings.take",
    gettext_lazy("待收的书面汇报"),
    permission="statements.take",
    rows=_handed_in,
    url="statements:list?state=submitted",
    asks="check",
)
todo(
    "meetings.minutes",
    gettext_lazy("待出纪要的会议"),
    permission="meetings.minute",
    rows=_to_minute,
    url="meetings:list?state=held",
)
todo(
    "meetings.issue",
    gettext_lazy("待签发的会议纪要"),
    permission="meetings.issue",
    rows=_unsigned(Meeting, MEETINGS.key, MEETINGS.holding(Capability.REVIEWABLE), "draft"),
    url="meetings:list?state=drafted",
    asks="decide",
)
todo(
    "meetings.bulletins",
    gettext_lazy("待签发的周报"),
    permission="bulletins.issue",
    rows=_unsigned(Bulletin, BULLETINS.key, BULLETINS.holding(Capability.REVIEWABLE), "submit"),
    url="bulletins:list?state=submitted",
    asks="decide",
)
todo(
    "meetings.dispatches",
    gettext_lazy("准备中的月调度"),
    permission="dispatches.hold",
    rows=_to_hold,
    url="dispatches:list?state=preparing",
)


def _open_meetings() -> QuerySet[Any]:
    rows = Meeting.objects.current().filter(state__in=MEETINGS.holding(Capability.OPEN))
    return rows.order_by("held_on", "pk")


def _open_statements() -> QuerySet[Any]:
    rows = Statement.objects.current().filter(state__in=STATEMENTS.holding(Capability.SUBMITTABLE))
    return rows.select_related("meeting").order_by("meeting__held_on", "pk")


def _open_attendances() -> QuerySet[Any]:
    rows = Attendance.objects.current().filter(state__in=ATTENDANCES.holding(Capability.OPEN))
    return rows.select_related("meeting", "unit")


def _unissued() -> QuerySet[Any]:
    """Decisions that are not tasks yet: as tasks they move by themselves."""
    rows = Decision.objects.current().filter(task__isnull=True, meeting__state="held")
    return rows.select_related("meeting").order_by("due_on", "pk")


work(
    "meetings",
    gettext_lazy("召集的会议"),
    lambda unit: _open_meetings().filter(unit=unit),
    lambda post: _open_meetings().filter(chair=post),
    columns=("held_on", "kind", "state"),
    due="held_on",
    counted=(_open_meetings, "unit"),
)
work(
    "statements",
    gettext_lazy("要交的书面汇报"),
    lambda unit: _open_statements().filter(unit=unit),
    columns=("meeting", "state"),
    due="meeting__held_on",
    counted=(_open_statements, "unit"),
)
handed_over(Meeting, "unit", rows=_open_meetings)
handed_over(Meeting, "chair", rows=_open_meetings)
handed_over(Statement, "unit", rows=_open_statements)
handed_over(Attendance, "unit", rows=_open_attendances)
handed_over(Decision, "lead", rows=_unissued)
handed_over(Decision, "post", rows=_unissued)
