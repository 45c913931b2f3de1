"""The register of tasks in force."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.lights import Light
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.filters import due_filter
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.kit.related import JOINED_BY
from zhenxing.web.ledger.queries import CLOCKS_OF_IT, TONES, light_until
from zhenxing.web.organisations.models import Unit
from zhenxing.web.tasks.ledgers import LIGHT
from zhenxing.web.tasks.models import Task
from zhenxing.web.tasks.pages import ASSIGN
from zhenxing.web.tasks.states import LEAD, OPEN, ROLES, SUPPORT, TASK_STATES


def _tone(task: Any) -> str:
    return TASK_STATES[task.state].tone


def _units(task: Task, part: str) -> list[str]:
    return [str(one.unit or one.printed) for one in task.assignments.all() if one.role == part]


def _deadline(task: Any) -> str:
    return task.deadline or (f"{task.due_on:%Y-%m-%d}*" if task.due_on else "")


def _light(task: Any) -> Light | None:
    """Of a task that is still to be done: by its day alone, so a list asks the database nothing more."""
    return light_until(task.due_on, LIGHT) if TASK_STATES[task.state].open else None


def _light_text(task: Any) -> str:
    light = _light(task)
    return light.reason if light else ""


def _light_tone(task: Any) -> str:
    light = _light(task)
    return TONES[light.colour] if light else ""


def _light_rule(task: Any) -> str:
    light = _light(task)
    return light.rule if light else ""


def _assigned(rows: Any) -> list[tuple[str, str]]:
    units = Unit.objects.filter(assignments__task__in=rows.order_by().values("pk")).distinct()
    return [(str(unit.pk), unit.name) for unit in units.order_by("name")[:500]]


def _with_unit(rows: Any, value: str) -> Any:
    if not value.isdecimal():
        return rows.none()
    parts = Task.objects.filter(assignments__unit=int(value), assignments__role__in=(LEAD, SUPPORT))
    return rows.filter(pk__in=parts.values("pk"))


def _quotation(task: Task, user: Any) -> dict[str, Any]:
    url = reverse("documents:read", kwargs={"pk": task.document_id})
    at = f"?at={task.start}-{task.end}#at" if task.start is not None else f"#clause-{task.clause}"
    return {
        "text": task.content,
        "label": task.clause_label,
        "document": task.document,
        "adopted_by": task.document.adopted_by,
        "url": f"{url}{at}",
        "dated_by_adopter": not task.deadline and task.due_on,
    }


def _parts(task: Task, user: Any) -> list[dict[str, Any]]:
    """The units by role, each with the name the document printed where that differs."""
    return [
        {"label": label, "parts": [one for one in task.assignments.all() if one.role == name]}
        for name, label in ROLES.items()
    ]


TASKS = Register(
    Task,
    key="tasks",
    columns=(
        Column("heading", value=str, sort="position"),
        Column("lead", _("牵头单位"), lambda task: _units(task, LEAD)),
        Column("support", _("配合单位"), lambda task: _units(task, SUPPORT)),
        Column("deadline", value=_deadline, sort="due_on"),
        Column("light", _("灯"), _light_text, sort="", badge=_light_tone, hint=_light_rule),
        Column("state", badge=_tone),
        Column("section", sort="section"),
        Column("document", sort="document__title"),
        Column("clause_label", sort="start", hidden=True),
        Column("accountable_post", sort="accountable_post__title", hidden=True),
        Column("due_on", hidden=True),
        Column("content", hidden=True, sort=""),
    ),
    filters=(
        "document",
        Filter("unit", _("单位"), choices=_assigned, apply=_with_unit),
        "section",
        "state",
        due_filter(state=OPEN),
    ),
    search=("heading", "content", "document__title", "assignments__printed", "assignments__unit__name"),
    order=("document", "position"),
    panels=(
        Panel(_("任务"), ("heading", "section", "deadline", "due_on", "light", "accountable_post", "state")),
        Panel(_("责任分工"), template="tasks/parts.html", load=_parts),
        CLOCKS_OF_IT,
        Panel(_("条款出处"), template="documents/quotation.html", load=_quotation),
        JOINED_BY,
    ),
    roles=(role.LIST, role.EXPORT, role.DETAIL, role.EDIT, ASSIGN),
    fields=("accountable_post", "due_on", "state"),
    select_related=("document__adopted_by", "accountable_post__unit"),
    prefetch_related=("assignments__unit",),
    group=_("文件与任务"),
    icon="tasks",
)
REGISTERS = (TASKS,)
