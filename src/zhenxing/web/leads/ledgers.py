"""Leads under the ledger: reply clocks from the dated rules, what waits for whom, what moves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit import scope
from zhenxing.web.leads.flow import DISPUTES, LEADS
from zhenxing.web.leads.models import EnclaveAgreement, Lead, LeadDispute, LeadPlan, Portfolio, TargetFirm
from zhenxing.web.leads.rules import rules_on
from zhenxing.web.leads.steps import note_due
from zhenxing.web.ledger.registry import Responsible, handed_over, ledger, todo, work
from zhenxing.web.organisations.models import Area, Unit

_OPEN = LEADS.holding(Capability.OPEN)
_TALKS = ("negotiating", "signed")


def clocks(_lead: Lead, day: date) -> tuple[ClockRule, ...]:
    """The reply clocks in force on a day; those below the threshold keep the same times by analogy."""
    return rules_on(day).clocks


def responsible(lead: Lead) -> Responsible:
    """Whoever handles it; while it is being written, whoever reports it. Above both the team's leader."""
    unit = lead.reported_by if lead.state == "draft" else lead.unit
    leader = lead.portfolio.post if lead.portfolio_id and lead.portfolio else None
    return Responsible(lead.area, unit, leader=leader)


def _current(*states: str) -> QuerySet[Lead]:
    rows = Lead.objects.current().filter(state__in=states).select_related("unit", "reported_by")
    return rows.order_by("due_on", "pk")


def _handled_by(user: Any, permission: str, rows: QuerySet[Lead]) -> QuerySet[Lead]:
    """Those this person handles: of their units, or of the place they have the say over."""
    units = scope.visible(Unit.objects.all(), user, permission)
    areas = scope.visible(Area.objects.all(), user, permission)
    return rows.filter(Q(unit__in=units.values("pk")) | Q(area__in=areas.values("pk")))


def _to_answer(user: Any, _day: date) -> QuerySet[Lead]:
    return _handled_by(user, "leads.reply", _current("reported"))


def _to_judge(user: Any, _day: date) -> QuerySet[Lead]:
    return _handled_by(user, "leads.judge", _current("replied"))


def _to_feed_back(user: Any, _day: date) -> QuerySet[Lead]:
    return _handled_by(user, "leads.negotiate", _current("judged"))


def _silent(user: Any, day: date) -> QuerySet[Lead]:
    """Talks that nobody has reported on in time."""
    return _handled_by(user, "leads.negotiate", _current(*_TALKS).filter(due_on__lt=day))


def _to_hand(user: Any, _day: date) -> QuerySet[Lead]:
    return _current("signed")


def _returned(user: Any, _day: date) -> QuerySet[Lead]:
    """Sent back to whoever reported."""
    units = scope.visible(Unit.objects.all(), user, "leads.report")
    return _current("draft").filter(first_reported_on__isnull=False, reported_by__in=units.values("pk"))


def _disputes(_user: Any, _day: date) -> QuerySet[LeadDispute]:
    rows = LeadDispute.objects.current().filter(state__in=DISPUTES.holding(Capability.OPEN))
    return rows.select_related("lead", "against").order_by("filed_on", "pk")


ledger(
    Lead,
    table=LEADS,
    clocks=clocks,
    light="leads",
    escalation="leads",
    responsible=responsible,
    follow=lambda _deed, lead, clock: note_due(lead, clock),
)
ledger(
    LeadDispute,
    table=DISPUTES,
    responsible=lambda one: Responsible(one.lead.area, one.lead.unit),
)
todo(
    "leads-reply", _("招商线索待答复"), permission="leads.reply", rows=_to_answer, due="due_on",
    url="leads:list?state=reported", asks="answer",
)  # fmt: skip
todo(
    "leads-judge", _("招商线索待研判"), permission="leads.judge", rows=_to_judge, due="due_on",
    url="leads:list?state=replied", asks="check",
)  # fmt: skip
todo(
    "leads-feedback", _("待向投资方反馈的线索"), permission="leads.negotiate", rows=_to_feed_back,
    due="due_on", url="leads:list?state=judged", asks="do",
)  # fmt: skip
todo(
    "leads-silent", _("逾期未报进展的洽谈"), permission="leads.negotiate", rows=_silent, due="due_on",
    url="leads:list?state=negotiating&due=overdue", asks="report", tone="bad",
)  # fmt: skip
todo(
    "leads-hand", _("已签约、待转为项目的线索"), permission="leads.hand", rows=_to_hand, due="due_on",
    url="leads:list?state=signed", asks="check",
)  # fmt: skip
todo(
    "leads-returned", _("退回补充的线索"), permission="leads.report", rows=_returned,
    url="leads:list?state=draft", asks="do",
)  # fmt: skip
todo(
    "leads-disputes", _("首报争议待裁定"), permission="lead_disputes.decide", rows=_disputes,
    url="lead_disputes:list?state=filed", asks="decide",
)  # fmt: skip
handed_over(Lead, "unit")
handed_over(TargetFirm, "unit", rows=lambda: TargetFirm.objects.current().filter(landed_on__isnull=True))
handed_over(Portfolio, "unit")
handed_over(Portfolio, "post")
handed_over(LeadPlan, "unit")
handed_over(EnclaveAgreement, "unit")
work(
    "leads",
    _("招商线索"),
    of_unit=lambda unit: _current(*_OPEN).filter(unit=unit),
    of_post=lambda post: _current(*_OPEN).filter(portfolio__post=post),
    columns=("state", "reported_by", "due_on"),
    due="due_on",
    counted=(lambda: Lead.objects.current().filter(state__in=_OPEN), "unit"),
)
work(
    "portfolios",
    _("招商专班"),
    of_unit=lambda unit: Portfolio.objects.current().filter(unit=unit),
    of_post=lambda post: Portfolio.objects.current().filter(post=post),
    columns=("unit", "note"),
)
