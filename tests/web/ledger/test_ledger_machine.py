"""The ledger against a small model: clocks started, paused, extended and stopped, days declared free, and a
tick whose clock jumps to and fro. The same steps and letters must come out, each exactly once."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from web.ledger.ledger_model import Model, ModelClock
from web.ledger.ledger_samples import at, clock_on, do, office_of
from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.kit.testing import area, unit
from zhenxing.web.ledger import queries, services
from zhenxing.web.ledger.models import Clock, Escalated, Letter, LetterSeries, Mark, Notice, SpecialDay
from zhenxing.web.ledger.ticking import tick

FIRST = date(2024, 3, 1)
#: days of two years from the first, within what the other calendar knows
DAYS = st.integers(0, 700).map(lambda n: FIRST + timedelta(days=n))
_TABLES = (Notice, Letter, LetterSeries, Escalated, Clock, SpecialDay, Mark)


class LedgerMachine(RuleBasedStateMachine):
    """Every rule does the same to the ledger and to the model."""

    def __init__(self) -> None:
        super().__init__()
        for table in _TABLES:
            table.objects.all().delete()
        AuditEntry.objects.all().delete()
        self.model = Model()

    @initialize()
    def a_place(self) -> None:
        self.where = area()
        office_of(self.where)

    def pick(self, data: Any, keys: list[int]) -> Clock:
        found: Clock = Clock.objects.get(pk=data.draw(st.sampled_from(keys)))
        return found

    def running(self, *, paused: bool) -> list[int]:
        clocks = self.model.clocks.items()
        return [key for key, one in clocks if not one.stopped and one.paused == paused]

    @rule(day=DAYS, limit=st.integers(1, 20))
    def start(self, day: date, limit: int) -> None:
        if len(self.model.clocks) >= 6:
            return
        clock = clock_on(unit(self.where), on=day, rule=ClockRule("handle", "办理", limit))
        self.model.clocks[clock.pk] = ModelClock(day, limit)

    @rule(day=DAYS)
    def tick_at(self, day: date) -> None:
        tick(at(day))
        self.model.tick(day)

    @rule(day=DAYS)
    def tick_twice(self, day: date) -> None:
        tick(at(day))
        self.model.tick(day)
        assert not tick(at(day)).anything

    @precondition(lambda self: self.running(paused=False))
    @rule(data=st.data(), after=st.integers(0, 60))
    def pause(self, data: Any, after: int) -> None:
        clock = self.pick(data, self.running(paused=False))
        model = self.model.clocks[clock.pk]
        ends = [end for _begin, end in model.pauses if end is not None]
        day = max([model.started, *ends]) + timedelta(days=after)
        if clock.due_on is not None and clock.due_on < day:
            with pytest.raises(ActionRefused):
                do(lambda deed: services.pause(deed, clock, reason="等待批复", on=day))
            return
        do(lambda deed: services.pause(deed, clock, reason="等待批复", on=day))
        model.pauses.append([day, None])

    @precondition(lambda self: self.running(paused=True))
    @rule(data=st.data(), after=st.integers(0, 40))
    def resume(self, data: Any, after: int) -> None:
        clock = self.pick(data, self.running(paused=True))
        begun = self.model.clocks[clock.pk].pauses[-1]
        assert begun[0] is not None
        begun[1] = begun[0] + timedelta(days=after)
        do(lambda deed: services.resume(deed, clock, on=begun[1]))

    @precondition(lambda self: self.running(paused=False))
    @rule(data=st.data(), days=st.integers(1, 30))
    def extend(self, data: Any, days: int) -> None:
        clock = self.pick(data, self.running(paused=False))
        do(lambda deed: services.extend(deed, clock, days=days, reason="情况复杂", authority="领导小组会议"))
        model = self.model.clocks[clock.pk]
        model.more += days
        model.round += 1

    @precondition(lambda self: self.running(paused=False) or self.running(paused=True))
    @rule(data=st.data(), day=DAYS)
    def stop(self, data: Any, day: date) -> None:
        clock = self.pick(data, [*self.running(paused=False), *self.running(paused=True)])
        subject = type(clock.unit).objects.get(pk=clock.subject_id)
        do(lambda deed: services.stop_clock(deed, subject, clock.key, on=day))
        self.model.clocks[clock.pk].stopped = True

    @rule(day=DAYS, worked=st.booleans())
    def declare(self, day: date, worked: bool) -> None:
        """A special day moves every end from the next tick on."""
        SpecialDay.objects.update_or_create(
            day=day, defaults={"kind": "worked" if worked else "free", "name": "演示"}
        )
        self.model.special[day] = worked

    @invariant()
    def the_same_steps(self) -> None:
        made = list(Escalated.objects.values_list("clock", "round", "step"))
        assert len(made) == len(set(made))
        assert set(made) == self.model.made

    @invariant()
    def letters_once_and_numbered_without_gaps(self) -> None:
        steps = {one for one in self.model.made if one[2] != "remind"}
        letters = list(Letter.objects.values_list("clock", "round", "step"))
        assert sorted(letters) == sorted(steps)
        for year, count in self.model.letters_of_year.items():
            numbers = Letter.objects.filter(year=year).order_by("number").values_list("number", flat=True)
            assert list(numbers) == list(range(1, count + 1))

    @invariant()
    def everyone_told_once(self) -> None:
        keys = list(Notice.objects.filter(key__startswith="clock:").values_list("key", flat=True))
        wanted = {f"clock:{key}:{round_}:{step}" for key, round_, step in self.model.made if step == "remind"}
        assert sorted(keys) == sorted(wanted)
        assert Notice.objects.filter(kind="letter").count() >= Letter.objects.count()


@pytest.mark.django_db
def test_the_ledger_follows_the_model() -> None:
    thorough = bool(os.environ.get("ZHENXING_THOROUGH"))
    queries.calendar(fresh=True)
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=80 if thorough else 12,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
