"""Conditions, sentence by sentence: thresholds with what follows, benefits, penalties, ladders."""

from __future__ import annotations

import pytest

from core.compiler.condition_cases import MEASURE_CASES, POLICY_CASES
from core.compiler.numbers_helper import condition_lines, figure_lines, goal_lines, passage


@pytest.mark.parametrize(("text", "expected"), MEASURE_CASES)
def test_conditions_of_a_measure(text: str, expected: list[str]) -> None:
    plan = passage(text, genre="measure", role="body", title="云岭县专业镇认定管理办法")
    assert condition_lines(plan) == expected
    assert goal_lines(plan) + figure_lines(plan) == []


@pytest.mark.parametrize(("text", "expected"), POLICY_CASES)
def test_conditions_of_a_policy(text: str, expected: list[str]) -> None:
    plan = passage(text, genre="opinion", role="policies", title="云岭县支持竹编产业发展若干政策")
    assert condition_lines(plan) == expected
    assert figure_lines(plan) == []
