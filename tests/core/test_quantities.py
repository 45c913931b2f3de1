"""Amounts are read exactly, in every way the genre writes them, and shown as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.quantities import (
    Quantity,
    canonical_unit,
    chinese_numeral,
    display,
    exact,
    fraction,
    in_unit,
    multiplier,
    number,
    parse,
    plain,
    whole,
)

NUMERALS = [
    ("十", 10), ("二十三", 23), ("两", 2), ("一百二十", 120), ("一百零五", 105), ("两千零五", 2005),
    ("三万五千", 35000), ("一亿二千万", 120000000), ("十二", 12), ("万", 10000), ("二〇二五", 2025),
    ("零", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_chinese_numerals(text: str, value: int) -> None:
    assert chinese_numeral(text) == value


def test_chinese_decimals() -> None:
    assert chinese_numeral("十二点五") == Decimal("12.5")


@pytest.mark.parametrize(
    "text", ["", "若干", "数十", "十二点", "十二点多", "一二三四五六七八九十一二三四五六七八九十一"]
)
def test_what_is_no_numeral(text: str) -> None:
    assert chinese_numeral(text) is None


def test_digits_spelled_out_must_all_be_digits() -> None:
    assert chinese_numeral("二五十") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,750", 3750),
        ("３７５０", 3750),
        ("2.5亿", 250000000),
        ("1千万", 10000000),
        ("二十三", 23),
        (" 12 ", 12),
    ],
)
def test_numbers(text: str, value: int) -> None:
    assert number(text) == value


def test_no_number() -> None:
    assert number("若干") is None


def test_multipliers() -> None:
    assert multiplier("") == 1
    assert multiplier("千万") == 10**7
    assert multiplier("万亿") == 10**12


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("百分之八十", "0.8"),
        ("千分之五", "0.005"),
        ("万分之一", "0.0001"),
        ("四分之一", "0.25"),
        ("百分之８０", "0.8"),
    ],
)
def test_fractions(text: str, share: str) -> None:
    assert fraction(text) == Decimal(share)


@pytest.mark.parametrize("text", ["八十", "百分之", "若干分之一", "零分之一"])
def test_no_fraction(text: str) -> None:
    assert fraction(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2.5亿元", "250000000", "元"),
        ("3750万公斤", "37500000", "公斤"),
        ("１５户", "15", "户"),
        ("80%", "0.8", "%"),
        ("5‰", "0.005", "%"),
        ("3成", "0.3", "%"),
        ("百分之八十", "0.8", "%"),
        ("八成", "0.8", "%"),
        ("2百分点", "2", "个百分点"),
        ("二十三家", "23", "家"),
        ("1,200万元", "12000000", "元"),
        ("42", "42", None),
        ("十", "10", None),
    ],
)
def test_parse(text: str, value: str, unit: str | None) -> None:
    assert parse(text) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize("text", ["", "若干家", "亿元"])
def test_parse_says_what_it_expected(text: str) -> None:
    if text == "亿元":
        assert parse(text).value == 10**8
        return
    with pytest.raises(ValueError, match="应为数字加单位"):
        parse(text)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("250000000", "元", "2.5亿元"),
        ("12963000000", "元", "129.63亿元"),
        ("37500000", "公斤", "3750万公斤"),
        ("15", "户", "15户"),
        ("12345", "元", "1.2345万元"),
        ("123456", "元", "12.3456万元"),
        ("123456.5", "元", "123456.5元"),
        ("0.8", "%", "80%"),
        ("0.125", "%", "12.5%"),
        ("7", None, "7"),
        ("-20000", "元", "-2万元"),
    ],
)
def test_display(value: str, unit: str | None, shown: str) -> None:
    assert display(Decimal(value), unit) == shown
    assert str(Quantity(Decimal(value), unit)) == shown


def test_small_helpers() -> None:
    assert canonical_unit("百分点") == "个百分点"
    assert canonical_unit("户") == "户"
    assert in_unit(Decimal(8), "成") == Decimal("0.8")
    assert in_unit(Decimal(8), "家") == 8
    assert str(whole(Decimal("250.0"))) == "250"
    assert str(whole(Decimal("2.5"))) == "2.5"
    assert plain(Decimal("1E+2")) == "100"
    assert plain(Decimal("2.50")) == "2.5"


@pytest.mark.parametrize("text", ["一", "NaN", "Infinity"])
def test_exact_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        exact(text)


def test_exact() -> None:
    assert exact("12.50") == Decimal("12.5")


@given(st.integers(min_value=1, max_value=99_999_999))
def test_what_is_shown_can_be_read_again(value: int) -> None:
    assert parse(display(Decimal(value), "元")) == Quantity(Decimal(value), "元")


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        quantity = parse(text)
    except ValueError:
        return
    assert quantity.value >= 0
