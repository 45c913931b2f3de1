"""Figures, sentence by sentence: what was reported, for which period, and what is only said in passing."""

from __future__ import annotations

from typing import Any

import pytest

from core.compiler.fact_cases import NEWS_CASES, REPORT_CASES
from core.compiler.numbers_helper import figure_lines, goal_lines, passage


@pytest.mark.parametrize(("text", "expected"), NEWS_CASES)
def test_figures_of_news(text: str, expected: list[str]) -> None:
    plan = passage(text, genre="news", role="body", title="云岭县竹编走出大山")
    assert figure_lines(plan) == expected
    assert goal_lines(plan) == []


@pytest.mark.parametrize(("text", "setting", "expected"), REPORT_CASES)
def test_figures_elsewhere(text: str, setting: dict[str, Any], expected: list[str]) -> None:
    assert figure_lines(passage(text, **setting)) == expected
