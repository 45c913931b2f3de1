"""Exact numbers in columns: fractions of whole numbers, int64 where they fit, Python's integers where not.

Thresholds are compared by cross-multiplication, so that a row exactly at a threshold is never on the
wrong side of it. Every array carries an upper bound of its size; a product that might not fit into 64
bits is computed with Python's integers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhenxing.core.rules.values import root

Flags = NDArray[np.bool_]
_LIMIT = 2**63 - 1


@dataclass(frozen=True)
class Whole:
    """Whole numbers, one for all rows or one a row; `size`: none is larger without its sign."""

    values: Any
    size: int

    @classmethod
    def of(cls, value: int) -> Whole:
        return cls(value, abs(value))

    @classmethod
    def measured(cls, values: NDArray[Any]) -> Whole:
        """An array with its true size."""
        if not len(values):
            return cls(values, 0)
        return cls(values, max(abs(int(values.max())), abs(int(values.min()))))

    @property
    def single(self) -> bool:
        return isinstance(self.values, int)

    def __mul__(self, other: Whole) -> Whole:
        if other.single and other.values == 1:
            return self
        if self.single and self.values == 1:
            return other
        return self._with(other, self.size * other.size, lambda one, two: one * two)

    def __add__(self, other: Whole) -> Whole:
        return self._with(other, self.size + other.size, lambda one, two: one + two)

    def _with(self, other: Whole, size: int, how: Callable[[Any, Any], Any]) -> Whole:
        if max(size, self.size, other.size) > _LIMIT:
            return Whole(how(self.large(), other.large()), size)
        return Whole(how(self.values, other.values), size)

    def large(self) -> Any:
        """The values as Python's integers, which have no limit."""
        return self.values if self.single else self.values.astype(object)

    def rows(self, rows: int) -> NDArray[Any]:
        """One value a row."""
        if not self.single:
            values: NDArray[Any] = self.values
            return values
        return np.full(rows, self.values, dtype=object if self.size > _LIMIT else np.int64)

    def compared(self, other: Whole, test: Callable[[Any, Any], Any], rows: int) -> Flags:
        if max(self.size, other.size) > _LIMIT:
            found = test(self.large(), other.large())
        else:
            found = test(self.values, other.values)
        return np.broadcast_to(np.asarray(found, dtype=np.bool_), (rows,))

    def chosen(self, flags: Flags, other: Whole) -> Whole:
        """These where a flag is set, the others elsewhere."""
        rows = len(flags)
        first, second = self.rows(rows), other.rows(rows)
        return Whole(np.where(flags, first, second), max(self.size, other.size))


ONE = Whole.of(1)


@dataclass(frozen=True)
class Number:
    """A fraction a row, `above` over `below` (always positive); it means nothing where it is not `valid`."""

    above: Whole
    below: Whole
    valid: Flags

    @classmethod
    def same(cls, value: Fraction, rows: int) -> Number:
        """One number for every row."""
        valid = np.ones(rows, dtype=np.bool_)
        return cls(Whole.of(value.numerator), Whole.of(value.denominator), valid)

    @classmethod
    def missing(cls, rows: int) -> Number:
        return cls(Whole.of(0), ONE, np.zeros(rows, dtype=np.bool_))

    @property
    def count(self) -> int:
        return len(self.valid)

    def _over_one(self, other: Number) -> bool:
        return self.below.single and other.below.single and bool(self.below.values == other.below.values)

    def __add__(self, other: Number) -> Number:
        valid = self.valid & other.valid
        if self._over_one(other):
            return Number(self.above + other.above, self.below, valid)
        above = self.above * other.below + other.above * self.below
        return Number(above, self.below * other.below, valid)

    def __sub__(self, other: Number) -> Number:
        return self + Number(Whole.of(-1) * other.above, other.below, other.valid)

    def __mul__(self, other: Number) -> Number:
        return Number(self.above * other.above, self.below * other.below, self.valid & other.valid)

    def __truediv__(self, other: Number) -> Number:
        """Unknown where the divisor is zero."""
        divisor, rows = other.above, self.count
        zero = divisor.compared(Whole.of(0), np.equal, rows)
        sign = Whole(np.where(divisor.compared(Whole.of(0), np.less, rows), -1, 1), 1)
        below = ONE.chosen(zero, divisor * sign * self.below)
        return Number(self.above * other.below * sign, below, self.valid & other.valid & ~zero)

    def compared(self, other: Number, test: Callable[[Any, Any], Any]) -> Flags:
        """A test of every row, by cross-multiplication; only meaningful where both are valid."""
        if self._over_one(other):
            return self.above.compared(other.above, test, self.count)
        return (self.above * other.below).compared(other.above * self.below, test, self.count)

    def where(self, valid: Flags) -> Number:
        return Number(self.above, self.below, self.valid & valid)

    def chosen(self, flags: Flags, other: Number) -> Number:
        """This where a flag is set, the other elsewhere."""
        valid = np.where(flags, self.valid, other.valid)
        below = self.below if self._over_one(other) else self.below.chosen(flags, other.below)
        return Number(self.above.chosen(flags, other.above), below, valid)

    def lowest(self, other: Number) -> Number:
        return self.chosen(self.compared(other, np.less_equal), other).where(other.valid & self.valid)

    def highest(self, other: Number) -> Number:
        return self.chosen(self.compared(other, np.greater_equal), other).where(other.valid & self.valid)

    def fractions(self) -> list[Fraction | None]:
        """Every row as a fraction, None where it is not valid."""
        pairs = zip(self.above.rows(self.count), self.below.rows(self.count), self.valid, strict=True)
        return [Fraction(int(above), int(below)) if valid else None for above, below, valid in pairs]

    def mapped(self, how: Callable[[Fraction], Fraction]) -> Number:
        """A function of every row, one by one."""
        return of_fractions([None if value is None else how(value) for value in self.fractions()])

    def root(self, power: int) -> Number:
        """The root of every row, cut as `values.root` cuts it."""
        return self.mapped(lambda value: root(value, power))


def of_fractions(values: list[Fraction | None]) -> Number:
    """A column of fractions; None is missing."""
    above = np.array([0 if value is None else value.numerator for value in values], dtype=object)
    below = np.array([1 if value is None else value.denominator for value in values], dtype=object)
    valid = np.array([value is not None for value in values], dtype=np.bool_)
    return Number(narrowed(above), narrowed(below), valid)


def narrowed(values: NDArray[Any]) -> Whole:
    """Python's integers as int64 where all of them fit."""
    whole = Whole.measured(values)
    return Whole(values.astype(np.int64), whole.size) if whole.size <= _LIMIT else whole
