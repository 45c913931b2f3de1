"""Numbers beside numbers: what describes, promises, grants or compares is told from what counts."""

from __future__ import annotations

import pytest

from core.compiler.attribute_cases import ATTRIBUTE_CASES
from core.compiler.numbers_helper import condition_lines, figure_lines, goal_lines, passage


@pytest.mark.parametrize(("text", "setting", "goals", "figures", "conditions"), ATTRIBUTE_CASES)
def test_everything_in_a_passage(
    text: str, setting: dict[str, str], goals: list[str], figures: list[str], conditions: list[str]
) -> None:
    plan = passage(text, **setting)
    assert (goal_lines(plan), figure_lines(plan), condition_lines(plan)) == (goals, figures, conditions)
