"""What a number measures: a noun phrase that stands by itself, carried on where a clause has none."""

from __future__ import annotations

import re

import pytest

from core.compiler.indicator_cases import INDICATOR_CASES
from core.compiler.numbers_helper import passage

_HANGS = re.compile(r"(?:由|从|自|为|达|达到|的|超|超过|完成|实现|建成)$|^(?:的|和|及|完成|实现|到)")


def _indicators(text: str, **setting: str) -> list[str]:
    plan = passage(text, **setting)  # type: ignore[arg-type]  # a role among the settings is a text
    return [found.indicator for found in sorted([*plan.goals, *plan.figures], key=lambda item: item.span)]


@pytest.mark.parametrize(("text", "expected"), INDICATOR_CASES)
def test_indicators(text: str, expected: list[str]) -> None:
    assert _indicators(text) == expected


def test_no_indicator_hangs_in_the_air() -> None:
    names = [name for _, names in INDICATOR_CASES for name in names]
    assert len(names) >= 100
    assert [name for name in names if not name or _HANGS.search(name)] == []


def test_a_bare_number_takes_the_noun_of_the_sentence_before_a_semicolon() -> None:
    assert _indicators("竹编产值达到30亿元;增长12%。税收增长8%。") == ["竹编产值", "竹编产值增速", "税收增速"]


def test_a_part_without_any_noun_is_named_by_its_heading() -> None:
    assert _indicators("力争突破30亿元。", heading="竹编产值目标") == ["竹编产值目标"]


def test_a_long_name_keeps_its_end() -> None:
    (name,) = _indicators("到2027年," + "甲乙丙丁戊己庚辛壬癸" * 5 + "产业产值达到30亿元。")
    assert len(name) == 40
    assert name.endswith("产业产值")
