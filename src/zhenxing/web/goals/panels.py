"""The parts of a goal's page, as plain values for their templates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from zhenxing.core.ledger.path_words import said
from zhenxing.core.ledger.paths import Verdict, expected
from zhenxing.web.goals import measures, queries
from zhenxing.web.goals.charts import drawing
from zhenxing.web.goals.measures import BY_HAND, find
from zhenxing.web.goals.models import Goal, GoalBaseline, GoalMeasure, GoalReading
from zhenxing.web.goals.path_models import BASELINE, BASES
from zhenxing.web.goals.states import CONFIRMED, ENTERED, GOAL_STATES, STANDINGS
from zhenxing.web.kit import scope

_READINGS = 24
_OFFERED = 3
SUMS = {"exact": "good", "over": "warn", "under": "warn", "unknown": "muted", "not_additive": "muted"}


def course(goal: Goal, user: Any) -> dict[str, Any]:
    """Where the goal stands today and why, its measure (or what may fit), the drawing and its table."""
    today = timezone.localdate()
    judged = queries.courses([goal])[goal.pk]
    verdict = judged.verdict(today)
    label, tone = STANDINGS[verdict.standing]
    readings = _readings(goal)
    counting = [(one.at, one.value) for one in readings if one.state == CONFIRMED]
    return {
        "verdict": verdict,
        "label": label,
        "tone": tone,
        "aspirational": goal.aspirational,
        "drawing": drawing(judged, verdict.bound, sorted(counting), today),
        "rows": _rows(goal, judged, readings),
        "measure": _measure(goal),
        **_links(goal, user, verdict),
    }


def _readings(goal: Goal) -> list[GoalReading]:
    rows = GoalReading.objects.current().filter(goal=goal, state__in=(CONFIRMED, ENTERED))
    return list(rows.select_related("goal").order_by("-at", "-pk")[:_READINGS])


def _rows(goal: Goal, judged: queries.Course, readings: list[GoalReading]) -> list[dict[str, Any]]:
    """Baseline, steps and readings by day: what is owed, what was read, from where."""

    def owed(on: date) -> str:
        value = expected(judged.aim, on, judged.baseline, judged.steps)
        return said(value, goal.unit) if value is not None else ""

    points = GoalBaseline.objects.current().filter(goal=goal).select_related("document")
    lines = [_point_row(one, goal) for one in points]
    lines += [_reading_row(one, owed(one.at)) for one in readings]
    return sorted(lines, key=lambda line: line["on"])


def _point_row(one: GoalBaseline, goal: Goal) -> dict[str, Any]:
    value = said(Fraction(one.value), goal.unit)
    is_base = one.kind == BASELINE
    return {
        "on": one.on,
        "kind": one.get_kind_display(),
        "owed": "" if is_base else value,
        "value": value if is_base else "",
        "source": one.source,
        "url": reverse("goal_baselines:detail", args=[one.pk]),
        "rows_url": "",
    }


def _reading_row(one: GoalReading, owed: str) -> dict[str, Any]:
    return {
        "on": one.at,
        "kind": one.get_state_display() if one.state == ENTERED else "",
        "reading": True,
        "owed": owed,
        "value": said(Fraction(one.value), one.goal.unit),
        "source": one.source,
        "rows": one.rows,
        "doubt": int(one.doubt),
        "url": reverse("goal_readings:detail", args=[one.pk]),
        "rows_url": one.rows_url,
    }


def _measure(goal: Goal) -> dict[str, Any] | None:
    kept = GoalMeasure.objects.current().filter(goal=goal).select_related("area").first()
    if kept is None:
        return None
    return {
        "label": kept.measure_label,
        "basis": kept.get_basis_display(),
        "note": kept.note,
        "area": str(kept.area or ""),
        "by_hand": kept.measure == BY_HAND,
        "lost": find(kept.measure) is None,
        "url": reverse("goal_measures:detail", args=[kept.pk]),
    }


def _links(goal: Goal, user: Any, verdict: Verdict) -> dict[str, Any]:
    """What may be done about what is missing."""
    is_open = GOAL_STATES[goal.state].open and goal.archived_at is None
    may = is_open and scope.holds(goal, user, "goals.measure")
    offers = measures.propose(goal)[:_OFFERED] if may else ()
    basis = queries.basis_of(goal)
    at = reverse("goals:measure", args=[goal.pk])
    return {
        "may": may,
        "offers": [
            {
                "label": one.measure.label,
                "because": one.because,
                "basis": dict(BASES)[basis],
                "url": f"{at}?{urlencode({'measure': one.measure.key, 'basis': basis})}",
            }
            for one in offers
        ],
        "baseline_url": reverse("goals:point", args=[goal.pk])
        if may and verdict.standing == "unknown" and not _has_baseline(goal)
        else "",
    }


def _has_baseline(goal: Goal) -> bool:
    return GoalBaseline.objects.current().filter(goal=goal, kind=BASELINE).exists()


def shares(goal: Goal, user: Any) -> dict[str, Any] | None:
    """How the goal is laid upon areas and units, whether that makes it up, and who took theirs on."""
    found = queries.shared(goal)
    if not found.lines:
        return None
    may = goal.archived_at is None and scope.holds(goal, user, "goal_shares.edit")
    gap = found.total.gap
    return {
        "lines": [_share_line(line, goal, may) for line in found.lines],
        "total": said(Fraction(found.total.total), goal.unit),
        "goal": goal.required,
        "standing": found.total.standing,
        "tone": SUMS[found.total.standing],
        "gap": said(abs(Fraction(gap)), goal.unit) if gap is not None else "",
        "unsaid": found.total.unsaid,
        "taken": found.taken,
        "count": len(found.lines),
    }


def _share_line(line: queries.ShareLine, goal: Goal, may: bool) -> dict[str, Any]:
    share = line.share
    link = reverse("goal_shares:link", args=[share.pk])
    return {
        "name": str(share.unit or share.area),
        "value": _amount(share.value, goal.unit),
        "url": reverse("goal_shares:detail", args=[share.pk]),
        "took": line.took,
        "child": share.child,
        "child_url": reverse("goals:detail", args=[share.child_id]) if share.child_id else "",
        "offered": [
            {"label": f"{one.area} {one}", "url": f"{link}?child={one.pk}"} for one in line.offered if may
        ],
    }


def _amount(value: Decimal | None, unit: str) -> str:
    return said(Fraction(value), unit) if value is not None else ""
