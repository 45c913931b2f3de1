"""The registers of tasks in force, their parts, the monthly reports on them, and hand-ons."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.lights import Light
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.excel import Excel
from zhenxing.web.kit.filters import due_filter
from zhenxing.web.kit.layouts import Board, MonthCalendar, PlaceMap, Timeline
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.kit.related import JOINED_BY
from zhenxing.web.kit.typed import OFFERS
from zhenxing.web.ledger.queries import CLOCKS_OF_IT, TONES, in_words, light_filter, light_until
from zhenxing.web.organisations.models import Unit
from zhenxing.web.proofs.queries import PROOFS_OF_IT
from zhenxing.web.tasks import forms, month_pages, pages, panels
from zhenxing.web.tasks.flow import HAND_ON_TABLE, REPORT_TABLE, SUBTASK_TABLE, TASK_TABLE
from zhenxing.web.tasks.ledgers import LIGHT
from zhenxing.web.tasks.models import HandOn, Subtask, Task, TaskReport
from zhenxing.web.tasks.queries import month_of
from zhenxing.web.tasks.states import LEAD, OPEN, SUPPORT, TASK_STATES


def _tone(table: Any) -> Any:
    return lambda record: table.state(record.state).tone


def _units(task: Task, part: str) -> list[str]:
    return [str(one.unit or one.printed) for one in task.assignments.all() if one.role == part]


def _deadline(task: Any) -> str:
    return in_words(task.deadline, task.due_on)


def _light(task: Any) -> Light | None:
    """Of a task that is still the unit's to do: by its day alone, so a list asks nothing more."""
    return light_until(task.due_on, LIGHT) if task.state == OPEN else None


def _light_text(task: Any) -> str:
    light = _light(task)
    return light.reason if light else ""


def _light_tone(task: Any) -> str:
    light = _light(task)
    return TONES[light.colour] if light else ""


def _light_rule(task: Any) -> str:
    light = _light(task)
    return light.rule if light else ""


def _part_light(part: Any) -> str:
    light = panels.part_light(part)
    return light.reason if light else ""


def _part_light_tone(part: Any) -> str:
    light = panels.part_light(part)
    return TONES[light.colour] if light else ""


def _progress(task: Any) -> str:
    """80%, at least 40% while some parts are unknown, or nothing: UNKNOWN."""
    if task.percent is not None:
        return f"{task.percent.normalize():f}%"
    if task.at_least is not None:
        return now("至少%(percent)s%%") % {"percent": f"{task.at_least.normalize():f}"}
    return ""


def _reported_tone(task: Any) -> str:
    if task.state != OPEN:
        return ""
    return "good" if task.reported_month == month_of(timezone.localdate()) else "warn"


def _assigned(rows: Any) -> list[tuple[str, str]]:
    units = Unit.objects.filter(assignments__task__in=rows.order_by().values("pk")).distinct()
    return [(str(unit.pk), unit.name) for unit in units.order_by("name")[:500]]


def _with_unit(rows: Any, value: str) -> Any:
    if not value.isdecimal():
        return rows.none()
    parts = Task.objects.filter(assignments__unit=int(value), assignments__role__in=(LEAD, SUPPORT))
    return rows.filter(pk__in=parts.values("pk"))


_REPORTED = (("no", _("本月未报")), ("yes", _("本月已报")), ("never", _("从未报过")))


def _by_report(rows: Any, value: str) -> Any:
    month = month_of(timezone.localdate())
    conditions = {
        "no": Q(state=OPEN) & ~Q(reported_month=month),
        "yes": Q(reported_month=month),
        "never": Q(state=OPEN, reported_month=""),
    }
    return rows.filter(conditions[value]) if value in conditions else rows.none()


TASKS = Register(
    Task,
    key="tasks",
    columns=(
        Column("heading", value=str, sort="position"),
        Column("lead", _("牵头单位"), lambda task: _units(task, LEAD)),
        Column("support", _("配合单位"), lambda task: _units(task, SUPPORT), hidden=True),
        Column("deadline", value=_deadline, sort="due_on"),
        Column("light", _("灯"), _light_text, sort="", badge=_light_tone, hint=_light_rule),
        Column("percent", value=_progress, sort="percent", align="end", blank=_("没有报告")),
        Column("reported_month", badge=_reported_tone, blank=_("未报")),
        Column("state", badge=lambda task: TASK_STATES[task.state].tone),
        Column("section", sort="section", hidden=True),
        Column("document", sort="document__title"),
        Column("clause_label", sort="start", hidden=True),
        Column("accountable_post", sort="accountable_post__title", hidden=True),
        Column("area", hidden=True, sort=""),
        Column("weight", hidden=True),
        Column("due_on", hidden=True),
        Column("reported_on", hidden=True),
        Column("closed_on", hidden=True),
        Column("content", hidden=True, sort=""),
    ),
    filters=(
        "document",
        Filter("unit", _("单位"), choices=_assigned, apply=_with_unit),
        "section",
        "state",
        due_filter(state=OPEN),
        light_filter(LIGHT, state=OPEN),
        Filter("report", _("月进展"), choices=lambda _rows: _REPORTED, apply=_by_report),
    ),
    search=("heading", "content", "document__title", "assignments__printed", "assignments__unit__name"),
    order=("document", "position"),
    panels=(
        Panel(
            _("任务"),
            ("heading", "section", "deadline", "due_on", "light", "accountable_post", "weight", "state",
             "reported_on", "closed_on"),
        ),
        Panel(_("责任分工"), template="tasks/parts.html", load=panels.parts),
        panels.SUBTASKS_OF_IT,
        panels.MONTHS_OF_IT,
        CLOCKS_OF_IT,
        PROOFS_OF_IT,
        Panel(_("条款出处"), template="documents/quotation.html", load=panels.quotation),
        panels.HAND_ONS_OF_IT,
        panels.TRANSITS_OF_IT,
        JOINED_BY,
    ),
    roles=(
        role.LIST,
        role.CREATE,
        role.EXPORT,
        role.DETAIL,
        *pages.TASK_DEEDS[:2],
        role.EDIT,
        *pages.TASK_DEEDS[2:],
        OFFERS,
    ),
    fields=(
        "area", "document", "number", "heading", "content", "clause_label", "lead_words",
        "support_words", "accountable_post", "due_on", "weight",
    ),
    form=forms.TaskForm,
    bulk=("accountable_post", "due_on", "weight"),
    natural_key=("document", "heading"),
    excel=Excel(aliases={"heading": ("工作任务", "重点任务", "事项"), "due_on": ("完成时限", "期限")}),
    select_related=("document__adopted_by", "accountable_post__unit", "area"),
    prefetch_related=("assignments__unit",),
    layouts=(
        Board(TASK_TABLE),
        Timeline("created_at", "due_on", ended="closed_on"),
        MonthCalendar("due_on"),
        PlaceMap("area"),
    ),
    group=_("文件与任务"),
    icon="tasks",
)  # fmt: skip

SUBTASKS = Register(
    Subtask,
    key="subtasks",
    columns=(
        Column("content"),
        Column("task", sort="task__heading"),
        Column("unit", sort="unit__name"),
        Column("post", sort="post__title"),
        Column("due_on"),
        Column("light", _("灯"), _part_light, sort="", badge=_part_light_tone),
        Column("percent", align="end", blank=_("没有报告")),
        Column("weight", align="end"),
        Column("state", badge=_tone(SUBTASK_TABLE)),
    ),
    filters=("unit", "state", due_filter(state="open")),
    search=("content", "task__heading", "unit__name"),
    order=("due_on", "id"),
    panels=(
        Panel(
            _("分任务"), ("content", "task", "unit", "post", "due_on", "light", "weight", "percent", "state")
        ),
        CLOCKS_OF_IT,
        PROOFS_OF_IT,
        panels.TRANSITS_OF_IT,
    ),
    roles=(
        role.LIST,
        role.CREATE,
        role.EXPORT,
        role.DETAIL,
        *pages.PART_DEEDS[:2],
        role.EDIT,
        *pages.PART_DEEDS[2:],
        role.ARCHIVE,
    ),
    fields=("task", "content", "unit", "post", "due_on", "weight"),
    form=forms.SubtaskForm,
    bulk=(),  # whose part it is to change is asked row by row
    natural_key=("task", "content"),
    select_related=("task", "unit", "post__unit"),
    layouts=(Board(SUBTASK_TABLE), Timeline("created_at", "due_on"), MonthCalendar("due_on")),
    group=_("文件与任务"),
    icon="tasks",
)

TASK_REPORTS = Register(
    TaskReport,
    key="task_reports",
    columns=(
        Column("task", sort="task__heading"),
        Column("unit", sort="unit__name"),
        Column("month"),
        Column("percent", align="end"),
        Column("text", sort=""),
        Column("difficulties", sort=""),
        Column("state", badge=_tone(REPORT_TABLE)),
        Column("submitted_on"),
    ),
    filters=("month", "unit", "state"),
    search=("text", "difficulties", "task__heading", "unit__name"),
    order=("-month", "-id"),
    panels=(
        Panel(_("月进展"), ("task", "unit", "month", "percent", "state", "submitted_on")),
        panels.SAID,
        panels.TRANSITS_OF_IT,
    ),
    roles=(
        month_pages.FILL,
        role.LIST,
        month_pages.MONTH,
        month_pages.CONFIRM,
        role.CREATE,
        role.EXPORT,
        role.DETAIL,
        pages.REPORT_CONFIRM,
        pages.REPORT_RETURN,
        role.EDIT,
        role.ARCHIVE,
    ),
    fields=("task", "unit", "month", "percent", "text", "difficulties"),
    form=forms.TaskReportForm,
    bulk=(),
    natural_key=("task", "unit", "month"),
    excel=Excel(change={"month": {"help": "写成 2026-03"}}),
    select_related=("task", "unit"),
    group=_("文件与任务"),
    icon="chart",
)

HAND_ONS = Register(
    HandOn,
    key="hand_ons",
    columns=(
        Column("task", sort="task__heading"),
        Column("from_unit", sort="from_unit__name"),
        Column("to_unit", sort="to_unit__name"),
        Column("reason", sort=""),
        Column("asked_on"),
        Column("state", badge=_tone(HAND_ON_TABLE)),
        Column("decided_on"),
        Column("answer", sort="", hidden=True),
    ),
    filters=("state", "from_unit", "to_unit"),
    search=("task__heading", "reason", "from_unit__name", "to_unit__name"),
    order=("-asked_on", "-id"),
    panels=(
        Panel(
            _("转办"),
            ("task", "from_unit", "to_unit", "reason", "asked_on", "state", "answer", "decided_on"),
        ),
        panels.TRANSITS_OF_IT,
    ),
    roles=(role.LIST, role.EXPORT, role.DETAIL, pages.DECIDE),
    select_related=("task", "from_unit", "to_unit"),
    group=_("文件与任务"),
    icon="link",
)
REGISTERS = (TASKS, SUBTASKS, TASK_REPORTS, HAND_ONS)
