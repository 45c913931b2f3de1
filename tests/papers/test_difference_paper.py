"""The difference as a table for a terminal and as a workbook."""

from __future__ import annotations

import io

import openpyxl

from core.compiler.plan_maker import clause, condition, goal, plan, task
from zhenxing.core.compiler.difference import compare
from zhenxing.papers.difference import difference_table, difference_workbook

OUTLINE = (clause("1", "一、", "目标"), clause("2", "二、", "任务"), clause("3", "三、", "奖励"))
OLD = plan(
    *OUTLINE,
    goal("规上企业达到12家", "规上企业", 12, "家", "2024"),
    goal("制定县级标准3项", "县级标准", 3, "项", "2024"),
    task("培育龙头企业", "县工信局", "县财政局", text="扶持企业。"),
    task("完善标准体系", "县市场监管局", text="制定县级标准。"),
    task("建设交易市场", "县商务局"),
    task("加强组织领导", text="定期调度。"),
    title="云岭县2024年行动计划",
)
NEW = plan(
    *OUTLINE,
    goal("规上企业达到15家", "规上企业", 15, "家", "2025"),
    goal("制定县级标准3项", "县级标准", 3, "项", "2024", clause="2"),
    task("培育龙头企业", "县工信局", "县发改局", text="扶持企业。"),
    task("加强组织领导", text="按季调度。"),
    condition("=营收500万元", "营收", 5_000_000, "元"),
    title="云岭县2025年行动计划",
    doc_number="云政办发〔2025〕6号",
)
DIFFERENCE = compare(OLD, NEW)


def test_the_table_says_what_differs_and_only_that() -> None:
    table = difference_table(DIFFERENCE, columns=200)
    assert table.startswith("旧：云岭县2024年行动计划\n新：云岭县2025年行动计划\n")
    assert "目标：变更1、未变1；任务：变更2、无人承担1、取消1；条件：新增1。" in table
    assert "≠变更" in table and "数值：12家 → 15家；期限：2024 → 2025" in table
    assert "配合单位：增加县发改局，减去县财政局" in table
    assert "！无人承担" in table and "－取消" in table and "＋新增" in table
    assert "≠仅改文字" in table and "只有文字不同" in table
    assert "制定县级标准3项" not in table


def test_two_equal_plans_and_two_empty_ones() -> None:
    assert difference_table(compare(OLD, OLD)).endswith("两份文件的要求没有差别。")
    assert "两份文件都没有目标" in difference_table(compare(plan(), plan()))


def test_the_workbook_has_both_sides() -> None:
    data = difference_workbook(DIFFERENCE)
    assert data == difference_workbook(DIFFERENCE)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["差异", "未变"]
    rows = [[cell.value for cell in row] for row in book["差异"].iter_rows()]
    headings = next(index for index, row in enumerate(rows) if row[0] == "序号")
    assert [value for value in rows[headings] if value] == [
        "序号",
        "变化",
        "类别",
        "旧文件",
        "新文件",
        "说明",
    ]
    assert rows[headings + 2][1:7] == [
        "≠变更",
        "目标",
        "一、",
        "规上企业达到12家",
        "一、",
        "规上企业达到15家",
    ]
    text = [str(value) for row in rows for value in row if value]
    assert "'=营收500万元" in text
    assert "新文件：云岭县2025年行动计划（云政办发〔2025〕6号）" in text
    assert [row[6].value for row in book["未变"].iter_rows()][-1] == "制定县级标准3项"


def test_a_move_is_told() -> None:
    moved = compare(OLD, NEW).of("goal", "unchanged")[0]
    assert moved.moved
