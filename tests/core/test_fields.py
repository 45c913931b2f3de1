"""A table's description is checked when it is made, and Excel's letters are those of Excel."""

from __future__ import annotations

import string
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.fields import (
    AtMostRule,
    Choice,
    Field,
    SumRule,
    TableSpec,
    column_index,
    column_letter,
)

NAME, REVENUE = Field("name", "企业名称", aliases=("单位",)), Field("revenue", "营业收入", "money")
SPEC = TableSpec("t", "表", (NAME, REVENUE), (AtMostRule("revenue", "revenue"),), ("name",))


def test_what_a_field_keeps() -> None:
    assert (REVENUE.decimals, REVENUE.stored_in) == (2, "元")
    people = Field("people", "从业人员", "integer", unit="人")
    assert (people.decimals, people.stored_in) == (0, "人")
    assert Field("output", "产量", "decimal", places=3).decimals == 3
    assert NAME.names == ("企业名称", "单位")
    assert Choice("p", "省级", ("省",)).names == ("省级", "p", "省")


def test_a_table_knows_its_fields() -> None:
    assert SPEC.field("revenue") is REVENUE
    assert SPEC.names == ("name", "revenue")
    assert SPEC.labels(["name", "revenue"]) == "企业名称、营业收入"
    with pytest.raises(KeyError, match=r"t\.other"):
        SPEC.field("other")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Field("tier", "级别", "choice"), "choices"),
        (lambda: Field("share", "占比", "decimal", places=12), "decimals"),
        (lambda: TableSpec("t", "表", (NAME, NAME)), "one name"),
        (lambda: TableSpec("t", "表", (NAME,), natural_key=("code",)), "code"),
        (lambda: TableSpec("t", "表", (NAME,), (SumRule("a", ("b",)),)), "a, b"),
    ],
)
def test_a_description_that_cannot_be(make: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        make()


def test_rules_name_their_fields() -> None:
    assert SumRule("a", ("b", "c"), Decimal(1)).fields == ("a", "b", "c")
    assert AtMostRule("a", "b").fields == ("a", "b")


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_letters(index: int, letter: str) -> None:
    assert column_letter(index) == letter
    assert column_index(letter) == index


@given(st.text(string.ascii_uppercase, min_size=1, max_size=4))
def test_letters_and_numbers_are_one_to_one(letters: str) -> None:
    assert column_letter(column_index(letters)) == letters
