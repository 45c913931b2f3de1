"""An export is the template it comes back in: what was not touched comes back the same."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhenxing.core.fields import AtMostRule, Choice, Field, TableSpec
from zhenxing.engines.checks import check
from zhenxing.engines.difference import diff_rows, typed_table
from zhenxing.intake.workbooks import RawSheet, Workbook, find_layout, prepare, read_workbook
from zhenxing.papers.register_book import register_book

SPEC = TableSpec(
    "enterprises",
    "企业/名录",
    (
        Field("code", "统一社会信用代码", "uscc", required=True, key=True),
        Field("name", "企业名称", required=True, max_length=60, help="照营业执照填写全称"),
        Field(
            "kind",
            "企业类型",
            "choice",
            choices=(Choice("ltd", "有限责任公司"), Choice("coop", "农民专业合作社")),
        ),
        Field("town", "专业镇", "reference", choices=(Choice("云岭陶瓷", "云岭陶瓷"),)),
        Field("founded", "成立日期", "date", minimum=date(1800, 1, 1)),
        Field("year", "认定年份", "year"),
        Field("high", "是否高新技术企业", "flag"),
        Field("revenue", "营业收入", "money", minimum=Decimal(0), groups=("经营情况", "收入")),
        Field("export", "其中：出口额", "money", groups=("经营情况", "收入")),
        Field("people", "从业人员", "integer", unit="人", maximum=10**6, groups=("经营情况",)),
        Field("output", "产量", "decimal", unit="吨", places=3),
        Field("note", "备注"),
    ),
    (AtMostRule("export", "revenue"),),
    ("code",),
)
ROWS: list[list[Any]] = [
    [
        "91340600MA2PBM9HXD",
        "=1+1陶瓷厂",
        "ltd",
        "云岭陶瓷",
        date(2020, 1, 5),
        2021,
        True,
        Decimal("1234567.89"),
        Decimal(0),
        12,
        Decimal("0.125"),
        "+86 两行\n备注",
    ],
    [
        "91340600MA2PBMA74B",
        "@清河陶土行",
        "coop",
        None,
        date(1899, 3, 1),
        None,
        False,
        None,
        None,
        0,
        None,
        "-",
    ],
    [
        "91340600MA2PBN188W",
        "云岭药茶社",
        None,
        None,
        None,
        None,
        None,
        Decimal("9999999999999999.99"),
        Decimal("0.01"),
        None,
        Decimal("-3.5"),
        None,
    ],
]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def read(data: bytes) -> Any:
    return prepare(read_workbook(data, "导出.xlsx"), SPEC)


def test_what_is_exported_comes_back_the_same() -> None:
    data = register_book(SPEC, ROWS, versions=[(1, 1), (2, 5), (3, 1)], title="云岭县企业名录")
    found = read(data)
    assert [sheet.name for sheet in found.sheets] == ["企业 名录"]
    assert dict(found.left_out) == {"填写说明": "说明页", "选项": "说明页"}
    checked = check(found.sheets, SPEC)
    assert checked.faults == ()
    back = [[row[name] for name in SPEC.names] for row in checked.table.to_pylist()]
    assert back == ROWS
    assert checked.table["record_version"].to_pylist() == [1, 5, 1]
    existing = typed_table(SPEC, ROWS, SPEC.names)
    assert len(diff_rows(checked.table, existing, SPEC.natural_key).unchanged) == 3


def test_three_cells_changed_are_three_updates() -> None:
    book = opened(register_book(SPEC, ROWS))
    page = book.worksheets[0]
    page["B4"], page["H5"], page["G6"] = "云岭新陶瓷厂", 5, "否"
    output = io.BytesIO()
    book.save(output)
    checked = check(read(output.getvalue()).sheets, SPEC)
    found = diff_rows(checked.table, typed_table(SPEC, ROWS, SPEC.names), SPEC.natural_key)
    assert [found.changed_columns(index) for index in range(len(found.updates))] == [
        ("name",),
        ("revenue",),
        ("high",),
    ]


def test_text_is_never_a_formula() -> None:
    page = opened(register_book(SPEC, ROWS)).worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert all(cell.data_type != "f" for cell in cells)
    assert page["B4"].value == "=1+1陶瓷厂"
    assert page["B4"].quotePrefix


def test_types_lists_locks_and_headings() -> None:
    book = opened(register_book(SPEC, ROWS, versions=[(1, 1), (2, 1), (3, 1)], demo=True))
    page = book.worksheets[0]
    assert page["A1"].value == "演示数据"
    assert {str(area) for area in page.merged_cells.ranges} >= {"H2:J2", "H3:I3", "J3:J4", "A2:A4"}
    assert (page["E5"].value.date(), page["H5"].value, page["J5"].value) == (date(2020, 1, 5), 1234567.89, 12)
    assert page["C5"].value == "有限责任公司"
    assert page.freeze_panes == "B5"
    assert page.protection.sheet
    assert page["A5"].protection.locked
    assert not page["B5"].protection.locked
    assert not page.column_dimensions["A"].hidden
    assert page.column_dimensions["M"].hidden
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation}
    assert lists["C5"] == "'选项'!$A$2:$A$3"
    assert lists["G5"] == '"是,否"'
    assert book["选项"].sheet_state == "veryHidden"
    assert [cell.value for cell in book["选项"]["A"]] == ["企业类型", "有限责任公司", "农民专业合作社"]


def test_the_page_of_instructions_explains_every_column() -> None:
    page = opened(register_book(SPEC, [], notes=["数据截至 2024 年底。"], demo=True))["填写说明"]
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value]
    said = "\n".join(texts)
    assert "演示数据" in said
    assert "数据截至 2024 年底" in said
    assert all(field.label in said for field in SPEC.fields)
    assert "照营业执照填写全称" in said
    assert "不小于 0" in said
    assert "不大于 1000000" in said
    assert "不早于 1800-01-01" in said


def test_an_empty_template_is_read_as_a_table_without_rows() -> None:
    data = register_book(SPEC, [], columns=["code", "name"])
    (sheet,) = read(data).sheets
    assert [column.field for column in sheet.columns] == ["code", "name"]
    assert len(sheet.rows) == 0


def test_a_single_column() -> None:
    page = opened(register_book(SPEC, [["甲"]], columns=["name"], title="名录")).worksheets[0]
    assert [page["A1"].value, page["A2"].value, page["A3"].value] == ["名录", "企业名称", "甲"]


def test_a_row_without_its_version_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="zip"):
        register_book(SPEC, ROWS, versions=[(1, 1)])


def test_the_same_values_give_the_same_bytes() -> None:
    assert register_book(SPEC, ROWS) == register_book(SPEC, ROWS)


def test_what_a_workbook_cannot_hold_is_left_out() -> None:
    data = register_book(SPEC, [["a\x0b\ud800b" + "c" * 40_000]], columns=["note"])
    assert len(opened(data).worksheets[0]["A2"].value) == 32_767


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), max_size=20)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(texts, st.decimals(-(10**15), 10**15, places=2)), min_size=1, max_size=6))
def test_texts_and_amounts_survive(rows: list[tuple[str, Decimal]]) -> None:
    data = register_book(SPEC, rows, columns=["note", "revenue"])
    page = opened(data).worksheets[0]
    cells = [[page.cell(row, column).value for column in (1, 2)] for row in range(4, 4 + len(rows))]
    lines = [[None if value is None else str(value) for value in row] for row in cells]
    assert [line[0] or "" for line in lines] == [text for text, _ in rows]
    assert [Decimal(str(line[1])) for line in lines] == [amount for _, amount in rows]


def test_the_headings_are_found_again() -> None:
    (sheet, *_) = read_workbook(register_book(SPEC, ROWS, title="名录"), "a.xlsx").sheets
    assert isinstance(sheet, RawSheet)
    layout = find_layout(sheet, SPEC)
    assert layout is not None
    assert (layout.first_heading_row, layout.last_heading_row) == (2, 4)
    assert Workbook("a", "xlsx", (sheet,)).sheets


def test_words_in_a_column_of_numbers_and_of_dates() -> None:
    page = opened(
        register_book(SPEC, [["未填", "去年", 3]], columns=["revenue", "founded", "people"])
    ).worksheets[0]
    assert [page.cell(4, column).value for column in (1, 2, 3)] == ["未填", "去年", 3]
