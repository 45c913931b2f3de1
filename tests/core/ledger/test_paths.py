"""A goal stands where its path says: by the calendar, exactly, and unknown where something is missing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.ledger.path_words import said
from zhenxing.core.ledger.paths import Aim, Point, Read, bound, expected, judge

START, DUE = date(2024, 1, 1), date(2025, 12, 31)
BASE = Point(START, Decimal(0))
VALUES = st.decimals(0, 10**9, places=4)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def aim(value: str = "5", **fields: Any) -> Aim:
    return Aim(Decimal(value), **{"due": DUE, "unit": "个", **fields})


def read(value: str, on: date = date(2025, 4, 15), doubt: int = 0) -> Read:
    return Read(on, Decimal(value), Decimal(doubt))


def standing(value: str, on: date = date(2025, 4, 15), today: date | None = None, **fields: Any) -> str:
    baseline = fields.pop("baseline", BASE)
    return judge(aim(**fields), read(value, on), today or on, baseline).standing


def test_behind_says_what_is_owed_what_is_there_and_what_lacks() -> None:
    verdict = judge(aim(), read("2"), date(2025, 4, 15), BASE)
    assert verdict.standing == "behind"
    assert verdict.reason == "应达 3.22 个，现 2 个，差 1.22 个（2025-04-15 读数）"
    assert verdict.expected == 3 and verdict.bound == 5


def test_wholes_are_owed_to_the_nearest_whole_amounts_exactly() -> None:
    on_track = judge(aim(), read("3"), date(2025, 4, 15), BASE)
    assert on_track.standing == "on_track"
    assert on_track.reason == "应达 3.22 个（按整数计 3 个），现 3 个，进度够（2025-04-15 读数）"
    assert standing("3", unit="亿千瓦时") == "behind"


@pytest.mark.parametrize(
    ("value", "on", "today", "expects"),
    [
        ("5", START, START, "met"),
        ("4", DUE, DUE, "missed"),
        ("4", DUE - timedelta(1), DUE, "unknown"),
        ("4", DUE - timedelta(1), DUE - timedelta(1), "behind"),
        ("5", DUE - timedelta(90), DUE + timedelta(90), "met"),
        ("4", DUE + timedelta(9), DUE + timedelta(9), "missed"),
    ],
)
def test_the_end_is_judged_by_a_reading_of_the_end(value: str, on: date, today: date, expects: str) -> None:
    assert standing(value, on, today) == expects


def test_what_is_missing_is_unknown_and_says_so() -> None:
    day = date(2025, 1, 1)
    assert "还没有读数" in judge(aim(), None, day, BASE).reason
    assert "缺基数" in judge(aim(), read("2"), day).reason
    assert "目标值不详" in judge(Aim(None, DUE), read("2"), day, BASE).reason
    assert "没有期限" in judge(aim(due=None), read("2"), day, BASE).reason
    assert "分档" in judge(aim(op="tiers"), read("2"), day, BASE).reason
    assert "基数日期" in judge(aim(), read("2"), day, Point(DUE, Decimal(0))).reason
    for basis in ("increment", "growth", "yearly", "multiple"):
        found = judge(aim(basis=basis), read("2"), day)
        assert found.standing == "unknown" and "缺基数" in found.reason
    late = judge(aim("0.2", basis="yearly"), read("2"), day, Point(DUE, Decimal(1)))
    assert "年度对不上" in late.reason


@pytest.mark.parametrize(
    ("basis", "value", "level"),
    [("increment", "15", "55"), ("growth", "0.1", "44"), ("yearly", "0.1", "44"), ("multiple", "2", "80")],
)
def test_more_growth_and_doubling_count_from_the_baseline(basis: Any, value: str, level: str) -> None:
    base = Point(date(2024, 6, 1), Decimal(40))
    promised = aim(value, basis=basis)
    assert bound(promised, base) == Fraction(level)
    assert judge(promised, read(level), date(2025, 6, 1), base).standing == "met"
    assert judge(promised, read("40"), date(2025, 11, 1), base).standing == "behind"


def test_an_average_a_year_compounds_exactly() -> None:
    assert bound(aim("0.1", basis="yearly"), Point(date(2023, 12, 31), Decimal(100))) == 121
    assert bound(aim("0.1", basis="yearly"), Point(date(1023, 12, 31), Decimal(100))) is None


def test_steps_are_owed_from_their_day() -> None:
    steps = (Point(date(2025, 6, 30), Decimal(4)), Point(date(2024, 12, 31), Decimal(1)))
    days = (date(2024, 6, 1), date(2024, 12, 31), date(2025, 6, 29), date(2025, 6, 30), DUE)
    assert [expected(aim(), day, BASE, steps) for day in days] == [0, 1, 1, 4, 5]
    assert expected(aim(), date(2025, 1, 1), None, steps) == 1
    assert expected(aim(), date(2024, 1, 1), None, steps) is None


def test_what_must_fall_falls_along_its_path() -> None:
    base = Point(START, Decimal("0.8"))
    falling = aim("0.5", op="<=", unit="%")
    behind = judge(falling, read("0.78"), date(2025, 4, 15), base)
    assert behind.standing == "behind" and "应降到 60.68%" in behind.reason
    assert judge(falling, read("0.6"), date(2025, 4, 15), base).standing == "on_track"
    assert judge(falling, read("0.5"), date(2025, 4, 15), base).standing == "met"
    assert judge(aim("0.5", op="=", unit="%"), read("0.78"), date(2025, 4, 15), base).standing == "behind"


def test_a_ceiling_is_kept_to_the_end_not_reached_before_it() -> None:
    ceiling = aim("0.05", op="<=", unit="%")
    before = judge(ceiling, read("0.048"), date(2025, 4, 15))
    assert before.standing == "on_track"
    assert before.reason == "不得高于 5%，现 4.8%，到期前仍须保持（2025-04-15 读数）"
    over = judge(ceiling, read("0.053"), date(2025, 4, 15))
    assert over.standing == "behind" and "超出 0.3%" in over.reason
    assert judge(ceiling, read("0.05", DUE), DUE).standing == "met"
    assert judge(aim("0.05", op="<", unit="%"), read("0.05", DUE), DUE).standing == "missed"
    assert judge(aim("0.05", op="<", unit="%"), read("0.05"), START).standing == "behind"
    assert judge(ceiling, read("0.048"), DUE).standing == "unknown"
    assert "须一直保持" in judge(aim("0.05", op="<=", due=None, unit="%"), read("0.01"), DUE).reason


def test_a_range_is_reached_at_its_lower_end_and_says_when_it_is_passed() -> None:
    between = aim("3", op="range", upper=Decimal(5))
    assert judge(between, read("3"), START, BASE).standing == "met"
    assert "已高于区间上限 5 个" in judge(between, read("6"), START, BASE).reason


def test_exceeding_is_more_than_reaching() -> None:
    more = aim("60", op=">", unit="亿元")
    assert judge(more, read("60", DUE), DUE, BASE).standing == "missed"
    assert "须超过目标值" in judge(more, read("60", DUE), DUE, BASE).reason
    assert judge(more, read("60.01", DUE), DUE, BASE).standing == "met"


def test_about_so_many_is_left_to_a_person_when_it_falls_short() -> None:
    verdict = judge(aim(op="approx"), read("4", DUE), DUE, BASE)
    assert verdict.standing == "unknown" and "约数" in verdict.reason


def test_rows_nobody_can_judge_leave_it_open_where_they_could_turn_it() -> None:
    day = date(2025, 4, 15)
    assert judge(aim(), read("3", doubt=1), day, BASE).standing == "on_track"
    open_ = judge(aim(), read("2", doubt=1), day, BASE)
    assert open_.standing == "unknown" and open_.reason.startswith("另有 1 个情况未知")
    assert judge(aim("9"), read("2", doubt=1), day, BASE).standing == "behind"


def test_amounts_are_rounded_only_where_they_are_written() -> None:
    assert said(Fraction(2, 3), "个") == "0.67 个"
    assert said(Fraction(-1, 1000), "个") == "0 个"
    assert said(Fraction(-5, 2), "个") == "-2.5 个"
    assert said(Fraction(3800000000), "元") == "38 亿元"
    assert said(Fraction(26000), "人") == "2.6 万人"
    assert said(Fraction(1), "") == "1"


@given(VALUES, VALUES, DAYS, DAYS)
def test_a_straight_path_stays_between_its_ends_and_never_turns(
    base: Decimal, end: Decimal, one: date, other: date
) -> None:
    promised = aim(str(end), op="=")
    first, second = (expected(promised, day, Point(START, base)) for day in sorted((one, other)))
    assert first is not None and second is not None
    low, high = sorted((Fraction(base), Fraction(end)))
    assert low <= first <= high and low <= second <= high
    assert (second - first) * (1 if end >= base else -1) >= 0


@given(VALUES, VALUES, VALUES, DAYS, DAYS)
def test_more_is_never_worse_for_what_must_rise(
    value: Decimal, more: Decimal, end: Decimal, on: date, later: date
) -> None:
    """Missed, behind, on track, met: in this order. What is unknown turns at most into met."""
    today = max(on, later)
    order = {"missed": 0, "behind": 1, "on_track": 2, "met": 3}
    worse = judge(aim(str(end)), Read(on, value), today, BASE).standing
    better = judge(aim(str(end)), Read(on, value + more), today, BASE).standing
    if "unknown" in (worse, better):
        assert better in ("unknown", "met")
    else:
        assert order[worse] <= order[better]


@given(VALUES, st.none() | VALUES, DAYS)
def test_nothing_is_made_of_a_missing_baseline(value: Decimal, end: Decimal | None, on: date) -> None:
    for basis in ("increment", "growth", "yearly", "multiple"):
        assert judge(Aim(end, DUE, basis=basis), Read(on, value), on).standing == "unknown"  # type: ignore[arg-type]  # of BASES
