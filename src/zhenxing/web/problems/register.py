"""The registers of problems: the ledger, the slips, the contacts; with all others of this app."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.web.enterprises.queries import area_filter
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.excel import Excel
from zhenxing.web.kit.filters import due_filter
from zhenxing.web.kit.layouts import Board, Lane, MonthCalendar, PlaceMap, Timeline
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.ledger.queries import CLOCKS_OF_IT
from zhenxing.web.problems import panels
from zhenxing.web.problems.common_register import CLAUSES, COMMON_PROBLEMS
from zhenxing.web.problems.flow import IN_HAND, TABLE
from zhenxing.web.problems.models import AskerContact, CommonProblem, Problem, Referral
from zhenxing.web.problems.pages import PROBLEM_STEPS
from zhenxing.web.problems.promises import PROMISES
from zhenxing.web.problems.queries import same_kind
from zhenxing.web.problems.visit_registers import INTAKES, RULES, VISITS
from zhenxing.web.problems.words import RATING_TONES, STATES, tone_of
from zhenxing.web.proofs.queries import PROOFS_OF_IT

GROUP = _("问题与服务")
OPEN = Q(state__in=IN_HAND)
LANES = tuple(Lane(key, label, TABLE.state(key).tone) for key, label in STATES)


def _of_kind(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """The problems counted as of the kind of a common one, wherever the viewer may see them."""
    common = CommonProblem.objects.filter(pk=int(value)).first() if value.isdecimal() else None
    return rows.filter(pk__in=same_kind(common).order_by().values("pk")) if common else rows.none()


def _kinds(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    # each common problem asks for one of its own: a look into an index, not a scan of the ledger
    merged = Exists(rows.order_by().filter(common=OuterRef("pk")))
    found = CommonProblem.objects.current().filter(merged).order_by("-opened_on")[:200]
    return [(str(one.pk), one.title) for one in found]


def _rating_tone(one: Any) -> str:
    return RATING_TONES.get(one.rating, "")


PROBLEMS = Register(
    Problem,
    key="problems",
    columns=(
        Column("title", sort=""),
        Column("asker", sort=""),
        "raised_on",
        Column("area", sort=""),
        Column("unit", sort=""),
        Column("light", _("灯"), panels.light_text, sort="", badge=panels.light_tone, hint=panels.light_rule),
        Column("state", badge=tone_of),
        Column("rating", badge=_rating_tone, sort=""),
        *(
            Column(name, hidden=True, sort="")
            for name in (
                *("due_on", "number", "town", "enterprise", "industry", "channel", "nature", "grade", "text"),
                *("measures", "answer", "answered_on", "rated_by", "rating_note", "source_unit", "triage_by"),
            )
        ),
    ),
    filters=(
        area_filter(),
        "state",
        "nature",
        "grade",
        "channel",
        "rating",
        "unit",
        "town",
        due_filter(state__in=("assigned", "redo")),
        Filter("kind", _("同类问题"), choices=_kinds, apply=_of_kind),
    ),
    search=("number", "title", "asker", "text"),
    order=("-raised_on",),
    panels=(
        Panel(
            _("问题"),
            ("number", "title", "state", "light", "area", "town", "industry", "nature", "grade", "text"),
        ),
        Panel(_("反映人"), template="problems/asked.html", load=panels.asked),
        Panel(_("办理"), template="problems/handling.html", load=panels.handling),
        CLOCKS_OF_IT,
        PROOFS_OF_IT,
    ),
    roles=(*role.ALL, *PROBLEM_STEPS, PROMISES),
    fields=(
        *("raised_on", "asker", "title", "text", "area", "town", "enterprise", "industry", "channel"),
        "source_unit",
    ),
    select_related=("area", "town", "enterprise", "industry", "unit", "source_unit"),
    natural_key=("raised_on", "asker", "title"),
    excel=Excel(
        aliases={
            "title": ("问题名称", "存在问题", "诉求", "问题诉求"),
            "asker": ("企业名称", "反映企业", "反映单位", "诉求单位"),
            "text": ("问题描述", "详细情况", "诉求内容"),
            "raised_on": ("收集日期", "收集时间", "反映时间"),
        }
    ),
    layouts=(
        Board(lanes=LANES, due="due_on"),
        Timeline("raised_on", "due_on"),
        MonthCalendar("due_on"),
        PlaceMap("area", "due_on", OPEN),
    ),
    beside=("problem_contacts",),
    group=GROUP,
    icon="question",
)


def _running(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    wanted = {
        "sign": {"signed_on": None, "answered_on": None, "ended_on": None},
        "answer": {"signed_on__isnull": False, "answered_on": None, "ended_on": None},
        "answered": {"answered_on__isnull": False},
        "ended": {"ended_on__isnull": False},
    }
    return rows.filter(**wanted[value]) if value in wanted else rows.none()


REFERRALS = Register(
    Referral,
    key="referrals",
    columns=(
        Column("number", _("转办单号"), str, sort=""),
        Column("about", _("问题"), lambda one: one.about, sort=""),
        Column("unit", sort=""),
        "round",
        "sent_on",
        "due_on",
        Column("signed_on", sort=""),
        Column("answered_on", sort=""),
        Column("ended_on", hidden=True, sort=""),
        Column("answer", hidden=True, sort=""),
    ),
    filters=(
        "unit",
        Filter(
            "stage",
            _("办理情况"),
            choices=lambda _rows: [
                ("sign", _("待签收")),
                ("answer", _("待答复")),
                ("answered", _("已答复")),
                ("ended", _("已收回")),
            ],
            apply=_running,
        ),
    ),
    search=("problem__title", "common__title", "unit__name"),
    order=("-sent_on",),
    panels=(Panel(_("转办单"), template="problems/slip.html", load=lambda slip, _user: slip),),
    roles=role.READ_ONLY,
    select_related=("unit", "area", "problem__area", "common__area", "sent_by", "signed_by", "answered_by"),
    group=GROUP,
    icon="link",
)
CONTACTS = Register(
    AskerContact,
    key="problem_contacts",
    columns=(Column("problem", sort=""), "name", "phone"),
    search=("name", "phone", "problem__title"),
    order=("-id",),
    roles=role.READ_ONLY,
    select_related=("problem",),
)
REGISTERS = (PROBLEMS, COMMON_PROBLEMS, VISITS, REFERRALS, CLAUSES, INTAKES, RULES, CONTACTS)
