"""Reported facts with a number."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.numbers.document import Document, document_of
from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.phrases import text_span
from zhenxing.core.compiler.numbers.reading import Reading, Role
from zhenxing.core.compiler.numbers.roles import readings
from zhenxing.core.compiler.numbers.suspicions import suspicion_at
from zhenxing.core.compiler.numbers.table_lines import Cell
from zhenxing.core.compiler.numbers.units import COUNT_UNITS
from zhenxing.core.compiler.plan import Figure, Operator, Plan

NAME = "figures"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    """Add every figure, in order of position."""
    document = document_of(plan)
    found: list[Reading | Cell] = [*readings(document, Role.FIGURE)]
    if document.cells:
        found += [cell for cell in document.cells if not cell.goal]
        found.sort(key=_position)
    figures = [
        _figure(plan, item, number) if isinstance(item, Reading) else _cell(plan, document, item, number)
        for number, item in enumerate(found, 1)
    ]
    if not figures:
        return Declined("文中没有带数字的事实")
    return plan.changed(figures=tuple(figures))


def _position(item: Reading | Cell) -> int:
    return item.mention.position if isinstance(item, Reading) else item.span.start


def _cell(plan: Plan, document: Document, cell: Cell, number: int) -> Figure:
    suspicion = suspicion_at(plan, cell.span)
    return Figure(
        id=f"f{number}",
        text=plan.quote(cell.span),
        span=cell.span,
        indicator=cell.indicator,
        op=cell.op,
        value=cell.value,
        unit=cell.unit,
        period=cell.when,
        clause=document.section(cell.span.start).clause,
        certainty="unsure" if suspicion else "likely",
        suspicion=suspicion.id if suspicion else None,
    )


def _figure(plan: Plan, reading: Reading, number: int) -> Figure:
    mention = reading.mention
    span = text_span(mention)
    suspicion = suspicion_at(plan, span)
    return Figure(
        id=f"f{number}",
        text=plan.quote(span),
        span=span,
        indicator=reading.indicator,
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
    return mention.amount.unit in COUNT_UNITS and mention.verb == "增加"


def _operator(reading: Reading) -> Operator:
    mention = reading.mention
    if isinstance(mention.amount.value, tuple):
        return "range"
    added = "新增" in mention.before or "净增" in mention.before or _adds(mention)
    if mention.verb in {"减少", "下降"}:
        # 新增贷款同比减少1.8亿元
        added = False
    return "+" if added and not mention.comparison.explicit else mention.comparison.op
