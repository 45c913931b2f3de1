"""The registers of what is decided about projects."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.filters import due_filter
from zhenxing.web.kit.layouts import Board, MonthCalendar
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.kit.related import JOINED_TO
from zhenxing.web.ledger.queries import CLOCKS_OF_IT
from zhenxing.web.projects import flow, panels, round_panels
from zhenxing.web.projects.models import BatchRound, ElementRequest, Screening, Suspicion
from zhenxing.web.projects.pages import ELEMENT_PAGES, FREEZE, JUDGE, REOPEN
from zhenxing.web.projects.words import GROUP, VERDICT_TONES
from zhenxing.web.proofs.queries import PROOFS_OF_IT


def _element_tone(one: Any) -> str:
    return flow.ELEMENTS.state(one.state).tone


ELEMENTS = Register(
    ElementRequest,
    key="project_elements",
    columns=(
        Column("project", sort="project__name"),
        "kind",
        "content",
        Column("unit", sort="unit__name"),
        "due_on",
        Column("light", _("灯"), panels.light_text, sort="", badge=panels.light_tone, hint=panels.light_rule),
        Column("state", badge=_element_tone),
        Column("answer", hidden=True),
    ),
    filters=("kind", "state", "unit", due_filter(state__in=flow.ELEMENTS.holding(flow.Can.OPEN))),
    search=("project__name", "content", "answer"),
    order=("due_on", "id"),
    panels=(
        Panel(_("要素需求"), ("project", "kind", "content", "unit", "due_on", "state", "answer")),
        CLOCKS_OF_IT,
        PROOFS_OF_IT,
        JOINED_TO,
    ),
    roles=(*role.ALL, *ELEMENT_PAGES),
    fields=("project", "kind", "content", "unit", "due_on"),
    select_related=("project__area", "unit"),
    natural_key=("project", "kind", "content"),
    group=GROUP,
    icon="link",
    layouts=(Board(flow.ELEMENTS, due="due_on"), MonthCalendar("due_on")),
)


def _suspicion_tone(one: Any) -> str:
    return flow.SUSPICIONS.state(one.state).tone


SUSPICIONS = Register(
    Suspicion,
    key="suspicions",
    columns=(
        Column("project", sort="project__name"),
        "kind",
        Column("state", badge=_suspicion_tone),
        "grave",
        "found_on",
        "opinion",
        Column("judged_by", sort="judged_by__display_name"),
    ),
    filters=("kind", "state", "grave"),
    search=("project__name", "opinion"),
    order=("-id",),
    panels=(
        Panel(_("疑点"), template="projects/suspicion.html", load=panels.suspicion_events),
        Panel(_("核验"), ("state", "grave", "found_on", "opinion", "judged_by")),
    ),
    roles=(role.LIST, role.EXPORT, role.DETAIL, JUDGE, REOPEN),
    select_related=("project__area", "judged_by"),
    label=_("真项目核验"),
    group=GROUP,
    icon="shield",
    layouts=(Board(flow.SUSPICIONS, due="found_on"),),
)


def _verdict_tone(one: Any) -> str:
    return VERDICT_TONES[one.verdict]


def _result_tone(one: Any) -> str:
    return "good" if one.result == Screening.PASSED else "bad"


SCREENINGS = Register(
    Screening,
    key="screenings",
    columns=(
        Column("project", sort="project__name"),
        "decided_on",
        Column("result", badge=_result_tone),
        Column("verdict", badge=_verdict_tone),
        "opinion",
        Column("decided_by", sort="decided_by__display_name"),
        Column("rulebook", hidden=True),
        Column("rules_sha256", hidden=True),
    ),
    filters=("result", "verdict"),
    search=("project__name", "opinion"),
    order=("-id",),
    panels=(
        Panel(
            _("评审"),
            (
                "project",
                "decided_on",
                "result",
                "verdict",
                "opinion",
                "decided_by",
                "rulebook",
                "rules_sha256",
            ),
        ),
        Panel(_("逐条判断"), template="projects/criteria.html", load=panels.screening_lines),
    ),
    roles=role.READ_ONLY,
    select_related=("project__area", "decided_by"),
    group=GROUP,
    icon="check",
)
ROUNDS = Register(
    BatchRound,
    key="project_rounds",
    columns=(
        Column("area", sort="area__path"),
        "year",
        "quarter",
        "held_on",
        "note",
        "frozen_on",
        Column("sha256", hidden=True),
    ),
    filters=("year", "quarter"),
    search=("area__name", "note"),
    order=("-year", "-quarter", "-id"),
    panels=(
        Panel(_("清单和转化率"), template="projects/round.html", load=round_panels.lists),
        Panel(_("活动"), ("area", "year", "quarter", "held_on", "note", "frozen_on")),
    ),
    roles=(*role.ALL, FREEZE),
    fields=("area", "year", "quarter", "held_on", "note"),
    select_related=("area",),
    natural_key=("area", "year", "quarter"),
    bulk=(),
    group=GROUP,
    icon="flag",
)
