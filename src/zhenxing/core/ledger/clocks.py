"""Clocks: how long something may take, what has run, what is left. Working days where it matters.

The day a clock starts is not counted; a pause takes out the days from its beginning to the day before
its end, and one that begins after the end of the clock moves nothing. `left` is always said in working
days, so that one rule of lights serves every clock.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from zhenxing.core.workdays import Calendar

TimeUnit = Literal["workday", "day", "month"]
UNITS: tuple[TimeUnit, ...] = ("workday", "day", "month")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ClockRule:
    """How long something may take.

    `on` are the states it runs in (empty: from its start until it is stopped). `begins` and `ends` are
    the days the rule is in force (both included). `rolls`: an end counted in days or months that falls
    on a day off moves to the next working day. Raises `ValueError` for a limit below 0 or an unknown unit.
    """

    key: str
    label: object
    limit: int
    unit: TimeUnit = "workday"
    on: frozenset[str] = frozenset()
    begins: date | None = None
    ends: date | None = None
    clause: str = ""
    document: str = ""
    rolls: bool = True

    def __post_init__(self) -> None:
        if self.limit < 0 or self.unit not in UNITS:
            raise ValueError(f"{self.key}: {self.limit} {self.unit}")

    def runs_in(self, state: str) -> bool:
        return not self.on or state in self.on

    def in_force(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Pause:
    """The days from `begin` to the day before `end` do not count; `end` None: still paused."""

    begin: date
    end: date | None
    reason: str


@dataclass(frozen=True)
class Extension:
    """More time: working days on a clock of working days, else calendar days; who allowed it and why."""

    days: int
    reason: str
    authority: str


@dataclass(frozen=True)
class Run:
    """One running of a clock. `until` is a day that was set instead of a limit (a document's own date)."""

    started: date
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    stopped: date | None = None
    until: date | None = None


def paused(run: Run, day: date) -> Pause | None:
    """The pause in force on a day."""
    return next((one for one in run.pauses if one.begin <= day and (one.end is None or day < one.end)), None)


def due(rule: ClockRule, run: Run, calendar: Calendar) -> date | None:
    """The last day in time; None while a pause has no end, because nobody can know it."""
    if any(one.end is None for one in run.pauses):
        return None
    in_workdays = rule.unit == "workday" and run.until is None
    allowed = _allowed(rule, run)
    if in_workdays:
        return _nth(run, allowed, calendar)
    end = _nth(run, allowed, None)
    rolled = rule.rolls and run.until is None
    return calendar.add(end, 0) if rolled else end


def left(rule: ClockRule, run: Run, today: date, calendar: Calendar) -> int:
    """Working days left on a day: 0 on the last one, negative when overdue; it stands still in a pause.

    Of a clock that was stopped: what was left when it was.
    """
    day = today if run.stopped is None else min(today, run.stopped)
    # a pause without an end takes out today too: what was left when it began stays left
    resumed = tuple(one if one.end else replace(one, end=max(day + _DAY, one.begin)) for one in run.pauses)
    end = due(rule, replace(run, pauses=resumed), calendar)
    assert end is not None  # every pause has an end now
    return calendar.between(day, end)


def used(run: Run, today: date, calendar: Calendar) -> int:
    """Working days that have counted so far, without those in pauses."""
    day = today if run.stopped is None else min(today, run.stopped)
    gone = (run.started + _DAY * n for n in range(1, (day - run.started).days + 1))
    return sum(1 for one in gone if calendar.is_workday(one) and paused(run, one) is None)


def add_months(day: date, n: int) -> date:
    """The same day n months later, or the month's last day when it has none such."""
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _allowed(rule: ClockRule, run: Run) -> int:
    """Days that may count: the limit and what was added to it."""
    if run.until is not None:
        own = (run.until - run.started).days
    elif rule.unit == "month":
        own = (add_months(run.started, rule.limit) - run.started).days
    else:
        own = rule.limit
    return own + sum(one.days for one in run.extensions)


def _nth(run: Run, n: int, calendar: Calendar | None) -> date:
    """The n-th counted day after the start; the start itself for n ≤ 0, or before it for a day set so."""
    day = run.started
    if n <= 0:
        return day + _DAY * n
    if not run.pauses:
        return day + _DAY * n if calendar is None else calendar.add(day, n)
    while n:
        day += _DAY
        n -= paused(run, day) is None and (calendar is None or calendar.is_workday(day))
    return day
