"""Problems under the ledger: who answers for one, until when, what waits for whom, what is handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhenxing.web.ledger.queries import TONES
from zhenxing.web.ledger.registry import Dated, Line, Responsible, handed_over, ledger, todo, work
from zhenxing.web.problems.flow import COMMON_TABLE, IN_HAND, TABLE
from zhenxing.web.problems.models import CommonProblem, Problem, Referral
from zhenxing.web.problems.panels import light
from zhenxing.web.problems.steps import office_of, offices, take_over_day

LADDER = "general"
Rows = Callable[[Any, date], QuerySet[Any]]


def responsible(record: Any) -> Responsible:
    """The unit that works on it; before that, the office that sorts it."""
    if record.unit is not None and record.state in IN_HAND:
        return Responsible(record.area, record.unit)
    return Responsible(record.area, office_of(record.area) or record.unit)


def _owners(rows: list[Any]) -> dict[int, Responsible]:
    found = offices({one.area.path for one in rows})
    return {one.pk: Responsible(one.area, found.get(one.area.path)) for one in rows}


def _untriaged() -> QuerySet[Any]:
    rows: QuerySet[Any] = Problem.objects.current().filter(state="reported", triage_by__isnull=False)
    return rows.select_related("area")


ledger(
    Problem,
    table=TABLE,
    responsible=responsible,
    light="general",
    escalation=LADDER,
    dated=Dated(_("分办"), "triage_by", _untriaged, _owners, key="triage"),
    follow=take_over_day,
)
ledger(
    CommonProblem,
    table=COMMON_TABLE,
    responsible=responsible,
    light="general",
    escalation=LADDER,
    follow=take_over_day,
)


def _line(record: Any, _day: date) -> Line:
    found = light(record)
    key = "problems" if isinstance(record, Problem) else "common_problems"
    return Line(
        str(record),
        reverse(f"{key}:detail", args=[record.pk]),
        aside=found.reason if found else str(record.unit or record.area),
        tone=TONES[found.colour] if found else "",
        hint=found.rule if found else "",
    )


# -- what waits for whom -----------------------------------------------------------------------------------


def _in_hand(model: Any, signed: bool) -> Rows:
    """What the person's units lead, signed for or not: who merely helps has no slip."""
    field = "problem" if model is Problem else "common"
    slip = Referral.objects.filter(ended_on=None, answered_on=None, signed_on__isnull=not signed)

    def rows(user: Any, _day: date) -> QuerySet[Any]:
        has = Exists(slip.filter(**{field: OuterRef("pk")}).order_by())
        found: QuerySet[Any] = model.objects.current().filter(
            has, unit__in=user.unit_ids(), state__in=IN_HAND
        )
        return found.select_related("unit", "area").order_by("due_on", "pk")

    return rows


def _slips(stage: str) -> Callable[[Any, date], str]:
    """The list of the person's slips at this stage: also of what is done again, whose state is another."""

    def url(user: Any, _day: date) -> str:
        units = user.unit_ids()
        own = f"&unit={units[0]}" if len(units) == 1 else ""
        return f"{reverse('referrals:list')}?stage={stage}{own}"

    return url


def _in_state(model: Any, state: str, order: str) -> Rows:
    """Those of one state, the oldest first: in the order of an index."""

    def rows(_user: Any, _day: date) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.current().filter(state=state)
        return found.select_related("unit", "area").order_by(order, "pk")

    return rows


todo(
    "problems.sign",
    _("待签收的问题转办单"),
    permission="problems.answer",
    rows=_in_hand(Problem, signed=False),
    url=_slips("sign"),
    line=_line,
    asks="sign",
    due="due_on",
)
todo(
    "problems.answer",
    _("待答复的问题"),
    permission="problems.answer",
    rows=_in_hand(Problem, signed=True),
    url=_slips("answer"),
    line=_line,
    asks="answer",
    due="due_on",
)
todo(
    "common_problems.sign",
    _("待签收的共性问题转办单"),
    permission="common_problems.answer",
    rows=_in_hand(CommonProblem, signed=False),
    url=_slips("sign"),
    line=_line,
    asks="sign",
    due="due_on",
)
todo(
    "common_problems.answer",
    _("待解决的共性问题"),
    permission="common_problems.answer",
    rows=_in_hand(CommonProblem, signed=True),
    url=_slips("answer"),
    line=_line,
    asks="answer",
    due="due_on",
)
todo(
    "problems.triage",
    _("待分办的问题"),
    permission="problems.triage",
    rows=_in_state(Problem, "reported", order="raised_on"),
    url="problems:list?state=reported",
    line=_line,
    asks="do",
    due="triage_by",
)
todo(
    "problems.assign",
    _("待转办的问题"),
    permission="problems.triage",
    rows=_in_state(Problem, "triaged", order="raised_on"),
    url="problems:list?state=triaged",
    line=_line,
    asks="do",
)
todo(
    "problems.close",
    _("待销号的问题"),
    permission="problems.close",
    rows=_in_state(Problem, "rated", order="raised_on"),
    url="problems:list?state=rated",
    line=_line,
    asks="check",
)
todo(
    "problems.rate",
    _("已答复、还没有评价的问题"),
    permission="problems.rate",
    rows=_in_state(Problem, "answered", order="raised_on"),
    url="problems:list?state=answered",
    line=_line,
    asks="watch",
    tone="info",
)
todo(
    "common_problems.open",
    _("待转办的共性问题"),
    permission="common_problems.triage",
    rows=_in_state(CommonProblem, "open", order="opened_on"),
    url="common_problems:list?state=open",
    line=_line,
    asks="do",
)
todo(
    "common_problems.close",
    _("待核实的共性问题"),
    permission="common_problems.close",
    rows=_in_state(CommonProblem, "answered", order="answered_on"),
    url="common_problems:list?state=answered",
    line=_line,
    asks="check",
)

# -- what moves when work changes hands, and what stands on the page of a unit ------------------------------


def _open_of(model: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.current().filter(state__in=IN_HAND)
    return found


handed_over(Problem, "unit", rows=lambda: _open_of(Problem))
handed_over(CommonProblem, "unit", rows=lambda: _open_of(CommonProblem))
work(
    "problems",
    _("问题"),
    lambda unit: _open_of(Problem).filter(unit=unit).select_related("area", "town").order_by("due_on", "pk"),
    columns=("asker", "raised_on", "due_on"),
    due="due_on",
    counted=(lambda: _open_of(Problem), "unit"),
)
work(
    "common_problems",
    _("共性问题"),
    lambda unit: _open_of(CommonProblem).filter(unit=unit).select_related("area").order_by("due_on", "pk"),
    columns=("opened_on", "due_on"),
    due="due_on",
    counted=(lambda: _open_of(CommonProblem), "unit"),
)
