"""The weighted progress of a task: exact, between its parts, and unknown where nobody has said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.web.tasks.progress import Progress, weighted

PARTS = st.lists(st.tuples(st.integers(1, 100), st.none() | st.integers(0, 100)), min_size=1, max_size=12)


def test_a_hand_reckoned_one() -> None:
    assert weighted([(3, 100), (1, 0)]) == Progress(Decimal("75.00"), Decimal("75.00"), 2, 2)
    assert weighted([(1, 50), (2, None)]) == Progress(None, Decimal("16.67"), 1, 2)
    assert weighted([(1, None)]) == Progress(None, None, 0, 1)
    with pytest.raises(ValueError, match="权重"):
        weighted([(0, 10)])


@given(PARTS)
def test_it_lies_between_its_parts_and_never_takes_the_unknown_for_zero(
    parts: list[tuple[int, int | None]],
) -> None:
    found = weighted(parts)
    known = [percent for _weight, percent in parts if percent is not None]
    assert (found.known, found.total) == (len(known), len(parts))
    assert (found.percent is None) == (len(known) < len(parts))
    assert (found.at_least is None) == (not known)
    if found.percent is not None:
        assert min(known) - Decimal("0.01") <= found.percent <= max(known) + Decimal("0.01")
        assert found.percent == found.at_least


@given(PARTS, st.integers(0, 100))
def test_what_becomes_known_never_lowers_what_was_reached(
    parts: list[tuple[int, int | None]], percent: int
) -> None:
    """`at_least` is a promise: whatever the unknown parts turn out to be, it holds."""
    told = [(weight, percent if one is None else one) for weight, one in parts]
    before, after = weighted(parts).at_least, weighted(told).at_least
    assert after is not None
    assert before is None or before <= after
