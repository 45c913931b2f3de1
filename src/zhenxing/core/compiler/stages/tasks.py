"""Numbered items of the parts that order work, with lead and supporting units."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.duties.actors import find_actors
from zhenxing.core.compiler.duties.deadlines import common, deadline_in, stated_deadline
from zhenxing.core.compiler.duties.finding import MOST_BRACKETS, MOST_LINES
from zhenxing.core.compiler.duties.items import Item, Outline, items_of
from zhenxing.core.compiler.duties.line import DutyLine
from zhenxing.core.compiler.duties.roles import first_listed_leads, weigh
from zhenxing.core.compiler.duties.speech import spoken_tasks
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.numbers.document import document_of
from zhenxing.core.compiler.numbers.times import Anchor
from zhenxing.core.compiler.plan import Plan, ReviewItem, Task, UnitMention
from zhenxing.core.compiler.source import Span

NAME = "tasks"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    outline = Outline.of(plan)
    items = items_of(outline)
    if not items:
        spoken = spoken_tasks(plan)
        return plan.changed(tasks=spoken) if spoken else Declined("没有布置工作的条目")
    first_leads = first_listed_leads(plan.text, outline.all_lines())
    anchor = document_of(plan).anchor
    tasks = tuple(_task(plan, item, index, first_leads, anchor) for index, item in enumerate(items, 1))
    review = _review(plan, outline, items)
    return plan.changed(tasks=tasks, review=(*plan.review, *review))


def _task(plan: Plan, item: Item, index: int, first_leads: bool, anchor: Anchor) -> Task:
    lines = item.lines or item.inherited
    lead, support = weigh(lines, first_leads=first_leads)
    own = item.lines[-1].span if item.lines else None
    body = _body(plan.text, item)
    stated = common(stated_deadline(line.deadline, anchor) for line in lines if line.deadline)
    return Task(
        id=f"t{index}",
        number=item.number or None,
        heading=item.heading,
        text=body,
        span=item.span,
        clause=item.clause or getattr(plan.clause_at(item.span.start), "id", None),
        section=item.section,
        lead=lead,
        support=support,
        actors=_actors(plan.text, item),
        leaders=tuple(name for line in lines for name in line.leaders),
        deadline=stated or deadline_in(body, anchor),
        responsibility_span=own or next((line.span for line in item.inherited), None),
        certainty="likely"
        if item.inherited or any(line.damaged or line.odd for line in lines)
        else "certain",
    )


def _body(text: str, item: Item) -> str:
    """The item without its number, heading and responsibility lines."""
    if item.cells:
        return " ".join(text[cell.start : cell.end] for cell in item.cells)
    start = item.body_start
    kept: list[str] = []
    for line in item.lines:
        if line.span.start >= start:
            kept.append(text[start : line.span.start])
            start = line.span.end
    kept.append(text[start : item.span.end])
    return "".join(kept).strip(" \u3000\t\n。;；")


def _actors(text: str, item: Item) -> tuple[UnitMention, ...]:
    spans = [line.span for line in item.lines]
    found = find_actors(text, Span(item.body_start, item.span.end))
    return tuple(actor for actor in found if not any(span.contains(actor.span) for span in spans))


def _review(plan: Plan, outline: Outline, items: tuple[Item, ...]) -> list[ReviewItem]:
    """What a responsibility line holds that does not read as a unit, and lines of no item."""
    found = [_odd(plan, line) for item in items for line in item.lines if line.odd or line.damaged]
    used = {line.span for item in items for line in (*item.lines, *item.inherited)}
    for line in outline.all_lines():
        if line.span not in used and line.names_units:
            found.append(
                ReviewItem(
                    NAME, line.span, plan.quote(line.span), "责任分工不属于任何任务条目，请核对它管的是哪一项"
                )
            )
    return found + _unread(plan, outline)


def _unread(plan: Plan, outline: Outline) -> list[ReviewItem]:
    """Clauses with more brackets or more responsibility lines than are read."""
    many = plan.text.count("(") + plan.text.count("（") > MOST_BRACKETS
    items: list[ReviewItem] = []
    for clause in plan.clauses:
        if many and sum(plan.text.count(mark, *clause.span) for mark in "(（") > MOST_BRACKETS:
            what = f"括号超过{MOST_BRACKETS}处"
        elif len(outline.lines[clause.id]) >= MOST_LINES:
            what = f"责任分工达到{MOST_LINES}处"
        else:
            continue
        message = f"这一条的{what}，后面的没有逐一读取责任分工，请核对"
        items.append(ReviewItem(NAME, clause.heading_span, plan.quote(clause.heading_span), message))
    return items


def _odd(plan: Plan, line: DutyLine) -> ReviewItem:
    if line.damaged:
        return ReviewItem(
            NAME, line.span, plan.quote(line.span), "责任分工的括号或标点似有缺失，请核对单位是否读全"
        )
    words = "、".join(mention.text for mention in line.odd)
    return ReviewItem(NAME, line.odd[0].span, words, "责任分工中这几个字不像单位名称，请核对")
