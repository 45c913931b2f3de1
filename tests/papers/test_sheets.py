"""Workbooks: native types, no formulas, headings that merge, ready to print, the same bytes each time."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenxing.papers.headings import Block, heading_rows
from zhenxing.papers.sheets import Cell, Column, Sheet, safe_text, workbook

COLUMNS = (Column("序号", "whole"), Column("任务", "long"), Column("日期", "date"))


def opened(*sheets: Sheet, demo: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(sheets, title="任务", demo=demo)))


def one_cell(value: object, column: Column = COLUMNS[1]) -> Any:
    return opened(Sheet("表", [column], [[value]])).active["A2"]  # type: ignore[list-item]  # any value on purpose


def test_numbers_and_dates_stay_what_they_are() -> None:
    sheet = opened(Sheet("表", COLUMNS, [[3, "做强龙头", date(2026, 6, 30)]])).active
    assert [cell.value for cell in sheet[2]][:2] == [3, "做强龙头"]
    assert sheet["C2"].value.date() == date(2026, 6, 30)
    assert sheet["C2"].number_format == "yyyy-mm-dd"
    assert one_cell(Decimal("0.1")).value == 0.1
    assert one_cell(True).value == "是"
    assert one_cell(False).value == "否"
    assert one_cell(None).value is None
    assert one_cell(Cell(Decimal("0.125"), number_format="0.0%")).number_format == "0.0%"


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("x")']
)
def test_text_never_becomes_a_formula(text: str) -> None:
    cell = one_cell(text)
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


@pytest.mark.parametrize("text", ["-5%", "+3.2", "-1,200", "——", "-", "2025年", "", "a=b", "'引文"])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert safe_text(text) == text


@given(st.text(max_size=40))
@settings(max_examples=50, deadline=None)
def test_any_text_can_be_written_and_is_no_formula(text: str) -> None:
    assert one_cell(text).data_type in ("s", "n")


def test_what_excel_cannot_hold_is_shortened_or_replaced_not_lost() -> None:
    assert one_cell("字" * 40_000).value.endswith("……（下略）")
    assert "?" in one_cell("半个\ud800").value
    with pytest.raises(ValueError, match="do not fit"):
        workbook([Sheet("表", COLUMNS, [[1, "", None]] * 1_000_001)])


def test_addresses_in_text_are_no_links_and_links_stay_inside() -> None:
    assert one_cell("https://example.invalid/").hyperlink is None
    rows = [[Cell("看目标", goto="目标")]]
    book = opened(Sheet("目录", [Column("内容")], rows), Sheet("目标", [Column("指标")], []))
    assert book["目录"]["A2"].hyperlink.location == "'目标'!A1"
    assert book["目录"]["A2"].value == "看目标"


def test_sheet_names_follow_excels_rules() -> None:
    names = ["任务[一]", "'任务'", "长" * 40, "长" * 40, "", "A", "a"]
    book = opened(*(Sheet(f"{name}", [Column("x")], []) for name in dict.fromkeys(names)))
    assert all(len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in book.sheetnames)
    assert len({name.lower() for name in book.sheetnames}) == len(book.sheetnames) == 6


def test_the_top_stays_in_sight_and_the_filter_covers_the_rows() -> None:
    rows = [[1, "甲", None], [2, "乙", None]]
    sheet = opened(
        Sheet(
            "表", COLUMNS, rows, title="任务表", notes=["说明"], totals=[["合计", 2, None]], freeze_columns=2
        )
    ).active
    assert sheet["A1"].value == "任务表"
    assert sheet["A2"].value == "说明"
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == "A3:C5"
    assert sheet["A6"].value == "合计"
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:C1", "A2:C2"}


def test_a_page_is_a4_across_one_page_wide_with_its_headings_again() -> None:
    sheet = opened(Sheet("表", COLUMNS, [[1, "甲", None]], title="任务表")).active
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$2:$2"
    assert "&P" in sheet.oddFooter.center.text


def test_demo_data_says_so_on_screen_and_on_paper() -> None:
    sheet = opened(Sheet("表", COLUMNS, [], title="任务表"), demo=True).active
    assert sheet["A2"].value.startswith("演示数据")
    assert sheet.oddFooter.left.text == "演示数据"
    plain = opened(Sheet("表", COLUMNS, [], title="任务表")).active
    assert not any("演示" in str(cell.value) for row in plain for cell in row)


def test_an_empty_table_says_what_is_missing() -> None:
    sheet = opened(Sheet("表", COLUMNS, [], empty="没有任务。")).active
    assert sheet["A2"].value == "没有任务。"
    assert sheet.auto_filter.ref is None


def test_headings_merge_across_groups_and_down_to_the_rows() -> None:
    columns = [
        Column("序号"),
        Column("牵头", groups=("责任分工",)),
        Column("配合", groups=("责任分工",)),
        Column("时限"),
    ]
    sheet = opened(Sheet("表", columns, [["1", "甲", "乙", "丙"]])).active
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1", "D1:D2"}
    assert sheet.freeze_panes == "A3"


def test_columns_that_are_alike_but_in_different_groups_stay_apart() -> None:
    blocks = heading_rows([("甲", "数"), ("乙", "数"), ("乙", "数"), ("数",)])
    assert blocks == [
        Block("甲", 0, 0, 0, 0),
        Block("乙", 0, 1, 0, 2),
        Block("数", 0, 3, 1, 3),
        Block("数", 1, 0, 1, 0),
        Block("数", 1, 1, 1, 1),
        Block("数", 1, 2, 1, 2),
    ]
    assert heading_rows([]) == []


def test_equal_neighbours_become_one_cell_where_asked() -> None:
    rows = [["甲部", 1], ["甲部", 2], ["乙部", 3]]
    sheet = opened(
        Sheet("表", [Column("部分"), Column("数", "whole")], rows, merge_down=frozenset({0}))
    ).active
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A2:A3"}
    assert sheet["A4"].value == "乙部"
    assert sheet.auto_filter.ref is None


def test_optional_columns_appear_only_with_values() -> None:
    columns = [Column("部分"), Column("范围", optional=True), Column("性质", optional=True)]
    sheet = Sheet("表", columns, [["甲", None, "力争"], ["甲", "", None]], merge_down=frozenset({0}))
    assert [column.title for column in sheet.without_empty().columns] == ["部分", "性质"]
    assert sheet.without_empty().merge_down == {0}


def test_columns_are_wide_enough_for_chinese_and_rows_for_their_lines() -> None:
    rows = [["县小微企业发展服务中心", "字" * 100]]
    sheet = opened(Sheet("表", [Column("单位"), Column("内容", "long", 40)], rows)).active
    assert sheet.column_dimensions["A"].width >= 22
    assert sheet.row_dimensions[2].height >= 5 * 14


def test_the_same_values_give_the_same_bytes() -> None:
    sheet = Sheet("表", COLUMNS, [[1, "甲", date(2026, 1, 1)]], title="任务")
    assert workbook([sheet], title="任务") == workbook([sheet], title="任务")
