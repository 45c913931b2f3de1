"""What became of earlier decisions: the first page of the next meeting, and a part of every dispatch."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from zhenxing.web.ledger import queries
from zhenxing.web.meetings.flow import MEETINGS
from zhenxing.web.meetings.models import Decision, Meeting
from zhenxing.web.meetings.providers import MOST, Found, Line
from zhenxing.web.tasks.queries import progress_of
from zhenxing.web.tasks.states import TASK_STATES

_LIGHT = "tasks"
#: where no meeting was held before, what was settled in so many days is told still
_DAYS = 31


def earlier(area: Any, day: date) -> QuerySet[Decision]:
    """Decisions of meetings held before a day: those still open, and those settled since the last one."""
    from zhenxing.core.ledger.states import Capability

    held = Meeting.objects.current().filter(
        area__path__startswith=area.path, state__in=MEETINGS.holding(Capability.COUNTED), held_on__lt=day
    )
    last = held.order_by("-held_on").values_list("held_on", flat=True).first()
    since = last or day - timedelta(days=_DAYS)
    open_ = [state.name for state in TASK_STATES.values() if state.open]
    rows = Decision.objects.current().filter(meeting__in=held.values("pk"), task__isnull=False)
    return rows.filter(Q(task__state__in=open_) | Q(task__updated_at__date__gte=since))


def follow_up(area: Any, day: date, unit: Any = None) -> Found:
    """Earlier decisions with their lights, the earliest due first."""
    return owed(area, day, day, unit)


def owed(area: Any, before: date, day: date, unit: Any = None) -> Found:
    """The decisions of meetings held before a day, with their lights on another (today)."""
    rows = earlier(area, before)
    if unit is not None:
        rows = rows.filter(lead=unit)
    ordered = rows.select_related("meeting", "lead", "task").order_by("due_on", "pk")
    found = list(ordered[:MOST])
    done = progress_of([one.task_id for one in found])
    lines = tuple(_line(one, day, done.get(one.task_id)) for one in found)
    return Found(lines, len(lines) if len(lines) < MOST else rows.count())


def _line(decision: Decision, day: date, done: Any) -> Line:
    task, meeting = decision.task, decision.meeting
    assert task is not None
    state = TASK_STATES[task.state]
    light = queries.light_until(task.due_on, _LIGHT, day) if state.open else None
    far = f"，{how_far(done)}" if state.open else ""
    return Line(
        key=f"meetings.decision:{decision.pk}",
        what=decision.heading,
        unit=str(decision.lead or ""),
        clause=f"{meeting.number or meeting.title}{decision.clause_label}",
        due=task.due_on.isoformat() if task.due_on else "",
        days=-queries.calendar().between(day, task.due_on) if task.due_on and state.open else None,
        light=light.colour if light else "green" if not state.open else "",
        note=f"{state.label}{far}",
        url=queries.url_of(task._meta.label_lower, task.pk),
    )


def how_far(done: Any) -> str:
    """「进度60%」; where only some parts were reported, at least so much; nobody reported is said."""
    if done is None or done.at_least is None:
        return "未报进度"
    share = f"{done.at_least.normalize():f}%"
    return f"进度{share}" if done.percent is not None else f"进度至少{share}"
