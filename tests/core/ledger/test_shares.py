"""Shares make up the goal exactly, or it is said by how much they do not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.ledger.shares import split, total

MONEY = st.decimals(0, 10**12, places=2)


@pytest.mark.parametrize(
    ("goal", "shares", "standing", "gap"),
    [
        ("10", ["4", "6"], "exact", 0),
        ("10", ["4", "7"], "over", 1),
        ("10", ["4"], "under", -6),
        ("10", ["4", None], "unknown", -6),
        ("10", ["11", None], "over", 1),
        (None, ["4"], "unknown", None),
        ("10", [], "under", -10),
    ],
)
def test_the_sum_is_held_against_the_goal(
    goal: str | None, shares: list[str | None], standing: str, gap: int | None
) -> None:
    parts = [Decimal(one) if one is not None else None for one in shares]
    found = total(Decimal(goal) if goal else None, parts)
    assert (found.standing, found.gap) == (standing, gap)
    assert found.unsaid == shares.count(None)


def test_rates_add_up_to_nothing() -> None:
    assert total(Decimal("0.1"), [Decimal("0.1")] * 3, additive=False).standing == "not_additive"


@given(MONEY, st.lists(st.integers(0, 1000), min_size=1, max_size=30).filter(any))
def test_a_division_adds_up_to_the_last_cent(goal: Decimal, weights: list[int]) -> None:
    parts = split(goal, weights, Decimal("0.01"))
    assert total(goal, parts).standing == "exact"
    assert all(part >= 0 for part in parts)
    assert all(not part for part, weight in zip(parts, weights, strict=True) if not weight)


@given(st.integers(0, 10**6), st.integers(1, 40))
def test_an_even_division_of_wholes_differs_by_one_at_most(goal: int, places: int) -> None:
    parts = split(Decimal(goal), [1] * places)
    assert max(parts) - min(parts) <= 1 and all(part == int(part) for part in parts)


def test_what_is_below_one_piece_goes_to_the_first_that_has_a_part() -> None:
    assert split(Decimal("10.5"), [0, 1, 1]) == (0, Decimal("5.5"), 5)
    assert split(Decimal(-3), [1, 1]) == (-2, -1)


@pytest.mark.parametrize(("weights", "quantum"), [([], 1), ([0, 0], 1), ([1, -1], 1), ([1], 0)])
def test_what_cannot_be_divided_is_refused(weights: list[int], quantum: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        split(Decimal(1), weights, Decimal(quantum))
