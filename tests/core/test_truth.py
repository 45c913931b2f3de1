"""Three truth values obey Kleene's laws, and never pass for a bool."""

from __future__ import annotations

from itertools import product

import pytest

from zhenxing.core.truth import Truth

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
PAIRS = list(product(Truth, Truth))


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_de_morgan(one: Truth, two: Truth) -> None:
    assert ~(one & two) is (~one | ~two)
    assert ~(one | two) is (~one & ~two)


@pytest.mark.parametrize(("one", "two", "three"), list(product(Truth, Truth, Truth)))
def test_and_and_or_are_associative_and_distribute(one: Truth, two: Truth, three: Truth) -> None:
    assert (one & two) & three is one & (two & three)
    assert (one | two) | three is one | (two | three)
    assert one & (two | three) is (one & two) | (one & three)


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_and_and_or_are_commutative_and_absorb(one: Truth, two: Truth) -> None:
    assert one & two is two & one
    assert one | two is two | one
    assert one & (one | two) is one
    assert one | (one & two) is one


@pytest.mark.parametrize(("one", "two"), [pair for pair in PAIRS if U not in pair])
def test_without_the_unknown_it_is_ordinary_logic(one: Truth, two: Truth) -> None:
    assert (one & two).known is (one is T and two is T)
    assert (one | two).known is (one is T or two is T)
    assert (~one).known is (one is F)


@pytest.mark.parametrize("how", [Truth.__and__, Truth.__or__])
@pytest.mark.parametrize("other", list(Truth))
def test_what_is_decided_stays_decided_whatever_the_unknown_turns_out_to_be(
    how: object, other: Truth
) -> None:
    before = how(U, other)  # type: ignore[operator]  # one of the two operators
    if before is not U:
        assert {how(T, other), how(F, other)} == {before}  # type: ignore[operator]  # as above


def test_only_what_is_known_decides() -> None:
    assert (F & U, T | U, T & U, F | U, ~U) == (F, T, U, U, U)


def test_all_and_any_of_none() -> None:
    assert (Truth.all([]), Truth.any([])) == (T, F)
    assert (Truth.all([T, U]), Truth.all([T, U, F]), Truth.any([F, U]), Truth.any([U, T])) == (U, F, U, T)


def test_to_and_from_bool() -> None:
    assert [Truth.of(value) for value in (True, False, None)] == [T, F, U]
    assert [truth.known for truth in (T, F, U)] == [True, False, None]


def test_it_cannot_be_used_as_a_bool() -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(U)


def test_it_has_a_name_for_people() -> None:
    assert [truth.label for truth in (T, F, U)] == ["满足", "不满足", "未知"]
