"""Rules wrapped at the width of a page, lists by department, problem lists and notices of review."""

from __future__ import annotations

from .numbers_helper import condition_lines, figure_lines, goal_lines, passage
from .test_first_readings import _compiled, _duties


def test_items_without_headings_wrapped_with_wide_digits() -> None:
    text = (
        "云岭县人民政府关于加快专业镇转型升级的若干政策意见\n"
        "为加快推进烟花专业镇转型升级，促进产业安全、环保、高质\n量发展，经县政府研究，提出如下政策意见。\n"
        "一、鼓励企业兼并重组\n"
        "（一）对兼并３家（含）以上企业且重组后年产值达到１亿元\n"
        "的，一次性奖励５０万元。年度奖励总额由县财政统筹，不足\n部分结转下年。（责任单位：县工信局）\n"
        "二、拓展市场\n"
        "（二）对焰火燃放企业承接省外单场合同额１００万元以上的燃\n"
        "放业务，按合同额的２％给予奖励，对成绩突出的，予以通报\n表扬。（责任单位：县商务局）\n"
    )
    plan = _compiled(text)
    assert [heading for heading, _, _ in _duties(plan)] == [
        "对兼并3家（含）以上企业且重组后年产值达到1亿元的，一次性奖励50万元",
        "对焰火燃放企业承接省外单场合同额100万元以上的燃放业务，按合同额的2%给予奖励，对成绩突出的，予以通报表扬",
    ]
    assert goal_lines(plan) == []
    assert condition_lines(plan)[:3] == [">= 3 家", ">= 100000000 元", ">= 1000000 元"]


def test_a_list_by_department_counts_the_items_of_each_in_its_heading() -> None:
    text = (
        "云岭县2023年专业镇建设目标任务分解（按部门）\n一、县工业和信息化局（牵头任务2项）\n"
        "1.新增规上企业3户。（配合单位：县统计局）\n2.完成技改投资1.1亿元。（配合单位：县发改局）\n"
        "二、县商务局（牵头任务1项）\n3.出口制品5000吨。（配合单位：县税务局）\n"
    )
    plan = _compiled(text)
    assert _duties(plan) == [
        ("新增规上企业3户", "县工业和信息化局", "县统计局"),
        ("完成技改投资1.1亿元", "县工业和信息化局", "县发改局"),
        ("出口制品5000吨", "县商务局", "县税务局"),
    ]
    assert goal_lines(plan) == ["+ 3 户 2023", "= 110000000 元 2023", "= 5000 吨 2023"]


def test_what_was_found_wrong_is_told_and_what_is_asked_is_due() -> None:
    text = (
        "云岭县专业镇专项督查问题整改任务清单\n序号\t存在问题\t整改要求\t责任单位\t整改时限\n"
        "1\t资金支出率仅为26%\t支出率达到85%以上\t县财政局\t10月底\n"
        "2\t规上企业培育滞后\t新增规上企业5户\t县工信局\t11月底\n"
    )
    plan = _compiled(text)
    assert figure_lines(plan) == ["= 0.26 %"]
    assert [line.split(" 20")[0] for line in goal_lines(plan)] == [">= 0.85 %", "+ 5 户"]


def test_standards_of_a_review_bind() -> None:
    text = "（一）主导产业产值年均增速不低于6%；\n（二）规上企业较认定时净增3家以上。"
    plan = passage(text, genre="notice", role="tasks", heading="复核内容和标准")
    assert goal_lines(plan) == []
    assert condition_lines(plan) == [">= 0.06 %", ">= 3 家"]


def test_a_batch_that_is_reviewed_is_no_figure() -> None:
    plan = passage(
        "对2022年认定的第一批9个专业镇开展复核。", genre="notice", role="body", issued="2025-02-25"
    )
    assert (goal_lines(plan), figure_lines(plan)) == ([], [])


def test_public_money_that_is_put_in() -> None:
    text = "区级财政出资5000万元，设立总规模不低于2亿元的发展基金。"
    assert goal_lines(passage(text, genre="measure", role="body")) == ["= 50000000 元", ">= 200000000 元"]


def test_a_cap_on_all_that_is_given_in_a_year_is_no_benefit() -> None:
    assert "null" not in condition_lines(
        passage("年度补助总额不超过800万元。", genre="opinion", role="policies")
    )


def test_money_that_is_paid_for_years_is_a_benefit_not_a_row_of_years() -> None:
    text = "列入培育名单的，县财政连续3年每年补助200万元；验收合格命名的，再奖励300万元。"
    assert condition_lines(passage(text, genre="measure", role="policies")) == ["null", "null"]


def test_who_is_put_to_the_vote_and_who_must_explain() -> None:
    text = "综合得分前8名且不低于80分的，提请县政府审定；年度得分低于70分的，主要负责人向县政府作说明。"
    assert condition_lines(passage(text, genre="notice", role="body")) == ["<= 8 名", ">= 80 分", "< 70 分"]


def test_land_dealt_out_by_rank() -> None:
    text = "年度工业组前3名分别奖励建设用地指标100亩、60亩、30亩。"
    plan = passage(text, genre="opinion", role="policies")
    assert (goal_lines(plan), condition_lines(plan)) == ([], ["<= 3 名"])


def test_a_share_of_a_quarter_s_mark_is_no_goal() -> None:
    assert goal_lines(passage("观摩评分占季度成绩的30%。", genre="opinion", role="tasks")) == []
