"""Tables of places: each row a township's, each column an indicator with its unit."""

from __future__ import annotations

import pytest

from core.compiler.numbers_helper import condition_lines, figure_lines, goal_lines, passage

_AIMS = "云岭县2024年专业镇目标任务的通知"


@pytest.mark.parametrize("gap", ["\t", " | ", "  ", " "])
def test_aims_are_goals_of_the_year_the_caption_names(gap: str) -> None:
    rows = (
        ("乡镇", "总产值(亿元)", "增速(%)", "新增规上企业(户)"),
        ("石桥镇", "5.2", "13", "2"),
        ("竹溪乡", "3.8", "-", "1"),
    )
    table = "附表 2024年目标任务表\n" + "\n".join(gap.join(row) for row in rows)
    plan = passage(table, title=_AIMS, genre="notice")
    assert goal_lines(plan) == [
        "= 520000000 元 2024",
        "= 0.13 % 2024",
        "= 2 户 2024",
        "= 380000000 元 2024",
        "= 1 户 2024",
    ]
    assert [goal.indicator for goal in plan.goals][:2] == ["石桥镇总产值", "石桥镇增速"]
    assert plan.quote(plan.goals[0].span) == "5.2"


def test_what_was_reached_is_a_figure() -> None:
    table = "2023年完成情况\n序号 乡镇 总产值(亿元) 从业人员(人)\n1 石桥镇 5.2 830\n2 竹溪乡 3.8 410"
    plan = passage(table, genre="report", role="body", issued="2024-01-15")
    assert figure_lines(plan) == [
        "= 520000000 元 2023",
        "= 830 人 2023",
        "= 380000000 元 2023",
        "= 410 人 2023",
    ]
    assert goal_lines(plan) == []


@pytest.mark.parametrize(
    "text",
    [
        "单位 联系人 电话\n县工信局 赵明 0123-4567890",
        "乡镇 牵头领导 责任人\n石桥镇 甲 乙",
        "乡镇 总产值(亿元)\n石桥镇 5.2",  # one column of values is a list
    ],
)
def test_other_tables_are_left_alone(text: str) -> None:
    plan = passage(text, title=_AIMS, genre="notice")
    assert goal_lines(plan) == figure_lines(plan) == []


def test_what_follows_a_threshold_without_a_comma_is_its_benefit() -> None:
    text = "网络零售额首次突破1000万元的奖励5万元,超过5000万元的奖励15万元。"
    assert condition_lines(passage(text, genre="other", role="body")) == ["> 10000000 元", "> 50000000 元"]
