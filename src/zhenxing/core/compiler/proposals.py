"""What someone other than a rule found in a text, and how it may join a Plan: as a question.

A proposal quotes the text word for word. What it says beyond its quote is not believed: a number
must stand in the quote, a unit of measure and an organisation too, and a deadline's year. Whatever
the rules have read themselves is not proposed again, and nothing they found is touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from zhenxing.core.compiler.plan import (
    Condition,
    Figure,
    Goal,
    Operator,
    Plan,
    StageRecord,
    Task,
    UnitMention,
)
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.numbering import chinese_number

NAME = "proposals"
ProposalKind = Literal["goal", "task", "condition"]
#: how `value` relates to the number printed; ranges and tiers are left to the rules
OPERATORS: tuple[Operator, ...] = (">=", ">", "=", "<=", "<", "approx", "+")
_NUMBER = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?|[零〇一二两三四五六七八九十百千]{1,8}"
)
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_SHORTEST, _LONGEST = 4, 400


@dataclass(frozen=True)
class Claim:
    """What a proposer says, not yet held against the text. `quote` is meant to be verbatim."""

    kind: ProposalKind
    quote: str
    #: the indicator of a goal, the heading of a task, the subject of a condition
    name: str
    op: Operator | None = None
    value: Decimal | None = None
    unit: str | None = None
    deadline: str | None = None
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A claim and where its quote stands in the clean text."""

    claim: Claim
    span: Span


@dataclass(frozen=True)
class Proposals:
    """What one proposer (`origin`) offers for a plan, and what was dropped on the way, by reason."""

    origin: str
    items: tuple[Proposal, ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()
    #: what went wrong before the end, for the reader of the notes
    note: str = ""


def locate(plan: Plan, claims: Iterable[tuple[Claim, Span]], origin: str, note: str = "") -> Proposals:
    """Find each claim's quote in the stretch of text it was drawn from; what is not there is dropped."""
    items: list[Proposal] = []
    dropped: Counter[str] = Counter()
    for claim, within in claims:
        quote = claim.quote.strip()
        at = plan.text.find(quote, within.start, within.end) if quote else -1
        if not _SHORTEST <= len(quote) <= _LONGEST:
            dropped["引文过短或过长"] += 1
        elif at < 0:
            dropped["引文不在原文中"] += 1
        else:
            items.append(Proposal(replace(claim, quote=quote), Span(at, at + len(quote))))
    return Proposals(origin, tuple(items), tuple(sorted(dropped.items())), note)


def merge_proposals(plan: Plan, proposals: Proposals) -> Plan:
    """The plan with every proposal that adds something, each `unsure`; the trail says what became of all."""
    merging = _Merging(plan, proposals.origin, Counter(dict(proposals.dropped)))
    for proposal in proposals.items:
        merging.take(proposal)
    return merging.merged(proposals.note)


def without_proposals(plan: Plan, reason: str) -> Plan:
    """The plan as it was, its trail saying why nobody else was heard."""
    return replace(plan, trail=(*plan.trail, StageRecord(NAME, "declined", reason)))


@dataclass
class _Merging:
    """Takes proposals one by one; the first of two for one place wins."""

    plan: Plan
    origin: str
    dropped: Counter[str]
    goals: list[Goal] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)

    def __post_init__(self) -> None:
        plan = self.plan
        read: tuple[Goal | Figure | Condition, ...] = (*plan.goals, *plan.figures, *plan.conditions)
        self._numbers = [item.span for item in read]
        self._ordered = [task.span for task in plan.tasks]

    def take(self, proposal: Proposal) -> None:
        claim, span = proposal.claim, proposal.span
        if self.plan.quote(span) != claim.quote:
            self.dropped["引文不在原文中"] += 1
        elif claim.kind == "task":
            self._take_task(claim, span)
        else:
            self._take_number(claim, span)

    def _take_task(self, claim: Claim, span: Span) -> None:
        if any(span.overlaps(other) for other in self._ordered):
            self.dropped["规则已经读出"] += 1
            return
        self._ordered.append(span)
        lead, support = self._mentions(claim.lead, span), self._mentions(claim.support, span)
        self.tasks.append(
            Task(
                id=f"t-m{len(self.tasks) + 1}",
                number=None,
                heading=claim.name,
                text=claim.quote,
                span=span,
                clause=self._clause(span),
                lead=lead,
                support=support,
                deadline=_deadline(claim),
                certainty="unsure",
                origin=self.origin,
            )
        )

    def _take_number(self, claim: Claim, span: Span) -> None:
        places = list(_places_of(claim, span))
        free = [place for place in places if not any(other.overlaps(place) for other in self._numbers)]
        if not places:
            self.dropped["数值不在引文中"] += 1
        elif claim.unit and claim.unit not in claim.quote:
            self.dropped["计量单位不在引文中"] += 1
        elif not free:
            self.dropped["规则已经读出"] += 1
        else:
            self._numbers.append(free[0])
            self._add_number(claim, span)

    def _add_number(self, claim: Claim, span: Span) -> None:
        if claim.kind == "goal":
            self.goals.append(self._goal(claim, span))
        else:
            self.conditions.append(self._condition(claim, span))

    def _goal(self, claim: Claim, span: Span) -> Goal:
        return Goal(
            id=f"g-m{len(self.goals) + 1}",
            text=claim.quote,
            span=span,
            indicator=claim.name,
            op=claim.op or "=",
            value=claim.value,
            unit=claim.unit,
            deadline=_deadline(claim),
            clause=self._clause(span),
            certainty="unsure",
            origin=self.origin,
        )

    def _condition(self, claim: Claim, span: Span) -> Condition:
        return Condition(
            id=f"c-m{len(self.conditions) + 1}",
            text=claim.quote,
            span=span,
            subject=claim.name,
            op=claim.op,
            value=claim.value,
            unit=claim.unit,
            clause=self._clause(span),
            certainty="unsure",
            origin=self.origin,
        )

    def _clause(self, span: Span) -> str | None:
        clause = self.plan.clause_at(span.start)
        return clause.id if clause else None

    def _mentions(self, names: Sequence[str], span: Span) -> tuple[UnitMention, ...]:
        """The units that the quote names; the others are dropped, not the task."""
        known = {printed: each.key for each in self.plan.organisations for printed in each.printed}
        found = []
        for name in dict.fromkeys(names):
            at = self.plan.text.find(name, span.start, span.end) if len(name) > 1 else -1
            if at < 0:
                self.dropped["单位不在引文中"] += 1
            else:
                found.append(UnitMention(name, Span(at, at + len(name)), unit=known.get(name)))
        return tuple(found)

    def merged(self, note: str) -> Plan:
        plan = self.plan
        taken = len(self.goals) + len(self.tasks) + len(self.conditions)
        lost = "，".join(f"{reason} {count}" for reason, count in sorted(self.dropped.items()))
        words = [f"{self.origin} 提议 {taken} 条，列为待核", f"未采用：{lost}" if lost else "", note]
        record = StageRecord(NAME, "done", "；".join(word for word in words if word))
        return replace(
            plan,
            goals=(*plan.goals, *self.goals),
            tasks=(*plan.tasks, *self.tasks),
            conditions=(*plan.conditions, *self.conditions),
            trail=(*plan.trail, record),
        )


def _places_of(claim: Claim, span: Span) -> Iterator[Span]:
    """Where the claimed number is printed in the quote."""
    for found in _NUMBER.finditer(claim.quote):
        if claim.value is not None and _value(found.group()) == claim.value:
            yield Span(span.start + found.start(), span.start + found.end())


def _value(printed: str) -> Decimal | None:
    if printed[0].isdigit():
        return Decimal(printed.replace(",", ""))
    number = chinese_number(printed.replace("两", "二"))
    return None if number is None else Decimal(number)


def _deadline(claim: Claim) -> str | None:
    """A deadline is believed when the quote prints its year; what stands elsewhere a person fills in."""
    said = claim.deadline or ""
    return said if _DAY.fullmatch(said) and said[:4] in claim.quote else None
