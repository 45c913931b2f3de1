"""Tables of indicators: columns of years, of targets, of units, however their cells are set apart."""

from __future__ import annotations

from typing import Any

import pytest

from core.compiler.numbers_helper import figure_lines, goal_lines, passage

_TITLE = "云岭县竹编产业三年行动计划(2023—2025年)"

#: (table, setting, goals, figures)
CASES: list[tuple[str, dict[str, Any], list[str], list[str]]] = [
    (
        "指标 | 单位 | 2022年 | 2023年 | 2025年\n"
        "产业总产值 | 亿元 | 12 | 15 | 30\n"
        "规上企业数 | 家 | 8 | 12 | 20",
        {"title": _TITLE},
        ["= 1500000000 元 2023", "= 3000000000 元 2025", "= 12 家 2023", "= 20 家 2025"],
        ["= 1200000000 元 2022", "= 8 家 2022"],
    ),
    (
        "序号\t指标名称\t单位\t2025年目标\n"
        "1\t竹编总产值\t亿元\t≥30\n"
        "2\t研发投入占比\t%\t2.0以上\n"
        "3\t单位能耗\t吨标准煤\t≤0.5",
        {"title": _TITLE},
        [">= 3000000000 元 2025", ">= 0.02 % 2025", "<= 0.5 吨标准煤 2025"],
        [],
    ),
    (
        "序号  指标名称  单位  2022年基数  2025年目标值\n"
        "1  出口额(当年价)  万美元  1200  2600\n"
        "2  从业人员  万人  1.1  1.6",
        {"title": _TITLE},
        ["= 26000000 美元 2025", "= 16000 人 2025"],
        ["= 12000000 美元 2022", "= 11000 人 2022"],
    ),
    (
        "指标 单位 2023年 2024年\n出口额 万美元 1200 1500\n从业人员 万人 1.1 1.3",
        {"title": "云岭县2024年竹编产业工作要点"},
        ["= 15000000 美元 2024", "= 13000 人 2024"],
        ["= 12000000 美元 2023", "= 11000 人 2023"],
    ),
    (
        "指标\t2023年完成\t2024年计划\n工业投资(亿元)\t9.6\t12\n规上企业(家)\t21\t26",
        {"title": "云岭县工业经济工作报告", "genre": "report", "role": "body"},
        ["= 1200000000 元 2024", "= 26 家 2024"],
        ["= 960000000 元 2023", "= 21 家 2023"],
    ),
    (
        "指标\t单位\t现状值\t目标值\n竹林面积\t万亩\t38\t42\n商品率\t%\t62\t80",
        {"title": _TITLE},
        ["= 420000 亩 2025", "= 0.8 % 2025"],
        ["= 380000 亩", "= 0.62 %"],
    ),
    # a group that spans rows, an empty cell, a dash
    (
        "类别 | 指标 | 单位 | 2025年\n"
        "规模 | 产业总产值 | 亿元 | 30\n"
        "规上企业 | 家 | 20\n"
        "效益 | 亩均税收 | 万元 | -",
        {"title": _TITLE},
        ["= 3000000000 元 2025", "= 20 家 2025"],
        [],
    ),
    # ranges, marks and unit in the caption
    (
        "单位:亿元\n项目\t2024年\t2025年\n总产值\t20—22\t25左右\n营业收入\t18\t[23]",
        {"title": _TITLE},
        [
            "range 2000000000–2200000000 元 2024",
            "approx 2500000000 元 2025",
            "= 1800000000 元 2024",
            "= 2300000000 元 2025",
        ],
        [],
    ),
    # two tables, one under the other
    (
        "指标\t单位\t2025年\n产业总产值\t亿元\t30\n\n指标\t单位\t2022年\n产业总产值\t亿元\t12",
        {"title": _TITLE},
        ["= 3000000000 元 2025"],
        ["= 1200000000 元 2022"],
    ),
    # in a report the years gone by are facts, and so is the year itself
    (
        "指标|单位|2022年|2023年\n总产值|亿元|16|18\n出口额|亿元|2|3",
        {"title": "云岭县竹编产业发展情况报告", "genre": "report", "role": "body"},
        [],
        ["= 1600000000 元 2022", "= 1800000000 元 2023", "= 200000000 元 2022", "= 300000000 元 2023"],
    ),
]


@pytest.mark.parametrize(("text", "setting", "goals", "figures"), CASES)
def test_cells(text: str, setting: dict[str, Any], goals: list[str], figures: list[str]) -> None:
    plan = passage(text, **setting)
    assert goal_lines(plan) == goals
    assert figure_lines(plan) == figures


def test_cells_are_named_by_their_rows_and_stand_where_they_are_printed() -> None:
    plan = passage(CASES[0][0], title=_TITLE)
    assert [goal.indicator for goal in plan.goals] == ["产业总产值", "产业总产值", "规上企业数", "规上企业数"]
    assert [plan.quote(goal.span) for goal in plan.goals] == ["15", "30", "12", "20"]
    assert [goal.id for goal in plan.goals] == ["g1", "g2", "g3", "g4"]
    assert [figure.id for figure in plan.figures] == ["f1", "f2"]


def test_prose_after_a_table_is_read_as_prose() -> None:
    text = CASES[0][0] + "\n到2025年,培育专精特新企业5家,带动就业3000人以上,其中脱贫户不少于三百户。"
    plan = passage(text, title=_TITLE)
    assert goal_lines(plan)[-3:] == ["= 5 家 2025", ">= 3000 人 2025", ">= 300 户 2025"]


@pytest.mark.parametrize(
    "text",
    [
        "指标 | 单位 | 责任部门\n产值 | 亿元 | 县工信局",
        "项目名称\t建设单位\n竹编园\t县城投",
        "主要指标如下,请各单位对照2025年目标抓好落实。",
        "指标 | 单位 | 2025年",
    ],
)
def test_what_is_no_table_of_values_has_no_cells(text: str) -> None:
    plan = passage(text, title=_TITLE)
    assert goal_lines(plan) == []
    assert figure_lines(plan) == []
