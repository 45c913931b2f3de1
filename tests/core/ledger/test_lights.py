"""Lights say their colour, their reason and their rule; what is missing makes them grey."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.ledger.lights import Condition, LightRule, LightStep, in_force, light

RULE = LightRule(
    "demo",
    "演示规则",
    (
        LightStep("red", (Condition("left", "below", 0),), "超过时限为红灯"),
        LightStep("yellow", (Condition("left", "at_most", 7),), "不超过7个工作日为黄灯"),
        LightStep("yellow", (Condition("nodes_share", "below", "elapsed"),), "节点落后为黄灯"),
        LightStep("green", (), "其余为绿灯"),
    ),
)


def test_it_says_why() -> None:
    shown = light(RULE, {"left": 7, "nodes_done": 5, "nodes_total": 8})
    assert (shown.colour, shown.reason) == ("yellow", "黄：剩7个工作日，8个节点完成5个")
    assert shown.rule == "不超过7个工作日为黄灯"
    assert light(RULE, {"left": -3, "reported": False}).reason == "红：超期3个工作日，本期没有报送进展"


def test_one_input_may_be_held_against_another() -> None:
    behind = {"left": 20, "nodes_done": 1, "nodes_total": 4, "elapsed": Fraction(1, 2)}
    assert light(RULE, behind).rule == "节点落后为黄灯"
    assert light(RULE, {**behind, "nodes_done": 2}).colour == "green"


def test_what_is_missing_is_grey_and_named() -> None:
    assert light(RULE, {}).reason == "灰：缺少剩余工作日，无法判断"
    assert light(RULE, {"left": 20}).reason == "灰：缺少节点完成率、时间进度，无法判断"
    assert light(RULE, {"left": 20, "nodes_done": 0, "nodes_total": 0, "elapsed": 1}).colour == "grey"


def test_a_condition_that_fails_needs_no_more_inputs() -> None:
    rule = LightRule(
        "two",
        "两项",
        (
            LightStep(
                "red", (Condition("left", "below", 0), Condition("reported", "equals", False)), "又超又不报"
            ),
            LightStep("green", (), "其余"),
        ),
    )
    assert light(rule, {"left": 3}).colour == "green"
    assert light(rule, {"left": -3}).colour == "grey"
    assert light(rule, {"left": -3, "reported": True}).colour == "green"
    assert light(rule, {"left": -3, "reported": False}).colour == "red"


def test_a_case_the_rule_does_not_speak_of_is_grey() -> None:
    rule = LightRule("x", "只管红灯", (LightStep("red", (Condition("overdue", "above", 0),), "超期"),))
    assert light(rule, {"left": 3}).reason == "灰：规则没有说到这种情形"
    assert light(LightRule("y", "总是绿", (LightStep("green", (), "绿"),)), {}).reason == "绿：按规则"
    assert light(
        LightRule("z", "z", (LightStep("blue", (Condition("limit", "at_least", 5),), "长"),)), {"limit": 5}
    ).reason.startswith("蓝")


@pytest.mark.parametrize(
    ("of", "operator", "bound"), [("mood", "below", 1), ("left", "near", 1), ("left", "below", "mood")]
)
def test_a_condition_names_what_exists(of: str, operator: str, bound: int | str) -> None:
    with pytest.raises(ValueError, match="unknown"):
        Condition(of, operator, bound)


@given(st.integers(-50, 50))
def test_time_running_out_never_brightens_a_light(left: int) -> None:
    order = ["green", "yellow", "red"]
    simple = LightRule("s", "s", (RULE.steps[0], RULE.steps[1], RULE.steps[3]))
    assert order.index(light(simple, {"left": left}).colour) >= order.index(
        light(simple, {"left": left + 1}).colour
    )


def test_the_last_rule_begun_is_in_force() -> None:
    old = LightRule("k", "旧", RULE.steps, date(2020, 1, 1), date(2024, 12, 31))
    new = LightRule("k", "新", RULE.steps, date(2025, 1, 1))
    rules = (new, old, RULE)
    assert in_force(rules, "k", date(2024, 6, 1)) is old
    assert in_force(rules, "k", date(2026, 6, 1)) is new
    assert in_force(rules, "k", date(2019, 6, 1)) is None
    assert in_force(rules, "demo", date(1999, 1, 1)) is RULE
