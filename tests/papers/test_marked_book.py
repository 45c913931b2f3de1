"""A workbook comes back with its faults marked and otherwise as it was."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from zhenxing.core.faults import Fault
from zhenxing.core.fields import Field, TableSpec
from zhenxing.engines.checks import check
from zhenxing.intake.workbooks import prepare, read_workbook
from zhenxing.papers import marked_book as module
from zhenxing.papers import marked_cells
from zhenxing.papers.marked_book import marked_book

CODE = "91340600MA2PBM9HXD"
SPEC = TableSpec(
    "enterprises",
    "企业",
    (
        Field("code", "信用代码", "uscc", required=True),
        Field("name", "名称", required=True),
        Field("people", "人数", "integer"),
    ),
    natural_key=("code",),
)


def given_book() -> bytes:
    """A sheet with a look of its own, a merge, a comment and a formula-like name."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "企业 '24"
    rows = [
        ["云岭县企业表"],
        ["信用代码", "名称", "人数"],
        [CODE, "云岭厂", 5],
        ["12", None, "约10人"],
        [CODE, "=x", 3],
    ]
    for row in rows:
        page.append(row)
    page.merge_cells("A1:C1")
    page["A1"].font = Font(name="楷体", size=20)
    page["B3"].fill = PatternFill("solid", fgColor="FF00FF00")
    page["B3"].comment = Comment("已核", "王明")
    page.column_dimensions["A"].width = 33
    page["B5"].data_type = "s"
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def faults_of(data: bytes) -> tuple[Fault, ...]:
    return check(prepare(read_workbook(data, "a.xlsx"), SPEC).sheets, SPEC).faults


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def red(cell: Any) -> bool:
    return bool(cell.fill.fgColor.rgb == f"FF{marked_cells.RED}")


def test_wrong_cells_are_red_and_say_what_to_do() -> None:
    data = given_book()
    faults = faults_of(data)
    assert [fault.cell for fault in faults] == ["A4", "B4", "C4", "A5"]
    book = opened(marked_book(data, "xlsx", faults, title="云岭县企业表"))
    page = book["企业 '24"]
    assert [cell.coordinate for row in page.iter_rows() for cell in row if red(cell)] == [
        "A4",
        "B4",
        "C4",
        "A5",
    ]
    assert "应为 18 位" in page["A4"].comment.text
    assert "请对照营业执照补全" in page["A4"].comment.text
    # what the owner gave the sheet stays
    assert (page["A1"].font.name, page.column_dimensions["A"].width) == ("楷体", 33)
    assert (page["B3"].comment.text, page["B3"].fill.fgColor.rgb) == ("已核", "FF00FF00")
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:C1"]


def test_the_list_in_front() -> None:
    data = given_book()
    book = opened(marked_book(data, "xlsx", faults_of(data), title="云岭县企业表"))
    page = book.worksheets[0]
    assert page.title == "问题清单"
    assert page["A1"].value == "云岭县企业表"
    assert "共 4 处问题，涉及 2 行" in page["A2"].value
    assert [cell.value for cell in page[4]] == [
        "序号",
        "工作表",
        "单元格",
        "列名",
        "填的内容",
        "问题",
        "怎么改",
    ]
    assert [cell.value for cell in page[7]][:5] == [3, "企业 '24", "C4", "人数", "约10人"]
    assert page["C7"].hyperlink.location == "'企业 ''24'!C4"


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_it_is_read_again_without_the_list(kind: str) -> None:
    data = given_book()
    sheets = read_workbook(data, "a.xlsx").sheets
    faults = faults_of(data)
    once = marked_book(data, kind, faults, sheets=sheets)
    assert faults_of(once) == faults
    again = marked_book(once, "xlsx", faults_of(once))
    assert opened(again).sheetnames == ["问题清单", "企业 '24"]


def test_what_was_put_right_is_red_no_more() -> None:
    data = given_book()
    book = opened(marked_book(data, "xlsx", faults_of(data)))
    page = book["企业 '24"]
    page["C4"] = 10
    output = io.BytesIO()
    book.save(output)
    corrected = output.getvalue()
    again = opened(marked_book(corrected, "xlsx", faults_of(corrected)))["企业 '24"]
    assert not red(again["C4"])
    assert again["C4"].comment is None
    assert red(again["B4"])


def test_another_kind_becomes_a_new_workbook() -> None:
    text = f"信用代码,名称,人数,日期\n{CODE},云岭厂,5,2024-01-05 00:00:00\n012,=cmd(),约10人,\n".encode()
    workbook = read_workbook(text, "表.csv")
    faults = check(prepare(workbook, SPEC).sheets, SPEC).faults
    book = opened(marked_book(text, workbook.kind, faults, sheets=workbook.sheets))
    page = book["CSV"]
    assert [cell.value for cell in page[2]] == [CODE, "云岭厂", 5, "2024-01-05"]
    assert [cell.value for cell in page[3]][:3] == ["012", "=cmd()", "约10人"]
    assert page["B3"].data_type == "s"
    assert red(page["A3"])
    assert "不是数字" in page["C3"].comment.text
    assert book["问题清单"]["C6"].hyperlink.location == "'CSV'!C3"


def test_a_sheet_too_large_to_copy_with_its_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_CELLS", 3)
    data = given_book()
    book = opened(marked_book(data, "xlsx", faults_of(data), sheets=read_workbook(data, "a.xlsx").sheets))
    assert red(book["企业 '24"]["A4"])


def test_a_fault_of_a_merged_cell_marks_the_cell_that_is_seen() -> None:
    book = openpyxl.Workbook()
    book.active.append(["甲"])
    book.active.merge_cells("A1:B2")
    output = io.BytesIO()
    book.save(output)
    fault = Fault("Sheet", 2, "B", "name", "名称", "required")
    assert red(opened(marked_book(output.getvalue(), "xlsx", [fault]))["Sheet"]["A1"])


def test_very_many_faults_are_all_listed_and_some_only_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked_cells, "_COMMENTS", 2)
    data = given_book()
    book = opened(marked_book(data, "xlsx", faults_of(data)))
    assert "后面 2 个格子只标了红" in book["问题清单"]["A2"].value
    assert book["企业 '24"]["A5"].comment is None
    assert red(book["企业 '24"]["A5"])


def test_a_fault_of_the_whole_sheet_and_none_at_all() -> None:
    data = given_book()
    missing = Fault("企业 '24", 0, "", "name", "名称", "no_column")
    page = opened(marked_book(data, "xlsx", [missing]))["问题清单"]
    assert (page["C5"].value, page["C5"].hyperlink) == ("整表", None)
    assert opened(marked_book(data, "xlsx", []))["问题清单"]["A2"].value == "没有发现问题。"
    empty = marked_book(b"", "csv", [missing], sheets=())
    assert opened(empty).sheetnames == ["问题清单"]


def test_a_value_that_looks_like_a_formula_stays_text() -> None:
    fault = Fault("企业 '24", 3, "B", "name", "名称", "not_number", value='=HYPERLINK("x")\x00')
    page = opened(marked_book(given_book(), "xlsx", [fault]))["问题清单"]
    assert (page["E5"].data_type, page["E5"].value) == ("s", '=HYPERLINK("x")')
