"""Clocks against a model that walks day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zhenxing.core.ledger.clocks import ClockRule, Extension, Pause, Run, add_months, due, left, paused, used
from zhenxing.core.workdays import Calendar

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)
PLAIN = Calendar({date(2026, 4, 6): "清明节"}, {date(2026, 3, 14): "调休"}, frozenset({2026}))
WORKDAYS = ClockRule("a", "办理", 5)
days = st.integers(0, 120).map(lambda n: MONDAY + DAY * n)


@st.composite
def pauses(draw: st.DrawFn, *, closed: bool = True) -> tuple[Pause, ...]:
    found, day = [], MONDAY
    for _ in range(draw(st.integers(0, 3))):
        begin = day + DAY * draw(st.integers(0, 20))
        day = begin + DAY * draw(st.integers(0, 15))
        found.append(Pause(begin, day, "补正"))
    if not closed:
        found.append(Pause(day + DAY * draw(st.integers(0, 20)), None, "等批复"))
    return tuple(found)


extensions = st.lists(st.integers(1, 9), max_size=2).map(
    lambda given: tuple(Extension(n, "复杂", "领导小组") for n in given)
)


@given(st.integers(0, 25), pauses(), extensions)
def test_due_is_the_nth_day_that_counts(
    limit: int, rests: tuple[Pause, ...], more: tuple[Extension, ...]
) -> None:
    run = Run(MONDAY, rests, more)
    day, n = MONDAY, limit + sum(one.days for one in more)
    while n:
        day += DAY
        n -= PLAIN.is_workday(day) and not any(one.begin <= day < (one.end or day) for one in rests)
    assert due(ClockRule("a", "办理", limit), run, PLAIN) == day


@given(st.integers(1, 25), pauses(closed=False), days, st.integers(0, 20))
def test_in_an_open_pause_time_stands_still(
    limit: int, rests: tuple[Pause, ...], day: date, later: int
) -> None:
    rule, run = ClockRule("a", "办理", limit), Run(MONDAY, rests)
    begin, end = rests[-1].begin, due(rule, Run(MONDAY, rests[:-1]), PLAIN)
    assume(end is not None and begin <= end)  # what is overdue already cannot be paused
    assert due(rule, run, PLAIN) is None
    assert left(rule, run, begin, PLAIN) == left(rule, run, begin + DAY * later, PLAIN)
    before = left(rule, Run(MONDAY, rests[:-1]), begin - DAY, PLAIN)
    if not any(one.end is not None and one.begin <= begin - DAY < one.end for one in rests):
        assert left(rule, run, begin - DAY, PLAIN) == before
    assert used(run, begin + DAY * later, PLAIN) == used(run, begin, PLAIN)


@given(st.integers(0, 25), pauses(), days)
def test_what_is_used_and_what_is_left_make_the_limit(
    limit: int, rests: tuple[Pause, ...], day: date
) -> None:
    run, rule = Run(MONDAY, rests), ClockRule("a", "办理", limit)
    end = due(rule, run, PLAIN)
    assert end is not None
    if day <= end and not any(one.begin <= end and (one.end or end) > day for one in rests):
        assert used(run, day, PLAIN) + left(rule, run, day, PLAIN) == limit
    assert (left(rule, run, day, PLAIN) < 0) == (PLAIN.between(end, day) > 0)


def test_a_stopped_clock_says_what_was_left() -> None:
    run = Run(MONDAY, stopped=MONDAY + DAY * 2)
    assert left(WORKDAYS, run, MONDAY + DAY * 90, PLAIN) == 3
    assert used(run, MONDAY + DAY * 90, PLAIN) == 2
    assert left(WORKDAYS, run, MONDAY, PLAIN) == 5


def test_natural_days_and_months_roll_to_a_working_day() -> None:
    by_days = ClockRule("b", "公示", 5, "day")
    assert due(by_days, Run(MONDAY), PLAIN) == date(2026, 3, 9)  # the 7th is a Saturday
    assert due(ClockRule("b", "公示", 5, "day", rolls=False), Run(MONDAY), PLAIN) == date(2026, 3, 7)
    by_months = ClockRule("c", "有效期", 1, "month")
    assert due(by_months, Run(date(2026, 3, 6)), PLAIN) == date(2026, 4, 7)  # the 6th is a holiday
    longer = Run(MONDAY, (Pause(date(2026, 3, 3), date(2026, 3, 5), "补正"),), (Extension(3, "", ""),))
    assert due(by_days, longer, PLAIN) == date(2026, 3, 12)


def test_a_day_that_was_set_stays_unless_moved() -> None:
    sunday = date(2026, 3, 8)
    assert due(WORKDAYS, Run(MONDAY, until=sunday), PLAIN) == sunday
    assert left(WORKDAYS, Run(MONDAY, until=sunday), date(2026, 3, 6), PLAIN) == 0
    assert due(WORKDAYS, Run(MONDAY, extensions=(Extension(2, "", ""),), until=sunday), PLAIN) == date(
        2026, 3, 10
    )
    past = MONDAY - DAY * 30
    assert due(WORKDAYS, Run(MONDAY, until=past), PLAIN) == past


def test_months_end_where_a_month_ends() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


def test_a_pause_ends_before_the_day_of_its_end() -> None:
    rest = Pause(MONDAY, MONDAY + DAY * 2, "补正")
    run = Run(MONDAY - DAY, (rest,))
    assert [paused(run, MONDAY + DAY * n) for n in (-1, 0, 1, 2)] == [None, rest, rest, None]


def test_where_and_when_a_rule_holds() -> None:
    rule = ClockRule("a", "受理", 3, on=frozenset({"sent"}), begins=MONDAY, ends=MONDAY + DAY)
    assert rule.runs_in("sent") and not rule.runs_in("draft") and WORKDAYS.runs_in("draft")
    assert [rule.in_force(MONDAY + DAY * n) for n in (-1, 0, 1, 2)] == [False, True, True, False]
    assert WORKDAYS.in_force(MONDAY)


@pytest.mark.parametrize(("limit", "unit"), [(-1, "day"), (1, "week")])
def test_what_is_no_limit_is_refused(limit: int, unit: str) -> None:
    with pytest.raises(ValueError, match="bad"):
        ClockRule("bad", "错", limit, unit)  # type: ignore[arg-type]  # a unit that does not exist
