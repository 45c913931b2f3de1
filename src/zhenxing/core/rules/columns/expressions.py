"""Evaluates expressions over a batch of rows, exactly as `values` does for one case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import Rulebook
from zhenxing.core.rules.columns.arrays import Texts, numbers, texts
from zhenxing.core.rules.columns.bits import Answers
from zhenxing.core.rules.columns.names import Aggregate, Sum
from zhenxing.core.rules.columns.numbers import ONE, Flags, Number, Whole
from zhenxing.core.rules.facts import column, whole_years

Column = Number | Texts
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Bounds:
    """Sums over related cases, of which some are not known to belong."""

    low: Number
    high: Number

    def exact(self) -> Number:
        return self.low.where(self.high.valid & self.low.compared(self.high, np.equal))


class Batch:
    """An Arrow batch whose columns are read once; a column that is not there is missing in every row."""

    def __init__(self, batch: Any) -> None:
        self.batch = batch
        self.rows: int = batch.num_rows
        self._at = {name: at for at, name in enumerate(batch.schema.names)}
        self._numbers: dict[str, Number] = {}
        self._texts: dict[str, Texts] = {}

    def number(self, name: str) -> Number:
        if name not in self._at:
            return Number.missing(self.rows)
        if name not in self._numbers:
            at = self._at[name]
            self._numbers[name] = numbers(self.batch.column(at), self.batch.schema.field(at))
        return self._numbers[name]

    def text(self, name: str) -> Texts:
        if name not in self._at:
            return Texts.missing(self.rows)
        if name not in self._texts:
            at = self._at[name]
            self._texts[name] = texts(self.batch.column(at), self.batch.schema.field(at))
        return self._texts[name]


class Expressions:
    """Expressions of one book over one batch. `answers` answers a condition in a year."""

    def __init__(
        self, book: Rulebook, batch: Batch, day: date, answers: Callable[[nodes.Condition, int], Answers]
    ) -> None:
        self.book, self.batch, self.day, self.answers = book, batch, day, answers
        self.rows = batch.rows
        self._columns: dict[tuple[nodes.Expression, int], Column] = {}

    def column(self, node: nodes.Expression, shift: int) -> Column:
        """Any expression, computed once; amounts, days and yes-or-no as numbers."""
        place = (node, shift)
        found = self._columns.get(place)
        if found is None:
            found = self._columns[place] = self._column(node, shift)
        return found

    def _column(self, node: nodes.Expression, shift: int) -> Column:
        match node:
            case nodes.Literal(value):
                return self.same(value)
            case nodes.FactRef(name, year):
                kind = self.book.facts[name].kind
                place = column(name, shift + year)
                return self.batch.text(place) if kind in {"text", "choice"} else self.batch.number(place)
            case nodes.ParameterRef(name):
                return self._parameter(name)
            case nodes.Choose(when, then, otherwise):
                return self._choose(self.answers(when, shift), then, otherwise, shift)
        return self._number(node, shift)

    def number(self, node: nodes.Expression, shift: int) -> Number:
        """An expression that gives a number, as the book was checked."""
        found = self.column(node, shift)
        assert isinstance(found, Number)  # the form refuses texts where numbers are wanted
        return found

    def same(self, value: Fraction | str | bool | date) -> Column:
        """One value for every row."""
        match value:
            case str():
                return Texts.same(value, self.rows)
            case bool():
                return Number.same(Fraction(value), self.rows)
            case date():
                return Number.same(Fraction(value.toordinal() - EPOCH), self.rows)
        return Number.same(value, self.rows)

    def _parameter(self, name: str) -> Column:
        parameter = self.book.parameters[name]
        threshold = parameter.values.at(self.day)
        if threshold is not None and threshold.value is not None:
            return self.same(threshold.value)
        texted = parameter.kind in {"text", "choice"}
        return Texts.missing(self.rows) if texted else Number.missing(self.rows)

    def _choose(
        self, when: Answers, then: nodes.Expression, otherwise: nodes.Expression, shift: int
    ) -> Column:
        first, second = self.column(then, shift), self.column(otherwise, shift)
        if isinstance(first, Texts) and isinstance(second, Texts):
            return first.chosen(when.is_true(), second).where(when.is_known())
        assert isinstance(first, Number)  # the form wants both of one kind
        assert isinstance(second, Number)  # the form wants both of one kind
        return first.chosen(when.is_true(), second).where(when.is_known())

    # ── numbers ──
    def _number(self, node: nodes.Expression, shift: int) -> Number:
        match node:
            case nodes.Count() | nodes.Total() | nodes.Share():
                return self.bounds(node, shift).exact()
            case nodes.Growth():
                return self._growth(node, shift)
            case nodes.Average(of, years):
                total = _total(self.number(of, shift - back) for back in range(years))
                return total * Number.same(Fraction(1, years), self.rows)
            case nodes.Age(of):
                return self._age(self.number(of, shift))
            case nodes.Table():
                return self._table(node, shift)
            case nodes.Capped(of, at_most, at_least):
                found = self.number(of, shift)
                found = found if at_least is None else found.highest(self.number(at_least, shift))
                return found if at_most is None else found.lowest(self.number(at_most, shift))
        return self._arithmetic(node, shift)

    def _arithmetic(self, node: nodes.Expression, shift: int) -> Number:
        parts = [self.number(part, shift) for part in nodes.parts(node) if isinstance(part, nodes.Expression)]
        match node:
            case nodes.Sum():
                return _total(parts)
            case nodes.Product():
                return reduce(lambda one, two: one * two, parts)
            case nodes.Lowest():
                return reduce(Number.lowest, parts)
            case nodes.Highest():
                return reduce(Number.highest, parts)
            case nodes.Difference():
                return parts[0] - parts[1]
        return parts[0] / parts[1]

    def bounds(self, node: Sum, shift: int) -> Bounds:
        aggregate = Aggregate(node, shift)
        return Bounds(self.batch.number(aggregate.name), self.batch.number(aggregate.most))

    # ── years ──
    def _growth(self, node: nodes.Growth, shift: int) -> Number:
        one = Number.same(Fraction(1), self.rows)
        if node.method == "mean":
            steps = [self.grown(node.of, 1, shift - back) - one for back in range(node.years)]
            return _total(steps) * Number.same(Fraction(1, node.years), self.rows)
        grown = self.grown(node.of, node.years, shift)
        if node.method == "total" or node.years == 1:
            return grown - one
        return grown.where(self.rises(grown)).root(node.years) - one

    def grown(self, of: nodes.Expression, years: int, shift: int) -> Number:
        """The last year's value over the first's; unknown where the first is not above zero."""
        first, last = self.number(of, shift - years), self.number(of, shift)
        above_zero = first.above.compared(Whole.of(0), np.greater, self.rows)
        return last / first.where(above_zero)

    def rises(self, grown: Number) -> Flags:
        """Where a quotient is not negative: only then it has a root."""
        return grown.above.compared(Whole.of(0), np.greater_equal, self.rows)

    def _age(self, since: Number) -> Number:
        """Whole years, looked up once for each different day."""
        days, back = np.unique(since.above.rows(self.rows), return_inverse=True)
        years = [self._years_since(int(day)) for day in days.tolist()]
        return Number(Whole.measured(np.array(years, dtype=np.int64)[back]), ONE, since.valid)

    def _years_since(self, day: int) -> int:
        return whole_years(date.fromordinal(day + EPOCH), self.day)

    def _table(self, node: nodes.Table, shift: int) -> Number:
        by = self.number(node.by, shift)
        below = node.below
        found = Number.missing(self.rows) if below is None else self.number(below, shift)
        valid = by.valid
        for step in node.steps:
            begins = self.number(step.begins, shift)
            valid = valid & begins.valid
            found = self.number(step.value, shift).chosen(by.compared(begins, np.greater_equal), found)
        return found.where(valid)


def _total(parts: Iterable[Number]) -> Number:
    return reduce(lambda one, two: one + two, parts)
