"""Values by the day they begin."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.dated import Dated

OLD, NEW = date(2011, 1, 1), date(2023, 6, 1)
FLOORS = Dated([(NEW, 20), (OLD, 5)])


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (OLD - timedelta(days=1), None),
        (OLD, 5),
        (NEW - timedelta(days=1), 5),
        (NEW, 20),
        (date(2999, 1, 1), 20),
    ],
)
def test_a_value_holds_from_its_first_day_until_the_next_one_begins(day: date, value: int | None) -> None:
    assert FLOORS.at(day) == value


def test_a_value_that_ends_leaves_nothing_behind() -> None:
    ended = Dated([(OLD, 5, date(2016, 11, 30)), (NEW, 20)])
    assert (ended.at(date(2016, 11, 30)), ended.at(date(2016, 12, 1)), ended.at(NEW)) == (5, None, 20)


def test_the_first_day_and_the_order() -> None:
    assert FLOORS.first == OLD
    assert [span.value for span in FLOORS] == [5, 20]
    assert len(FLOORS) == 2
    assert Dated[int]().first is None


def test_changes_between_two_days() -> None:
    ended = Dated([(OLD, 5, date(2016, 11, 30)), (NEW, 20)])
    assert ended.changes_between(OLD, NEW) == (date(2016, 12, 1), NEW)
    assert ended.changes_between(OLD - timedelta(days=1), OLD) == (OLD,)
    assert ended.changes_between(NEW, date(2999, 1, 1)) == ()


def test_a_value_that_ends_where_the_next_begins_changes_once() -> None:
    joined = Dated([(OLD, 5, NEW - timedelta(days=1)), (NEW, 20)])
    assert joined.changes_between(OLD, date(2999, 1, 1)) == (NEW,)


def test_an_end_hidden_by_a_later_value_is_no_change() -> None:
    hidden = Dated([(OLD, 5, date(2030, 1, 1)), (NEW, 20)])
    assert hidden.changes_between(OLD, date(2999, 1, 1)) == (NEW,)


def test_two_values_of_one_day_and_an_end_before_the_beginning_are_refused() -> None:
    with pytest.raises(ValueError, match="两个值"):
        Dated([(OLD, 1), (OLD, 2)])
    with pytest.raises(ValueError, match="开始之前"):
        Dated([(NEW, 1, OLD)])


def test_equal_values_are_equal() -> None:
    assert Dated([(OLD, 5), (NEW, 20)]) == FLOORS
    assert hash(Dated([(OLD, 5), (NEW, 20)])) == hash(FLOORS)
    assert Dated([(OLD, 5)]) != FLOORS
    assert FLOORS != 5
    assert "2011" in repr(FLOORS)


days = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(st.dictionaries(days, st.integers(0, 3), max_size=6), days, days)
def test_values_differ_only_across_told_changes(values: dict[date, int], one: date, two: date) -> None:
    dated = Dated(values.items())
    first, last = min(one, two), max(one, two)
    if not dated.changes_between(first, last):
        assert dated.at(first) == dated.at(last)
