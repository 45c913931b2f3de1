"""Reported facts with a number."""

from __future__ import annotations

from dataclasses import replace

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.numbers.document import document_of
from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.phrases import indicator, text_span
from zhenxing.core.compiler.numbers.roles import Reading, Role, readings
from zhenxing.core.compiler.numbers.suspicions import suspicion_at
from zhenxing.core.compiler.numbers.units import COUNT_UNITS
from zhenxing.core.compiler.plan import Figure, Operator, Plan

NAME = "figures"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    """Add every figure, in order of position."""
    figures: list[Figure] = []
    for reading in readings(document_of(plan)):
        if reading.role is Role.FIGURE:
            figures.append(_figure(plan, reading, len(figures) + 1, figures[-1] if figures else None))
    if not figures:
        return Declined("文中没有带数字的事实")
    return replace(plan, figures=tuple(figures))


def _figure(plan: Plan, reading: Reading, number: int, before: Figure | None) -> Figure:
    mention = reading.mention
    span = text_span(mention)
    near = before.indicator if before and before.span.end + 4 >= span.start else ""
    suspicion = suspicion_at(plan, span)
    return Figure(
        id=f"f{number}",
        text=plan.quote(span),
        span=span,
        indicator=indicator(mention, near),
        op=_operator(reading),
        value=mention.amount.value,
        unit=mention.amount.unit,
        period=reading.when,
        clause=reading.section.clause,
        certainty="unsure" if suspicion else "likely",
        suspicion=suspicion.id if suspicion else None,
    )


def _adds(mention: Mention) -> bool:
    """比上年增加5家: a count added, not a rate."""
    return mention.verb == "增加" and mention.amount.unit in COUNT_UNITS


def _operator(reading: Reading) -> Operator:
    mention = reading.mention
    if isinstance(mention.amount.value, tuple):
        return "range"
    added = "新增" in mention.before or "净增" in mention.before or _adds(mention)
    return "+" if added and not mention.comparison.explicit else mention.comparison.op
