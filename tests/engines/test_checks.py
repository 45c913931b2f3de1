"""All faults of a file come at once, each with its cell and with what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from zhenxing.core.fields import AtMostRule, Choice, Field, SumRule, TableSpec, column_letter
from zhenxing.engines.checks import Checked, Known, check

CODES = ("91340600MA2PBM9HXD", "91340600MA2PBMA74B", "91340600MA2PBN188W")
SPEC = TableSpec(
    "enterprises",
    "企业",
    (
        Field("code", "统一社会信用代码", "uscc", required=True),
        Field("name", "企业名称", required=True, max_length=8),
        Field("area", "行政区划代码", "division"),
        Field("founded", "成立日期", "date", minimum=date(1949, 10, 1), maximum=date(2025, 1, 1)),
        Field("year", "认定年份", "year", minimum=2000),
        Field("revenue", "营业收入", "money", minimum=Decimal(0), maximum=Decimal(10**9)),
        Field("main", "主营业务收入", "money"),
        Field("other", "其他业务收入", "money"),
        Field("people", "从业人员", "integer", minimum=1),
        Field("tier", "级别", "choice", choices=(Choice("p", "省级"), Choice("c", "市级"))),
        Field("output", "产量", "decimal", unit="吨"),
    ),
    (SumRule("revenue", ("main", "other")), AtMostRule("main", "revenue")),
    ("code",),
)


@dataclass(frozen=True)
class Column:
    field: str
    letter: str
    heading: str
    values: pa.Array
    unit: str = ""
    factor: Decimal | None = Decimal(1)


@dataclass(frozen=True)
class Sheet:
    name: str
    columns: tuple[Column, ...]
    rows: Any


def sheet(
    rows: list[list[Any]], names: tuple[str, ...], name: str = "表", first: int = 2, **columns: Any
) -> Sheet:
    """A sheet whose columns stand in A, B, C …; `columns` are unit and factor of some of them."""
    made = []
    for index, field in enumerate(names):
        values = pa.array([None if row[index] is None else str(row[index]) for row in rows], pa.string())
        unit, factor = columns.get(field, ("", Decimal(1)))
        made.append(Column(field, column_letter(index), SPEC.field(field).label, values, unit, factor))
    return Sheet(name, tuple(made), np.arange(first, first + len(rows), dtype=np.int32))


def codes(checked: Checked) -> list[tuple[str, str]]:
    return [(fault.cell, fault.code) for fault in checked.faults]


def test_every_fault_of_a_file_at_once() -> None:
    names = ("code", "name", "area", "founded", "year", "revenue", "main", "other", "people", "tier")
    rows = [
        [CODES[0], "云岭陶瓷厂", "140622", "2020-01-05", 2020, 100, 60, 40, 5, "省级"],
        [CODES[0][:-1] + "A", "", "999999", "1900-01-05", 1999, -1, 0, 0, 0, "国家级"],
        [CODES[1], "一二三四五六七八九", "140622", "2030-01-05", 2020, 10**9 + 1, 10**9, 1, 1.5, "市级"],
        [CODES[2], "清河厂", None, "去年", "今年", 100, 60, 30, "许多", None],
        [CODES[2], "清河厂", None, None, None, 100, 160, -60, None, None],
    ]
    checked = check([sheet(rows, names)], SPEC, Known(divisions={"140622": "140622"}))
    assert codes(checked) == [
        ("A3", "uscc_check"),
        ("B3", "required"),
        ("C3", "division_form"),
        ("D3", "too_early"),
        ("E3", "too_early"),
        ("F3", "too_small"),
        ("F3", "sum"),
        ("G3", "at_most"),
        ("I3", "too_small"),
        ("J3", "not_choice"),
        ("B4", "too_long"),
        ("D4", "too_late"),
        ("F4", "too_large"),
        ("I4", "not_integer"),
        ("D5", "not_date"),
        ("E5", "not_year"),
        ("F5", "sum"),
        ("I5", "not_number"),
        ("A6", "duplicate"),
        ("G6", "at_most"),
    ]
    assert checked.bad.tolist() == [False, True, True, True, True]
    assert checked.good.num_rows == 1
    assert checked.fields == names
    assert checked.table["_row"].to_pylist() == [2, 3, 4, 5, 6]


def test_a_fault_says_what_is_wrong_and_what_to_do_in_two_languages() -> None:
    rows = [[CODES[0], 100, 60, 30]]
    table = sheet(rows, ("code", "revenue", "main", "other"), revenue=("万元", Decimal(10_000)))
    checked = check([sheet([[CODES[0], "厂"]], ("code", "name"))], SPEC)
    assert checked.faults == ()
    (missing, fault) = check([table], SPEC).faults
    assert (missing.row, missing.column, missing.code) == (0, "", "no_column")
    # what the parts add up to is said in the unit of the column
    assert (
        fault.message == "营业收入填的是 100，而主营业务收入、其他业务收入相加是 0.009万元，相差 99.991万元"
    )
    assert "核对" in fault.advice
    assert "add up to" in fault.english
    assert fault.english_advice


def test_a_missing_column_makes_every_row_wrong_but_is_one_fault() -> None:
    checked = check([sheet([[CODES[0]], [CODES[1]]], ("code",))], SPEC)
    assert codes(checked) == [("", "no_column")]
    assert checked.bad.all()


def test_a_column_of_another_unit_is_one_fault() -> None:
    table = sheet([[CODES[0], "厂", 5], [CODES[1], "厂", 6]], ("code", "name", "output"), output=("亩", None))
    checked = check([table], SPEC)
    assert codes(checked) == [("C", "column_unit")]
    assert "亩" in checked.faults[0].message
    assert checked.table["output"].to_pylist() == [None, None]
    assert checked.bad.all()


def test_repetitions_across_sheets() -> None:
    first = sheet([[CODES[0], "甲"], [CODES[1], "乙"]], ("code", "name"), "一")
    second = sheet([[CODES[1], "乙"], [None, "丙"], [None, "丁"], [CODES[2], "戊"]], ("code", "name"), "二")
    checked = check([first, second], SPEC)
    faults = [(fault.sheet, fault.cell, fault.code) for fault in checked.faults]
    assert faults == [("二", "A2", "duplicate"), ("二", "A3", "required"), ("二", "A4", "required")]
    assert "工作表“一”第 3 行" in checked.faults[0].message
    assert checked.table["_sheet"].to_pylist() == ["一", "一", "二", "二", "二", "二"]


def test_sheets_of_different_columns_are_one_table() -> None:
    first = sheet([[CODES[0], "甲", 5]], ("code", "name", "people"), "一")
    second = sheet([[CODES[1], "乙"]], ("code", "name"), "二")
    assert check([first, second], SPEC).table["people"].to_pylist() == [5, None]


def test_a_file_without_rows() -> None:
    assert check([], SPEC).table.num_rows == 0
    empty = check([sheet([], ("code", "name", "founded", "year", "revenue", "tier"))], SPEC)
    assert (empty.table.num_rows, empty.faults) == (0, ())


def test_notes_name_their_sheet() -> None:
    checked = check([sheet([[CODES[0], "甲", "1.234"]], ("code", "name", "revenue"))], SPEC)
    assert checked.notes == ("表：“营业收入”有 1 个数的小数多于 2 位，已四舍五入",)


def test_records_of_an_export_come_back_with_their_number() -> None:
    table = sheet([[CODES[0], "甲"], [CODES[1], "乙"]], ("code", "name"))
    number = Column("record_id", "C", "记录编号", pa.array(["7", "7"]))
    version = Column("record_version", "D", "记录版本", pa.array(["1", None]))
    checked = check([Sheet("表", (*table.columns, number, version), table.rows)], SPEC)
    assert checked.table["record_id"].to_pylist() == [7, 7]
    assert codes(checked) == [("C3", "record_twice")]
