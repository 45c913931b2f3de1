"""A rulebook to Excel and back: the same book, or every fault in its cell."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from web.rules.builder_samples import TEXT, a_book
from zhenxing.intake.workbooks import Workbook, sheet_of
from zhenxing.packs.rules_loader import shipped_texts
from zhenxing.web.kit.testing import area, person, signed_in
from zhenxing.web.rules.builder_models import RuleDraft
from zhenxing.web.rules.builder_sheet import read_table
from zhenxing.web.rules.builder_table import HEADINGS, SHEET, table_workbook
from zhenxing.web.rules.models import Rulebook
from zhenxing.web.rules.reading import read

BOOK = read(TEXT)


def cells(data: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[SHEET]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def table(rows: list[list[Any]]) -> Workbook:
    texts = [[None if value is None else str(value) for value in row] for row in rows]
    return Workbook("规则.xlsx", "xlsx", (sheet_of(SHEET, texts),))


def read_rows(rows: list[list[Any]], book: Any = BOOK) -> Any:
    return read_table(table(rows), book, {})


def exported(book: Any = BOOK) -> list[list[Any]]:
    return cells(table_workbook(book))


def test_a_condition_is_a_row() -> None:
    head, *rows = exported()
    assert head == list(HEADINGS)
    assert rows[0][:9] == [
        "scale",
        "达到规模",
        None,
        "营业收入",
        None,
        "不低于",
        "标准：营收下限",
        None,
        "第一条",
    ]
    assert rows[1][2:7] == ["任一-1", "行业代码", None, "以……开头", "C、D"]
    assert rows[2][2:7] == ["任一-1", "有传承工艺", None, "人工判断", "证书"]
    assert rows[3][5] == "见高级条件"
    assert '"first_time"' in rows[3][11]


@pytest.mark.parametrize("key", ["above-scale", "size-2017", "quality-sme-2026", "national-cluster"])
def test_a_shipped_book_comes_back_the_same(key: str) -> None:
    book = read(shipped_texts()[key])
    found = read_rows(exported(book), book)
    assert found.faults == []
    assert found.book == book


def test_value_and_unit_stand_apart() -> None:
    rows = exported(read(TEXT.replace("{parameter: floor}", "2000万元")))
    assert rows[1][6:8] == ["2000万", "元"]
    rows[1][6] = "2500万"
    assert read_rows(rows).book.rules[0].when.of[0].to[0].value == 25000000


def test_rules_come_and_go_with_their_rows() -> None:
    rows = exported()
    new = [None] * len(HEADINGS)
    new[0], new[1], new[3], new[5], new[6], new[7], new[9] = (
        "new",
        "新规则",
        "营业收入",
        "高于",
        "5",
        "亿元",
        "2026年1月1日",
    )
    found = read_rows([rows[0], *rows[1:4], new])
    assert [rule.key for rule in found.book.rules] == ["scale", "new"]
    assert found.book.rules[1].begins.isoformat() == "2026-01-01"


def test_groups_nest() -> None:
    rows = [list(HEADINGS)]
    for group, value in (
        ("至少2项-1", "1"),
        ("至少2项-1", "2"),
        ("至少2项-1/都不-1", "3"),
        ("至少2项-1/都不-1", "4"),
    ):
        row: list[Any] = [None] * len(HEADINGS)
        row[0], row[1], row[2], row[3], row[5], row[6], row[7] = (
            "scale",
            "规模",
            group,
            "营业收入",
            "不低于",
            value,
            "亿元",
        )
        rows.append(row)
    when = read_rows(rows).book.rules[0].when
    assert (when.n, len(when.of)) == (2, 3)
    assert len(when.of[2].of.of) == 2


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        (0, "大写", "标识应以小写字母开头"),
        (2, "或者", "看不懂这个分组"),
        (3, "没有的", "没有这个字段"),
        (4, "去年", "应为：当年"),
        (5, "大概", "应为：不低于"),
        (6, "很多", "不是数量或日期"),
        (6, None, "请填要求的值"),
        (7, "户", "单位不同"),
        (9, "明天", "日期应如"),
    ],
)
def test_each_fault_has_its_cell(column: int, value: str | None, told: str) -> None:
    rows = exported(read(TEXT.replace("{parameter: floor}", "2000万元")))
    rows[1][column] = value
    found = read_rows(rows)
    assert found.book is None
    fault = next(one for one in found.faults if told in one.message)
    assert fault.row == 2
    assert fault.column in ("ABCDEFGHIJKL"[column], "G")


def test_an_advanced_condition_that_cannot_be_read() -> None:
    rows = exported()
    rows[4][11] = "{first_time: {that: 不对}}"
    found = read_rows(rows)
    assert next((one.cell, one.label) for one in found.faults if one.column == "L") == ("L5", "高级条件")


def test_rules_may_refer_to_one_another_and_to_nothing_else() -> None:
    text = TEXT + "- key: both\n  name: 都达到\n  when: {all: [{rule: scale}, {rule: fast}]}\n"
    book = read(text)
    rows = exported(book)
    assert read_rows(rows, book).book == book
    gone = [row for row in rows if row[0] != "fast"]
    assert any("fast" in one.message or "请选一条规则" in one.message for one in read_rows(gone, book).faults)


def test_what_is_no_table_of_rules() -> None:
    assert "找不到表头" in read_rows([["甲", "乙"]]).faults[0].message
    assert "表里没有规则" in read_rows([list(HEADINGS)]).faults[0].message
    endless = [list(HEADINGS), *([["scale"] * len(HEADINGS)] * 2001)]
    assert "最多2000行" in read_rows(endless).faults[0].message


def test_a_book_that_chooses_the_first_keeps_advanced_conditions() -> None:
    book = read(TEXT + "choose: first\n")
    assert read_rows(exported(book), book).book == book


# ── the pages ────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def client(db: None) -> Client:
    return signed_in(person("office", area()))


@pytest.fixture
def row(db: None) -> Rulebook:
    return a_book()


def upload(client: Client, row: Rulebook, data: bytes, name: str = "规则.xlsx") -> Any:
    url = f"/rulebooks/{row.pk}/rules-import/"
    base = client.get(url).context["base"]
    return client.post(url, {"base": base, "file": SimpleUploadedFile(name, data)}, follow=True)


def changed(data: bytes, cell: str, value: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    book[SHEET][cell] = value
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def test_out_and_in_makes_a_draft_to_be_looked_at(client: Client, row: Rulebook) -> None:
    data = client.get(f"/rulebooks/{row.pk}/rules-excel/").content
    answer = upload(client, row, changed(data, "G2", "1999.5万元"))
    assert "营业收入≥1999.5万元" in answer.content.decode()
    assert "尚未生效" in answer.content.decode()
    row.refresh_from_db()
    assert read(row.text) == BOOK
    assert "1999.5万元" in RuleDraft.objects.get().text


def test_faults_come_back_with_the_marked_workbook(client: Client, row: Rulebook) -> None:
    data = client.get(f"/rulebooks/{row.pk}/rules-excel/").content
    answer = upload(client, row, changed(data, "F2", "大概"))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "规则表 F2：应为：不低于" in text
    found = re.search(r"base64,([^\"]+)", text)
    assert found
    marked = openpyxl.load_workbook(io.BytesIO(base64.b64decode(found[1])))
    assert marked[SHEET]["F2"].fill.start_color.rgb.endswith("FFC7CE")
    assert not RuleDraft.objects.exists()


def test_what_is_no_workbook_is_told(client: Client, row: Rulebook) -> None:
    assert upload(client, row, b"not a workbook").status_code == 422
    url = f"/rulebooks/{row.pk}/rules-import/"
    assert client.post(url, {}).status_code == 422
