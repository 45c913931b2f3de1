"""Amounts are exact, however Excel or people write them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.fields import Field
from zhenxing.engines.numbers import parse_numbers
from zhenxing.engines.parsed import Parsed

MONEY = Field("revenue", "营业收入", "money")
WHOLE = Field("people", "从业人员", "integer", unit="人")
TONNES = Field("output", "产量", "decimal", unit="吨", places=3)
SHARE = Field("share", "研发占比", "decimal", unit="%", places=2)
PLAIN = Field("count", "数量", "integer")
ONE, WAN = Decimal(1), Decimal(10_000)


def read(text: str | None, field: Field = MONEY, factor: Decimal = ONE) -> tuple[object, str]:
    """The value of a cell, and the code of its fault; the same in company and alone."""
    alone = parse_numbers(pa.array([text], pa.string()), field, factor)
    among = parse_numbers(pa.array(["1", text, "约2", None], pa.string()), field, factor)
    assert alone.values[0].as_py() == among.values[1].as_py()
    assert alone.bad.get(0) == among.bad.get(1)
    assert among.bad[2][0] == "not_number"
    return alone.values[0].as_py(), alone.bad.get(0, ("", ()))[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.5", "1234.50"),
        ("1,234.5", "1234.50"),
        ("１２３４．５", "1234.50"),
        ("1，234", "1234.00"),
        (" 12 ", "12.00"),
        ("1e3", "1000.00"),
        ("-5", "-5.00"),
        ("－5", "-5.00"),
        ("(5)", "-5.00"),
        ("￥1,000元", "1000.00"),
        ("3万", "30000.00"),
        ("1.2亿元", "120000000.00"),
        ("12万元", "120000.00"),
        ("二十三万", "230000.00"),
        ("0.285", "0.29"),
        ("12.345", "12.35"),
        ("1234567890123.45", "1234567890123.45"),
        ("99999999999999.99", "99999999999999.99"),
        ("9007199254740993.01", "9007199254740993.01"),
    ],
)
def test_money(text: str, value: str) -> None:
    assert read(text) == (Decimal(value), "")


@pytest.mark.parametrize("text", [None, "", " ", "-", "—", "/", "无", "暂无", "N/A"])
def test_nothing_is_not_zero(text: str | None) -> None:
    assert read(text) == (None, "")


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ("约100", MONEY, "not_number"),
        ("100左右", MONEY, "not_number"),
        ("很多", MONEY, "not_number"),
        ("1.2.3", MONEY, "not_number"),
        ("nan", MONEY, "not_number"),
        ("inf", MONEY, "not_number"),
        ("1e999", MONEY, "too_big"),
        ("1e99999999999", MONEY, "not_number"),
        ("1_000", MONEY, "not_number"),
        ("3,5", MONEY, "not_number"),
        ("12 34", MONEY, "not_number"),
        ("5亩", MONEY, "wrong_unit"),
        ("12345678901234567.89", MONEY, "too_big"),
        ("9" * 60, MONEY, "not_number"),
        ("#DIV/0!", MONEY, "formula_error"),
        ("1.5", WHOLE, "not_integer"),
        ("1.5万户", MONEY, "wrong_unit"),
        ("0.5个", PLAIN, "not_integer"),
    ],
)
def test_what_is_no_amount(text: str, field: Field, code: str) -> None:
    assert read(text, field) == (None, code)


@pytest.mark.parametrize(
    ("text", "field", "factor", "value"),
    [
        ("1234.5678", MONEY, WAN, Decimal("12345678.00")),
        ("1.1", MONEY, Decimal(10**8), Decimal("110000000.00")),
        # an amount with its own unit means that unit
        ("300元", MONEY, WAN, Decimal("300.00")),
        ("35人", WHOLE, ONE, 35),
        ("120.0", WHOLE, ONE, 120),
        ("1.2万", WHOLE, ONE, 12_000),
        ("3家", PLAIN, ONE, 3),
        ("0.3", TONNES, WAN, Decimal("3000.000")),
        ("85%", SHARE, ONE, Decimal("85.00")),
        ("3.5", SHARE, ONE, Decimal("3.50")),
    ],
)
def test_units(text: str, field: Field, factor: Decimal, value: object) -> None:
    assert read(text, field, factor) == (value, "")


def test_what_is_rounded_is_said() -> None:
    parsed = parse_numbers(pa.array(["1.234", "1.23", "3333.33333333333"]), MONEY, ONE)
    assert parsed.values.to_pylist() == [Decimal("1.23"), Decimal("1.23"), Decimal("3333.33")]
    assert parsed.notes == ["“营业收入”有 2 个数的小数多于 2 位，已四舍五入"]


@given(
    st.lists(st.decimals(-(10**12), 10**12, places=4, allow_nan=False, allow_infinity=False), min_size=1),
    st.sampled_from([0, 3, 4, 8]),
)
def test_a_column_is_read_as_decimal_arithmetic_would(numbers: list[Decimal], power: int) -> None:
    factor = Decimal(10**power)
    texts = [f"{number:f}" for number in numbers]
    expected = [(number * factor).quantize(Decimal("0.01"), ROUND_HALF_UP) for number in numbers]
    kept = [value if abs(value) < 10**16 else None for value in expected]
    assert parse_numbers(pa.array(texts), MONEY, factor).values.to_pylist() == kept


@given(st.lists(st.text(max_size=30), min_size=1))
def test_no_text_breaks_a_column(texts: list[str]) -> None:
    parsed: Parsed = parse_numbers(pa.array(texts), MONEY, ONE)
    for row, value in enumerate(parsed.values.to_pylist()):
        assert value is None or row not in parsed.bad
