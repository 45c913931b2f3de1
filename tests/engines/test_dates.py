"""Dates as Excel holds them and as people type them."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.fields import Field
from zhenxing.engines.dates import parse_dates, parse_years

FOUNDED = Field("founded", "成立日期", "date")
YEAR = Field("year", "认定年份", "year")
DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05", "2024-03-05 00:00:00", "2024-3-5", "2024/3/5", "2024.3.5", "2024.03.05", "20240305",
        "2024年3月5日", "2024 年 3 月 5 日", "２０２４年３月５日", "2024年3月5号", "2024/3/5 13:20",
        "45356", "45356.5",
        "二〇二四年三月五日", "二零二四年三月五日", "2024 3 5",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(text: str) -> None:
    parsed = parse_dates(pa.array([text, None]), FOUNDED)
    assert (parsed.values.to_pylist(), parsed.bad, parsed.notes) == ([DAY, None], {}, [])


@pytest.mark.parametrize(
    "text", ["2024年3月", "2024.3", "2024/03", "2024-3", "2024年3月份", "二〇二四年三月"]
)
def test_a_month_is_taken_for_its_first_day_and_said(text: str) -> None:
    parsed = parse_dates(pa.array([text]), FOUNDED)
    assert parsed.values.to_pylist() == [date(2024, 3, 1)]
    assert parsed.notes == ["“成立日期”有 1 个只写到月，按当月 1 日登记"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024-02-30", "no_such_day"), ("2024年13月1日", "no_such_day"), ("2024.13", "no_such_day"),
        ("2024.1", "ambiguous_month"), ("2024", "partial_date"), ("二〇二四年", "partial_date"),
        ("3/5/2024", "not_date"), ("去年", "not_date"), ("1899-12-31 13:05:00", "not_date"),
        ("99999", "not_date"),
        ("0001-01-01", "not_date"), ("#REF!", "formula_error"), ("二〇二四年十三月一日", "no_such_day"),
    ],
)  # fmt: skip
def test_what_is_no_day(text: str, code: str) -> None:
    parsed = parse_dates(pa.array(["2024-03-05", text]), FOUNDED)
    assert parsed.values.to_pylist() == [DAY, None]
    assert parsed.bad[1][0] == code


@pytest.mark.parametrize("text", ["", "/", "无", "不详"])
def test_nothing_is_no_fault(text: str) -> None:
    for parsed in (parse_dates(pa.array([text]), FOUNDED), parse_years(pa.array([text]), YEAR)):
        assert (parsed.values.to_pylist(), parsed.bad) == ([None], {})


@given(st.lists(st.dates(date(1900, 1, 2), date(2099, 12, 31)), min_size=1))
def test_every_day_comes_back(days: list[date]) -> None:
    forms = [
        f"{day:%Y-%m-%d}" if index % 2 else f"{day.year}年{day.month}月{day.day}日"
        for index, day in enumerate(days)
    ]
    assert parse_dates(pa.array(forms), FOUNDED).values.to_pylist() == days


@given(st.lists(st.text(max_size=20), min_size=1))
def test_no_text_breaks_a_column(texts: list[str]) -> None:
    for parsed in (parse_dates(pa.array(texts), FOUNDED), parse_years(pa.array(texts), YEAR)):
        assert len(parsed.values) == len(texts)


@pytest.mark.parametrize(
    "text", ["2024", "2024年", "2024年度", "２０２４", "2024.0", "2024-01-01 00:00:00", "二〇二四年"]
)
def test_years(text: str) -> None:
    parsed = parse_years(pa.array([text]), YEAR)
    assert (parsed.values.to_pylist(), parsed.bad) == ([2024], {})


@pytest.mark.parametrize(
    ("text", "code"),
    [("24", "not_year"), ("十年", "not_year"), ("20245", "not_year"), ("#N/A", "formula_error")],
)
def test_what_is_no_year(text: str, code: str) -> None:
    parsed = parse_years(pa.array([None, text]), YEAR)
    assert parsed.values.to_pylist() == [None, None]
    assert parsed.bad[1][0] == code
