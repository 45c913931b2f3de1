"""A compiled plan as a workbook and as a terminal table: nothing of it is left out."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from papers.samples import TEXT, a_plan
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Source, TracedText
from zhenxing.papers import plan_wording
from zhenxing.papers.plan_table import plan_table
from zhenxing.papers.plan_workbook import plan_workbook
from zhenxing.papers.table import text_table
from zhenxing.papers.width import cut, folded, line_count, pad, width

EMPTY = Plan(Source("文字", "空.txt"), TracedText.of("文字"))


def opened(plan: Plan) -> Any:
    return openpyxl.load_workbook(io.BytesIO(plan_workbook(plan)))


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def found(sheet: Any, text: object) -> list[Any]:
    """The row that holds a value."""
    return next(row for row in rows(sheet) if text in row)


def test_every_kind_has_its_sheet() -> None:
    assert opened(a_plan()).sheetnames == [
        "文件信息",
        "目标",
        "任务分解表",
        "数据",
        "条件",
        "节点",
        "人员与名单",
        "单位",
        "条款",
        "存疑与待核",
        "修复记录",
    ]
    assert opened(EMPTY).sheetnames == [
        "文件信息",
        "目标",
        "任务分解表",
        "数据",
        "条件",
        "存疑与待核",
        "修复记录",
    ]


def test_the_first_sheet_identifies_the_document_and_leads_to_the_others() -> None:
    sheet = opened(a_plan())["文件信息"]
    assert found(sheet, "标题")[1] == "云岭县陶瓷专业镇培育方案"
    assert found(sheet, "发文字号")[2] == "待人工判断"
    assert found(sheet, "成文日期")[1] == "没有找到"
    assert found(sheet, "文种")[1] == "方案、规划"
    link = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "任务分解表")
    assert link.hyperlink.location == "'任务分解表'!A1"
    assert found(sheet, "任务分解表")[2] == "2 条"


def test_goals_are_numbers_with_clause_and_words() -> None:
    sheet = opened(a_plan())["目标"]
    first = found(sheet, "主导产业产值")
    assert first[2:7] == ["不低于", 800_000_000, "元", "8亿元", "2026"]
    assert first[-3:] == ["一 发展目标", "主导产业产值达到8亿元", "确定"]
    growth = found(sheet, "产值增速")
    assert growth[3:7] == [0.1, None, "10%", "文中未写明"]
    assert "力争、增量" in growth
    assert found(sheet, "展会")[5] == "2场–3场"
    assert found(sheet, "名称")[3] == "存疑"


def test_tasks_name_their_units_and_what_is_missing() -> None:
    sheet = opened(a_plan())["任务分解表"]
    first = found(sheet, "（一）做强龙头")
    assert first[1] == "二、重点任务"
    assert first[4:] == ["县发展局", "县财政局", "副县长", "2026-06", "二（一）", "确定"]
    second = found(sheet, "（二）打造品牌")
    assert second[3] == "'=举办展会。"
    assert second[4] == "未明确"


def test_doubts_and_repairs_say_where_and_why() -> None:
    book = opened(a_plan())
    doubt = found(book["存疑与待核"], "存疑")
    assert doubt[5] == "★ 2026年：上下文\n· 2016年：笔误"
    assert doubt[6] == f"第2页 {TEXT.index('2026')}–{TEXT.index('2026') + 4}"
    assert (
        found(book["存疑与待核"], "待核")[2] == "一 发展目标" or found(book["存疑与待核"], "待核")[2] is None
    )
    assert found(book["修复记录"], "去掉拼音注音")[2:5] == ["镇(zhèn)", "镇", 2]
    assert found(book["修复记录"], "strange")[3] == "（删去）"


def test_the_smaller_sheets() -> None:
    book = opened(a_plan())
    assert found(book["人员与名单"], "周明远")[2:4] == ["组长", "副县长"]
    assert found(book["人员与名单"], "各乡镇")[0] == "领导小组"
    assert found(book["单位"], "县发展局")[1] == "县级"
    assert found(book["节点"], "举办展会")[2] == "文中未写明"
    assert found(book["条款"], "2.1")[2] == "　（一）做强龙头"
    untitled = tuple(
        replace(a_plan().clauses[0], number="", heading="", role=role) for role in ("covering", "body")
    )
    outline = opened(replace(a_plan(), clauses=untitled))["条款"]
    assert [row[2] for row in rows(outline)[-2:]] == ["（印发通知）", "（无标题）"]
    assert found(book["条件"], "主导产业产值")[6:9] == ["奖10万元", "取消称号", "甲"]


def test_a_text_too_long_for_a_row_is_shortened_openly() -> None:
    plan = a_plan()
    long = replace(plan.tasks[0], text="培育企业并打造品牌。" * 300)
    sheet = opened(replace(plan, tasks=(long,)))["任务分解表"]
    assert found(sheet, "（一）做强龙头")[3].endswith("（下略，见原文）")


def test_the_terminal_shows_every_kind_or_says_it_is_missing() -> None:
    table = plan_table(a_plan(), columns=100)
    for part in (
        "【目标】4 条",
        "8亿元",
        "【任务】2 条",
        "县发展局",
        "【条件】2 条",
        "【名单】2 条",
        "★2026年",
        "没有读懂",
    ):
        assert part in table
    assert max(map(width, table.splitlines())) <= 100
    assert plan_table(EMPTY).endswith("没有找到：目标、任务、数据、条件、节点、名单、存疑、待核。")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (Decimal(250_000_000), "元", "2.5亿元"),
        (Decimal(37_500_000), "公斤", "3750万公斤"),
        (Decimal("12345.678901"), "元", "12345.678901元"),
        (Decimal("0.25"), "%", "25%"),
        (Decimal("0.125"), "%", "12.5%"),
        (Decimal(3), None, "3"),
        (Decimal(-20_000), "元", "-2万元"),
        (Decimal("1.50"), "家", "1.5家"),
        ((Decimal(10), Decimal(20), Decimal(30)), "家", "10家、20家、30家"),
        (None, "家", ""),
    ],
)
def test_amounts_are_said_as_people_say_them(value: Any, unit: str | None, said: str) -> None:
    assert plan_wording.amount(value, unit) == said


def test_clauses_are_named_by_their_numbers() -> None:
    plan = a_plan()
    assert plan_wording.clause_name(plan, "2.1") == "二（一） 做强龙头"
    assert plan_wording.clause_name(plan, None) == ""
    assert plan_wording.clause_number(plan, "unheard") == "unheard"
    looped = replace(plan, clauses=(replace(plan.clauses[0], parent="1"),))
    assert plan_wording.clause_number(looped, "1") == "一"
    elsewhere = replace(plan.tasks[0], section="三")
    assert plan_wording.section_name(plan, elsewhere) == "三"
    assert plan_wording.section_name(plan, replace(elsewhere, section=None)) == ""


def test_tables_align_although_chinese_is_wide() -> None:
    lines = text_table(["单位", "数"], [["县发展局", "12"], ["bureau", "3"]]).split("\n")
    assert [
        width(line[: line.index(number)]) for line, number in zip(lines[2:], ("12", "3"), strict=True)
    ] == [10, 10]


def test_the_widest_column_gives_way_and_cells_fold() -> None:
    table = text_table(["甲", "乙"], [["一" * 10, "二" * 60], ["三\x1b[2J", "四\n五"]], columns=60)
    assert max(map(width, table.split("\n"))) <= 60
    assert table.count("二") == 60
    assert "\x1b" not in table
    assert text_table(["单"], [["字" * 30]], columns=20).count("字") == 30


def test_width_cut_pad_fold() -> None:
    assert width("镇a\u0301") == 3
    assert cut("云岭县专业镇", 8) == "云岭县…"
    assert cut("云岭", 8) == "云岭"
    assert pad("镇", 4) == "镇  "
    assert list(folded("一二三\n四", 4)) == ["一二", "三", "四"]
    assert line_count("一二三\n四", 4) == 3
