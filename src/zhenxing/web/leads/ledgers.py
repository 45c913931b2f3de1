"""Leads under the ledger: reply clocks from the dated rules, what waits for whom, what moves."""

from __future__ import annotations

from datetime import date

from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.web.leads.flow import DISPUTES, LEADS
from zhenxing.web.leads.models import Lead, LeadDispute
from zhenxing.web.leads.rules import rules_on
from zhenxing.web.ledger.registry import Responsible, ledger


def clocks(_lead: Lead, day: date) -> tuple[ClockRule, ...]:
    """The reply clocks in force on a day; those below the threshold keep the same times by analogy."""
    return rules_on(day).clocks


def responsible(lead: Lead) -> Responsible:
    """Whoever handles it; while it is being written, whoever reports it. Above both the team's leader."""
    unit = lead.reported_by if lead.state == "draft" else lead.unit
    leader = lead.portfolio.post if lead.portfolio_id and lead.portfolio else None
    return Responsible(lead.area, unit, leader=leader)


ledger(Lead, table=LEADS, clocks=clocks, light="leads", escalation="leads", responsible=responsible)
ledger(
    LeadDispute,
    table=DISPUTES,
    responsible=lambda one: Responsible(one.lead.area, one.lead.unit),
)
