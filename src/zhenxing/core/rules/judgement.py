"""What judging gives: verdicts with their evidence, all the way down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhenxing.core.rules.book import Case, Rule, Rulebook
from zhenxing.core.rules.nodes import Condition
from zhenxing.core.truth import Evidence, Truth


@dataclass(frozen=True)
class Finding:
    """One condition of the tree: its verdict, and either the evidence or the findings inside it.

    `missing` are the facts that would settle it, empty when it is settled. They are named as
    columns are: revenue, revenue@-1, judged:plan, parameter:floor, related:enterprises,
    enterprises.revenue. `shift` is how many years it was moved back (0, -1, …).
    """

    condition: Condition
    label: str
    verdict: Truth
    parts: tuple[Finding, ...] = ()
    evidence: Evidence | None = None
    missing: tuple[str, ...] = ()
    shift: int = 0
    note: str = ""

    def leaves(self) -> Iterator[Evidence]:
        """The evidence, in reading order."""
        if self.evidence is not None:
            yield self.evidence
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True)
class Judgement:
    """A rule's verdict on a case.

    `tree` is None for a rule without conditions. `amount` is the money it gives: only where the
    verdict is TRUE and the sum is known (元, rounded half up to 分). `points` likewise, 0 where the
    verdict is FALSE; None for a rule that is not scored.
    """

    rule: Rule
    verdict: Truth
    evidence: tuple[Evidence, ...]
    tree: Finding | None
    missing: tuple[str, ...] = ()
    amount: Decimal | None = None
    points: Decimal | None = None


@dataclass(frozen=True)
class Outcome:
    """The label of the first rule that holds; `possible` are those that missing data leaves open."""

    label: str | None
    possible: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """The sum of points. `total` None while something is missing; it lies from `low` to `high`.

    `vetoed` TRUE: a veto holds, the score is void. `groups`: name → (points so far, full mark).
    """

    total: Decimal | None
    low: Decimal
    high: Decimal
    full: Decimal
    vetoed: Truth
    groups: Mapping[str, tuple[Decimal, Decimal]]


@dataclass(frozen=True)
class BookJudgement:
    """Every rule in force on the day of the case, in the book's order."""

    book: Rulebook
    case: Case
    judgements: Mapping[str, Judgement]
    outcome: Outcome | None = None
    score: Score | None = None

    def __getitem__(self, rule: str) -> Judgement:
        return self.judgements[rule]

    @property
    def amount(self) -> Decimal | None:
        """The sum of all amounts of rules that hold; None while one is unknown."""
        given = [
            j for j in self.judgements.values() if j.rule.amount is not None and j.verdict is not Truth.FALSE
        ]
        amounts = [judgement.amount for judgement in given]
        return (
            None if None in amounts else sum((amount for amount in amounts if amount is not None), Decimal(0))
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Every fact that would settle a rule, once each."""
        return tuple(dict.fromkeys(name for j in self.judgements.values() for name in j.missing))
