"""Tasks under the ledger: each runs until its own day, and its first lead unit answers for it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.web.ledger.registry import Dated, Responsible, ledger
from zhenxing.web.tasks.models import Task, TaskAssignment
from zhenxing.web.tasks.states import LEAD, TASK_STATES

#: the key of the rule that colours a task's light
LIGHT = "tasks"


def _open() -> QuerySet[Task]:
    states = [state.name for state in TASK_STATES.values() if state.open]
    rows = Task.objects.current().filter(state__in=states)
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
    responsible=lambda task: _owners([task])[task.pk],
    light=LIGHT,
    escalation="general",
    dated=Dated(_("完成期限"), "due_on", _open, _owners, cites=_cites),
)
