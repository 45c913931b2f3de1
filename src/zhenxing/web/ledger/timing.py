"""Where a clock ends and when its ladder's next step is due: kept with it, so that a tick is one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from zhenxing.core.ledger.clocks import due
from zhenxing.core.ledger.escalation import Escalation, next_step
from zhenxing.core.workdays import Calendar
from zhenxing.packs.ledger_rules import ladder
from zhenxing.web.ledger.models import Clock, Escalated


def settle(clock: Clock, calendar: Calendar, done: Collection[str] | None = None) -> None:
    """Reckon `due_on` and `acts_on` anew; nothing is saved. `done`: the steps done, if they are known."""
    clock.due_on = due(clock.rule, clock.run(), calendar)
    if done is None:
        done = steps_done([clock]).get(clock.pk, set()) if clock.pk else ()
    clock.acts_on = acts_on(clock, done, calendar)


def settled(clock: Clock, calendar: Calendar, done: Collection[str]) -> bool:
    """Whether the clock says what it should; it does so afterwards."""
    before = clock.due_on, clock.acts_on
    settle(clock, calendar, done)
    return (clock.due_on, clock.acts_on) == before


def steps_done(clocks: list[Clock]) -> dict[int, set[str]]:
    """Clock → the steps done in its present round."""
    found: dict[int, set[str]] = defaultdict(set)
    rounds = {clock.pk: clock.round for clock in clocks}
    rows = Escalated.objects.filter(clock__in=rounds).values_list("clock", "round", "step")
    for pk, round_, step in rows:
        if rounds[pk] == round_:
            found[pk].add(step)
    return found


def acts_on(clock: Clock, done: Collection[str], calendar: Calendar) -> date | None:
    """The first day on which the next step is due; None when paused, stopped, or at the top."""
    if clock.due_on is None or clock.stopped_on is not None:
        return None
    steps = ladder_of(clock)
    step = next_step(steps, done) if steps else None
    if step is None:
        return None
    base = climbs_from(clock)
    if step.after > 0:
        return calendar.add(base, step.after)
    return first_day_with(base, -step.after, calendar)


def climbs_from(clock: Clock) -> date:
    """The day from which its ladder counts: its end, or its start when it was overdue from the first.

    A plan taken over with days long past is not answered by a heap of letters on the same morning.
    """
    assert clock.due_on is not None  # a clock without an end climbs no ladder
    return max(clock.due_on, clock.started_on)


def first_day_with(due_on: date, left: int, calendar: Calendar) -> date:
    """The first day on which so many working days are left, or fewer."""
    return calendar.add(due_on + timedelta(days=1), -left - 1)


def site_rules() -> Path:
    """The folder in which a site keeps its own lights and ladders."""
    return Path(settings.ZHENXING_HOME) / "ledger"


def ladder_of(clock: Clock) -> Escalation | None:
    """The ladder in force on the day the clock started; None when it climbs none."""
    return ladder(clock.ladder, clock.started_on, site_rules()) if clock.ladder else None
