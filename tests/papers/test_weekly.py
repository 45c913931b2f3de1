"""Every figure of a weekly bulletin names its source, and the annex lists the rows."""

from __future__ import annotations

import io
from datetime import date

from docx import Document

from zhenxing.papers.dispatch import SheetLine
from zhenxing.papers.official import OfficialPaper, official_docx
from zhenxing.papers.weekly import BulletinSheet, Figure, bulletin_paper, sentence

ROWS = tuple(SheetLine(f"第{at}件事", "县工信局", due=f"2026-06-{at:02}") for at in range(1, 6))


def words(paper: OfficialPaper) -> str:
    found = Document(io.BytesIO(official_docx(paper)))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in found.paragraphs), *cells])


def sheet(**changes: object) -> BulletinSheet:
    figures = (Figure("本周办结", "办结事项", 5, ROWS), Figure("本周办结", "召开会议", 0),
               Figure("下周日程", "下周到期事项", 9, ROWS[:1]))  # fmt: skip
    given = {"area": "云岭县", "unit": "领导小组办公室", "number": 26, "first": date(2026, 6, 22),
             "last": date(2026, 6, 28), "figures": figures, **changes}  # fmt: skip
    return BulletinSheet(**given)  # type: ignore[arg-type]  # given by name


def test_a_sentence_names_the_first_rows_and_the_source() -> None:
    assert sentence(Figure("", "召开会议", 0), 2) == "召开会议：无〔来源2〕。"
    said = sentence(Figure("", "办结事项", 5, ROWS), 1)
    assert said == (
        "办结事项5件〔来源1〕：第1件事（县工信局，6月1日）；第2件事（县工信局，6月2日）；"
        "第3件事（县工信局，6月3日）等。"
    )
    assert sentence(Figure("", "函件", 1, (SheetLine("督办单"),)), 3) == "函件1件〔来源3〕：督办单。"


def test_the_annex_lists_every_row_behind_every_figure() -> None:
    said = words(
        bulletin_paper(sheet(opening="盯办窑炉。", closing="开推进会。", sha256="ef" * 32, demo=True))
    )
    for row in ROWS:
        assert row.what in said
    assert "召开会议：0件" in said
    assert "台账中没有符合的记录" in said
    assert "共9件，以上为前1件" in said
    assert "efefefefefefefef" in said
    assert "演示数据" in said


def test_a_draft_says_that_it_is_one_and_the_file_is_always_the_same() -> None:
    assert "草稿" in words(bulletin_paper(sheet()))
    assert official_docx(bulletin_paper(sheet())) == official_docx(bulletin_paper(sheet()))
