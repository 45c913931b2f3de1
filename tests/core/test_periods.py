"""A period has one canonical text, knows its months and its neighbours, and refuses what does not exist."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.periods import Period

TEXTS = ["2024", "2024H1", "2024H2", "2024Q1", "2024Q4", "2024-03", "2024-12", "2024-02-29"]


@pytest.mark.parametrize("text", TEXTS)
def test_canonical_text_there_and_back(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "24", "2024H3", "2024Q5", "2024-13", "2024-00", "2024-02-30", "2024-3", "二〇二四"]
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r"应|没有"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2024", "2024年"),
        ("2024H1", "2024年上半年"),
        ("2024H2", "2024年下半年"),
        ("2024Q3", "2024年三季度"),
        ("2024-03", "2024年3月"),
        ("2024-03-05", "2024年3月5日"),
    ],
)
def test_label(text: str, label: str) -> None:
    assert Period.parse(text).label == label


@pytest.mark.parametrize(
    ("text", "first", "last", "months"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), 12),
        ("2024H2", date(2024, 7, 1), date(2024, 12, 31), 6),
        ("2024Q1", date(2024, 1, 1), date(2024, 3, 31), 3),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 1),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3), 1),
    ],
)
def test_extent(text: str, first: date, last: date, months: int) -> None:
    period = Period.parse(text)
    assert (period.first, period.last, len(period.months())) == (first, last, months)


@pytest.mark.parametrize(
    ("text", "previous", "last_year"),
    [
        ("2024", "2023", "2023"),
        ("2024H1", "2023H2", "2023H1"),
        ("2024Q2", "2024Q1", "2023Q2"),
        ("2024-01", "2023-12", "2023-01"),
        ("2024-03-01", "2024-02-29", "2023-03-01"),
        ("2024-02-29", "2024-02-28", "2023-02-28"),
    ],
)
def test_neighbours(text: str, previous: str, last_year: str) -> None:
    period = Period.parse(text)
    assert str(period.previous) == previous
    assert str(period.same_last_year) == last_year


def test_order_and_containment() -> None:
    year, half, month = map(Period.parse, ("2024", "2024H2", "2024-12"))
    assert sorted([month, half, year]) == [year, half, month]
    assert Period.parse("2023-12") < year
    assert year.contains(half)
    assert half.contains(month)
    assert not month.contains(half)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_lies_in_its_month(day: date) -> None:
    period = Period.day(day)
    assert period.months()[0].contains(period)
    assert Period.parse(str(period)) == period
