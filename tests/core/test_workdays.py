"""Working days against a model that walks day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.workdays import Calendar, Festival, by_law

DAY = timedelta(days=1)
FIRST = date(2025, 1, 1)
days = st.integers(0, 400).map(lambda n: FIRST + DAY * n)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    off = draw(st.dictionaries(days, st.just("放假"), max_size=30))
    on = {day: "上班" for day in draw(st.sets(days, max_size=15)) if day not in off}
    return Calendar(off, on, frozenset({2025}))


def walked(calendar: Calendar, a: date, b: date) -> int:
    """Working days in (a, b], one by one."""
    return sum(calendar.is_workday(a + DAY * n) for n in range(1, (b - a).days + 1))


@given(calendars(), days, days)
def test_between_is_what_a_walk_counts(calendar: Calendar, a: date, b: date) -> None:
    expected = walked(calendar, a, b) if a <= b else -walked(calendar, b, a)
    assert calendar.between(a, b) == expected == -calendar.between(b, a)


@given(calendars(), days, st.integers(-40, 40))
def test_add_is_the_inverse_of_between(calendar: Calendar, day: date, n: int) -> None:
    end = calendar.add(day, n)
    assert calendar.is_workday(end)
    if n > 0:
        assert calendar.between(day, end) == n
    if n < 0:
        assert calendar.between(end - DAY, day - DAY) == -n


@given(calendars(), days)
def test_nothing_added_is_the_day_or_the_next_workday(calendar: Calendar, day: date) -> None:
    end = calendar.add(day, 0)
    assert end == day or (end > day and calendar.between(day - DAY, end - DAY) == 0)


def test_a_day_cannot_be_both() -> None:
    with pytest.raises(ValueError, match="2025-01-01"):
        Calendar({FIRST: "元旦"}, {FIRST: "上班"}, frozenset())


def test_the_site_s_own_days_come_first() -> None:
    shipped = Calendar({FIRST: "元旦"}, {date(2025, 1, 4): "调休"}, frozenset({2025}))
    own = shipped.changed({date(2025, 1, 4): "县庆", date(2025, 1, 6): "县庆"}, {FIRST: "抢险"})
    assert own.is_workday(FIRST) and not own.is_workday(date(2025, 1, 4))
    assert (own.reason(FIRST), own.reason(date(2025, 1, 6)), own.reason(date(2025, 1, 7))) == (
        "抢险",
        "县庆",
        "",
    )
    assert not own.provisional(FIRST) and own.provisional(date(2027, 1, 1))


def test_by_law_makes_up_for_weekends_and_for_two_festivals_on_a_day() -> None:
    saturday, sunday = date(2027, 5, 1), date(2027, 5, 2)
    off = by_law([Festival("劳动节", (saturday, sunday))])
    assert {day for day, name in off.items() if name == "劳动节补假"} == {
        date(2027, 5, 3),
        date(2027, 5, 4),
    }
    both = by_law([Festival("中秋节", (date(2031, 10, 1),)), Festival("国庆节", (date(2031, 10, 1),))])
    assert both == {date(2031, 10, 1): "中秋节", date(2031, 10, 2): "国庆节补假"}
    friday = by_law([Festival("元旦", (date(2027, 1, 1),))])
    assert friday == {date(2027, 1, 1): "元旦"}


@given(st.lists(days, unique=True, min_size=1, max_size=6))
def test_by_law_no_working_day_is_lost(festival_days: list[date]) -> None:
    """As many weekdays off as there are statutory days, wherever they fall."""
    off = by_law([Festival("节", tuple(sorted(festival_days)))])
    assert sum(day.weekday() < 5 for day in off) == len(festival_days)
