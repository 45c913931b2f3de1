"""Commitments about the future with a number."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.numbers import cues
from zhenxing.core.compiler.numbers.document import Document, document_of
from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.phrases import text_span
from zhenxing.core.compiler.numbers.reading import Reading, Role
from zhenxing.core.compiler.numbers.roles import read, readings
from zhenxing.core.compiler.numbers.suspicions import suspicion_at
from zhenxing.core.compiler.numbers.table_lines import Cell
from zhenxing.core.compiler.plan import Certainty, Goal, Operator, Plan, ReviewItem, Suspicion
from zhenxing.core.compiler.source import Span

NAME = "goals"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    """Add every goal, in order of position."""
    document = document_of(plan)
    found: list[Reading | Cell] = [*readings(document, Role.GOAL)]
    if document.cells:
        found += [cell for cell in document.cells if cell.goal]
        found.sort(key=_position)
    goals = [
        _goal(plan, item, number) if isinstance(item, Reading) else _cell(plan, document, item, number)
        for number, item in enumerate(found, 1)
    ]
    stopped = read(document).stopped
    if not goals and stopped is None:
        return Declined("文中没有带数字的目标")
    review = plan.review if stopped is None else (*plan.review, _unread(plan, stopped))
    return plan.changed(goals=tuple(goals), review=review)


def _position(item: Reading | Cell) -> int:
    return item.mention.position if isinstance(item, Reading) else item.span.start


def _unread(plan: Plan, at: int) -> ReviewItem:
    span = Span(at, min(len(plan.text), at + 40))
    message = "此处以前的数字已超过两万个,以后的数字没有读,请人工核对或拆分文件"
    return ReviewItem(NAME, span, plan.quote(span), message)


def _cell(plan: Plan, document: Document, cell: Cell, number: int) -> Goal:
    suspicion = suspicion_at(plan, cell.span)
    return Goal(
        id=f"g{number}",
        text=plan.quote(cell.span),
        span=cell.span,
        indicator=cell.indicator,
        op=cell.op,
        value=cell.value,
        unit=cell.unit,
        deadline=cell.when,
        clause=document.section(cell.span.start).clause,
        certainty="unsure" if suspicion or cell.unit is None else "likely",
        suspicion=suspicion.id if suspicion else None,
    )


def _goal(plan: Plan, reading: Reading, number: int) -> Goal:
    mention = reading.mention
    span = text_span(mention)
    suspicion = suspicion_at(plan, span) if plan.suspicions else None
    increment = _adds(mention)
    return Goal(
        f"g{number}",
        plan.quote(span),
        span,
        reading.indicator,
        _operator(reading, increment),
        mention.amount.value,
        mention.amount.unit,
        reading.when,
        reading.section.clause,
        reading.aspires,
        increment,
        "project" if _is_project(reading) else "target",
        certainty=_certainty(reading, suspicion),
        suspicion=suspicion.id if suspicion else None,
    )


def _adds(mention: Mention) -> bool:
    """新增5家, 净增3户; not 新增专利授权量增长15%."""
    if mention.amount.unit == "%" and mention.verb in {"增长", "提高", "提升"}:
        return False
    return "新增" in mention.before or "净增" in mention.before


def _operator(reading: Reading, increment: bool) -> Operator:
    mention = reading.mention
    if isinstance(mention.amount.value, tuple):
        return "range"
    if not mention.comparison.explicit and increment:
        return "+"
    return mention.comparison.op


def _is_project(reading: Reading) -> bool:
    mention = reading.mention
    return (
        not mention.comparison.explicit
        and "项目" in mention.after
        and bool(cues.PROJECT.search(mention.before + mention.after))
    )


def _certainty(reading: Reading, suspicion: Suspicion | None) -> Certainty:
    if suspicion or reading.mention.amount.unit is None:
        return "unsure"
    return "certain" if reading.mention.comparison.explicit or reading.section.role == "goals" else "likely"
