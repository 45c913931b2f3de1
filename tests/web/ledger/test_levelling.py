"""A new morning: every running clock says what the calendar says, whatever happened to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from web.ledger.ledger_samples import TEN_DAYS, at, clock_on, do
from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.web.kit.testing import area, unit
from zhenxing.web.ledger import queries, services
from zhenxing.web.ledger.models import Clock, Escalated, SpecialDay
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.ledger.timing import settled, steps_done

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def moved(clocks: list[Clock]) -> set[int]:
    """The clocks that would say something else if each were reckoned by itself."""
    done, days = steps_done(clocks), queries.calendar(fresh=True)
    return {clock.pk for clock in clocks if not settled(clock, days, done[clock.pk])}


def running() -> list[Clock]:
    return list(Clock.objects.running().whole().order_by("pk"))


def a_clock(place: Any, **options: Any) -> Clock:
    return clock_on(unit(place), on=DAY, **options)


def clocks_of_every_kind() -> None:
    """Alike ones, ones of other kinds, and those with a pause, more time, a step done, or no end at all."""
    place = area()
    for _number in range(3):
        a_clock(place)
    a_clock(place, rule=ClockRule("months", "两个月", 2, "month"))
    a_clock(place, rule=ClockRule("days", "二十天", 20, "day"), ladder="")
    services_on = unit(place)
    do(lambda deed: services.start_clock(deed, services_on, TEN_DAYS, on=DAY, until=date(2026, 4, 30)))
    paused, resumed, extended, reminded = (a_clock(place) for _number in range(4))
    do(lambda deed: services.pause(deed, paused, reason="等待上级批复", on=date(2026, 3, 4)))
    do(lambda deed: services.pause(deed, resumed, reason="等待上级批复", on=date(2026, 3, 4)))
    do(lambda deed: services.resume(deed, resumed, on=date(2026, 3, 6)))
    do(lambda deed: services.extend(deed, extended, days=5, reason="材料多", authority="会议决定", on=DAY))
    Escalated.objects.create(clock=reminded, round=1, step="remind", done_on=DAY)


def test_a_morning_after_a_change_of_the_calendar_settles_just_the_clocks_that_moved() -> None:
    clocks_of_every_kind()
    tick(at(DAY))
    assert not moved(running())
    for day in (10, 16, 17):
        SpecialDay.objects.create(day=date(2026, 3, day), kind="free", name="演示停工")
    expected = moved(running())
    assert tick(at(DAY)).resettled == len(expected) > 4
    assert not moved(running())
    assert tick(at(DAY)).resettled == 0


def test_another_morning_finds_nothing_to_reckon_anew() -> None:
    clocks_of_every_kind()
    tick(at(DAY))
    assert tick(at(date(2026, 3, 3))).resettled == 0
