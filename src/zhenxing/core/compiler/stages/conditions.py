"""Eligibility, recognition, award and exit: who must meet what for which consequence."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.numbers.document import document_of
from zhenxing.core.compiler.numbers.rules import Found, found_conditions
from zhenxing.core.compiler.numbers.suspicions import suspicion_at
from zhenxing.core.compiler.plan import Condition, Plan

NAME = "conditions"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    """Add every condition, in order of position."""
    found = sorted(found_conditions(document_of(plan)), key=lambda item: (item.span, item.at))
    if not found:
        return Declined("文中没有条件、奖励或退出的门槛")
    conditions = tuple(_condition(plan, item, number) for number, item in enumerate(found, 1))
    return plan.changed(conditions=conditions)


def _condition(plan: Plan, found: Found, number: int) -> Condition:
    return Condition(
        id=f"c{number}",
        text=plan.quote(found.span),
        span=found.span,
        subject=found.subject,
        op=found.op,
        value=found.value,
        unit=found.unit,
        award=found.award,
        penalty=found.penalty,
        alternative_group=found.group,
        clause=found.clause,
        certainty="unsure" if suspicion_at(plan, found.span) else found.certainty,
    )
