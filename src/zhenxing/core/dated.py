"""Values that hold from a day on: thresholds, rules, rates as they were on any day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Span(Generic[T]):
    """One value and the days it holds: from `begins` to `ends`, both included; no end when None."""

    begins: date
    value: T
    ends: date | None = None


class Dated(Generic[T]):
    """Values by the day they begin; each holds until its own last day or until the next one begins.

    Takes (begins, value) or (begins, value, last day) in any order.
    Raises ValueError when two begin on one day or one ends before it begins.
    """

    def __init__(self, pairs: Iterable[tuple[date, T] | tuple[date, T, date | None]] = ()) -> None:
        spans = sorted((Span(*pair) for pair in pairs), key=lambda span: span.begins)
        for earlier, later in pairwise(spans):
            if earlier.begins == later.begins:
                raise ValueError(f"{later.begins.isoformat()} 起有两个值")
        for span in spans:
            if span.ends is not None and span.ends < span.begins:
                raise ValueError(f"{span.begins.isoformat()} 起的值在开始之前就结束了")
        self._spans = tuple(spans)

    def at(self, day: date) -> T | None:
        """The value that holds on a day; None before the first, after a last day, or without any."""
        span = self.span(day)
        return None if span is None else span.value

    def span(self, day: date) -> Span[T] | None:
        """The value that holds on a day, with its days."""
        begun = [span for span in self._spans if span.begins <= day]
        if not begun or (begun[-1].ends is not None and begun[-1].ends < day):
            return None
        return begun[-1]

    @property
    def first(self) -> date | None:
        """The day the first value begins; None without any."""
        return self._spans[0].begins if self._spans else None

    def changes_between(self, after: date, until: date) -> tuple[date, ...]:
        """The days in (after, until] on which another value, or none, begins to hold."""
        turns = {span.begins for span in self._spans}
        turns |= {span.ends + timedelta(days=1) for span in self._spans if span.ends is not None}
        eve = timedelta(days=1)
        return tuple(
            day for day in sorted(turns) if after < day <= until and self.span(day) != self.span(day - eve)
        )

    def __iter__(self) -> Iterator[Span[T]]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dated) and self._spans == other._spans

    def __hash__(self) -> int:
        return hash(self._spans)

    def __repr__(self) -> str:
        return f"Dated({[(span.begins, span.value, span.ends) for span in self._spans]!r})"
