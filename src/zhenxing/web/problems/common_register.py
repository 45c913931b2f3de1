"""The registers of common problems and of the clauses drafted from them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.web.enterprises.queries import area_filter
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.layouts import Board, Lane, Timeline
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.ledger.queries import CLOCKS_OF_IT
from zhenxing.web.problems import panels
from zhenxing.web.problems.flow import COMMON_TABLE
from zhenxing.web.problems.merge_pages import MERGE, PROPOSALS
from zhenxing.web.problems.models import CommonProblem, PlanClause
from zhenxing.web.problems.pages import COMMON_STEPS
from zhenxing.web.problems.words import COMMON_STATES, common_tone
from zhenxing.web.proofs.queries import PROOFS_OF_IT

GROUP = _("问题与服务")
LANES = tuple(Lane(key, label, COMMON_TABLE.state(key).tone) for key, label in COMMON_STATES)

COMMON_PROBLEMS = Register(
    CommonProblem,
    key="common_problems",
    columns=(
        Column("title", sort=""),
        Column("area", sort=""),
        Column("unit", sort=""),
        "opened_on",
        "due_on",
        Column("light", _("灯"), panels.light_text, sort="", badge=panels.light_tone, hint=panels.light_rule),
        Column("state", badge=common_tone),
        Column("solved_on", sort=""),
        *(
            Column(name, hidden=True, sort="")
            for name in ("town", "industry", "words", "text", "measures", "answer", "answered_on")
        ),
    ),
    filters=(area_filter(), "state", "unit", "town"),
    search=("title", "text", "words"),
    order=("-opened_on",),
    panels=(
        Panel(_("共性问题"), ("title", "state", "light", "area", "town", "industry", "text", "words")),
        Panel(_("并入的问题"), template="problems/members.html", load=panels.members),
        Panel(_("办理"), template="problems/handling.html", load=panels.handling),
        Panel(_("反映是否减少"), template="problems/complaints.html", load=panels.complaints),
        Panel(_("一镇一策条款"), template="problems/clauses.html", load=panels.clauses),
        CLOCKS_OF_IT,
        PROOFS_OF_IT,
    ),
    roles=(*role.ALL, PROPOSALS, MERGE, *COMMON_STEPS),
    fields=("opened_on", "title", "text", "area", "town", "industry", "words"),
    select_related=("area", "town", "industry", "unit"),
    natural_key=("area", "title"),
    layouts=(Board(lanes=LANES, due="due_on"), Timeline("opened_on", "due_on", ended="solved_on")),
    group=GROUP,
    icon="users-group",
)
CLAUSES = Register(
    PlanClause,
    key="plan_clauses",
    columns=(
        Column("town", sort="town__name"),
        Column("common", sort="common__title"),
        Column("text", sort=""),
        "drafted_on",
        Column("document", sort="document__title"),
    ),
    filters=("town",),
    search=("text", "town__name", "common__title"),
    order=("-drafted_on",),
    panels=(
        Panel(_("条款"), ("town", "common", "text", "drafted_on", "document")),
        Panel(_("起草依据"), template="problems/sources.html", load=panels.sources),
    ),
    roles=(role.LIST, role.EXPORT, role.DETAIL, role.EDIT, role.ARCHIVE),
    fields=("text", "document"),
    select_related=("town__area", "common", "document"),
    group=GROUP,
    icon="file",
)
