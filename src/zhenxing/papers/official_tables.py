"""Ruled tables and forms inside the core."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from zhenxing.papers.official_blocks import Align, Cell, Form, Table
from zhenxing.papers.official_measures import CORE_WIDTH, FIFTH, FOURTH, SMALL_FOURTH
from zhenxing.papers.official_styles import STYLES, TABLE_LINE
from zhenxing.papers.official_xml import Look, clean, paragraph, run
from zhenxing.papers.width import width

#: eighths of a point: the frame and what is inside it
_FRAME: Final = 8
_RULE: Final = 4
_PADDING: Final = 60
_SIZES: Final = (FOURTH, SMALL_FOURTH, FIFTH)
_HEADER_LINES: Final = 2
_MOST_LINES: Final = 3
_NARROW: Final = 3.0


def table(block: Table) -> Iterator[str]:
    """Caption, header repeated on every page, rows that are never torn."""
    if block.caption:
        yield paragraph("Caption", run(block.caption, STYLES["Caption"].look))
    else:
        yield _gap("<w:keepNext/>")
    widths = _widths(block)
    size = _size(block, widths)
    head = [Cell(text, label=True, align="center") for text in block.header]
    left: Align = "left"
    aligns = block.aligns or (left,) * len(block.header)
    rows = [_row(head, widths, size, header=True)]
    rows += [
        _row([Cell(text, align=align) for text, align in zip(row, aligns, strict=True)], widths, size)
        for row in block.rows
    ]
    yield _ruled(widths, rows)
    yield _gap()


def form(block: Form) -> Iterator[str]:
    widths = _shared(block.widths)
    yield _gap("<w:keepNext/>")
    yield _ruled(widths, [_row(row, widths, FOURTH, tall=True) for row in block.rows])
    yield _gap()


def _gap(keep: str = "") -> str:
    """A little room between text and table, which also needs a paragraph behind it."""
    low = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
    return paragraph("TableText", extra=keep + low)


def _shared(shares: Sequence[float]) -> list[int]:
    """The core shared out, to the twip."""
    total = sum(shares)
    ends = [round(CORE_WIDTH * sum(shares[: at + 1]) / total) for at in range(len(shares))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _widths(block: Table) -> list[int]:
    """As told, or by what the columns hold: neither crushed by a long neighbour nor idle."""
    if block.widths:
        return _shared(block.widths)
    rows = (block.header, *block.rows)
    held = [max(width(clean(row[at])) for row in rows) for at in range(len(block.header))]
    return _shared([min(max(columns / 2 + 1, _NARROW), 14) for columns in held])


def _size(block: Table, widths: list[int]) -> int:
    """The largest size at which neither the header nor a cell breaks into many lines."""
    for size in _SIZES:
        room = [(wide - 2 * _PADDING) / (size * 10) for wide in widths]
        deepest = max((_lines(row, room) for row in block.rows), default=0)
        if _lines(block.header, room) <= _HEADER_LINES and deepest <= _MOST_LINES:
            return size
    return _SIZES[-1]


def _lines(row: Sequence[str], room: Sequence[float]) -> float:
    """Lines of the cell with the most, when so many characters fit each column."""
    return max(-(-width(clean(text)) / 2 // max(fits, 1)) for text, fits in zip(row, room, strict=True))


def _ruled(widths: list[int], rows: Sequence[str]) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{_RULE if side.startswith("inside") else _FRAME}" '
        f'w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{CORE_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{_PADDING}" w:type="dxa"/><w:right w:w="{_PADDING}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    cells: Sequence[Cell], widths: list[int], size: int, *, header: bool = False, tall: bool = False
) -> str:
    line = TABLE_LINE if size == FOURTH else size * 15
    lines = max(cell.lines for cell in cells)
    height = round(lines * line + (160 if tall else 40))
    properties = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    if header:
        properties += "<w:tblHeader/>"
    start, parts = 0, []
    for cell in cells:
        wide = sum(widths[start : start + cell.span])
        parts.append(_cell(cell, wide, size, line))
        start += cell.span
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(parts)}</w:tr>"


def _cell(cell: Cell, wide: int, size: int, line: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    style = "TableHead" if cell.label else "TableText"
    base = STYLES[style].look
    look = Look(base.face, size)
    align: Align = "center" if cell.label else cell.align
    extra = f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/><w:jc w:val="{align}"/>'
    text = "".join(paragraph(style, run(piece, look), extra=extra) for piece in clean(cell.text).split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
        f"{text}</w:tc>"
    )
