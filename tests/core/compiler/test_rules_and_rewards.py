"""Recognition rules, reward policies and calls for applications, as their pages were first read."""

from __future__ import annotations

import pytest

from .numbers_helper import condition_lines, figure_lines, goal_lines, passage
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


def test_bands_of_a_scale_stand_in_a_list_of_conditions_too() -> None:
    text = (
        "对技改项目，按投资额的10%给予补助：投资300万元至800万元的，最高补助30万元；"
        "800万元至2000万元的，最高补助90万元；2000万元以上的，最高补助200万元。"
    )
    for role in ("policies", "conditions"):
        found = condition_lines(passage(text, genre="measure", role=role))
        assert found[-3:] == ["range 3000000–8000000 元", "range 8000000–20000000 元", ">= 20000000 元"]


def test_who_loses_part_of_a_budget() -> None:
    text = (
        "绩效得分75分以下的项目类别，下一年度预算压减20%以上；"
        "实际投资低于计划投资额80%的，按比例核减补助资金。"
    )
    plan = passage(text, genre="measure", role="body")
    assert (goal_lines(plan), figure_lines(plan)) == ([], [])
    assert condition_lines(plan) == ["<= 75 分", "< 0.8 %"]


@pytest.mark.parametrize(
    "text",
    [
        "县专业镇办对12个乡镇上半年产业培育工作进行了考评。",
        "单家企业年度扶持总额原则上不超过300万元。",
    ],
)
def test_who_was_looked_at_and_caps_are_no_finds(text: str) -> None:
    plan = passage(text, genre="notice", role="body")
    assert (goal_lines(plan), figure_lines(plan)) == ([], [])


def test_who_gets_no_title_for_his_mark() -> None:
    text = "对全年考评得分低于70分的乡镇，年终不得评先评优。"
    assert condition_lines(passage(text, genre="notice", role="body")) == ["< 70 分"]


def test_items_of_a_list_of_who_is_barred_in_a_notice() -> None:
    text = "有下列情形之一的，不予扶持：\n1.骗取补助资金的；\n2.拒不配合审计的。"
    assert condition_lines(passage(text, genre="notice", role="body")) == ["null", "null"]


_AIMS = "2024年专业镇主要指标目标分解表\n单位：亿元、%、户\n"


@pytest.mark.parametrize(
    "head",
    ["专业镇\t总产值\t\t规上企业数", "专业镇\t总产值\t规上企业数", "专业镇\t总产值\t总产值\t规上企业数"],
)
def test_a_head_of_two_levels_over_places(head: str) -> None:
    text = f"{_AIMS}{head}\n目标值\t增速\n石桥镇\t28.5\t12\t14\n青林镇\t16.8\t15\t9\n"
    assert goal_lines(passage(text, title="2024年专业镇主要指标目标分解表")) == [
        "= 2850000000 元 2024",
        "= 0.12 % 2024",
        "= 14 户 2024",
        "= 1680000000 元 2024",
        "= 0.15 % 2024",
        "= 9 户 2024",
    ]


def test_rows_with_one_blank_between_cells_broken_over_lines() -> None:
    text = (
        "云岭县2025年专业镇责任清单\n序号 工作任务 具体目标 责任领导 责任单位 完成时限\n一、产业类\n"
        "1 扩大规模 年产量达到21万吨，新建\n标准化车间12个。 王 平 县农业农村局\n永兴镇 10月底\n"
        "二、市场类\n2 办好大会 签约金额不少于5\n亿元。 崔建国 县商务\n局、县委宣传部 8月中旬\n"
        "备注：每月报送进展。\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [
        ("扩大规模", "县农业农村局、永兴镇", ""),
        ("办好大会", "县商务局、县委宣传部", ""),
    ]
    assert goal_lines(plan) == [">= 210000 吨 2025-10", "= 12 个 2025-10", ">= 500000000 元 2025-08"]


def test_a_title_behind_the_name_of_a_column() -> None:
    plan = _compiled("【政策文件】云岭县特色专业镇认定管理办法(试行)\n第一条 为规范认定，制定本办法。\n")
    assert plan.header.title is not None
    assert plan.header.title.value == "云岭县特色专业镇认定管理办法(试行)"


def test_the_first_number_of_two_bodies() -> None:
    text = (
        "关于申报专项资金的通知\n云经信〔2021〕33号 云财企〔2021〕12号\n各镇：\n现通知如下。\n2021年6月18日\n"
    )
    plan = _compiled(text)
    assert plan.header.doc_number is not None
    assert plan.header.doc_number.value == "云经信〔2021〕33号"
