"""Ladders of size: which step an amount has reached, and what is missing to the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Ladder:
    """Steps (in 亿元, rising) of one level of government, in force from a day, set by a document."""

    level: str
    name: str
    steps: tuple[int, ...]
    #: the indicator that is measured
    indicator: str
    begins: date
    ends: date | None
    source: str

    def in_force(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Standing:
    """Where an amount stands: the step reached (None below the first), the next one (None on the last)."""

    reached: int | None
    following: int | None
    #: 元 that are missing to the next step
    gap: Decimal | None


def in_force(ladders: tuple[Ladder, ...], level: str, day: date) -> Ladder | None:
    """The ladder of a level on a day: the last one begun; None when there is none."""
    found = [ladder for ladder in ladders if ladder.level == level and ladder.in_force(day)]
    return max(found, key=lambda ladder: ladder.begins, default=None)


def standing(ladder: Ladder, amount: Decimal) -> Standing:
    """Where `amount` (元) stands on the ladder."""
    billions = amount / 10**8
    reached = max((step for step in ladder.steps if step <= billions), default=None)
    following = min((step for step in ladder.steps if step > billions), default=None)
    return Standing(reached, following, None if following is None else following * 10**8 - amount)
