"""Comparisons of exact values, and of values known only within bounds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhenxing.core.rules import nodes, units
from zhenxing.core.rules.values import Got
from zhenxing.core.truth import Truth

Exact = Fraction | str | bool | date
NEGATED: dict[nodes.Op, nodes.Op] = {
    "below": "at_least",
    "above": "at_most",
    "differs": "equals",
    "not_in": "in",
}


def compare(of: Got, op: nodes.Op, to: list[Got]) -> Truth:
    """The truth of a comparison; UNKNOWN as soon as a value that could decide is missing."""
    if op == "known":
        return Truth.of(of.value is not None)
    if op in NEGATED:
        return ~compare(of, NEGATED[op], to)
    against = [got.value for got in to]
    if of.low is not None and of.high is not None:
        return _between_bounds(of.low, of.high, op, against)
    if of.value is None:
        return Truth.UNKNOWN
    return (
        Truth.all(_each(of.value, op, against))
        if op == "between"
        else Truth.any(_each(of.value, op, against))
    )


def _each(value: Exact, op: nodes.Op, against: list[Exact | None]) -> list[Truth]:
    """One truth for each threshold."""
    if op == "between":
        return [_single(value, _AT_LEAST, against[0]), _single(value, _AT_MOST, against[1])]
    return [_single(value, _TESTS[op], threshold) for threshold in against]


def _single(value: Exact, test: Callable[[Exact, Exact], bool], threshold: Exact | None) -> Truth:
    return Truth.UNKNOWN if threshold is None else Truth.of(test(value, threshold))


def _between_bounds(low: Fraction, high: Fraction, op: nodes.Op, against: list[Exact | None]) -> Truth:
    """TRUE or FALSE where every value between the bounds gives the same."""
    numbers = [threshold for threshold in against if isinstance(threshold, Fraction)]
    if len(numbers) < len(against):
        return Truth.UNKNOWN
    if op in {"at_least", "at_most"}:
        ends = {_TESTS[op](low, numbers[0]), _TESTS[op](high, numbers[0])}
        return Truth.of(ends.pop()) if len(ends) == 1 else Truth.UNKNOWN
    if op == "between":
        inside = numbers[0] <= low and high <= numbers[1]
        outside = high < numbers[0] or numbers[1] < low
        return Truth.of(None if not inside and not outside else inside)
    if low == high:
        return Truth.of(low in numbers)
    return Truth.UNKNOWN if any(low <= number <= high for number in numbers) else Truth.FALSE


def _at_least(value: Exact, threshold: Exact) -> bool:
    return value >= threshold  # type: ignore[operator]  # both of one kind, as the book was checked


def _at_most(value: Exact, threshold: Exact) -> bool:
    return value <= threshold  # type: ignore[operator]  # both of one kind, as the book was checked


def _equal(value: Exact, threshold: Exact) -> bool:
    return value == threshold


def _starts(value: Exact, threshold: Exact) -> bool:
    return str(value).startswith(str(threshold))


_AT_LEAST, _AT_MOST = _at_least, _at_most
_TESTS: dict[nodes.Op, Callable[[Exact, Exact], bool]] = {
    "at_least": _at_least,
    "at_most": _at_most,
    "equals": _equal,
    "in": _equal,
    "starts_with": _starts,
}


def gap(of: Got, op: nodes.Op, to: list[Got], verdict: Truth) -> Decimal | None:
    """What is missing to the threshold, never negative; None when it cannot be said.

    Of a value within bounds it is what is missing for certain to be met.
    """
    value = of.number if of.number is not None else of.low
    numbers = [got.number for got in to]
    if value is None or None in numbers or op not in {"at_least", "above", "at_most", "below", "between"}:
        return None
    if verdict is Truth.TRUE:
        return Decimal(0)
    if op in {"at_most", "below"} and of.high is not None:
        value = of.high
    low = numbers[0] if op not in {"at_most", "below"} else None
    high = numbers[-1] if op not in {"at_least", "above"} else None
    missing = [
        low - value if low is not None else Fraction(0),
        value - high if high is not None else Fraction(0),
    ]
    return units.decimal(max(Fraction(0), *missing))
