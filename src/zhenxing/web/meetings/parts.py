"""The parts this house brings to a dispatch or a paper: what is overdue, letters, decisions, tasks.

Other ledgers are asked through their queries, and only when they are installed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.core.quoting import book_title
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.models import Clock, Letter
from zhenxing.web.ledger.states import LETTERS
from zhenxing.web.meetings import followup
from zhenxing.web.meetings.providers import MOST, Found, Line, dispatch_part
from zhenxing.web.tasks.models import Task
from zhenxing.web.tasks.queries import open_tasks, progress_of, tasks_of
from zhenxing.web.tasks.states import LEAD

_TASK_LIGHT = "tasks"


def overdue(area: Any, day: date, unit: Any = None) -> Found:
    """Every running time that has run out, of any ledger, the longest overdue first."""
    rows = Clock.objects.running().filter(area__path__startswith=area.path, due_on__lt=day)
    return of_clocks(_of_unit(rows, unit), day)


def due_between(area: Any, first: date, last: date) -> Found:
    """The running times that end within some days."""
    rows = Clock.objects.running().filter(
        area__path__startswith=area.path, due_on__gte=first, due_on__lte=last
    )
    return of_clocks(rows, first)


def of_clocks(rows: QuerySet[Any], day: date) -> Found:
    """Clocks as lines, by their end: the first ones, and how many there are."""
    ordered = rows.select_related("unit", "post__unit").order_by("due_on", "pk")
    lines = tuple(
        _clock_line(clock, day) for clock in ordered.prefetch_related("pauses", "extensions")[:MOST]
    )
    return Found(lines, len(lines) if len(lines) < MOST else rows.count())


def letters(area: Any, day: date, unit: Any = None) -> Found:
    """The matters under way with letters out (not yet signed for, answered or closed), each by its last.

    A meeting talks about the matter: that four letters went before stands in the note.
    """
    rows = Letter.objects.current().filter(
        area__path__startswith=area.path,
        state__in=LETTERS.holding(Capability.OPEN),
        issued_on__lte=day,
        clock__stopped_on__isnull=True,
    )
    of_each = _of_unit(rows, unit).order_by().values("clock").annotate(last=Max("pk"), number=Count("pk"))
    numbers = {letter_key(last): number for last, number in of_each.values_list("last", "number")}
    found = of_letters(Letter.objects.filter(pk__in=of_each.values("last")))
    return Found(tuple(_with_earlier(line, numbers[line.key] - 1) for line in found.lines), found.total)


def letter_key(pk: int) -> str:
    return f"ledger.letter:{pk}"


def _with_earlier(line: Line, earlier: int) -> Line:
    return replace(line, note=f"{line.note}，此前还有{earlier}件在途") if earlier else line


def of_letters(rows: QuerySet[Any]) -> Found:
    """Letters as lines, the oldest first."""
    ordered = rows.select_related("unit", "post__unit").order_by("issued_on", "number", "pk")
    lines = tuple(map(_letter_line, ordered[:MOST]))
    return Found(lines, len(lines) if len(lines) < MOST else rows.count())


def tasks(area: Any, day: date, unit: Any = None) -> Found:
    """The tasks still to be done; of one unit those it leads or supports."""
    rows = tasks_of(unit) if unit is not None else open_tasks()
    rows = rows.filter(area__path__startswith=area.path)
    ordered = rows.select_related("document").prefetch_related("assignments__unit")
    found = list(ordered.order_by("due_on", "pk")[:MOST])
    done = progress_of([one.pk for one in found])
    lines = tuple(_task_line(one, day, done.get(one.pk)) for one in found)
    return Found(lines, len(lines) if len(lines) < MOST else rows.count())


def _of_unit(rows: QuerySet[Any], unit: Any) -> QuerySet[Any]:
    return rows if unit is None else rows.filter(Q(unit=unit) | Q(post__unit=unit))


def _clock_line(clock: Clock, day: date) -> Line:
    assert clock.due_on is not None
    light = queries.light_of(clock, day)
    return Line(
        key=f"{clock.subject_type}:{clock.subject_id}:{clock.key}",
        what=clock.subject_label,
        unit=_who(clock),
        clause="".join(filter(None, (book_title(clock.document) if clock.document else "", clock.clause))),
        due=clock.due_on.isoformat(),
        days=-queries.calendar().between(day, clock.due_on),
        light=light.colour,
        note=clock.label,
        url=queries.url_of(clock.subject_type, clock.subject_id),
    )


def _letter_line(letter: Letter) -> Line:
    return Line(
        key=letter_key(letter.pk),
        what=f"{letter.named}：{letter.subject_label}",
        unit=letter.addressee or _who(letter),
        due=letter.feedback_by.isoformat() if letter.feedback_by else "",
        days=letter.overdue,
        light=letter.colour,
        note=str(LETTERS.state(letter.state).label),
        url=queries.url_of(letter._meta.label_lower, letter.pk),
    )


def _task_line(task: Task, day: date, done: Any) -> Line:
    light = queries.light_until(task.due_on, _TASK_LIGHT, day)
    lead = [str(one.unit or one.printed) for one in task.assignments.all() if one.role == LEAD]
    return Line(
        key=f"tasks.task:{task.pk}:deadline",
        what=str(task),
        unit="、".join(lead),
        clause=f"{book_title(str(task.document))}{task.clause_label}",
        due=task.due_on.isoformat() if task.due_on else task.deadline,
        days=-queries.calendar().between(day, task.due_on) if task.due_on else None,
        light=light.colour if light else "",
        note=followup.how_far(done),
        url=queries.url_of(task._meta.label_lower, task.pk),
    )


def _who(row: Any) -> str:
    return str(row.unit or row.post or "")


dispatch_part("red", "红灯和超期事项", overdue, order=10, label=_("红灯和超期事项"))
dispatch_part("letters", "在途督办事项", letters, order=20, label=_("在途督办事项"))
dispatch_part(
    "follow_up", "以前议定事项落实情况", followup.follow_up, order=60, label=_("以前议定事项落实情况")
)
dispatch_part("tasks", "在办任务", tasks, order=90, on_sheet=False, label=_("在办任务"))
