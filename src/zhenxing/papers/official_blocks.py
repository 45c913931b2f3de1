"""What an official paper is made of: frozen values, no layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 — a field of a paper is called date
from typing import Literal

Align = Literal["both", "left", "center", "right"]


@dataclass(frozen=True)
class Heading:
    """一、 （一） 1. （1）: `level` 1–4. The number is counted; a text that brings its own keeps it.

    `body` runs on behind the heading in the same paragraph, in 仿宋, as levels below the first often do.
    """

    level: int
    text: str
    body: str = ""
    numbered: bool = True

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3, 4):
            raise ValueError(f"公文的结构层次只有四级，没有第{self.level}级：{self.text}")


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line break in it begins a new paragraph. `strong` prints it in 黑体."""

    text: str
    align: Align = "both"
    indent: bool = True
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """A ruled table under its caption. `widths` are shares of the core; `aligns` are per column.

    A table too long for its page goes on below a repeated header; a row is never torn.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""
    aligns: tuple[Align, ...] = ()

    def __post_init__(self) -> None:
        columns = len(self.header)
        uneven = [row for row in self.rows if len(row) != columns]
        sized = {len(self.widths), len(self.aligns)} - {0, columns}
        if not columns or uneven or sized:
            raise ValueError(f"表格“{self.caption}”的列数不一致：表头{columns}列，{uneven[:1] or sized}")


@dataclass(frozen=True)
class Cell:
    """One cell of a form: `span` columns wide, at least `lines` lines high; a label stands in 黑体."""

    text: str
    span: int = 1
    label: bool = False
    lines: int = 1
    align: Align = "left"


@dataclass(frozen=True)
class Form:
    """A ruled form to be filled in or signed; every row spans the same columns."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if sum(cell.span for cell in row) != len(self.widths):
                texts = "、".join(cell.text for cell in row)
                raise ValueError(f"表单要{len(self.widths)}列，这一行的列数不对：{texts}")


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Blank:
    """Empty lines."""

    lines: int = 1


@dataclass(frozen=True)
class Cover:
    """The first page of a bound paper: `top` in the corner, the title in the middle, lines below."""

    title: str
    subtitle: str = ""
    top: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    foot: str = ""


Simple = Heading | Paragraph | Table | Form | PageBreak | Blank


@dataclass(frozen=True)
class AttachmentText:
    """An attachment bound with the paper: it begins a page of its own, with its number and title."""

    title: str
    blocks: tuple[Simple, ...]


Block = Simple | AttachmentText


@dataclass(frozen=True)
class OfficialPaper:
    """One paper. What is empty is not printed; a paper without `organ` has no red head.

    `number` is written as the standard wants it (〔〕, no 第, no leading zeros). `sealed` papers leave
    room for the seal and set the signer above the date, the date four characters from the right edge.
    `tag` is printed above everything in 黑体 and `tag_colour` (RRGGBB): 蓝色督办.
    `seal_note` stands behind the signer (（盖章）), `note` in brackets below the date (此件公开发布).
    """

    organ: str
    number: str | None
    title: str
    addressees: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    attachments: tuple[str, ...] = ()
    signer: str = ""
    date: Day | None = None
    seal_note: str = ""
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: Day | None = None
    note: str = ""
    secrecy: str = ""
    urgency: str = ""
    copy_number: str = ""
    issued_by: str = ""
    sealed: bool = True
    cover: Cover | None = None
    tag: str = ""
    tag_colour: str = ""

    @property
    def attached(self) -> tuple[AttachmentText, ...]:
        return tuple(block for block in self.body if isinstance(block, AttachmentText))

    @property
    def text(self) -> tuple[Simple, ...]:
        """The body without what is attached."""
        return tuple(block for block in self.body if not isinstance(block, AttachmentText))

    @property
    def attachment_names(self) -> tuple[str, ...]:
        """What the note 附件： names: as told, or the titles of what is attached."""
        return self.attachments or tuple(attached.title for attached in self.attached)


def chinese_date(day: Day) -> str:
    """2026年3月5日: Arabic figures, the full year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
