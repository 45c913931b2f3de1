"""The register of goals in force."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.lights import Light
from zhenxing.web.goals import panels, queries
from zhenxing.web.goals.ledgers import LIGHT
from zhenxing.web.goals.models import Goal
from zhenxing.web.goals.pages import GOAL_PAGES
from zhenxing.web.goals.path_registers import BASELINES, MEASURES, READINGS, SHARES
from zhenxing.web.goals.states import GOAL_STATES, GOALS_TABLE, OPEN_STATES, STANDINGS
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.filters import due_filter
from zhenxing.web.kit.layouts import Board, MonthCalendar, PlaceMap, Timeline
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.kit.related import JOINED_BY
from zhenxing.web.ledger.queries import CLOCKS_OF_IT, TONES, in_words, light_filter, light_until
from zhenxing.web.proofs.queries import PROOFS_OF_IT


def _tone(goal: Any) -> str:
    return GOAL_STATES[goal.state].tone


def _standing(goal: Any) -> Any:
    """Where it stood when last judged; of a goal that has ended its state says more."""
    return STANDINGS[goal.standing][0] if GOAL_STATES[goal.state].open else ""


def _standing_tone(goal: Any) -> str:
    return STANDINGS[goal.standing][1] if GOAL_STATES[goal.state].open else ""


def _light(goal: Any) -> Light | None:
    """Of a goal that is still to be reached: by its day alone."""
    return light_until(goal.due_on, LIGHT) if GOAL_STATES[goal.state].open else None


def _light_text(goal: Any) -> str:
    light = _light(goal)
    return light.reason if light else ""


def _light_tone(goal: Any) -> str:
    light = _light(goal)
    return TONES[light.colour] if light else ""


def _light_rule(goal: Any) -> str:
    light = _light(goal)
    return light.rule if light else ""


def _kind(goal: Any) -> Any:
    return _("力争") if goal.aspirational else _("硬目标")


_YES_NO = {"yes": True, "no": False}
_KIND = Filter(
    "kind",
    _("类别"),
    choices=lambda _rows: (("no", _("硬目标")), ("yes", _("力争目标"))),
    apply=lambda rows, value: rows.filter(aspirational=_YES_NO[value]) if value in _YES_NO else rows.none(),
)
_STANDING = Filter(
    "standing",
    _("进度"),
    choices=lambda _rows: [(key, label) for key, (label, _tone) in STANDINGS.items()],
    apply=lambda rows, value: rows.filter(state__in=OPEN_STATES, standing=value),
)
_OPEN = Filter(
    "open",
    _("是否推进中"),
    choices=lambda _rows: (("yes", _("推进中的")), ("no", _("已结束的"))),
    apply=lambda rows, value: (
        rows.filter(state__in=OPEN_STATES)
        if value == "yes"
        else rows.exclude(state__in=OPEN_STATES)
        if value == "no"
        else rows.none()
    ),
)
_MEASURED = Filter(
    "measured",
    _("取数方式"),
    choices=lambda _rows: (("yes", _("已定")), ("no", _("未定"))),
    apply=lambda rows, value: (
        rows.filter(measure__isnull=not _YES_NO[value]) if value in _YES_NO else rows.none()
    ),
)


def _summary(request: HttpRequest, rows: QuerySet[Any]) -> dict[str, Any]:
    """Over the list: hard and aspirational goals by standing, never in one number."""
    found = queries.counts(rows.filter(archived_at__isnull=True), timezone.localdate())
    return {
        "apart": [
            {"kind": "yes" if aspirational else "no", "standings": [one for one in line if one.number]}
            for aspirational, line in found.items()
            if any(one.number for one in line)
        ],
    }


def _deadline(goal: Any) -> str:
    return in_words(goal.deadline, goal.due_on)


def _quotation(goal: Goal, user: Any) -> dict[str, Any]:
    return {
        "text": goal.text,
        "label": goal.clause_label,
        "document": goal.document,
        "adopted_by": goal.document.adopted_by,
        "url": _clause_url(goal),
        "dated_by_adopter": not goal.deadline and goal.due_on,
    }


def _clause_url(record: Any) -> str:
    url = reverse("documents:read", kwargs={"pk": record.document_id})
    at = f"?at={record.start}-{record.end}#at" if record.start is not None else f"#clause-{record.clause}"
    return f"{url}{at}"


GOALS = Register(
    Goal,
    key="goals",
    columns=(
        "indicator",
        Column("required", _("目标值"), sort="value", value=lambda goal: goal.required),
        Column("deadline", value=_deadline, sort="due_on"),
        Column("owner_unit", sort="owner_unit__name"),
        Column("reached", _("现值"), sort="now", value=lambda goal: goal.reached),
        Column(
            "standing",
            value=_standing,
            badge=_standing_tone,
            hint=lambda goal: goal.standing_reason,
            sort="standing",
        ),
        Column("light", _("灯"), _light_text, sort="", badge=_light_tone, hint=_light_rule),
        Column("state", badge=_tone),
        Column(
            "kind",
            _("类别"),
            value=_kind,
            sort="aspirational",
            badge=lambda goal: "muted" if goal.aspirational else "",
        ),
        Column("document", sort="document__title", hidden=True),
        Column("clause_label", sort="start", hidden=True),
        Column("op", _("要求"), hidden=True),
        Column("value", hidden=True),
        Column("unit", hidden=True),
        Column("standing_reason", hidden=True, sort=""),
        Column("scope", hidden=True),
        Column("due_on", hidden=True),
        Column("text", hidden=True),
    ),
    filters=(
        "document",
        "owner_unit",
        "state",
        _KIND,
        _STANDING,
        _OPEN,
        _MEASURED,
        due_filter(state__in=OPEN_STATES),
        light_filter(LIGHT, state__in=OPEN_STATES),
    ),
    search=("indicator", "text", "scope", "document__title"),
    order=("due_on", "document", "start"),
    panels=(
        Panel(
            _("目标"),
            (
                "indicator",
                "required",
                "scope",
                "deadline",
                "due_on",
                "light",
                "kind",
                "owner_unit",
                "owner_post",
                "state",
            ),
        ),
        Panel(_("进度"), template="goals/course.html", load=panels.course),
        Panel(_("分解和承接"), template="goals/shares.html", load=panels.shares),
        PROOFS_OF_IT,
        CLOCKS_OF_IT,
        Panel(_("条款出处"), template="documents/quotation.html", load=_quotation),
        JOINED_BY,
    ),
    roles=(role.LIST, role.EXPORT, role.DETAIL, role.EDIT, *GOAL_PAGES),
    fields=("owner_unit", "owner_post", "due_on"),
    select_related=("document__adopted_by", "owner_unit", "owner_post__unit"),
    group=_("文件与任务"),
    icon="target",
    context=_summary,
    beside=("goal_measures", "goal_baselines", "goal_readings", "goal_shares"),
    layouts=(
        Board(GOALS_TABLE),
        Timeline("document__issued_on", "due_on"),
        MonthCalendar("due_on"),
        PlaceMap("area", open=Q(state__in=OPEN_STATES)),
    ),
)
REGISTERS = (GOALS, MEASURES, READINGS, BASELINES, SHARES)
