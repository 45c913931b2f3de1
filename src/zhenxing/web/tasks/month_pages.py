"""The month: one page on which a unit reports all its tasks, who has reported, what waits to be confirmed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zhenxing.core.ledger.states import Capability
from zhenxing.web.documents.queries import directory_of
from zhenxing.web.kit import scope
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.tasks.actions import AskForReports, ConfirmReports, Filled, FillReports
from zhenxing.web.tasks.flow import REPORT_TABLE
from zhenxing.web.tasks.models import Task, TaskReport
from zhenxing.web.tasks.queries import Due, by_unit, last_before, month_of, reports_due
from zhenxing.web.tasks.settling import acts_for, theirs_to_judge

_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
#: reports offered to be confirmed at once
_MOST = 200
_MONTHS = 6


def months_until_now(count: int = _MONTHS) -> list[str]:
    """The months up to this one, this one first."""
    day, found = timezone.localdate(), []
    for _number in range(count):
        found.append(month_of(day))
        day = day.replace(day=1) - timedelta(days=1)
    return found


def _month(request: HttpRequest) -> str:
    said = request.GET.get("month") or request.POST.get("month") or ""
    now = month_of(timezone.localdate())
    return said if _MONTH.fullmatch(said) and said <= now else now


# -- filling -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """A sub-task of the unit on the page."""

    pk: int
    content: str
    percent: int | str | None


@dataclass(frozen=True)
class FillLine:
    """One task on the page: what is written now, what was written last, what is wrong with it."""

    task: Task
    leads: bool
    report: TaskReport | None
    percent: int | str | None
    text: str
    difficulties: str
    pieces: tuple[Piece, ...]
    last: TaskReport | None
    open: bool
    wrong: str = ""


def fill_page(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """A unit's tasks of a month, all on one page; what was written is kept when something is wrong."""
    offered = _units(request.user)
    unit = _unit(request, offered)
    month = _month(request)
    if unit is None:
        context = {"units": offered, "month": month, "unit": None, "months": months_until_now()}
        return answer(register, "fill", request, context)
    due = reports_due(month, unit=unit)
    faults: dict[str, tuple[Any, ...]] = {}
    if request.method == "POST":
        try:
            return _filled(register, request, unit, month, due)
        except Invalid as refusal:
            faults = dict(refusal.fields)
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
    copied = request.GET.get("copy") == "1"
    context = {
        "units": offered,
        "unit": unit,
        "month": month,
        "months": months_until_now(),
        "lines": fill_lines(due, unit, month, request.POST if faults else None, faults, copied=copied),
        "faults": faults,
        "copied": copied,
    }
    return answer(register, "fill", request, context, None, 422 if faults else 200)


def _filled(
    register: Register[Any], request: HttpRequest, unit: Unit, month: str, due: list[Due]
) -> HttpResponse:
    send = "send" in request.POST
    lines = _typed(request.POST, due)
    if not lines:
        raise ActionRefused(_("还没有填写任何一项。"))
    written: int = do(request, FillReports(unit.pk, month, lines, send)).result
    if send:
        text = ngettext("已报送 %(n)d 项任务的进展。", "已报送 %(n)d 项任务的进展。", written)
    else:
        text = ngettext("已存 %(n)d 项草稿。", "已存 %(n)d 项草稿。", written)
    messages.success(request, text % {"n": written})
    return redirect(f"{register.url('fill')}?unit={unit.pk}&month={month}")


def _typed(posted: Any, due: list[Due]) -> tuple[Filled, ...]:
    """The lines that say anything; a number that is none is refused where it stands."""
    wrong: dict[str, tuple[str, ...]] = {}
    lines = []
    for one in due:
        if one.given:
            continue
        key = str(one.task.pk)
        try:
            percent = _number(posted.get(f"percent-{key}", ""))
            parts = {
                piece.pk: number
                for piece in one.task.subtasks.all()
                if piece.unit_id == one.unit.pk
                and (number := _number(posted.get(f"part-{piece.pk}", ""))) is not None
            }
        except ValueError:
            wrong[key] = (_("进度请填 0 到 100 的整数。"),)
            continue
        texts = (posted.get(f"{name}-{key}", "")[:2000] for name in ("text", "difficulties"))
        line = Filled(one.task.pk, percent, *texts, parts=parts)
        if line.said:
            lines.append(line)
    if wrong:
        raise Invalid(wrong)
    return tuple(lines)


def _number(text: str) -> int | None:
    """A per cent as people write it; None for nothing. Raises ValueError for anything else."""
    said = text.strip().rstrip("%％").strip()
    if not said:
        return None
    number = int(said)
    if not 0 <= number <= 100:
        raise ValueError(said)
    return number


def fill_lines(
    due: list[Due],
    unit: Unit,
    month: str,
    posted: Any = None,
    faults: Any = None,
    *,
    copied: bool = False,
) -> list[FillLine]:
    """The page's lines: as typed, else as drafted, else (asked for) as last month."""
    before = last_before(month, unit, [one.task.pk for one in due])
    return [_line(one, before.get(one.task.pk), posted, faults or {}, copied) for one in due]


def _line(one: Due, last: TaskReport | None, posted: Any, faults: Any, copied: bool) -> FillLine:
    key, source = str(one.task.pk), one.report or (last if copied else None)
    values: dict[str, Any] = {name: getattr(source, name, "") for name in ("percent", "text", "difficulties")}
    if posted is not None:
        values = {name: posted.get(f"{name}-{key}", "") for name in values}
    given = {int(pk): percent for pk, percent in (source.parts if source else {}).items()}
    pieces = tuple(
        Piece(
            piece.pk,
            piece.content,
            posted.get(f"part-{piece.pk}", "") if posted is not None else given.get(piece.pk),
        )
        for piece in one.task.subtasks.all()
        if piece.unit_id == one.unit.pk and piece.state == "open"
    )
    wrong = "；".join(str(text) for text in faults.get(key, ()))
    return FillLine(
        one.task, one.leads, one.report, **values, pieces=pieces, last=last, open=not one.given, wrong=wrong
    )


def _units(user: Any) -> list[Unit]:
    """The units a person may report for: their own, or all of their place."""
    if scope.reaches(user, "task_reports.submit") & {scope.Reach.AREA, scope.Reach.SITE}:
        area = own_area(user)
        found = list(directory_of(area).units.values()) if area is not None else []
    else:
        found = list(Unit.objects.filter(pk__in=user.unit_ids()))
    return sorted((one for one in found if not one.collective), key=lambda one: (one.name, one.pk))


def _unit(request: HttpRequest, offered: list[Unit]) -> Unit | None:
    said = request.GET.get("unit") or request.POST.get("unit") or ""
    if said:
        return next((one for one in offered if str(one.pk) == said), None)
    user: Any = request.user
    return next((one for pk in user.unit_ids() for one in offered if one.pk == pk), None)


def own_area(user: Any) -> Area | None:
    """The place in which a person's own role is held."""
    paths = [grant.area for grant in user.grants() if grant.area]
    return Area.objects.filter(path__in=paths).order_by("path").first()


# -- who has reported --------------------------------------------------------------------------------------


def month_page(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """Unit by unit: how many are due, sent, confirmed, and which are missing."""
    user: Any = request.user
    month, area = _month(request), own_area(user)
    may_ask = area is not None and scope.permits(user, "task_reports.ask")
    if request.method == "POST" and may_ask and area is not None:
        asked: int = do(request, AskForReports(area.pk, month)).result
        text = ngettext("已催报 %(n)d 个单位。", "已催报 %(n)d 个单位。", asked)
        messages.success(request, text % {"n": asked})
        return redirect(f"{register.url('month')}?month={month}")
    seen = scope.visible(Task.objects.all(), user, "task_reports.view")
    due = reports_due(month, area, within=seen)
    rows = [_unit_row(unit, lines, user) for unit, lines in by_unit(due).items()]
    given = sum(one.given for one in due)
    context = {
        "month": month,
        "months": months_until_now(),
        "area": area,
        "rows": sorted(rows, key=lambda row: (-row["missing_count"], row["unit"].name)),
        "total": len(due),
        "given": given,
        "late": len(due) - given,
        "may_ask": may_ask,
    }
    return answer(register, "month", request, context)


def _unit_row(unit: Unit, lines: list[Due], user: Any) -> dict[str, Any]:
    missing = [one for one in lines if not one.given]
    states = [one.report.state for one in lines if one.report is not None]
    return {
        "unit": unit,
        "due": len(lines),
        "sent": len(lines) - len(missing),
        "confirmed": states.count("confirmed"),
        "returned": states.count("returned"),
        "missing": missing[:8],
        "missing_count": len(missing),
        "more": max(len(missing) - 8, 0),
        "may_fill": acts_for(user, unit.pk, "task_reports.submit"),
    }


# -- confirming --------------------------------------------------------------------------------------------


def confirm_page(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """What waits for this person: ticked and confirmed together, or returned one by one."""
    status = 200
    if request.method == "POST":
        chosen = tuple(int(pk) for pk in request.POST.getlist("report") if pk.isdecimal())
        try:
            done: int = do(request, ConfirmReports(chosen)).result
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
            status = 422
        else:
            text = ngettext("已确认 %(n)d 项进展。", "已确认 %(n)d 项进展。", done)
            messages.success(request, text % {"n": done})
            return redirect(register.url("confirm"))
    waiting = waiting_reports(request.user)
    before = {
        (one.task_id, one.unit_id): one
        for one in TaskReport.objects.current()
        .filter(task__in={one.task_id for one in waiting}, state="confirmed")
        .order_by("month", "pk")
    }
    lines = [_judged(one, before.get((one.task_id, one.unit_id))) for one in waiting]
    return answer(register, "confirm", request, {"lines": lines, "most": _MOST}, None, status)


def waiting_reports(user: Any) -> list[TaskReport]:
    """Reports this person may confirm: of tasks their units lead, or of the whole place."""
    rows = scope.visible(TaskReport.objects.current(), user, "task_reports.confirm")
    rows = rows.filter(state__in=REPORT_TABLE.holding(Capability.REVIEWABLE))
    rows = theirs_to_judge(rows, user, "task_reports.confirm")
    return list(rows.select_related("task", "unit").order_by("month", "task", "pk")[:_MOST])


def _judged(report: TaskReport, last: TaskReport | None) -> dict[str, Any]:
    """A report beside the last one confirmed: what a reader should notice."""
    same = last is not None and (last.text, last.percent) == (report.text, report.percent)
    both = last is not None and last.percent is not None and report.percent is not None
    back = both and last is not None and (report.percent or 0) < (last.percent or 0)
    return {"report": report, "last": last, "same": same, "back": back}


FILL = PageRole("fill", "fill/", "submit", fill_page, label=gettext_lazy("填本月进展"), icon="pencil")
MONTH = PageRole("month", "month/", "view", month_page, label=gettext_lazy("报送情况"), icon="calendar")
CONFIRM = PageRole(
    "confirm", "confirm/", "confirm", confirm_page, label=gettext_lazy("确认进展"), icon="check"
)
