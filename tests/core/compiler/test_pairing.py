"""Pairing is optimal, deterministic, and the same from either side."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.compiler import pairing
from zhenxing.core.compiler.pairing import Pairing, assign

EDGES = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 50), max_size=14)


def total(edges: dict[tuple[int, int], int], pairs: list[tuple[int, int]]) -> int:
    return sum(edges.get(pair, 0) for pair in pairs)


@given(EDGES)
def test_no_assignment_scores_more(edges: dict[tuple[int, int], int]) -> None:
    found = assign(edges)
    best = max(total(edges, list(enumerate(order))) for order in permutations(range(5)))
    assert total(edges, found) == best
    assert len({a for a, _ in found}) == len({b for _, b in found}) == len(found)
    assert set(found) <= set(edges)


def test_the_greedy_choice_is_not_always_the_best() -> None:
    assert assign({(0, 0): 10, (0, 1): 9, (1, 0): 9}) == [(0, 1), (1, 0)]


def test_a_very_large_group_is_paired_best_first(monkeypatch: Any) -> None:
    monkeypatch.setattr(pairing, "_EXACT", 1)
    assert assign({(0, 0): 10, (0, 1): 9, (1, 0): 9, (1, 1): 1}) == [(0, 0), (1, 1)]


def words() -> Pairing[str]:
    def score(one: str, other: str) -> int:
        return len(set(one) & set(other))

    return Pairing(lambda word: (word,), str, score)


NAMES = st.lists(st.text("甲乙丙丁戊", min_size=1, max_size=4), max_size=7)


@given(NAMES, NAMES)
def test_it_is_the_same_from_either_side(old: list[str], new: list[str]) -> None:
    there = words().pairs(old, new)
    assert sorted((b, a) for a, b in words().pairs(new, old)) == there
    assert words().pairs(old, new) == there


@given(NAMES)
def test_everything_continues_itself(names: list[str]) -> None:
    assert words().pairs(names, names) == [(index, index) for index in range(len(names))]


def test_equal_records_are_dealt_out_in_order() -> None:
    assert words().pairs(["甲", "乙", "甲"], ["甲", "甲", "丙"]) == [(0, 0), (2, 1)]


def test_thousands_of_records_find_each_other() -> None:
    old = [f"第{chr(0x4E00 + n)}项工作任务" for n in range(3000)]
    new = [f"{name}落实" for name in reversed(old)]
    exact = Pairing[str](lambda word: (word,), str, lambda one, other: 100 if one[:2] == other[:2] else 0)
    assert exact.pairs(old, new) == [(n, 2999 - n) for n in range(3000)]
