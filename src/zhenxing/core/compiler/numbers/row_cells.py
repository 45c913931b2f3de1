"""The cells of breakdown tables: a number in one is due when its row is, or tells what was done so far.

A row is one line, but no sentence: 2024年9月底 in its last cell dates what its second sets out, and
已完成投资4200万元 under 目前进展 is a fact in a table of aims.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhenxing.core.compiler.duties.deadlines import stated_deadline
from zhenxing.core.compiler.duties.table_rows import Row
from zhenxing.core.compiler.duties.tables import Table
from zhenxing.core.compiler.numbers.times import Anchor
from zhenxing.core.compiler.source import Span

#: 截止日期:2024年8月14日, in the lines above a table
_AS_OF = re.compile(r"(?:截至|截止|填报|更新|统计|报告)(?:日期|时间)?[:：为到至]?\s?(?=20\d\d|\d{1,2}月)")
_DAY = re.compile(r"(?:20\d\d[年./-])?\d{1,2}(?:月|[./-])(?:\d{1,2}日?)?")
_ABOVE = 120


@dataclass(frozen=True, slots=True)
class RowCell:
    """One cell: whether it tells what was done, and when (by when what it sets out is due)."""

    span: Span
    told: bool
    when: str | None


class RowCells:
    """The cells of all tables of a document, asked for by place."""

    def __init__(self, cells: Iterable[RowCell]) -> None:
        self._cells = sorted(cells, key=_start)

    def __bool__(self) -> bool:
        return bool(self._cells)

    def at(self, position: int) -> RowCell | None:
        index = bisect_right(self._cells, position, key=_start) - 1
        if index < 0 or position >= self._cells[index].span.end:
            return None
        return self._cells[index]


def row_cells(text: str, tables: Iterable[Table], anchor: Anchor) -> RowCells:
    """The cells of every row that may hold numbers, with what their row says of time."""
    return RowCells(cell for table in tables for cell in _of_table(text, table, anchor))


def _of_table(text: str, table: Table, anchor: Anchor) -> Iterator[RowCell]:
    taken = _taken(text, table, anchor)
    for row in table.rows:
        due = stated_deadline(row.line.deadline, anchor) if row.line.deadline else None
        due = due or (str(anchor.title_year) if anchor.title_year else None)
        titles = dict(row.dated)
        for cell in (row.heading, *_aims(row)):
            dated = stated_deadline(titles[cell], anchor) if cell in titles else None
            told = table.problems and cell == row.heading
            yield RowCell(cell, told, None if told else dated or due)
        yield from (RowCell(cell, True, taken) for cell in row.told)


def _aims(row: Row) -> Iterator[Span]:
    """The cells beside the heading; the heading of a cell may go on behind its first sentence."""
    return (cell for cell in row.rest if cell.start != row.heading.start)


def _taken(text: str, table: Table, anchor: Anchor) -> str | None:
    """The month in which the progress was taken, where the head or a line above it says so."""
    first = min((row.span.start for row in table.rows), default=table.span.start)
    start = max(0, table.span.start - _ABOVE)
    found = _AS_OF.search(text, start, first)
    day = _DAY.match(text, found.end(), first) if found else None
    when = stated_deadline(day[0], anchor) if day else None
    return when[:7] if when else None


def _start(cell: RowCell) -> int:
    return cell.span.start
