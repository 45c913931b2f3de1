"""Columns find their fields: by what was chosen, remembered, by name, by likeness; and their units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.workbook_files import CODES, SPEC
from zhenxing.core.fields import Field, TableSpec
from zhenxing.engines.checks import check
from zhenxing.intake.workbooks import Match, Prepared, Workbook, normalised, prepare, sheet_of
from zhenxing.intake.workbooks.headings import conversion, split_unit, unit_line

ROW = ["云岭陶瓷厂", CODES[0], "1", "2", "3", "4"]


def prepared(
    headings: list[str | None], above: list[list[str]] | None = None, **more: dict[str, str]
) -> Prepared:
    rows = [*(above or []), headings, ROW[: len(headings)]]
    chosen = {"表": more["chosen"]} if "chosen" in more else None
    return prepare(Workbook("a", "xlsx", (sheet_of("表", rows),)), SPEC, more.get("remembered"), chosen)


def matches(headings: list[str | None], **more: dict[str, str]) -> list[tuple[str | None, str]]:
    return [(match.field, match.how) for match in prepared(headings, **more).sheets[0].matches]


def of(headings: list[str | None], index: int, above: list[list[str]] | None = None) -> Match:
    return prepared(headings, above).sheets[0].matches[index]


@pytest.mark.parametrize(
    ("heading", "field", "how"),
    [
        ("营业收入", "revenue", "exact"),
        ("revenue", "revenue", "alias"),
        ("员工人数", "people", "alias"),
        (" 营业 收入* ", "revenue", "normalised"),
        ("营业收入（万元）", "revenue", "normalised"),
        ("营业收入/万元", "revenue", "exact"),
        ("1.营业收入", "revenue", "exact"),
        ("（二）其中：营业收入（万元）", "revenue", "exact"),
        ("2024年营业收入", None, "none"),
        ("【必填】营业收入", "revenue", "normalised"),
        ("是否为高新技术企业", "high", "similar"),
        ("上年营业收入", None, "none"),
        ("营业收入增速", None, "none"),
        ("其中：主营业务收入", "main", "exact"),
        ("天气", None, "none"),
    ],
)
def test_a_heading_finds_its_field(heading: str, field: str | None, how: str) -> None:
    assert matches(["企业名称", "信用代码", heading])[2] == (field, how)


def test_two_columns_of_one_name() -> None:
    first, second = prepared(["企业名称", "信用代码", "备注", "备注"]).sheets[0].matches[2:]
    assert (first.field, second.field, second.how) == ("note", None, "taken")
    assert [one.field for one in second.others] == ["note"]


def test_the_better_name_takes_the_field() -> None:
    assert matches(["企业名称", "信用代码", "营业收入额", "营业收入"])[2:] == [
        (None, "taken"),
        ("revenue", "exact"),
    ]


def test_what_was_remembered_and_what_is_chosen() -> None:
    headings: list[str | None] = ["企业名称", "信用代码", "销售额（万元）", "备注"]
    remembered = {normalised("销售额"): "revenue", "备注": ""}
    assert matches(headings)[2] == (None, "none")
    assert matches(headings, remembered=remembered)[2:] == [("revenue", "remembered"), (None, "remembered")]
    assert matches(headings, remembered=remembered, chosen={"C": "main"})[2] == ("main", "chosen")
    assert matches(headings, chosen={"C": "no such field"})[2] == (None, "none")


def test_a_heading_is_remembered_however_it_is_written() -> None:
    keys = {
        prepared(["企业名称", "信用代码", text]).sheets[0].matches[2].heading.key
        for text in ("销 售 额", "销售额（万元）*")
    }
    assert keys == {"销售额"}


def test_a_column_without_a_heading_is_reported_and_can_be_chosen() -> None:
    found = prepared(["企业名称", "信用代码", None]).sheets[0]
    assert [heading.letter for heading in found.unmapped] == ["C"]
    assert matches(["企业名称", "信用代码", None], chosen={"C": "note"})[2] == ("note", "chosen")


@pytest.mark.parametrize(
    ("heading", "above", "factor"),
    [
        ("营业收入（万元）", "", Decimal(10_000)),
        ("营业收入（单位：亿元）", "", Decimal(10**8)),
        ("营业收入(千元)", "单位：万元", Decimal(1000)),
        ("营业收入", "金额单位：万元、人", Decimal(10_000)),
        ("营业收入", "单位：云岭县工信局", Decimal(1)),
        ("产量（公斤）", "单位：万元", Decimal("0.001")),
        ("产量（万吨）", "", Decimal(10_000)),
        ("产量（亩）", "", Decimal(1)),
        ("产量（平方米）", "", None),
        ("从业人员（万人）", "", Decimal(10_000)),
        ("从业人员", "单位：万元", Decimal(1)),
        ("备注（万元）", "", Decimal(1)),
    ],
)
def test_units_of_headings_and_of_the_line_above(heading: str, above: str, factor: Decimal | None) -> None:
    lines = [["云岭县企业表", "", ""], ["", "", above]] if above else None
    assert of(["企业名称", "信用代码", heading], 2, lines).factor == factor


def test_a_unit_that_measures_something_else_is_a_fault_of_the_column() -> None:
    checked = check(prepared(["企业名称", "信用代码", "产量（平方米）"]).sheets, SPEC)
    assert [(fault.cell, fault.code) for fault in checked.faults] == [("C", "column_unit")]


@pytest.mark.parametrize(
    ("unit", "wanted", "factor"),
    [
        ("万元", "元", "10000"),
        ("亿", "元", "100000000"),
        ("公顷", "平方米", "10000"),
        ("吨", "公斤", "1000"),
        ("家", "户", "1"),
    ],
)
def test_conversions(unit: str, wanted: str, factor: str) -> None:
    assert conversion(unit, wanted) == Decimal(factor)


@pytest.mark.parametrize(("unit", "wanted"), [("吨", "元"), ("箱", "元"), ("元", "箱")])
def test_what_cannot_be_converted(unit: str, wanted: str) -> None:
    assert conversion(unit, wanted) is None


def test_words_in_brackets_that_are_no_unit() -> None:
    assert split_unit("企业（单位）名称") == ("企业（单位）名称", "")
    assert split_unit("营业收入(含税)(万元)") == ("营业收入(含税)", "万元")
    assert unit_line("填报单位：万元户协会") == ""


def test_where_no_column_is_known_a_person_can_still_map() -> None:
    rows = [["镇村表"], ["村名", "户主", "亩数"], ["云岭", "王明", "3"], ["清河", "李华", "4"]]
    found = prepare(Workbook("a", "xlsx", (sheet_of("表", rows),)), SPEC)
    (sheet,) = found.sheets
    assert [heading.text for heading in sheet.unmapped] == ["村名", "户主", "亩数"]
    assert sheet.rows.tolist() == [3, 4]
    assert sheet.columns == ()


def test_a_sheet_of_numbers_has_no_table() -> None:
    found = prepare(Workbook("a", "xlsx", (sheet_of("表", [["1", "2"], ["3", "4"]]),)), SPEC)
    assert found == Prepared((), (("表", "没有找到表头"),), ())


def test_likeness_alone_finds_a_heading_row() -> None:
    spec = TableSpec("t", "表", (Field("n", "专业镇名称"), Field("l", "主导产业名称")))
    rows = [["专业镇的名称", "主导产业的名称"], ["云岭", "陶瓷"]]
    (sheet,) = prepare(Workbook("a", "xlsx", (sheet_of("表", rows),)), spec).sheets
    assert [(match.field, match.how) for match in sheet.matches] == [("n", "similar"), ("l", "similar")]
