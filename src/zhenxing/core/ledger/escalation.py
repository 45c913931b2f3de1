"""The ladder of escalation: remind → 督办单 (blue, orange, red) → 通报 → 约谈, up the responsibility line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

StepKey = Literal["remind", "blue", "orange", "red", "notice", "interview"]
Level = Literal["doer", "unit_head", "leader", "office"]
#: the steps from the mildest up: a ladder may leave some out, never turn two round
STEPS: Final[tuple[StepKey, ...]] = get_args(StepKey)
LEVELS: Final[tuple[Level, ...]] = get_args(Level)


@dataclass(frozen=True)
class Step:
    """What is done when something is `after` working days overdue (negative: before it is due).

    `letter`: a numbered letter, else a notice in the inbox. The two last are the working days within which
    it must be signed for and answered (0: not asked).
    """

    key: StepKey
    label: str
    after: int
    to: Level
    letter: bool
    receipt_within: int = 0
    feedback_within: int = 0


@dataclass(frozen=True)
class Escalation:
    """A ladder in force from `begins` to `ends` (both included). Raises `ValueError` when it is no ladder:
    empty, a step twice, milder after stronger, or earlier after later."""

    key: str
    label: str
    steps: tuple[Step, ...]
    begins: date | None = None
    ends: date | None = None
    document: str = ""
    status: str = "example"

    def __post_init__(self) -> None:
        places = [STEPS.index(step.key) for step in self.steps]
        days = [step.after for step in self.steps]
        levels = {step.to for step in self.steps}
        rising = places == sorted(set(places)) and days == sorted(days)
        if not places or not rising or not levels <= set(LEVELS):
            raise ValueError(f"{self.key}: not a ladder")

    def in_force(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)

    def step(self, key: str) -> Step | None:
        return next((one for one in self.steps if one.key == key), None)


def steps_due(escalation: Escalation, left: int, done: Collection[str]) -> tuple[Step, ...]:
    """The steps reached with `left` working days left and not done yet: each once, in order, none skipped."""
    return tuple(one for one in escalation.steps if -left >= one.after and one.key not in done)


def next_step(escalation: Escalation, done: Collection[str]) -> Step | None:
    """The first step not done yet; None at the top of the ladder."""
    return next((one for one in escalation.steps if one.key not in done), None)


def in_force(ladders: tuple[Escalation, ...], key: str, day: date) -> Escalation | None:
    """The ladder of a key on a day: the last one begun; None when there is none."""
    found = [one for one in ladders if one.key == key and one.in_force(day)]
    return max(found, key=lambda one: one.begins or date.min, default=None)
