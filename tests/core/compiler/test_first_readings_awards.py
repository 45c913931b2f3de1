"""Thresholds, awards and caps of reward and recognition rules, as first readings met them."""

from __future__ import annotations

from .numbers_helper import condition_lines, figure_lines, goal_lines, passage


def test_land_set_aside_for_whoever_is_graded_is_an_award() -> None:
    plan = passage(
        "对年度评价为优秀的产业镇，优先安排新增建设用地指标50亩。", genre="measure", role="policies"
    )
    assert (goal_lines(plan), condition_lines(plan)) == ([], ["null"])


def test_two_years_without_offence() -> None:
    text = "申报应当具备下列条件：两年内无重大环境违法行为。"
    assert condition_lines(passage(text, genre="measure", role="conditions")) == ["= 0 起"]


def test_how_many_are_chosen_is_no_goal() -> None:
    text = "县工信局于4月15日前完成评审，择优认定不超过6个。"
    assert goal_lines(passage(text, genre="measure")) == []


def test_a_year_behind_the_number_of_a_note_is_no_fraction() -> None:
    text = "注：1.每月报送进展。2.2023年全县产值为182.4亿元。"
    plan = passage(text, issued=None, title="云岭县2024年重点任务分解表")
    assert (figure_lines(plan), goal_lines(plan)) == (["= 18240000000 元 2023"], [])


def test_how_long_what_is_handed_in_may_be_is_neither_goal_nor_condition() -> None:
    plan = passage("申报材料一式3份，胶装成册，页数不超过60页。", genre="measure", role="conditions")
    assert (goal_lines(plan), condition_lines(plan)) == ([], [])


def test_a_step_of_points_behind_its_bound_is_no_condition() -> None:
    text = "带动能力\t就业人数\t15\t2000人以上15分，1000—2000人10分\t县人社局"
    assert condition_lines(passage(text, genre="measure", role="conditions")) == []


def test_a_year_without_accident() -> None:
    text = "申报主体须同时符合下列条件：上年度未发生安全生产责任事故；参保率达到90%以上。"
    assert condition_lines(passage(text, genre="measure", role="conditions")) == ["= 0 起", ">= 0.9 %"]


def test_what_applicants_must_meet_below_a_label() -> None:
    text = "申报要求：\n1.主导产品市场占有率居全国前五位或者全省第一位的，可不受规模限制。"
    plan = passage(text, genre="measure", role="body")
    assert goal_lines(plan) == []
    assert "<= 5 位" in condition_lines(plan)
