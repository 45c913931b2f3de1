"""How far a time reaches, and what a number only describes."""

from __future__ import annotations

from typing import Any

import pytest

from core.compiler.numbers_helper import condition_lines, figure_lines, goal_lines, passage

_AHEAD: dict[str, Any] = {
    "genre": "report",
    "role": "tasks",
    "heading": "2025年工作安排",
    "issued": "2025-01-08",
}
_BACK: dict[str, Any] = {"role": "body", "heading": "发展基础", "issued": None}
_NEWS: dict[str, Any] = {"genre": "news", "role": "body", "issued": "2025-03-12"}
_THREE_YEARS: dict[str, Any] = {"title": "云岭县竹编专业镇行动方案(2024-2026年)"}

GOALS: list[tuple[str, dict[str, Any], list[str]]] = [
    # a part of the year by which one thing is due says nothing of the next
    (
        "确保竹编项目一季度开工率达60%、上半年全部开工;新增规上企业15家。实施技改项目30个。",
        _AHEAD,
        [">= 0.6 % 2025-03", "+ 15 家 2025", "= 30 个 2025"],
    ),
    # where it opens the clause it does
    ("6月底前,建成竹编展馆2个;改造车间5个。", {}, ["= 2 个 2024-06", "= 5 个 2024-06"]),
    # so many years, in a plan for just those
    ("三年引进亿元以上竹编项目120个。", _THREE_YEARS, ["= 120 个 2026"]),
    ("三年引进亿元以上竹编项目120个。", {}, ["= 120 个"]),
    ("力争通过三年努力,竹编产值达到30亿元。", {}, [">= 3000000000 元 2027"]),
    # from so much to so much says which enterprises are counted
    ("到2025年,营收50-100亿元龙头企业达到16家。", {}, [">= 16 家 2025"]),
    # a round sum whose 元 is left out
    ("到2025年,六大产业总量超过四千亿规模。", {}, ["> 400000000000 元 2025"]),
    ("到2025年,竹编产值突破二十亿。", {}, ["> 2000000000 元 2025"]),
    # who is responsible, and by when, in brackets below
    (
        "建设竹苗基地500亩。\n(牵头单位:县林业局 责任单位:各乡镇 完成时限:2024年10月底)",
        {},
        ["= 500 亩 2024-10"],
    ),
    # what is said of this year goes on to the end of its paragraph
    (
        "今年竹编产值突破9亿元。竹编技改投资增速不低于15%。",
        {"genre": "other"},
        ["> 900000000 元 2024", ">= 0.15 % 2024"],
    ),
    ("2025年贷款利率下降50个基点。", {}, ["= 50 个基点 2025"]),
]


@pytest.mark.parametrize(("text", "setting", "goals"), GOALS)
def test_goals(text: str, setting: dict[str, Any], goals: list[str]) -> None:
    assert goal_lines(passage(text, **setting)) == goals


FIGURES: list[tuple[str, dict[str, Any], list[str]]] = [
    # what a part that looks back told in one sentence holds for the next
    (
        "“十三五”期间,竹编产值年均增长7.8%。建成竹编研究所3家。",
        _BACK,
        ["= 0.078 % 2020", "= 3 家 2020"],
    ),
    # since a year is not in that year
    ("2022年以来,累计为竹编企业发放贷款9.8亿元。", _NEWS, ["= 980000000 元"]),
    ("竹编产品出口美国、德国等28个国家。", _NEWS, ["= 28 个"]),
    # so few as there are
    ("竹编亩均税收只有6.8万元。", {"genre": "other"}, ["= 68000 元"]),
    ("42.3%的竹编企业反映资金紧张。", _NEWS, ["= 0.423 %"]),
    ("今年一季度PM2.5平均浓度降至32微克/立方米。", _NEWS, ["<= 32 微克/立方米 2025-03"]),
]


@pytest.mark.parametrize(("text", "setting", "figures"), FIGURES)
def test_figures(text: str, setting: dict[str, Any], figures: list[str]) -> None:
    assert figure_lines(passage(text, **setting)) == figures


def test_an_exception_in_brackets_is_a_threshold_of_its_own() -> None:
    plan = passage("主导产业年产值3亿元以上(农产品加工类1.5亿元以上);", genre="notice", role="conditions")
    assert condition_lines(plan) == [">= 300000000 元", ">= 150000000 元"]


def test_a_span_of_years_without_an_accident_needs_no_word_before_it() -> None:
    plan = passage("三年内未发生重大竹编安全事故;", genre="notice", role="conditions")
    assert condition_lines(plan) == ["= 0 起"]
