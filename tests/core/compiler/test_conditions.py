"""The conditions stage: whom a threshold binds, what follows, and which are alternatives."""

from __future__ import annotations

import pytest

from core.compiler.numbers_helper import passage
from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.stages import conditions


def _policy(text: str) -> Plan:
    return passage(text, genre="opinion", role="policies", title="云岭县支持竹编产业若干政策")


def _measure(text: str) -> Plan:
    return passage(text, genre="measure", role="body", title="云岭县专业镇认定管理办法")


def test_a_threshold_with_its_award() -> None:
    (item,) = _policy("对年营业收入首次突破1亿元的企业,给予20万元奖励。").conditions
    assert (item.id, item.subject, item.award) == ("c1", "年营业收入", "给予20万元奖励")
    assert item.penalty is None
    assert item.clause == "1"


def test_each_threshold_of_a_list_has_its_own_award() -> None:
    found = _policy("对营收首次突破1亿元、5亿元的企业,分别给予20万元、50万元奖励。").conditions
    assert [item.award for item in found] == ["给予20万元", "给予50万元"]
    assert len({item.text for item in found}) == 1


def test_a_benefit_without_a_threshold_names_whom_it_is_for() -> None:
    (item,) = _policy("对首次入规的企业奖励10万元。").conditions
    assert (item.subject, item.op, item.value) == ("首次入规的企业", None, None)
    assert item.award == "对首次入规的企业奖励10万元" or item.award == "奖励10万元"


def test_caps_are_part_of_the_benefit() -> None:
    (item,) = _policy("对参展企业按展位费的50%给予补助,每家每年不超过10万元。").conditions
    assert item.award is not None
    assert item.award.endswith("每家每年不超过10万元")


def test_a_penalty_of_a_list_stands_with_each_item() -> None:
    found = _measure(
        "有下列情形之一的,撤销称号:\n(一)连续两年考核不合格的;\n(二)产值下降30%以上的;\n(三)提供虚假材料的。"
    ).conditions
    assert [item.penalty for item in found] == ["撤销称号"] * 3
    assert len({item.alternative_group for item in found}) == 1
    assert [item.op for item in found] == [">=", ">=", None]


def test_or_makes_alternatives_and_a_comma_does_not() -> None:
    one, other, third = _measure(
        "应当具备下列条件:\n(一)企业20家以上或者产值5亿元以上;\n(二)专利3件以上。"
    ).conditions
    assert one.alternative_group == other.alternative_group is not None
    assert third.alternative_group is None


def test_a_ladder_is_one_condition() -> None:
    (item,) = _policy("激励专业镇向5亿级、10亿级、20亿级规模迈进。").conditions
    assert (item.op, item.unit, item.subject) == ("tiers", "元", "激励专业镇向")
    assert item.text == "激励专业镇向5亿级、10亿级、20亿级规模迈进"


def test_ladders_apart_are_no_ladder() -> None:
    assert not _policy("培育10亿级专业镇,壮大50亿级集群。").conditions


def test_nothing_may_have_happened() -> None:
    (item,) = _measure("申报条件:\n(一)近三年未发生较大安全生产事故。").conditions
    assert (item.op, item.value, item.unit, item.subject) == ("=", 0, "起", "较大安全生产事故")


def test_a_plain_penalty() -> None:
    (item,) = _measure("弄虚作假的,由县工信局取消其称号。").conditions
    assert (item.subject, item.op) == ("弄虚作假", None)
    assert item.penalty is not None
    assert "取消其称号" in item.penalty


def test_without_conditions_the_stage_declines() -> None:
    assert isinstance(conditions.run(_policy("鼓励企业参展。"), Knowledge()), Declined)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "对当年评为省级示范工厂、市级示范工厂的,分别给予60万元、25万元奖励。",
            ["当年评为省级示范工厂", "当年评为市级示范工厂"],
        ),
        (
            "做强数字企业,首次列入省级名录、市级名录的,分别给予一次性奖励18万元、9万元。",
            ["首次列入省级名录", "首次列入市级名录"],
        ),
        ("对获评省级、国家级和市级品牌的企业,奖励12万元。", ["获评省级、国家级和市级品牌的企业"]),
    ],
)
def test_each_benefit_names_whom_it_is_for(text: str, subjects: list[str]) -> None:
    plan = passage(text, genre="measure", role="policies", title="清河县产业扶持办法")
    assert [item.subject for item in plan.conditions] == subjects
