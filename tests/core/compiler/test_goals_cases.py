"""Goals, sentence by sentence: what is promised, how much, in what unit, by when, and what is not a goal."""

from __future__ import annotations

from typing import Any

import pytest

from core.compiler.goal_cases import NEGATIVE_CASES, PLAN_CASES, SETTINGS_CASES
from core.compiler.numbers_helper import condition_lines, figure_lines, goal_lines, passage


@pytest.mark.parametrize(("text", "expected"), PLAN_CASES)
def test_goals_of_a_plan(text: str, expected: list[str]) -> None:
    plan = passage(text)
    assert goal_lines(plan) == expected
    assert figure_lines(plan) == []


@pytest.mark.parametrize("text", NEGATIVE_CASES)
def test_counts_that_bind_nobody(text: str) -> None:
    plan = passage(text)
    assert goal_lines(plan) + figure_lines(plan) + condition_lines(plan) == []


@pytest.mark.parametrize(("text", "setting", "expected"), SETTINGS_CASES)
def test_the_document_decides(text: str, setting: dict[str, Any], expected: list[str]) -> None:
    assert goal_lines(passage(text, **setting)) == expected
