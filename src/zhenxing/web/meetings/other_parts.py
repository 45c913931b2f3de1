"""The parts other ledgers have in a dispatch: problems, goals behind, projects stuck."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.core.quoting import book_title
from zhenxing.web.ledger import queries
from zhenxing.web.meetings.providers import MOST, Found, Line, dispatch_part


def _found(rows: QuerySet[Any], lines: tuple[Line, ...]) -> Found:
    return Found(lines, len(lines) if len(lines) < MOST else rows.count())


def problems(area: Any, day: date, unit: Any = None) -> Found:
    """What is past the day promised or done again, and the common problems still open."""
    from zhenxing.web.problems import queries as of_problems

    late = of_problems.overdue(day, area)
    again = of_problems.open_problems(area).filter(state="redo")
    common = of_problems.CommonProblem.objects.current().filter(
        area__path__startswith=area.path, solved_on__isnull=True
    )
    common = common.exclude(state__in=("closed", "withdrawn"))
    rows = of_problems.open_problems(area).filter(
        Q(pk__in=late.order_by().values("pk")) | Q(pk__in=again.order_by().values("pk"))
    )
    if unit is not None:
        rows, common = rows.filter(unit=unit), common.filter(unit=unit)
    lines = [_problem(one, day, "共性问题") for one in _by_day(common)]
    lines += [_problem(one, day, "") for one in _by_day(rows)]
    total = len(lines) if len(lines) < MOST else rows.count() + common.count()
    return Found(tuple(lines[:MOST]), total)


def _by_day(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("unit").order_by("due_on", "pk")[:MOST]


def _problem(one: Any, day: date, kind: str) -> Line:
    light = queries.light_until(one.due_on, "general", day)
    return Line(
        key=f"{one._meta.label_lower}:{one.pk}",
        what=one.title,
        unit=str(one.unit or ""),
        due=one.due_on.isoformat() if one.due_on else "",
        days=_late(one.due_on, day),
        light=light.colour if light else "",
        note="，".join(filter(None, (kind, str(one.get_state_display())))),
        url=queries.url_of(one._meta.label_lower, one.pk),
    )


def goals(area: Any, day: date, unit: Any = None) -> Found:
    """The goals that are behind their path, or were not met by their day; with the reason."""
    from zhenxing.web.goals import queries as of_goals

    rows = of_goals.behind(area)
    rows = rows.filter(owner_unit=unit) if unit is not None else rows
    return _found(rows, tuple(_goal(one, day) for one in rows[:MOST]))


def _goal(one: Any, day: date) -> Line:
    return Line(
        key=f"goals.goal:{one.pk}",
        what=str(one),
        unit=str(one.owner_unit or ""),
        clause=f"{book_title(str(one.document))}{one.clause_label}" if one.document else "",
        due=one.due_on.isoformat() if one.due_on else one.deadline,
        days=_late(one.due_on, day),
        light="red" if one.standing == "missed" else "orange",
        note=one.standing_reason,
        url=queries.url_of("goals.goal", one.pk),
    )


def projects(area: Any, day: date, unit: Any = None) -> Found:
    """The projects whose next stage should have come by now."""
    from zhenxing.web.projects import queries as of_projects

    rows = of_projects.open_projects(area).filter(due_on__lt=day).select_related("unit", "area")
    rows = rows.filter(unit=unit) if unit is not None else rows
    return _found(rows, tuple(_project(one, day) for one in rows.order_by("due_on", "pk")[:MOST]))


def _project(one: Any, day: date) -> Line:
    late = queries.light_until(one.due_on, "general", day)
    return Line(
        key=f"projects.project:{one.pk}",
        what=f"{one.name}（{one.area}）",
        unit=str(one.unit or ""),
        due=one.due_on.isoformat(),
        days=_late(one.due_on, day),
        light=late.colour if late else "",
        note=f"{one.get_state_display()}，下一阶段未按计划进入",
        url=queries.url_of("projects.project", one.pk),
    )


def _late(due_on: date | None, day: date) -> int | None:
    return -queries.calendar().between(day, due_on) if due_on else None


for _app, _rows, _title, _label, _order in (
    ("problems", problems, "突出问题", _("突出问题"), 30),
    ("goals", goals, "落后的目标", _("落后的目标"), 40),
    ("projects", projects, "卡住的项目", _("卡住的项目"), 50),
):
    if apps.is_installed(f"zhenxing.web.{_app}"):
        dispatch_part(_app, _title, _rows, order=_order, label=_label)
