"""Deadlines against the day of issue."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.compiler.plan_maker import goal, plan, task
from zhenxing.core.compiler.findings import dates
from zhenxing.core.compiler.findings.dates import Notice
from zhenxing.core.compiler.xray import examine, render_text


def due(deadline: str | None) -> Any:
    return goal(f"期限{deadline}", "规上企业", 12, "家", deadline)


def texts(finding: Any) -> list[str]:
    return [item.text for item in finding.items] if finding else []


@pytest.mark.parametrize(
    ("issued", "deadline", "past", "near"),
    [
        ("2023-09-25", "2023", False, True),
        ("2023-09-02", "2023", False, False),
        ("2023-12-31", "2023", False, True),
        ("2024-01-01", "2023", True, False),
        ("2024-05-14", "2024-06", False, False),
        ("2024-06-25", "2024-06", False, True),
        ("2024-07-01", "2024-06", True, False),
        ("2024-03-05", "2024H1", False, False),
        ("2024-07-05", "2024Q2", True, False),
        # a month names no day: nothing that could still be in time is called past
        ("2024-06", "2024-06", False, False),
        ("2024-03-05", None, False, False),
        ("2024-03-05", "年底", False, False),
        ("", "2020", False, False),
    ],
)
def test_past_and_near(issued: str, deadline: str | None, past: bool, near: bool) -> None:
    made = plan(due(deadline), issued=issued)
    assert bool(dates.past_goals(made)) is past
    assert bool(dates.near_goals(made)) is near


def test_the_days_are_counted_and_named() -> None:
    finding = dates.near_goals(plan(due("2023"), issued="2023-09-25"))
    assert finding is not None
    assert finding.items[0].note == "2023-09-25成文，期限2023，只剩97天"
    finding = dates.past_goals(plan(due("2023"), issued="2024-01-11"))
    assert finding is not None
    assert finding.items[0].note == "2024-01-11成文，期限2023，期限已过11天"


def test_how_near_is_near_can_be_said() -> None:
    made = plan(due("2023"), issued="2023-09-25")
    assert dates.near_goals(made, Notice(year=97)) is None
    assert dates.near_goals(made, Notice(year=98)) is not None
    assert examine(made, notice=Notice(year=90)).finding("target_near") is None


def test_the_day_of_publication_serves_where_no_other_is_known() -> None:
    made = plan(due("2023"), issued="", published_on="2023-10-01")
    assert dates.issued_on(made) == (date(2023, 10, 1), "发布")
    assert dates.issued_on(plan(issued="")) is None


def test_a_task_that_should_have_been_done() -> None:
    made = plan(task("编制规划", deadline="2023-12", number="1."), task("建设平台", deadline="2025"))
    finding = examine(made).finding("task_past")
    assert texts(finding) == ["1.编制规划"]


def test_news_sets_no_deadlines() -> None:
    assert examine(plan(due("2023"), genre="news")).finding("target_past") is None
    assert examine(plan(due("2023"), genre="plan")).finding("target_past") is not None


def test_a_long_note_follows_a_colon() -> None:
    text = render_text(examine(plan(due("2023"))))
    assert "  · 期限2023：2024-03-05成文，期限2023，期限已过65天" in text
