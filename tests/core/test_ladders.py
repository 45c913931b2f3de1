"""A ladder says which step is reached, which is next and what is missing, by the text in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zhenxing.core.ladders import Ladder, Standing, in_force, standing
from zhenxing.packs.ladders import load_ladders

OLD = Ladder("county", "旧", (5, 10), "revenue", date(2020, 1, 1), date(2022, 12, 31), "旧文")
NEW = Ladder("county", "新", (10, 20, 30, 50, 100), "revenue", date(2023, 1, 1), None, "新文")


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("205000000", Standing(None, 10, Decimal(795000000))),
        ("1000000000", Standing(10, 20, Decimal(1000000000))),
        ("2999999999.99", Standing(20, 30, Decimal("0.01"))),
        ("12000000000", Standing(100, None, None)),
    ],
)
def test_where_an_amount_stands(amount: str, expected: Standing) -> None:
    assert standing(NEW, Decimal(amount)) == expected


def test_the_text_in_force_on_the_day_decides() -> None:
    both = (OLD, NEW)
    assert in_force(both, "county", date(2022, 6, 1)) == OLD
    assert in_force(both, "county", date(2023, 1, 1)) == NEW
    assert in_force(both, "county", date(2019, 1, 1)) is None
    assert in_force(both, "province", date(2024, 1, 1)) is None


def test_the_pack_has_both_ladders_with_their_sources() -> None:
    ladders = load_ladders()
    today = date(2025, 1, 1)
    assert in_force(ladders, "county", today).steps == (10, 20, 30, 50, 100)  # type: ignore[union-attr]  # it is there
    assert in_force(ladders, "province", today).steps == (50, 100, 200, 300, 500)  # type: ignore[union-attr]  # too
    assert all(ladder.source for ladder in ladders)
