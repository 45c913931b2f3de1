"""Tables for a terminal, aligned although a Chinese character takes two columns."""

from __future__ import annotations

from collections.abc import Sequence

from zhenxing.papers.width import folded, pad, width

_GAP = "  "


def text_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, columns: int = 120) -> str:
    """Rows under headings, at most `columns` wide; the widest columns give way and their cells fold."""
    cells = [[_one(cell) for cell in row] for row in rows]
    widths = _fitted([headings, *cells], columns)
    lines = [_line(headings, widths), _GAP.join("─" * size for size in widths)]
    for row in cells:
        lines += _folded_row(row, widths)
    return "\n".join(line.rstrip() for line in lines)


def _fitted(rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """Each column's width: its own, until the widest have been cut to what there is room for."""
    count = len(rows[0])
    widths = [max(width(row[index]) for row in rows) for index in range(count)]
    room = max(columns - len(_GAP) * (count - 1), count * 8)
    while sum(widths) > room:
        widest = widths.index(max(widths))
        rest = sorted(widths)[-2] if count > 1 else 0
        over = sum(widths) - room
        widths[widest] = max(widths[widest] - over, min(rest, widths[widest] - 1), 8)
    return widths


def _folded_row(row: Sequence[str], widths: list[int]) -> list[str]:
    folds = [list(folded(cell, max(size, 2))) for cell, size in zip(row, widths, strict=True)]
    height = max(map(len, folds))
    return [_line([fold[at] if at < len(fold) else "" for fold in folds], widths) for at in range(height)]


def _line(cells: Sequence[str], widths: list[int]) -> str:
    return _GAP.join(pad(cell, size) for cell, size in zip(cells, widths, strict=True))


def _one(cell: str) -> str:
    """A cell on one line and without what would move the cursor."""
    return " ".join("".join(c if c.isprintable() else " " for c in cell).split())
