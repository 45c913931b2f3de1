"""Tables are found in sheets laid out for people, and every record keeps its row in Excel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from intake.workbook_files import CODES, SPEC, workbook
from zhenxing.engines.checks import check
from zhenxing.intake.workbooks import MappedSheet, Workbook, prepare, read_workbook, sheet_of

HUMAN = [
    ["云岭县重点企业情况表", None, None, None, None, None, None, None, None],
    ["填报单位：云岭县工信局", None, None, None, None, None, None, None, "单位：万元、人"],
    ["序号", "企业名称", "信用代码", "收入情况", None, None, "人员", "生产情况", "填报说明"],
    [None, None, None, "营业收入", "主营业务收入", "其他业务收入", "从业人员", "产量（万吨）", None],
    ["甲", "乙", "丙", 1, 2, 3, 4, 5, 6],
    [1, "云岭陶瓷厂", CODES[0], 1234.5678, 1234, 0.5678, 12, 0.3, "无"],
    [2, "清河陶土行", CODES[1], "1，200", 1000, 200, "35人", None, None],
    [None] * 9,
    [None, "小  计", None, 2434.5678, 2234, 200.5678, 47, None, None],
    [3, "云岭药茶社", CODES[2], "1.2亿元", "1.2亿", 0, 8, None, None],
    ["合计", None, None, 14434.5678, None, None, 55, None, None],
    ["填表人：王明", None, None, "审核人：李华", None, None, None, "填报日期：2024年3月5日", None],
]
MERGES = ("A1:I1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "I3:I4")


def prepared(data: bytes, name: str = "表.xlsx") -> MappedSheet:
    (sheet,) = prepare(read_workbook(data, name), SPEC).sheets
    return sheet


def plain(rows: list[list[Any]]) -> MappedSheet:
    """Mapped without a file between."""
    texts = [[None if value is None else str(value) for value in row] for row in rows]
    (sheet,) = prepare(Workbook("表.xlsx", "xlsx", (sheet_of("表", texts),)), SPEC).sheets
    return sheet


def test_a_table_made_for_people_is_read_as_it_is_meant() -> None:
    sheet = prepared(workbook({"表": HUMAN}, MERGES))
    assert sheet.rows.tolist() == [6, 7, 10]
    assert (sheet.layout.first_heading_row, sheet.layout.last_heading_row) == (3, 4)
    assert sheet.layout.unit == "万元"
    assert {(row.row, row.why) for row in sheet.skipped} == {
        (5, "numbers"),
        (9, "total"),
        (11, "total"),
        (12, "footer"),
    }
    checked = check([sheet], SPEC)
    assert checked.faults == ()
    first, second, third = checked.table.to_pylist()
    assert first["revenue"] == Decimal("12345678.00")
    assert first["output"] == Decimal(3000)
    assert (second["revenue"], second["people"], second["output"]) == (Decimal(12_000_000), 35, None)
    # an amount that brings its own unit means that unit
    assert third["revenue"] == third["main"] == Decimal(120_000_000)


def test_columns_keep_their_letters_and_unknown_ones_are_reported() -> None:
    sheet = prepared(workbook({"表": HUMAN}, MERGES))
    assert {column.field: column.letter for column in sheet.columns} == {
        "name": "B", "code": "C", "revenue": "D", "main": "E", "other": "F", "people": "G", "output": "H",
    }  # fmt: skip
    assert [heading.text for heading in sheet.unmapped] == ["序号", "填报说明"]


def test_headings_are_joined_without_knowing_what_is_merged() -> None:
    sheet = plain(HUMAN)
    assert {column.field for column in sheet.columns} >= {"revenue", "main", "other", "people", "output"}
    assert sheet.rows.tolist() == [6, 7, 10]


def test_a_table_that_begins_further_down_and_right() -> None:
    rows: list[list[Any]] = [
        [],
        [],
        [None, None, "企业名称", "社会信用代码"],
        [None, None, "云岭陶瓷厂", CODES[0]],
    ]
    sheet = prepared(workbook({"表": rows}))
    assert [(column.field, column.letter) for column in sheet.columns] == [("code", "D"), ("name", "C")]
    assert sheet.rows.tolist() == [4]


def test_merged_cells_of_the_data_hold_for_all_their_rows() -> None:
    rows = [["企业类型", "企业名称", "信用代码"]]
    rows += [
        ["有限公司", "云岭陶瓷厂", CODES[0]],
        [None, "清河陶土行", CODES[1]],
        ["合作社", "云岭药茶社", CODES[2]],
    ]
    checked = check([prepared(workbook({"表": rows}, ["A2:A3"]))], SPEC)
    assert checked.table["kind"].to_pylist() == ["company", "company", "coop"]


def test_lines_that_part_the_table_are_no_records() -> None:
    rows = [["企业名称", "信用代码", "备注"], ["一、云岭镇"], ["云岭陶瓷厂", CODES[0]], ["（二）清河镇"]]
    rows += [["清河陶土行", CODES[1]], ["企业名称", "信用代码", "备注"], ["云岭药茶社", CODES[2]]]
    sheet = plain(rows)
    assert sheet.rows.tolist() == [3, 5, 7]
    assert [(row.row, row.why) for row in sheet.skipped] == [(2, "section"), (4, "section"), (6, "heading")]


def test_a_name_that_begins_like_a_total_is_a_record() -> None:
    sheet = plain(
        [["企业名称", "信用代码"], ["总计师咨询社", CODES[0]], ["注意力文化社", CODES[1]], ["合计", None]]
    )
    assert sheet.rows.tolist() == [2, 3]


def test_a_record_with_a_single_cell_is_kept_and_not_passed_over() -> None:
    sheet = plain([["企业名称", "信用代码", "备注"], ["云岭陶瓷厂", None, None]])
    assert sheet.rows.tolist() == [2]
    assert [fault.code for fault in check([sheet], SPEC).faults] == ["required"]


def test_records_of_several_sheets_and_those_that_hold_none() -> None:
    head = ["企业名称", "信用代码"]
    sheets = {
        "云岭镇": [head, ["云岭陶瓷厂", CODES[0]]],
        "说明": [["本表由各乡镇填报"], ["请于月底前报送"]],
        "清河镇": [["清河镇企业表"], head, ["清河陶土行", CODES[1]], ["云岭陶瓷厂", CODES[0]]],
        "旧表": [head, ["某厂", CODES[3]]],
        "空": [],
    }
    found = prepare(read_workbook(workbook(sheets, hidden="旧表"), "表.xlsx"), SPEC)
    assert [sheet.name for sheet in found.sheets] == ["云岭镇", "清河镇"]
    assert dict(found.left_out) == {"说明": "没有找到表头", "旧表": "隐藏的工作表", "空": "空表"}
    checked = check(found.sheets, SPEC)
    (fault,) = checked.faults
    assert (fault.sheet, fault.cell, fault.code) == ("清河镇", "B4", "duplicate")
    assert "工作表“云岭镇”第 2 行" in fault.message


def test_dates_of_excel_and_of_people() -> None:
    rows: list[list[Any]] = [["信用代码", "企业名称", "成立时间"]]
    given: list[Any] = [date(2024, 3, 5), "2024年3月5日", "2024.3.5", 45356]
    rows += [
        [code, f"云岭{index}厂", day] for index, (code, day) in enumerate(zip(CODES, given, strict=True))
    ]
    checked = check([prepared(workbook({"表": rows}))], SPEC)
    assert checked.table["founded"].to_pylist() == [date(2024, 3, 5)] * 4


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_delimited_text(encoding: str, delimiter: str) -> None:
    lines = [
        ["云岭县企业表"],
        ["企业名称", "信用代码", "备注"],
        ["云岭陶瓷厂", CODES[0], '"两行\n备注"'],
        ["清河", CODES[1], ""],
    ]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    sheet = prepared(text.encode(encoding), "表.csv")
    assert sheet.rows.tolist() == [3, 4]
    assert check([sheet], SPEC).table["note"].to_pylist() == ["两行\n备注", None]
