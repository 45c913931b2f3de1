"""The sheet of a dispatch says what it was given, in the order of the standard, the same bytes each time."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document

from zhenxing.papers.dispatch import (
    DispatchSheet,
    SheetLine,
    SheetPart,
    dispatch_paper,
    line_table,
    part_blocks,
)
from zhenxing.papers.official import OfficialPaper, Paragraph, official_docx

LINE = SheetLine(
    "建成公共窑炉", "县工信局", "《行动计划》二、（三）", "2026-05-31", 12, "red", "完成期限", months=3
)


def sheet(**changes: object) -> DispatchSheet:
    given = {
        "area": "云岭县",
        "unit": "云岭县专业镇发展领导小组办公室",
        "month": "2026-06",
        "as_of": date(2026, 6, 28),
        "followed": SheetPart("红灯和超期事项", (LINE,), 1),
        "parts": (SheetPart("在途督办函件", (), 0), SheetPart("突出问题", (LINE,), 4)),
        **changes,
    }
    return DispatchSheet(**given)  # type: ignore[arg-type]  # given by name


def words(paper: OfficialPaper) -> str:
    found = Document(io.BytesIO(official_docx(paper)))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in found.paragraphs), *cells])


def test_a_first_sheet_says_that_there_is_nothing_to_compare_with() -> None:
    said = words(dispatch_paper(sheet()))
    assert "云岭县专业镇工作2026年6月调度单" in said.replace("\n", "")
    assert "没有上月可比" in said
    assert "征求意见稿" in said
    assert "共4件，以上为前1件" in said
    assert "连续三个月以上未办结的1件" in said


def test_a_frozen_sheet_tells_the_changes_and_its_digest() -> None:
    gone = SheetLine("办好展会", "县商务局", due="2026-05-10", days=3, light="blue")
    said = words(
        dispatch_paper(
            sheet(since="2026-05", new=2, still=1, gone=(gone,), asks=("明确供电日期",), sha256="ab" * 32)
        )
    )
    assert "与2026年5月相比，新增2件，消除1件，仍未办结1件" in said
    assert "办好展会" in said
    assert "1.明确供电日期" in said
    assert "abababababababab" in said
    assert "征求意见稿" not in said
    assert "只比较了列出的部分" not in said
    assert "只比较了列出的部分" in words(dispatch_paper(sheet(since="2026-05", exact=False)))


def test_a_correction_says_what_it_corrects_and_demo_data_says_what_it_is() -> None:
    said = words(dispatch_paper(sheet(edition=2, correction="漏列一项", demo=True, asks=())))
    assert "更正说明：漏列一项" in said
    assert "演示数据" in said
    assert "没有提请议定的事项" in said


def test_the_same_sheet_is_the_same_file() -> None:
    assert official_docx(dispatch_paper(sheet())) == official_docx(dispatch_paper(sheet()))


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    table = line_table((SheetLine("甲事", due="长期"), SheetLine("乙事", days=-3)))
    assert table.header == ("序号", "事项和依据", "到期日")
    assert table.rows[1] == ("2", "乙事", "—")
    assert line_table((LINE,)).rows[0][3:7] == ("2026.5.31", "12", "红", "3")


def test_a_long_table_repeats_its_header() -> None:
    many = SheetPart("红灯和超期事项", (LINE,) * 40, 40)
    found = Document(io.BytesIO(official_docx(dispatch_paper(sheet(followed=many)))))
    assert "w:tblHeader" in found.tables[0].rows[0]._tr.xml


@pytest.mark.parametrize("lines", [(), (LINE,)])
def test_a_part_without_matters_says_so(lines: tuple[SheetLine, ...]) -> None:
    blocks = list(part_blocks(SheetPart("突出问题", lines, len(lines))))
    assert (blocks == [Paragraph("没有这类事项。")]) == (not lines)
