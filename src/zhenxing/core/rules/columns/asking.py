"""Answers conditions over a batch of rows; each comparison once, however many rules use it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any, TypeVar

import numpy as np

from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import Rulebook
from zhenxing.core.rules.columns.arrays import Texts
from zhenxing.core.rules.columns.bits import Answers, at_least_of
from zhenxing.core.rules.columns.expressions import Batch, Bounds, Column, Expressions
from zhenxing.core.rules.columns.names import answer_name
from zhenxing.core.rules.columns.numbers import Flags, Number
from zhenxing.core.rules.comparing import NEGATED
from zhenxing.core.rules.values import ROOT_DECIMALS
from zhenxing.core.truth import Truth

T = TypeVar("T", Answers, Flags)
_TESTS: dict[nodes.Op, Callable[[Any, Any], Any]] = {
    "at_least": np.greater_equal,
    "at_most": np.less_equal,
    "equals": np.equal,
    "in": np.equal,
}
_TEXT_TESTS: dict[nodes.Op, Callable[[str, str], bool]] = {
    "equals": lambda value, threshold: value == threshold,
    "in": lambda value, threshold: value == threshold,
    "starts_with": lambda value, threshold: value.startswith(threshold),
}


class Asking:
    """One batch, judged on a day with a reference year."""

    def __init__(self, book: Rulebook, batch: Any, day: date, year: int) -> None:
        self.book, self.day, self.year = book, day, year
        self.batch = Batch(batch)
        self.rows = self.batch.rows
        self.expressions = Expressions(book, self.batch, day, self.answers)
        self._answers: dict[tuple[nodes.Condition, int], Answers] = {}

    def answers(self, node: nodes.Condition, shift: int = 0) -> Answers:
        """The truth of a condition in every row, `shift` years from the reference year."""
        bare = nodes.Compare(node.of, node.op, node.to) if isinstance(node, nodes.Compare) else node
        place = (bare, shift)
        found = self._answers.get(place)
        if found is None:
            found = self._answers[place] = self._answer(bare, shift)
        return found

    def _answer(self, node: nodes.Condition, shift: int) -> Answers:
        match node:
            case nodes.Compare():
                return self._compare(node, shift)
            case nodes.Judged(answer):
                found = self.batch.number(answer_name(answer))
                return Answers.of(found.compared(Number.same(Fraction(1), self.rows), np.equal), found.valid)
            case nodes.RuleRef(rule):
                return self._rule(rule, shift)
            case nodes.AllOf(of):
                return _all(self.answers(part, shift) for part in of)
            case nodes.AnyOf(of):
                return _any(self.answers(part, shift) for part in of)
            case nodes.Not(of):
                return ~self.answers(of, shift)
            case nodes.AtLeastOf(n, of):
                return at_least_of(n, [self.answers(part, shift) for part in of])
            case nodes.EachYear(last, that):
                return _all(self.answers(that, shift - back) for back in range(last))
            case _:
                before = range(node.since - self.year, shift)
                return _all(
                    [self.answers(node.that, shift), *(~self.answers(node.that, year) for year in before)]
                )

    def _rule(self, key: str, shift: int) -> Answers:
        rule = self.book.rule(key, self.day)
        if rule is None:
            return Answers.same(Truth.UNKNOWN, self.rows)
        return Answers.same(Truth.TRUE, self.rows) if rule.when is None else self.answers(rule.when, shift)

    # ── comparisons ──
    def _compare(self, node: nodes.Compare, shift: int) -> Answers:
        if node.op in NEGATED:
            return ~self.answers(nodes.Compare(node.of, NEGATED[node.op], node.to), shift)
        if node.op == "known":
            of = self.expressions.column(node.of, shift)
            return Answers.of(of.valid, np.ones(self.rows, dtype=np.bool_))
        if isinstance(node.of, nodes.Count | nodes.Total | nodes.Share):
            return self._within(self.expressions.bounds(node.of, shift), node, shift)
        of, to = self._sides(node, shift)
        if node.op == "between":
            return _tested(of, "at_least", to[0]) & _tested(of, "at_most", to[1])
        literals = [part.value for part in node.to if isinstance(part, nodes.Literal)]
        if isinstance(of, Texts) and len(literals) == len(node.to):
            return Answers.of(of.tested(_among(node.op, tuple(map(str, literals)))), of.valid)
        return _any(_tested(of, node.op, part) for part in to)

    def _sides(self, node: nodes.Compare, shift: int) -> tuple[Column, list[Column]]:
        """Both sides; of a compound rate against plain thresholds, both raised to its power.

        The rate reaches a threshold exactly when the growth over all its years reaches the threshold's
        own, and that needs no root. A threshold of more decimals than rates are cut to goes the long
        way, as `evaluate` does.
        """
        to = [self.expressions.column(part, shift) for part in node.to]
        of = node.of
        if isinstance(of, nodes.Growth) and of.method == "compound" and of.years > 1:
            rates = [self._rate(part) for part in node.to]
            if None not in rates:
                grown = self.expressions.grown(of.of, of.years, shift)
                raised = [_raised(rate, of.years) for rate in rates if rate is not None]
                thresholds = [
                    Number.same(value, self.rows).where(part.valid)
                    for value, part in zip(raised, to, strict=True)
                ]
                return grown.where(self.expressions.rises(grown)), list(thresholds)
        return self.expressions.column(of, shift), to

    def _rate(self, node: nodes.Expression) -> Fraction | None:
        """A threshold that is one plain number for all rows, of no more decimals than rates are cut to.

        A parameter that is not set gives 0: its rows are not valid anyway.
        """
        value: object = None
        if isinstance(node, nodes.Literal):
            value = node.value
        elif isinstance(node, nodes.ParameterRef):
            threshold = self.book.parameters[node.name].values.at(self.day)
            value = Fraction(0) if threshold is None or threshold.value is None else threshold.value
        if not isinstance(value, Fraction) or 10**ROOT_DECIMALS % value.denominator:
            return None
        return value

    def _within(self, bounds: Bounds, node: nodes.Compare, shift: int) -> Answers:
        """TRUE or FALSE where every value between the bounds gives the same."""
        low, high = bounds.low, bounds.high
        to = [self.expressions.number(part, shift) for part in node.to]
        valid = reduce(np.logical_and, (part.valid for part in to), low.valid & high.valid)
        if node.op in {"at_least", "at_most"}:
            ends = [end.compared(to[0], _TESTS[node.op]) for end in (low, high)]
            return Answers.of(ends[0], valid & (ends[0] == ends[1]))
        if node.op == "between":
            inside = low.compared(to[0], np.greater_equal) & high.compared(to[1], np.less_equal)
            outside = high.compared(to[0], np.less) | low.compared(to[1], np.greater)
            return Answers.of(inside, valid & (inside | outside))
        exact = low.compared(high, np.equal)
        near = [low.compared(part, np.less_equal) & high.compared(part, np.greater_equal) for part in to]
        hit = reduce(np.logical_or, near)
        return Answers.of(hit & exact, valid & (exact | ~hit))


def _among(op: nodes.Op, literals: tuple[str, ...]) -> Callable[[str], bool]:
    """A test of one text against several at once."""
    wanted = frozenset(literals)
    return (lambda text: text.startswith(literals)) if op == "starts_with" else wanted.__contains__


def _tested(of: Column, op: nodes.Op, to: Column) -> Answers:
    """One value a row against one threshold a row."""
    valid = of.valid & to.valid
    if isinstance(of, Texts) and isinstance(to, Texts):
        return Answers.of(of.paired(to, _TEXT_TESTS[op]), valid)
    assert isinstance(of, Number)  # the form wants both of one kind
    assert isinstance(to, Number)  # the form wants both of one kind
    return Answers.of(of.compared(to, _TESTS[op]), valid)


def _raised(rate: Fraction, power: int) -> Fraction:
    """What a rate comes to over several years; below -100%, which no growth is, below every growth."""
    return (1 + rate) ** power if rate >= -1 else Fraction(-1)


def _all(answers: Iterable[Answers]) -> Answers:
    return reduce(lambda one, two: one & two, answers)


def _any(answers: Iterable[Answers]) -> Answers:
    return reduce(lambda one, two: one | two, answers)
