"""Whole passages: goals, figures and conditions that stand side by side are told apart."""

from __future__ import annotations

from typing import Any

import pytest

from core.compiler.hard_cases import HARD_CASES
from core.compiler.more_cases import MORE_CASES
from core.compiler.numbers_helper import condition_lines, figure_lines, goal_lines, passage


@pytest.mark.parametrize(("text", "setting", "goals", "figures", "conditions"), HARD_CASES + MORE_CASES)
def test_passages(
    text: str, setting: dict[str, Any], goals: list[str], figures: list[str], conditions: list[str]
) -> None:
    plan = passage(text, **setting)
    assert goal_lines(plan) == goals
    assert figure_lines(plan) == figures
    assert condition_lines(plan) == conditions
