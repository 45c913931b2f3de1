"""The weekly bulletin: every figure in its text has a number, and the annex lists the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhenxing.papers.dispatch import SheetLine, line_table
from zhenxing.papers.official_blocks import (
    AttachmentText,
    Block,
    Heading,
    OfficialPaper,
    Paragraph,
    Simple,
    chinese_date,
)

#: of one figure this many matters are named in the text; all of them stand in the annex
_NAMED = 3


@dataclass(frozen=True)
class Figure:
    """A figure: what is counted, how many, and the rows it was counted from."""

    section: str
    label: str
    total: int
    lines: tuple[SheetLine, ...] = ()


@dataclass(frozen=True)
class BulletinSheet:
    """One bulletin of a week, as issued (`sha256`) or as it stands in draft."""

    area: str
    unit: str
    number: int
    first: date
    last: date
    figures: tuple[Figure, ...]
    opening: str = ""
    closing: str = ""
    issued: date | None = None
    sha256: str = ""
    demo: bool = False


def bulletin_paper(sheet: BulletinSheet) -> OfficialPaper:
    """The bulletin as an official paper, its sources in the annex."""
    span = f"{chinese_date(sheet.first)}至{chinese_date(sheet.last)}"
    body: list[Block] = [
        Paragraph(f"（第{sheet.number}期　{span}）", align="center", indent=False),
        *((Paragraph("（演示数据）", align="center", indent=False),) if sheet.demo else ()),
        *(() if sheet.sha256 else (Paragraph("草稿：数字随台账变化，以印发稿为准。", strong=True),)),
        *map(Paragraph, _lines(sheet.opening)),
    ]
    for section in dict.fromkeys(one.section for one in sheet.figures):
        body += [Heading(1, section), *_section(sheet, section)]
    if sheet.closing.strip():
        body += [Heading(1, "下周重点"), *map(Paragraph, _lines(sheet.closing))]
    if sheet.sha256:
        body.append(Paragraph(f"本期已冻结。校验摘要：{sheet.sha256[:16]}。"))
    body.append(AttachmentText("数字来源", tuple(_sources(sheet))))
    return OfficialPaper(
        organ="",
        number=None,
        title=f"{sheet.area}专业镇工作周报",
        body=tuple(body),
        signer=sheet.unit,
        date=sheet.issued or sheet.last,
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _section(sheet: BulletinSheet, section: str) -> Iterator[Simple]:
    for at, one in enumerate(sheet.figures, 1):
        if one.section == section:
            yield Paragraph(sentence(one, at))


def sentence(figure: Figure, number: int) -> str:
    """「办结、销号事项2件〔来源1〕：甲；乙。」; nothing counted is said too."""
    if not figure.total:
        return f"{figure.label}：无〔来源{number}〕。"
    named = [_named(one) for one in figure.lines[:_NAMED]]
    rest = "等" if figure.total > len(named) else ""
    return f"{figure.label}{figure.total}件〔来源{number}〕：{'；'.join(named)}{rest}。"


def _named(line: SheetLine) -> str:
    beside = "，".join(filter(None, (line.unit, _day(line.due))))
    return f"{line.what}{f'（{beside}）' if beside else ''}"


def _day(text: str) -> str:
    """2026-06-05 → 6月5日; other words as they are."""
    pieces = text.split("-")
    if len(pieces) != 3 or not all(piece.isdecimal() for piece in pieces):
        return text
    return f"{int(pieces[1])}月{int(pieces[2])}日"


def _sources(sheet: BulletinSheet) -> Iterator[Simple]:
    for at, one in enumerate(sheet.figures, 1):
        yield Heading(3, f"来源{at}　{one.label}：{one.total}件", numbered=False)
        if one.lines:
            yield line_table(one.lines)
        else:
            yield Paragraph("台账中没有符合的记录。")
        if one.total > len(one.lines):
            yield Paragraph(f"（共{one.total}件，以上为前{len(one.lines)}件）")
