"""Constructs that are easily misread, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from core.compiler.numbers_helper import condition_lines, figure_lines, goal_lines, passage
from core.compiler.recall_cases import RECALL_CASES


@pytest.mark.parametrize(("text", "setting", "goals", "figures", "conditions"), RECALL_CASES)
def test_constructs(
    text: str, setting: dict[str, Any], goals: list[str], figures: list[str], conditions: list[str]
) -> None:
    plan = passage(text, **setting)
    assert goal_lines(plan) == goals
    assert figure_lines(plan) == figures
    assert condition_lines(plan) == conditions
