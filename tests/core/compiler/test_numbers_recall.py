"""Constructs that are easily misread, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from core.compiler.numbers_helper import condition_lines, figure_lines, goal_lines, passage
from core.compiler.recall_cases import RECALL_CASES
from core.compiler.threshold_cases import COMMITTING, THRESHOLD_CASES


@pytest.mark.parametrize(("text", "setting", "goals", "figures", "conditions"), RECALL_CASES)
def test_constructs(
    text: str, setting: dict[str, Any], goals: list[str], figures: list[str], conditions: list[str]
) -> None:
    plan = passage(text, **setting)
    assert goal_lines(plan) == goals
    assert figure_lines(plan) == figures
    assert condition_lines(plan) == conditions


@pytest.mark.parametrize(("text", "setting", "conditions"), THRESHOLD_CASES)
def test_thresholds(text: str, setting: dict[str, Any], conditions: list[str]) -> None:
    plan = passage(text, **setting)
    assert condition_lines(plan) == conditions
    assert goal_lines(plan) == []


@pytest.mark.parametrize(("text", "setting", "goals"), COMMITTING)
def test_what_is_to_be_brought_about_is_no_threshold(
    text: str, setting: dict[str, Any], goals: list[str]
) -> None:
    plan = passage(text, **setting)
    assert condition_lines(plan) == []
    assert [line for line in goal_lines(plan) if line in goals] == goals
