"""How far projects come: conversion between stages from evidenced events, and stages planned and actual.

A rate is a fraction of projects, each counted once, with the events behind it; an event that is not
evidenced is left out and named. Nothing is estimated: without a base a rate is None, without both days a
duration is None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Standing = Literal["evidenced", "unproven", "suspected"]
#: the stages a project goes through once it is in the library, in their order
STAGES: tuple[str, ...] = ("signed", "landed", "started", "building", "producing", "effective")


@dataclass(frozen=True)
class StageFact:
    """A stage a project is said to have reached on a day, and whether that counts.

    `evidenced`: there is a proof and no suspicion against it; `unproven`: no proof; `suspected`: a
    suspicion that nobody has cleared. `event` is the caller's own key of it.
    """

    project: Hashable
    stage: str
    day: date
    standing: Standing = "evidenced"
    event: Hashable = None


@dataclass(frozen=True)
class RateRule:
    """A conversion rate: of the projects that reached `base` in a period, how many reached `reached`."""

    key: str
    base: str
    reached: str


#: 开工率、投产率、达效率: each of the stage before it that a round of 三个一批 counts
RATES: tuple[RateRule, ...] = (
    RateRule("start", "signed", "started"),
    RateRule("production", "started", "producing"),
    RateRule("effect", "producing", "effective"),
)


@dataclass(frozen=True)
class Rate:
    """A rate with what it was counted from.

    `base` are the events of the base stage, `reached` those of the later stage by the same projects,
    `left_out` the events of either stage that would have counted had they been evidenced.
    """

    rule: RateRule
    base: tuple[StageFact, ...]
    reached: tuple[StageFact, ...]
    left_out: tuple[StageFact, ...]

    @property
    def value(self) -> Fraction | None:
        """The exact share; None where no project is in the base."""
        return Fraction(len(self.reached), len(self.base)) if self.base else None


def conversion(rule: RateRule, facts: Iterable[StageFact], begins: date, ends: date, as_of: date) -> Rate:
    """Count one rate: the base is dated from `begins` to `ends`, the later stage at most `as_of`.

    Of several events of one stage of one project the earliest counts.
    """
    known = [fact for fact in facts if fact.day <= as_of]
    first = _first(known)
    base = [one for one in first[rule.base].values() if begins <= one.day <= ends]
    chosen = {one.project for one in base}
    reached = [one for one in first[rule.reached].values() if one.project in chosen]
    return Rate(rule, _ordered(base), _ordered(reached), _left_out(rule, known, first, chosen, begins, ends))


def events_of(facts: Iterable[StageFact], stage: str, begins: date, ends: date) -> tuple[StageFact, ...]:
    """The evidenced events of a stage in a period: one batch of a round (签约、开工 or 投产)."""
    return _ordered(one for one in _first(facts)[stage].values() if begins <= one.day <= ends)


def _first(facts: Iterable[StageFact]) -> dict[str, dict[Hashable, StageFact]]:
    """Stage → project → its earliest evidenced event."""
    found: dict[str, dict[Hashable, StageFact]] = defaultdict(dict)
    for one in sorted(facts, key=lambda fact: fact.day):
        if one.standing == "evidenced":
            found[one.stage].setdefault(one.project, one)
    return found


def _left_out(
    rule: RateRule,
    facts: Sequence[StageFact],
    first: Mapping[str, Mapping[Hashable, StageFact]],
    chosen: set[Hashable],
    begins: date,
    ends: date,
) -> tuple[StageFact, ...]:
    """What is said of the base in the period, or of the later stage by projects of the base, unproven."""
    empty: Mapping[Hashable, StageFact] = {}
    return _ordered(
        one
        for one in facts
        if one.standing != "evidenced"
        and one.project not in first.get(one.stage, empty)
        and (
            (one.stage == rule.base and begins <= one.day <= ends)
            or (one.stage == rule.reached and one.project in chosen)
        )
    )


def _ordered(facts: Iterable[StageFact]) -> tuple[StageFact, ...]:
    return tuple(sorted(facts, key=lambda one: (one.day, str(one.project))))


# ── planned and actual: 早落地、早开工、早投产、早达效 ────────────────────────────────────────────
SpanVerdict = Literal["early", "on_time", "late", "running", "unknown"]
#: from one stage to another, as the four 早 look at them
SPANS: tuple[tuple[str, str, str], ...] = (
    ("landing", "signed", "landed"),
    ("starting", "landed", "started"),
    ("producing", "started", "producing"),
    ("effect", "producing", "effective"),
)


@dataclass(frozen=True)
class StageSpan:
    """Days from one stage to the next, as planned and as it went; None where a day is missing.

    `running`: days gone since the stage began, when it has not ended. A stage that runs is `late` once
    it has taken more days than were planned; without a plan its verdict is `unknown`.
    """

    key: str
    begins: str
    ends: str
    planned: int | None
    actual: int | None
    running: int | None
    verdict: SpanVerdict


def spans(plan: Mapping[str, date], done: Mapping[str, date], today: date) -> tuple[StageSpan, ...]:
    """The four spans of a project; `plan` and `done` map stages to days, absent where unknown."""
    return tuple(_span(key, begins, ends, plan, done, today) for key, begins, ends in SPANS)


def _span(
    key: str, begins: str, ends: str, plan: Mapping[str, date], done: Mapping[str, date], today: date
) -> StageSpan:
    planned, actual = _days(plan, begins, ends), _days(done, begins, ends)
    running = None
    if actual is None and begins in done and done[begins] <= today:
        running = (today - done[begins]).days
    return StageSpan(key, begins, ends, planned, actual, running, _verdict(planned, actual, running))


def _days(days: Mapping[str, date], begins: str, ends: str) -> int | None:
    return (days[ends] - days[begins]).days if begins in days and ends in days else None


def _verdict(planned: int | None, actual: int | None, running: int | None) -> SpanVerdict:
    if planned is None:
        return "unknown"
    if actual is None:
        return "unknown" if running is None else "late" if running > planned else "running"
    return "on_time" if actual == planned else "early" if actual < planned else "late"
