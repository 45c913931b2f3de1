"""Phrases and frames of long programmes that a first reading met."""

from __future__ import annotations

import pytest

from .numbers_helper import condition_lines, figure_lines, goal_lines, passage
from .test_first_readings import _compiled, _value


def test_a_year_whose_stocktaking_lost_a_byte() -> None:
    text = (
        "截2022年底，全县苹果面积28.6万亩，产量达36.5万吨；现有加工企业23家，其中龙头企业4家；从业5.2万人。"
    )
    found = figure_lines(passage(text, role="body", heading="发展基础", issued="2023-04-18"))
    assert [line.split()[-1] for line in found] == ["2022"] * 5


@pytest.mark.parametrize("word", ["成功创建", "荣获", "获评"])
def test_what_shall_be_attained_among_aims(word: str) -> None:
    text = f"2024年，{word}市级重点专业镇，完成老园改造2万亩。"
    assert goal_lines(passage(text, role="goals")) == ["= 20000 亩 2024"]
    assert goal_lines(passage(text, role="body", heading="发展基础")) == []


def test_shortcomings_are_told() -> None:
    text = "但对照高质量发展要求，还存在老果园占比高（约35%）、精深加工率不足10%等问题。"
    plan = passage(text, role="body")
    assert (goal_lines(plan), figure_lines(plan)) == ([], ["approx 0.35 %", "< 0.1 %"])


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("政策性融资担保费率降至1%以下。", ["<= 0.01 %"]),
        ("支持院校开设订单班，每年培养产业工人不少于2000人。", [">= 2000 人"]),
        ("每年建设标准化厂房不少于3万平方米。", [">= 30000 平方米"]),
    ],
)
def test_a_measure_promises_to_all(text: str, goals: list[str]) -> None:
    plan = passage(text, genre="measure", role="policies")
    assert (goal_lines(plan), condition_lines(plan)) == (goals, [])


def test_what_says_how_big_each_is() -> None:
    text = "培育10亿元级链主企业2家、5亿元级骨干企业4家。2024年淘汰5吨以下中频感应电炉18台。"
    assert goal_lines(passage(text)) == ["= 2 家", "= 4 家", "= 18 台 2024"]


def test_a_row_of_facts_parted_by_tabs() -> None:
    text = (
        "信息索取号\t008412-06-2025-00034\t信息分类\t规划计划\n"
        "生成日期\t2025-01-24\t公开方式\t主动公开\n"
        "文号\t云政办字〔2025〕6号\t关键词\t专业镇\n\n"
        "关于印发《云岭县2025年专业镇建设任务分解表》的通知\n各乡镇：\n现印发给你们。\n"
        "云岭县人民政府办公室\n2025年1月22日\n"
    )
    plan = _compiled(text)
    assert "索取号" not in plan.text
    assert _value(plan, "title") == "关于印发《云岭县2025年专业镇建设任务分解表》的通知"
