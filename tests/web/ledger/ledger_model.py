"""A small model of clocks and their ladder, day by day, with somebody else's calendar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar

#: (step, overdue working days, whether it is a letter) of the ladder 一般事项
LADDER = (
    ("remind", -3, False),
    ("blue", 1, True),
    ("orange", 6, True),
    ("red", 11, True),
    ("notice", 16, True),
    ("interview", 21, True),
)


@dataclass
class ModelClock:
    """What a clock knows: naive, a day at a time."""

    started: date
    limit: int
    pauses: list[list[date | None]] = field(default_factory=list)
    more: int = 0
    stopped: bool = False
    round: int = 1

    @property
    def paused(self) -> bool:
        return any(end is None for _begin, end in self.pauses)

    def rests(self, day: date) -> bool:
        return any(
            begin is not None and begin <= day and (end is None or day < end) for begin, end in self.pauses
        )


@dataclass
class Model:
    """All clocks, the site's own days, and the steps that must have been made: each at most once."""

    clocks: dict[int, ModelClock] = field(default_factory=dict)
    special: dict[date, bool] = field(default_factory=dict)
    made: set[tuple[int, int, str]] = field(default_factory=set)
    letters_of_year: dict[int, int] = field(default_factory=dict)

    def worked(self, day: date) -> bool:
        return self.special.get(day, chinese_calendar.is_workday(day))

    def due(self, clock: ModelClock) -> date:
        day, left = clock.started, clock.limit + clock.more
        while left:
            day += timedelta(days=1)
            left -= self.worked(day) and not clock.rests(day)
        return day

    def overdue(self, due: date, today: date) -> int:
        step = timedelta(days=1)
        count, day = 0, min(due, today)
        while day < max(due, today):
            day += step
            count += self.worked(day)
        return count if today > due else -count

    def tick(self, today: date) -> None:
        for key, clock in self.clocks.items():
            if clock.stopped or clock.paused:
                continue
            overdue = self.overdue(self.due(clock), today)
            for step, after, letter in LADDER:
                if overdue >= after and (key, clock.round, step) not in self.made:
                    self.made.add((key, clock.round, step))
                    if letter:
                        self.letters_of_year[today.year] = self.letters_of_year.get(today.year, 0) + 1
