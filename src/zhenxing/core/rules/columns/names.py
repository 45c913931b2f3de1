"""What the columns of a batch are called.

A fact of the reference year is `revenue`, of the year before `revenue@-1`; an answer `judged:plan`; a sum
over related cases `count:enterprises:` and a digest of what is counted, with `|most` behind the column of
what it may be at most (`ColumnRule.aggregates` tells them apart in words).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import Rulebook
from zhenxing.core.rules.facts import column
from zhenxing.core.rules.writing import expression, yaml_text

MOST = "|most"
Sum = nodes.Count | nodes.Total | nodes.Share


@dataclass(frozen=True)
class Aggregate:
    """A sum over related cases, computed before the batch is made.

    `name` is the column of the least it is, `most` of the most; both null where it cannot be said.
    `shift` counts from the reference year.
    """

    node: Sum
    shift: int

    @property
    def name(self) -> str:
        text = yaml_text(expression(self.node))
        digest = hashlib.sha256(text.encode()).hexdigest()[:12]
        return column(f"{type(self.node).__name__.lower()}:{self.node.related}:{digest}", self.shift)

    @property
    def most(self) -> str:
        return self.name + MOST


def answer_name(answer: str) -> str:
    return f"judged:{answer}"


@dataclass(frozen=True)
class Reads:
    """The columns a condition looks at."""

    facts: tuple[tuple[str, int], ...]
    answers: tuple[str, ...]
    aggregates: tuple[Aggregate, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every column's name, once each."""
        facts = (column(name, shift) for name, shift in self.facts)
        answers = map(answer_name, self.answers)
        sums = (name for aggregate in self.aggregates for name in (aggregate.name, aggregate.most))
        return tuple(dict.fromkeys([*facts, *answers, *sums]))


def reads(node: nodes.Node, book: Rulebook, day: date, year: int) -> Reads:
    """What a condition reads when it is asked on a day with a reference year."""
    found = dict.fromkeys(_Walk(book, day, year).of(node, 0))
    return Reads(
        tuple(place for place in found if isinstance(place, tuple)),
        tuple(place for place in found if isinstance(place, str)),
        tuple(place for place in found if isinstance(place, Aggregate)),
    )


Place = tuple[str, int] | str | Aggregate


class _Walk:
    """Follows a tree through the years and the rules it refers to, each part of a year once."""

    def __init__(self, book: Rulebook, day: date, year: int) -> None:
        self.book, self.day, self.year = book, day, year
        self.seen: set[tuple[nodes.Node, int]] = set()

    def of(self, node: nodes.Node, shift: int) -> Iterator[Place]:
        if (node, shift) in self.seen:
            return
        self.seen.add((node, shift))
        match node:
            case nodes.FactRef(name, year):
                yield name, shift + year
            case nodes.Judged(answer):
                yield answer
            case nodes.Count() | nodes.Total() | nodes.Share():
                yield Aggregate(node, shift)
            case _:
                for part, moved in self._inside(node, shift):
                    yield from self.of(part, moved)

    def _inside(self, node: nodes.Node, shift: int) -> Iterator[tuple[nodes.Node, int]]:
        match node:
            case nodes.RuleRef(key):
                rule = self.book.rule(key, self.day)
                if rule is not None and rule.when is not None:
                    yield rule.when, shift
            case nodes.Growth(of, years, method):
                for back in range(years + 1) if method == "mean" else (0, years):
                    yield of, shift - back
            case nodes.Average(of, years):
                yield from ((of, shift - back) for back in range(years))
            case nodes.EachYear(last, that):
                yield from ((that, shift - back) for back in range(last))
            case nodes.FirstTime(that, since):
                yield that, shift
                yield from ((that, earlier) for earlier in range(since - self.year, shift))
            case _:
                yield from ((part, shift) for part in nodes.parts(node))
