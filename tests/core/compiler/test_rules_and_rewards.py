"""Recognition rules, reward policies and calls for applications, as their pages were first read."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler.evaluation import score_document

from .numbers_helper import condition_lines, goal_lines, passage
from .test_first_readings import _compiled, _duties


def test_a_bound_behind_a_bracket_holds_before_and_in_it() -> None:
    text = "近三年累计授权专利12件（其中发明专利2件）以上，建有检测平台1个以上。"
    plan = passage(text, genre="measure", role="conditions")
    assert condition_lines(plan) == [">= 12 件", ">= 2 件", ">= 1 个"]


@pytest.mark.parametrize(
    "text",
    [
        "采取乡镇自评（占20%）、部门评价（占30%）、实地核查（占50%）相结合的方式进行。",
        "考核结果按8%的权重计入年度综合考核。",
        "申报材料纸质版3份、电子版1份报送县工信局。",
        "请送至县政府3号楼306室。",
    ],
)
def test_weights_copies_and_rooms_are_no_goals(text: str) -> None:
    plan = passage(text, genre="measure", role="body")
    assert (goal_lines(plan), condition_lines(plan)) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "对引进的博士给予每月3000元生活补贴；硕士每月1500元；大专生每月500元，期限3年。",
        "对新获评国家级的，奖励50万元；省级的，20万元；市级的10万元。",
    ],
)
def test_benefits_go_on_behind_a_semicolon(text: str) -> None:
    plan = passage(text, genre="measure", role="policies")
    assert (goal_lines(plan), condition_lines(plan)) == ([], ["null"] * 3)


def test_money_that_is_set_aside_behind_a_benefit_is_a_goal_still() -> None:
    text = "对升规企业奖励5万元；每年安排专项资金800万元。"
    assert goal_lines(passage(text, genre="measure", role="policies")) == ["= 8000000 元"]


@pytest.mark.parametrize(
    "text",
    [
        "2022年以来，未发生较大安全生产事故。",
        "前三年内没有受到环保行政处罚。",
        "近两年，无重大产品质量事件。",
    ],
)
def test_nothing_happened_since(text: str) -> None:
    assert condition_lines(passage(text, genre="notice", role="conditions")) == ["= 0 起"]


def test_who_does_not_go_on_to_the_next_round() -> None:
    assert condition_lines(passage("评审总分低于65分的不进入下一环节。", genre="notice")) == ["< 65 分"]


def test_a_ratio_bears_no_unit() -> None:
    text = "新建标准厂房容积率不低于1.8的，每平方米补助50元。"
    assert condition_lines(passage(text, genre="measure", role="policies")) == [">= 1.8"]


def test_units_of_one_cell_on_lines_of_their_own() -> None:
    head = "序号\n重点任务\n牵头单位\n配合单位\n完成时限\n"
    rows = (
        "1\n建设园区\n县工信局\n县住建局\n县发改局\n青石镇\n12月底\n2\n办好展会\n县商务局\n县文旅局\n9月底\n"
    )
    assert _duties(_compiled("云岭县2024年专业镇任务分解表\n" + head + rows)) == [
        ("建设园区", "县工信局", "县住建局、县发改局、青石镇"),
        ("办好展会", "县商务局", "县文旅局"),
    ]


@pytest.mark.parametrize(("written", "matched"), [("0.33", 1), ("0.3333", 1), ("0.34", 0), ("0.3", 0)])
def test_of_a_third_a_reader_writes_as_many_places_as_he_likes(written: str, matched: int) -> None:
    text = "主导产业从业人员占全镇从业人员的三分之一以上。"
    gold = {"text": text[:-1], "op": ">=", "value": float(written), "unit": "%"}
    scores = score_document(passage(text, genre="measure", role="conditions"), {"conditions": [gold]})
    assert scores["conditions"].matched == matched
