"""Amounts and units of rules: read exactly, written one way, never mixed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.rules import units


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2000万元", 20_000_000, "元"),
        ("1.5亿元", 150_000_000, "元"),
        ("20000000元", 20_000_000, "元"),
        ("70%", Fraction(7, 10), "%"),
        ("７０％", Fraction(7, 10), "%"),
        ("-5%", Fraction(-1, 20), "%"),
        ("5‰", Fraction(1, 200), "%"),
        ("三分之一", Fraction(1, 3), "%"),
        ("百分之七十", Fraction(7, 10), "%"),
        ("千分之五", Fraction(1, 200), "%"),
        ("1/3", Fraction(1, 3), "%"),
        ("3", 3, None),
        ("0.125", Fraction(1, 8), None),
        ("两成", Fraction(1, 5), "%"),
        ("2成", Fraction(1, 5), "%"),
        ("5000千瓦时", 5000, "千瓦时"),
        ("500万千瓦时", 5_000_000, "千瓦时"),
        ("10千克标准煤", 10, "千克标准煤"),
        ("300万元/亩", 3_000_000, "元/亩"),
        ("2倍", 2, "倍"),
    ],
)
def test_amounts_are_read_exactly(text: str, value: object, unit: str | None) -> None:
    assert units.read(text) == (value, unit)


@pytest.mark.parametrize(
    "text", ["", "很多", "很多千瓦时", "几分之一", "零分之一", "1/0", "C30", "--5", "1.2.3元"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="应"):
        units.read(text)


@given(
    st.fractions(-(10**6), 10**6, max_denominator=1000).map(lambda value: value * 100),
    st.sampled_from(["%", None, "倍", "户"]),
)
def test_every_finite_amount_comes_back_as_written(value: Fraction, unit: str | None) -> None:
    if units.terminates(value):
        assert units.read(units.write(value, unit)) == (value, unit)


def test_a_fraction_without_end_is_written_as_one() -> None:
    assert units.write(Fraction(-2, 3), "%") == "-2/3"
    assert units.read("-2/3") == (Fraction(-2, 3), "%")


def test_decimals_are_exact_where_they_can_be() -> None:
    assert units.decimal(Fraction(1, 8)) == Decimal("0.125")
    assert units.decimal(Fraction(10**30 + 1)) == Decimal(10**30 + 1)
    assert str(units.decimal(Fraction(1, 3))).startswith("0.33333333333333333333")


@pytest.mark.parametrize(
    ("first", "second", "product", "quotient"),
    [
        ("元", "%", "元", "元"),
        ("元", "亩", "亩·元", "元/亩"),
        ("元/亩", "亩", "元", "元/亩/亩"),
        ("元", "元", "元·元", "%"),
        ("户", "家", "家·户", "%"),
        ("%", "%", "%", "%"),
        ("", "%", "", "%"),
        ("", "亩", "亩", "1/亩"),
        ("1/亩", "亩", "", "1/亩/亩"),
    ],
)
def test_units_multiply_and_divide(first: str, second: str, product: str, quotient: str) -> None:
    assert units.multiply(first, second) == product
    assert units.divide(first, second) == quotient


def test_units_have_one_name() -> None:
    assert units.canonical("㎡") == "平方米"
    assert units.canonical(None) == ""
    assert units.canonical("万元/亩") == "万元/亩"
    assert units.canonical("亩·元") == units.canonical("元·亩")
    assert (units.multiplied("万元"), units.multiplied("千瓦时"), units.multiplied("元")) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("户", "家", True),
        ("人", "名", True),
        ("年", "岁", True),
        ("", "%", True),
        ("户", "人", False),
        ("元", "", False),
    ],
)
def test_what_may_be_compared(first: str, second: str, same: bool) -> None:
    assert units.same(first, second) is same
