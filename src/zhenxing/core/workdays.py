"""Working days: weekends, statutory holidays and the days moved for them (调休).

A `Calendar` is a value made of dated facts. Years nobody has announced yet are reckoned by the law's own
rule (`by_law`) and are provisional: the State Council's notice may still move days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Festival:
    """A statutory holiday of one year: its name and its days, in order."""

    name: str
    days: tuple[date, ...]


@dataclass(frozen=True, eq=False)
class Calendar:
    """Which days are worked.

    `off` are days not worked with their reason (weekends need not be in it), `on` weekend days worked
    instead, `announced` the years whose holidays are published; others are provisional. Raises
    `ValueError` for a day that is both.
    """

    off: Mapping[date, str]
    on: Mapping[date, str]
    announced: frozenset[int]

    def __post_init__(self) -> None:
        if both := sorted(self.off.keys() & self.on.keys()):
            raise ValueError(f"既休又班 both off and on: {'、'.join(map(str, both))}")

    def is_workday(self, day: date) -> bool:
        if day in self.on:
            return True
        return not _weekend(day) and day not in self.off

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which is itself not counted; 0: the day or the next workday.

        Negative n goes back.
        """
        if n == 0:
            return day if self.is_workday(day) else self.add(day, 1)
        return self._after(day, n) if n > 0 else self._before(day, -n)

    def _after(self, day: date, n: int) -> date:
        """The n-th working day after, in strides: as many days on as are still missing never go past it."""
        wanted, reached = self._until(day) + n, day
        while missing := wanted - self._until(reached):
            reached += _DAY * missing
        return reached

    def _before(self, day: date, n: int) -> date:
        """The n-th working day before: the first day of which n are worked from it to the day before."""
        wanted, reached = self._until(day - _DAY) - n, day
        while missing := self._until(reached - _DAY) - wanted:
            reached -= _DAY * missing
        return reached

    def between(self, a: date, b: date) -> int:
        """How many working days lie in (a, b]; the negative of those in (b, a] when b is before a."""
        return self._until(b) - self._until(a)

    def provisional(self, day: date) -> bool:
        """Whether the year's holidays are not announced yet, so that the day may still change."""
        return day.year not in self.announced

    def reason(self, day: date) -> str:
        """Why a day is off or worked against the week; "" on an ordinary day."""
        return self.on.get(day) or self.off.get(day, "")

    def changed(self, off: Mapping[date, str], on: Mapping[date, str]) -> Calendar:
        """The calendar with a site's own days, which take precedence."""
        kept_off = {day: why for day, why in self.off.items() if day not in on}
        kept_on = {day: why for day, why in self.on.items() if day not in off}
        return Calendar({**kept_off, **off}, {**kept_on, **on}, self.announced)

    def _until(self, day: date) -> int:
        """Working days from the beginning of time to `day`, both included."""
        weeks, rest = divmod(day.toordinal(), 7)  # the 1st of January of year 1 was a Monday
        weekdays = 5 * weeks + min(rest, 5)
        return weekdays - bisect_right(self._idle, day) + bisect_right(self._extra, day)

    @cached_property
    def _idle(self) -> list[date]:
        return sorted(day for day in self.off if not _weekend(day))

    @cached_property
    def _extra(self) -> list[date]:
        return sorted(day for day in self.on if _weekend(day))


def by_law(festivals: Iterable[Festival]) -> dict[date, str]:
    """The days off of a year nobody has announced: the statutory days and their substitutes.

    A statutory day on a weekend, or on the day of another festival, is made up on a working day (补假):
    here the next one after the festival that is not itself off.
    """
    given = list(festivals)
    off: dict[date, str] = {}
    owed: list[tuple[date, str]] = []
    for festival in given:
        owed += [(max(festival.days), festival.name) for day in festival.days if _weekend(day) or day in off]
        off.update({day: off.get(day, festival.name) for day in festival.days})
    for after, name in owed:
        off[_next_free(after, off)] = f"{name}补假"
    return off


def _next_free(day: date, off: Mapping[date, str]) -> date:
    day += _DAY
    while _weekend(day) or day in off:
        day += _DAY
    return day


def _weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY
