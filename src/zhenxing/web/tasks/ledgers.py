"""Tasks under the ledger: each runs until its own day, and its first lead unit answers for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.ledger.registry import Dated, Responsible, handed_over, ledger, todo, work
from zhenxing.web.tasks.flow import HAND_ON_TABLE, REPORT_TABLE, SUBTASK_TABLE, TASK_TABLE
from zhenxing.web.tasks.models import HandOn, Subtask, Task, TaskAssignment, TaskReport
from zhenxing.web.tasks.settling import theirs_to_judge
from zhenxing.web.tasks.states import LEAD, SUPPORT

#: the key of the rule that colours a task's light
LIGHT = "tasks"
#: while it is the unit's to do; what was reported done waits for another
_RUNNING = TASK_TABLE.holding(Capability.SUBMITTABLE)
_RUNNING_PARTS = SUBTASK_TABLE.holding(Capability.SUBMITTABLE)
_OPEN = TASK_TABLE.holding(Capability.OPEN)


def _open() -> QuerySet[Task]:
    rows = Task.objects.current().filter(state__in=_RUNNING)
    return rows.select_related("document", "area", "accountable_post__unit")


def _owners(tasks: list[Any]) -> dict[int, Responsible]:
    """Task → its place, the first unit that leads it, and the leader it was laid upon."""
    leads: dict[int, Any] = {}
    parts = TaskAssignment.objects.filter(task__in=tasks, role=LEAD, unit__isnull=False)
    for part in parts.select_related("unit").order_by("order", "pk"):
        leads.setdefault(part.task_id, part.unit)
    return {
        task.pk: Responsible(task.area, leads.get(task.pk), None, task.accountable_post) for task in tasks
    }


def _cites(task: Task) -> tuple[str, str]:
    return task.clause_label, str(task.document)


ledger(
    Task,
    table=TASK_TABLE,
    responsible=lambda task: _owners([task])[task.pk],
    light=LIGHT,
    escalation="general",
    dated=Dated(_("完成期限"), "due_on", _open, _owners, cites=_cites),
)


def _open_parts() -> QuerySet[Subtask]:
    rows = Subtask.objects.current().filter(state__in=_RUNNING_PARTS, task__state__in=_OPEN)
    return rows.select_related("task__document", "task__area", "task__accountable_post__unit", "unit", "post")


def _part_owners(parts: list[Any]) -> dict[int, Responsible]:
    """Part → the place of its task, its own unit and post, the leader of the task."""
    return {
        part.pk: Responsible(part.task.area, part.unit, part.post, part.task.accountable_post)
        for part in parts
    }


ledger(
    Subtask,
    table=SUBTASK_TABLE,
    responsible=lambda part: _part_owners([part])[part.pk],
    light=LIGHT,
    escalation="general",
    dated=Dated(_("分任务期限"), "due_on", _open_parts, _part_owners, cites=lambda part: _cites(part.task)),
)
ledger(
    TaskReport,
    table=REPORT_TABLE,
    responsible=lambda report: Responsible(report.task.area, report.unit),
)
ledger(
    HandOn,
    table=HAND_ON_TABLE,
    responsible=lambda asked: Responsible(asked.task.area, asked.from_unit),
)


# -- what waits for whom -----------------------------------------------------------------------------------


def _mine(user: Any, day: date) -> QuerySet[Task]:
    """Tasks that the person's units lead or support, the first due first."""
    parts = TaskAssignment.objects.filter(unit__in=user.unit_ids(), role__in=(LEAD, SUPPORT)).values("task")
    rows = Task.objects.current().filter(state__in=_RUNNING, pk__in=parts)
    return rows.select_related("document", "area").order_by("due_on", "pk")


def _my_parts(user: Any, day: date) -> QuerySet[Subtask]:
    rows = Subtask.objects.current().filter(state__in=_RUNNING_PARTS, unit__in=user.unit_ids())
    return rows.select_related("task", "unit").order_by("due_on", "pk")


def _to_close(user: Any, day: date) -> QuerySet[Task]:
    """Reported done, by another unit than the person's own."""
    rows = Task.objects.current().filter(state="reported")
    rows = rows.filter(Q(reported_unit__isnull=True) | ~Q(reported_unit__in=user.unit_ids()))
    return rows.select_related("document", "area").order_by("reported_on", "pk")


def _parts_to_confirm(user: Any, day: date) -> QuerySet[Subtask]:
    rows = Subtask.objects.current().filter(state="reported").exclude(unit__in=user.unit_ids())
    rows = theirs_to_judge(rows, user, "subtasks.confirm")
    return rows.select_related("task", "unit").order_by("due_on", "pk")


def _reports_to_confirm(user: Any, day: date) -> QuerySet[TaskReport]:
    rows = TaskReport.objects.current().filter(state="submitted").exclude(unit__in=user.unit_ids())
    rows = theirs_to_judge(rows, user, "task_reports.confirm")
    return rows.select_related("task", "unit").order_by("month", "pk")


def _returned(user: Any, day: date) -> QuerySet[TaskReport]:
    rows = TaskReport.objects.current().filter(state="returned", unit__in=user.unit_ids())
    return rows.select_related("task", "unit").order_by("month", "pk")


def _to_decide(user: Any, day: date) -> QuerySet[HandOn]:
    rows = HandOn.objects.current().filter(state="asked")
    return rows.select_related("task", "from_unit", "to_unit").order_by("asked_on", "pk")


def _unreported(user: Any, day: date) -> QuerySet[Task]:
    """Tasks on which one of the person's units has not reported this month."""
    sent = TaskReport.objects.current().filter(
        unit__in=user.unit_ids(), month=day.isoformat()[:7], state__in=("submitted", "confirmed")
    )
    return _mine(user, day).exclude(pk__in=sent.values("task"))


def _mine_url(user: Any, day: date) -> str:
    units = user.unit_ids()
    return f"{reverse('tasks:list')}?state=open" + (f"&unit={units[0]}" if units else "")


todo("tasks", _("在办任务"), permission="tasks.report", rows=_mine, url=_mine_url, due="due_on")
todo(
    "subtasks",
    _("在办分任务"),
    permission="subtasks.report",
    rows=_my_parts,
    url="subtasks:list?state=open",
    due="due_on",
)
todo(
    "task-reports-due",
    _("本月还没有报进展的任务"),
    permission="task_reports.submit",
    rows=_unreported,
    url="task_reports:fill",
    asks="report",
    tone="info",
)
todo(
    "task-reports-returned",
    _("退回重报的月进展"),
    permission="task_reports.submit",
    rows=_returned,
    url="task_reports:list?state=returned",
    asks="report",
)
todo(
    "tasks-to-close",
    _("报完成待核的任务"),
    permission="tasks.close",
    rows=_to_close,
    url="tasks:list?state=reported",
    asks="check",
)
todo(
    "subtasks-to-confirm",
    _("报完成待确认的分任务"),
    permission="subtasks.confirm",
    rows=_parts_to_confirm,
    url="subtasks:list?state=reported",
    asks="check",
)
todo(
    "task-reports-to-confirm",
    _("待确认的月进展"),
    permission="task_reports.confirm",
    rows=_reports_to_confirm,
    url="task_reports:confirm",
    asks="check",
    tone="info",
)
todo(
    "hand-ons-to-decide",
    _("等待决定的转办"),
    permission="hand_ons.decide",
    rows=_to_decide,
    url="hand_ons:list?state=asked",
    asks="decide",
)


# -- whose work it is, and what moves when it changes hands ------------------------------------------------


def _open_assignments() -> QuerySet[TaskAssignment]:
    rows = TaskAssignment.objects.filter(role__in=(LEAD, SUPPORT), task__archived_at__isnull=True)
    return rows.filter(task__state__in=_OPEN).select_related("task", "unit")


def _of_unit(unit: Any, *roles: str) -> QuerySet[Task]:
    parts = TaskAssignment.objects.filter(unit=unit, role__in=roles).values("task")
    return _open_tasks().filter(pk__in=parts)


def _open_tasks() -> QuerySet[Task]:
    rows = Task.objects.current().filter(state__in=_OPEN)
    return rows.select_related("document", "area", "accountable_post").order_by("due_on", "pk")


def _by_role(role: str) -> Callable[[QuerySet[Any]], QuerySet[Any, Any]]:
    """Unit → in how many of some tasks it has this role."""

    def by_unit(tasks: QuerySet[Any]) -> QuerySet[Any, Any]:
        parts = TaskAssignment.objects.filter(role=role, unit__isnull=False, task__in=tasks.values("pk"))
        return parts.order_by().values_list("unit").annotate(n=Count("task", distinct=True))

    return by_unit


def _all_parts() -> QuerySet[Subtask]:
    rows = Subtask.objects.current().filter(state__in=SUBTASK_TABLE.holding(Capability.OPEN))
    return rows.select_related("task", "unit", "post").order_by("due_on", "pk")


handed_over(TaskAssignment, "unit", rows=_open_assignments, subject="task", title=_("任务分工"))
handed_over(Task, "accountable_post")
handed_over(Subtask, "unit")
handed_over(Subtask, "post")

work(
    "tasks-led",
    _("牵头的任务"),
    lambda unit: _of_unit(unit, LEAD),
    lambda post: _open_tasks().filter(accountable_post=post),
    ("due_on", "percent", "state"),
    permission="tasks.view",
    due="due_on",
    counted=(_open_tasks, _by_role(LEAD)),
)
work(
    "tasks-supported",
    _("配合的任务"),
    lambda unit: _of_unit(unit, SUPPORT),
    None,
    ("due_on", "percent", "state"),
    permission="tasks.view",
    due="due_on",
    counted=(_open_tasks, _by_role(SUPPORT)),
)
work(
    "subtasks",
    _("分任务"),
    lambda unit: _all_parts().filter(unit=unit),
    lambda post: _all_parts().filter(post=post),
    ("task", "due_on", "percent", "state"),
    permission="subtasks.view",
    due="due_on",
    counted=(_all_parts, "unit"),
)
