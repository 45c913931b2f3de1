"""Questions about tasks, for the pages of this app and for others."""

from __future__ import annotations

import calendar as months
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from zhenxing.core.ledger.states import Capability
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.tasks.flow import REPORT_TABLE, TASK_TABLE
from zhenxing.web.tasks.models import Subtask, Task, TaskAssignment, TaskReport
from zhenxing.web.tasks.progress import Progress
from zhenxing.web.tasks.settling import progress_from
from zhenxing.web.tasks.states import LEAD, SUPPORT

_OPEN = TASK_TABLE.holding(Capability.OPEN)
_WORKED_ON = TASK_TABLE.holding(Capability.SUBMITTABLE)


@dataclass(frozen=True)
class Due:
    """A report that is due: of one unit, on one task, for one month; `report` is what there is of it."""

    task: Task
    unit: Unit
    leads: bool
    report: TaskReport | None = None

    @property
    def given(self) -> bool:
        """Whether it was sent, and not returned."""
        return self.report is not None and not REPORT_TABLE.can(self.report.state, Capability.EDITABLE)


def open_tasks(area: Area | None = None) -> QuerySet[Task]:
    """The tasks still to be closed, of a place and all below it (of all places without one)."""
    rows = Task.objects.current().filter(state__in=_OPEN)
    return rows.filter(area__path__startswith=area.path) if area is not None else rows


def tasks_of(unit: Any) -> QuerySet[Task]:
    """The open tasks that a unit leads or supports, or has a part of."""
    parts = TaskAssignment.objects.filter(unit=unit, role__in=(LEAD, SUPPORT)).values("task")
    pieces = Subtask.objects.current().filter(unit=unit, state__in=("open", "reported")).values("task")
    return open_tasks().filter(pk__in=parts) | open_tasks().filter(pk__in=pieces)


def progress_of(pks: Iterable[int]) -> dict[int, Progress]:
    """Task → how far it is; UNKNOWN (None) where nobody has reported."""
    return progress_from(pks)


def month_of(day: date) -> str:
    return day.isoformat()[:7]


def month_ends(month: str) -> date:
    """The last day of a month ("2026-03"). ValueError when it is none."""
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, months.monthrange(year, number)[1])


def reports_due(
    month: str,
    area: Area | None = None,
    *,
    unit: Unit | None = None,
    within: QuerySet[Task] | None = None,
) -> list[Due]:
    """Every report due for a month: of each unit that leads, supports or has a part of a task worked on.

    A task counts from the month in which it was ordered. In the order of tasks, their leads first;
    `within` narrows them to those a person may see.
    """
    tasks = tasks_of(unit) if unit is not None else open_tasks(area)
    if within is not None:
        tasks = tasks.filter(pk__in=within.values("pk"))
    tasks = tasks.filter(state__in=_WORKED_ON, created_at__date__lte=month_ends(month))
    tasks = tasks.distinct().order_by("document", "position", "pk").select_related("area", "document")
    parts = Subtask.objects.current().exclude(state="withdrawn").select_related("unit")
    roles = TaskAssignment.objects.filter(role__in=(LEAD, SUPPORT), unit__isnull=False)
    roles = roles.select_related("unit").order_by("role", "order", "pk")
    found = list(tasks.prefetch_related(Prefetch("assignments", roles), Prefetch("subtasks", parts)))
    reports = _reports(found, month)
    return [
        Due(task, one, leads, reports.get((task.pk, one.pk)))
        for task in found
        for one, leads in _units(task).items()
        if unit is None or one == unit
    ]


def _units(task: Task) -> dict[Unit, bool]:
    """The units of a task whose assignments and parts were fetched; whether each leads it."""
    units: dict[Unit, bool] = {}
    for part in task.assignments.all():
        units.setdefault(part.unit, part.role == LEAD)
    for piece in task.subtasks.all():
        units.setdefault(piece.unit, False)
    return units


def _reports(tasks: list[Task], month: str) -> dict[tuple[int, int], TaskReport]:
    rows = TaskReport.objects.current().filter(task__in=tasks, month=month).select_related("task", "unit")
    return {(one.task_id, one.unit_id): one for one in rows}


def by_unit(due: Iterable[Due]) -> dict[Unit, list[Due]]:
    """What is due of each unit, in the order of their names."""
    found: dict[Unit, list[Due]] = defaultdict(list)
    for one in due:
        found[one.unit].append(one)
    return dict(sorted(found.items(), key=lambda pair: (pair[0].name, pair[0].pk)))


def last_before(month: str, unit: Unit, pks: Iterable[int]) -> dict[int, TaskReport]:
    """Task → the unit's newest report of an earlier month, to go on from."""
    rows = TaskReport.objects.current().filter(unit=unit, task__in=list(pks), month__lt=month)
    return {one.task_id: one for one in rows.order_by("month", "pk")}


def difficulties(area: Area, month: str) -> QuerySet[TaskReport]:
    """The difficulties that units reported for a month, of a place and all below it."""
    rows = TaskReport.objects.current().filter(month=month, task__area__path__startswith=area.path)
    sent = [one.key for one in REPORT_TABLE.states if Capability.EDITABLE not in one.capabilities]
    return rows.filter(state__in=sent).exclude(difficulties="").select_related("task", "unit")
