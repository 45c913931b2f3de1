"""The sheet of a monthly dispatch: what is overdue, what changed since last month, what is to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhenxing.papers.official_blocks import (
    Align,
    Block,
    Heading,
    OfficialPaper,
    Paragraph,
    Simple,
    Table,
    chinese_date,
)

#: a light beside its word: a copy in black and white says the same
LIGHTS: Final = {"red": "红", "orange": "橙", "yellow": "黄", "blue": "蓝", "green": "绿", "grey": "灰"}
_NONE: Final = "—"


@dataclass(frozen=True)
class SheetLine:
    """One matter. `days` are working days past the end, negative while there are some left.

    `months`: on so many sheets in a row, this one counted; 0 where nobody follows that.
    """

    what: str
    unit: str = ""
    clause: str = ""
    due: str = ""
    days: int | None = None
    light: str = ""
    note: str = ""
    months: int = 0


@dataclass(frozen=True)
class SheetPart:
    """A part with its lines; `total` is how many there are when not all of them are printed."""

    title: str
    lines: tuple[SheetLine, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class DispatchSheet:
    """A dispatch as it was frozen (`sha256`), or as it stands while it is prepared (no `sha256`).

    `since` is the month it is compared with ("2026-05"; "" for the first sheet). `gone` are that month's
    matters that are no longer there; `new` counts those that are.
    """

    area: str
    unit: str
    month: str
    as_of: date
    followed: SheetPart
    parts: tuple[SheetPart, ...] = ()
    since: str = ""
    new: int = 0
    still: int = 0
    #: False where more matters are than are listed: then only those listed were compared
    exact: bool = True
    gone: tuple[SheetLine, ...] = ()
    remarks: str = ""
    asks: tuple[str, ...] = ()
    edition: int = 1
    correction: str = ""
    sha256: str = ""
    demo: bool = False


def dispatch_paper(sheet: DispatchSheet) -> OfficialPaper:
    """The sheet as an official paper; the tables repeat their header on every page."""
    body: list[Block] = [
        Paragraph(f"（截至{chinese_date(sheet.as_of)}）", align="center", indent=False),
        *_warnings(sheet),
        Heading(1, "总体情况"),
        Paragraph(_summary(sheet)),
        *(Paragraph(line) for line in sheet.remarks.splitlines() if line.strip()),
        Heading(1, sheet.followed.title),
        *_followed(sheet),
        *_gone(sheet),
    ]
    for one in sheet.parts:
        body += [Heading(1, one.title), *part_blocks(one)]
    body += [Heading(1, "请会议议定"), *_asks(sheet.asks), *_frozen(sheet)]
    return OfficialPaper(
        organ="",
        number=None,
        title=f"{sheet.area}专业镇工作{month_words(sheet.month)}调度单",
        body=tuple(body),
        signer=sheet.unit,
        date=sheet.as_of,
    )


def month_words(month: str) -> str:
    """2026-06 → 2026年6月."""
    year, _dash, number = month.partition("-")
    return f"{year}年{int(number)}月"


def part_blocks(part: SheetPart, caption: str = "") -> Iterator[Simple]:
    """A part's table, or the word that there is nothing; how many are left out is said."""
    if not part.lines:
        yield Paragraph("没有这类事项。")
        return
    yield line_table(part.lines, caption)
    if part.total > len(part.lines):
        yield Paragraph(f"（共{part.total}件，以上为前{len(part.lines)}件）")


def line_table(lines: Sequence[SheetLine], caption: str = "") -> Table:
    """Matters in a table; columns in which nothing stands are left out."""
    columns = [one for one in _COLUMNS if any(_cell(one[0], at, line) for at, line in enumerate(lines, 1))]
    rows = tuple(
        tuple(_cell(key, at, line) or _NONE for key, *_rest in columns) for at, line in enumerate(lines, 1)
    )
    return Table(
        tuple(label for _key, label, _width, _align in columns),
        rows,
        tuple(wide for _key, _label, wide, _align in columns),
        caption,
        tuple(align for _key, _label, _width, align in columns),
    )


_COLUMNS: Final[tuple[tuple[str, str, float, Align], ...]] = (
    ("number", "序号", 2.2, "center"),
    ("what", "事项和依据", 13.0, "left"),
    ("unit", "责任单位", 5.4, "left"),
    ("due", "到期日", 4.8, "center"),
    ("days", "超期工作日", 3.2, "center"),
    ("light", "亮灯", 2.2, "center"),
    ("months", "连续月数", 2.6, "center"),
    ("note", "情况", 4.6, "left"),
)


def _cell(key: str, at: int, line: SheetLine) -> str:
    if key == "number":
        return str(at)
    if key == "days":
        return str(line.days) if line.days is not None and line.days > 0 else ""
    if key == "light":
        return LIGHTS.get(line.light, "")
    if key == "months":
        return str(line.months) if line.months else ""
    if key == "what":
        return f"{line.what}\n〔{line.clause}〕" if line.clause else line.what
    if key == "due":
        return _short(line.due)
    said: str = getattr(line, key)
    return said


def _short(day: str) -> str:
    """2026-06-05 → 2026.6.5, so that it fits a narrow column; other words as they are."""
    pieces = day.split("-")
    return ".".join(str(int(one)) for one in pieces) if all(one.isdecimal() for one in pieces) else day


def _warnings(sheet: DispatchSheet) -> Iterator[Simple]:
    if sheet.demo:
        yield Paragraph("（演示数据）", align="center", indent=False)
    if sheet.edition > 1:
        yield Paragraph(
            f"本单为第{sheet.edition}版，更正此前的{month_words(sheet.month)}调度单。更正说明：{sheet.correction}",
            strong=True,
        )
    if not sheet.sha256:
        yield Paragraph("征求意见稿：本单尚未调度，数字随台账变化。", strong=True)


def _summary(sheet: DispatchSheet) -> str:
    total = sheet.followed.total
    said = [f"目前{sheet.followed.title}{total}件"]
    if sheet.since:
        change = f"与{month_words(sheet.since)}相比，新增{sheet.new}件，消除{len(sheet.gone)}件，"
        said.append(f"{change}仍未办结{sheet.still}件")
    long = sum(1 for one in sheet.followed.lines if one.months >= 3)
    if long:
        said.append(f"连续三个月以上未办结的{long}件")
    said += [f"{one.title}{one.total}件" for one in sheet.parts if one.total]
    return "；".join(said) + "。"


def _followed(sheet: DispatchSheet) -> Iterator[Simple]:
    if sheet.since:
        only = "" if sheet.exact else "事项过多，与上月只比较了列出的部分。"
        yield Paragraph(f"“连续月数”为1的是本月新增事项。{only}")
    yield from part_blocks(sheet.followed)


def _gone(sheet: DispatchSheet) -> Iterator[Simple]:
    if not sheet.since:
        yield Paragraph("这是第一张调度单，没有上月可比。")
        return
    yield Heading(2, f"{month_words(sheet.since)}以来消除的事项")
    yield from part_blocks(SheetPart("", sheet.gone, len(sheet.gone)))


def _asks(asks: Sequence[str]) -> Iterator[Simple]:
    if not asks:
        yield Paragraph("本月没有提请议定的事项。")
    yield from (Heading(3, one) for one in asks)


def _frozen(sheet: DispatchSheet) -> Iterator[Simple]:
    if sheet.sha256:
        yield Paragraph(f"本单已冻结，此后台账变化不影响本单。校验摘要：{sheet.sha256[:16]}。")
