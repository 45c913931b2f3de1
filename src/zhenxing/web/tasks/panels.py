"""What the page of a task shows beyond its fields: units, parts, reports month by month, hand-ons."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.lights import Light
from zhenxing.web.kit import scope
from zhenxing.web.kit.register import Panel
from zhenxing.web.ledger.models import Transit
from zhenxing.web.ledger.queries import TONES, light_until
from zhenxing.web.ledger.registry import ledger_of
from zhenxing.web.tasks.flow import HAND_ON_TABLE, REPORT_TABLE, SUBTASK_TABLE
from zhenxing.web.tasks.models import HandOn, Subtask, Task, TaskReport
from zhenxing.web.tasks.month_pages import months_until_now
from zhenxing.web.tasks.queries import Due, month_of, reports_due
from zhenxing.web.tasks.settling import progress_from
from zhenxing.web.tasks.states import ROLES

LIGHT = "tasks"
_MONTHS = 6


def quotation(task: Task, user: Any) -> dict[str, Any]:
    """The clause it comes from, and where that stands in the document."""
    url = reverse("documents:read", kwargs={"pk": task.document_id})
    at = f"?at={task.start}-{task.end}#at" if task.start is not None else f"#clause-{task.clause}"
    return {
        "text": task.content,
        "label": task.clause_label,
        "document": task.document,
        "adopted_by": task.document.adopted_by,
        "url": f"{url}{at}" if task.start is not None or task.clause else url,
        "dated_by_adopter": task.proposal_id and not task.deadline and task.due_on,
    }


def parts(task: Task, user: Any) -> list[dict[str, Any]]:
    """The units by role, each with the name the document printed where that differs."""
    return [
        {"label": label, "parts": [one for one in task.assignments.all() if one.role == name]}
        for name, label in ROLES.items()
    ]


def subtasks(task: Task, user: Any) -> dict[str, Any]:
    """The parts, each with its light, and the progress they make up."""
    seen = scope.visible(Subtask.objects.current().filter(task=task), user, "subtasks.view")
    rows = list(seen.select_related("unit", "post"))
    return {
        "rows": [_part(one) for one in rows],
        "progress": progress_from([task.pk])[task.pk],
        "month": task.reported_month,
    }


def _part(one: Subtask) -> dict[str, Any]:
    state = SUBTASK_TABLE.state(one.state)
    light = part_light(one)
    return {
        "record": one,
        "url": reverse("subtasks:detail", args=[one.pk]),
        "label": state.label,
        "tone": state.tone,
        "light": light.reason if light else "",
        "light_tone": TONES[light.colour] if light else "",
    }


def part_light(part: Any) -> Light | None:
    return light_until(part.due_on, LIGHT) if part.state == "open" else None


def months(task: Task, user: Any) -> dict[str, Any]:
    """Unit by unit what was reported in each of the last months; who is missing this month."""
    columns = months_until_now(_MONTHS)[::-1]
    said: dict[int, dict[str, TaskReport]] = defaultdict(dict)
    rows = scope.visible(TaskReport.objects.current().filter(task=task), user, "task_reports.view")
    for one in rows.filter(month__gte=columns[0]).select_related("unit"):
        said[one.unit_id][one.month] = one
    now = month_of(timezone.localdate())
    due = reports_due(now, within=Task.objects.filter(pk=task.pk))
    units = {one.unit: one.leads for one in due}
    newest = rows.exclude(state__in=("draft", "returned")).order_by("-month", "-pk")
    return {
        "columns": columns,
        "rows": [
            {"unit": unit, "leads": leads, "cells": [_cell(said[unit.pk].get(month)) for month in columns]}
            for unit, leads in units.items()
        ],
        "missing": [one.unit for one in due if not one.given],
        "month": now,
        "newest": list(newest.select_related("unit")[:3]),
        "fill": _fill_url(due, user),
    }


def _cell(report: TaskReport | None) -> dict[str, Any]:
    if report is None:
        return {"text": "—", "tone": "", "url": ""}
    state = REPORT_TABLE.state(report.state)
    text = f"{report.percent}%" if report.percent is not None else str(state.label)
    url = reverse("task_reports:detail", args=[report.pk])
    return {"text": text, "tone": state.tone, "url": url, "label": state.label}


def _fill_url(due: list[Due], user: Any) -> str:
    mine = [one.unit.pk for one in due if one.unit.pk in user.unit_ids() and not one.given]
    return f"{reverse('task_reports:fill')}?unit={mine[0]}" if mine else ""


def hand_ons(task: Task, user: Any) -> list[dict[str, Any]]:
    """Wishes to hand it on, with what became of them."""
    rows = scope.visible(HandOn.objects.current().filter(task=task), user, "hand_ons.view")
    return [
        {
            "record": one,
            "state": HAND_ON_TABLE.state(one.state),
            "url": reverse("hand_ons:detail", args=[one.pk]),
        }
        for one in rows.select_related("from_unit", "to_unit")
    ]


def said(report: TaskReport, user: Any) -> dict[str, Any]:
    """The report's own words, its sub-tasks' per cents, and the way from a difficulty to a problem."""
    named = Subtask.objects.filter(pk__in=[int(pk) for pk in report.parts], task=report.task_id)
    return {
        "report": report,
        "parts": [(one, report.parts[str(one.pk)]) for one in named],
        "problem": problem_url(report, user),
    }


def problem_url(report: TaskReport, user: Any) -> str:
    """The page on which a difficulty becomes a problem, filled in; "" without that ledger or permission."""
    if not report.difficulties or not apps.is_installed("zhenxing.web.problems"):
        return ""
    if not scope.permits(user, "problems.create"):
        return ""
    asked = QueryDict(mutable=True)
    asked.update(
        {
            "title": report.difficulties.splitlines()[0][:60],
            "text": report.difficulties,
            "area": str(report.task.area_id),
            "source_unit": str(report.unit_id),
        }
    )
    return f"{reverse('problems:create')}?{asked.urlencode()}"


def transits(record: Any, user: Any) -> list[dict[str, Any]]:
    """Every step of a record, oldest first: who, why, with which proofs."""
    ledger = ledger_of(record)
    table = ledger.table if ledger is not None else None
    rows = Transit.objects.filter(subject_type=record._meta.label_lower, subject_id=record.pk)
    return [
        {
            "what": table.transition(one.transition).label if table is not None else one.transition,
            "who": one.by or _("系统"),
            "reason": one.reason,
            "proofs": [f"{name}：{where}" if where else name for name, where in one.proofs.items()],
            "at": one.at,
        }
        for one in rows.select_related("by").order_by("pk")
    ]


SUBTASKS_OF_IT = Panel(_("进度和分任务"), template="tasks/subtasks.html", load=subtasks)
MONTHS_OF_IT = Panel(_("月进展"), template="tasks/months.html", load=months)
HAND_ONS_OF_IT = Panel(_("转办"), template="tasks/hand-ons.html", load=hand_ons)
TRANSITS_OF_IT = Panel(_("流转记录"), template="ledger/transits.html", load=transits)
SAID = Panel(_("报送内容"), template="tasks/said.html", load=said)
