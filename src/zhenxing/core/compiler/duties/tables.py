"""Breakdown tables that came out of a file as text: cells parted by tabs or bars, or one a line.

序号 ⇥ 重点任务 ⇥ 牵头单位 ⇥ 责任单位 ⇥ 完成时限
1 ⇥ 建设产业园 ⇥ 县工信局 ⇥ 县财政局、县住建局 ⇥ 2024年12月底
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhenxing.core.compiler.duties.cell_lines import NOTE, SECTION, SHORT, rows_on_lines
from zhenxing.core.compiler.duties.line import looks_like_deadline
from zhenxing.core.compiler.duties.table_heads import (
    Column,
    are_parts,
    columns_of,
    could_head,
    kind_of,
    with_parts,
)
from zhenxing.core.compiler.duties.table_rows import (
    Placed,
    Row,
    filled,
    fits,
    is_serial,
    looks,
    place,
    rows_of,
    split_cells,
    stripped,
)
from zhenxing.core.compiler.duties.units import looks_like_unit
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.signs import odd_in

_UNIT = re.compile(
    r"(?:牵头|责任|配合|主办|协办|落实|参与|主责|承办|实施|参加|协同|协助|负责|承担|主管|会办|帮扶|督导|属地)"
    r"(?:[（(]?责任[)）]?)?[ \u3000\n\t]{0,4}(?:单位|部门|机构|主体)|分工"
)
_RULER = re.compile(r"[-—=+|│┃─━\s:]+")
_ONE_LINE_TABLE = re.compile(r"[\t|│┃]|[ \u3000]{3,}")
#: what `_ONE_LINE_TABLE` asks for, and what begins a head with a cell a line, blanks taken out
_BARS, _BLANKS, _GAP = frozenset("\t|│┃"), frozenset(" \u3000"), re.compile("[ \u3000][ \u3000]{2}")
_FIRST_CELL = re.compile(
    r"序\s*号|编\s*号|项\s*次|\n(?:重点|主要|工作|目标|年度|具体|督办)*(?:任务|工作|事项|项目|措施|举措)(?:名称|内容)?\n"
)
_MARKS = re.compile("[、,，;；]")
#: a row that a page broke goes on over so many lines
_BROKEN = 12
#: a cell of such a row is no longer
_LONGEST_CELL = 300


@dataclass(frozen=True)
class Table:
    span: Span
    rows: tuple[Row, ...]
    #: each row is named by what was found wrong
    problems: bool = False


# tasks and people both look for the tables of one text
@lru_cache(maxsize=2)
def find_tables(text: str) -> tuple[Table, ...]:
    """Every table whose head names a task column and a unit column; linear in the text."""
    if not _UNIT.search(text) or not _has_cells(text):
        return ()
    lines = list(_lines(text))
    tables: list[Table] = []
    index = 0
    while index < len(lines):
        table, used = _table_at(text, lines, index)
        if table:
            tables.append(table)
        index += max(used, 1)
    return tuple(tables)


def _has_cells(text: str) -> bool:
    """Whether anything parts the cells of a line, or a line may be the first cell of a head."""
    odd = odd_in(text)
    if not _BARS.isdisjoint(odd) or (not _BLANKS.isdisjoint(odd) and _GAP.search(text)):
        return True
    return _FIRST_CELL.search(text) is not None


def _lines(text: str) -> Iterator[Span]:
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        line = stripped(text, begin, end)
        if line.end > line.start:
            # a tab at the edge parts an empty cell from the next
            yield Span(begin if "\t" in text[begin : line.start] else line.start, line.end)
        begin = end + 1


def _table_at(text: str, lines: Sequence[Span], index: int) -> tuple[Table | None, int]:
    """(table, number of lines used), trying a head on one line, then a head of one cell a line."""
    head = lines[index]
    if head.end - head.start > 160 or not could_head(text[head.start : min(head.end, head.start + 24)]):
        return None, 1
    if _ONE_LINE_TABLE.search(text, head.start, head.end):
        return _by_lines(text, lines, index)
    placed, stop = rows_on_lines(text, lines, index)
    return _table(text, lines, index, stop, placed) if placed else (None, 1)


def _table(
    text: str, lines: Sequence[Span], index: int, stop: int, placed: list[Placed]
) -> tuple[Table | None, int]:
    rows = rows_of(text, placed)
    span = Span(lines[index].start, lines[stop - 1].end)
    problems = any(column.title.endswith("问题") for column, _ in placed[0].of("task")) if placed else False
    return (Table(span, tuple(rows), problems) if rows else None), stop - index


# --- a row a line ---------------------------------------------------------------------------------


def _by_lines(text: str, lines: Sequence[Span], index: int) -> tuple[Table | None, int]:
    columns, at = _head(text, lines, index)
    if columns is None:
        return None, 1
    placed: list[Placed] = []
    stop = at
    while at < len(lines):
        line = lines[at]
        if _RULER.fullmatch(text, line.start, line.end):
            at += 1
            continue
        again, after = _head(text, lines, at)
        if again is not None:
            if [column.kind for column in again] != [column.kind for column in columns]:
                break
            at = stop = after
            continue
        row, after = _row_at(text, lines, at, columns)
        if row is not None and _names_group(row, columns):
            at = after
            continue
        if row is None and not _is_section(text, lines, at, columns):
            break
        placed += [row] if row else []
        at = stop = after
    return _table(text, lines, index, stop, placed)


def _head(text: str, lines: Sequence[Span], index: int) -> tuple[list[Column] | None, int]:
    """(columns, the line behind the head); the second line of a head says who leads and who helps."""
    line = lines[index]
    opening = text[line.start : min(line.end, line.start + 24)]
    if line.end - line.start > 160 or not could_head(opening) or not _ONE_LINE_TABLE.search(text, *line):
        return None, index
    titles = _printed(text, split_cells(text, line))
    titles, below = _continued(text, lines, titles, index + 1)
    behind = below
    while below < len(lines) and _RULER.fullmatch(text, *lines[below]):
        below += 1
    if below < len(lines) and lines[below].end - lines[below].start <= 80:
        parts = _printed(text, split_cells(text, lines[below]))
        if are_parts(parts):
            return columns_of(with_parts(titles, parts)), below + 1
    return columns_of(titles), behind


def _continued(text: str, lines: Sequence[Span], titles: list[str], below: int) -> tuple[list[str], int]:
    """A head of which a title goes on in the next line (牵头 / 领导), and the line behind it."""
    whole = titles
    for at in range(below, min(below + 3, len(lines))):
        line = lines[at]
        if line.end - line.start > 80:
            break
        more = _printed(text, split_cells(text, line))
        if not more or (kind_of(whole[-1]) and kind_of(more[0])):
            break
        whole = [*whole[:-1], whole[-1] + more[0], *more[1:]]
        if all(map(kind_of, whole)):
            titles, below = whole, at + 1
    return titles, below


def _printed(text: str, cells: Sequence[Span]) -> list[str]:
    return [text[cell.start : cell.end] for cell in cells]


def _row_at(
    text: str, lines: Sequence[Span], at: int, columns: Sequence[Column]
) -> tuple[Placed | None, int]:
    """The row that begins on a line, and the line behind it; a page may have broken it over several."""
    line = lines[at]
    if NOTE.match(text, line.start):
        return None, at + 1
    cells = split_cells(text, line)
    if len(filled(cells)) > 1:
        whole, after = _joined(text, lines, at, cells, len(columns))
        if whole is not None and (after == at + 1 or fits(text, columns, whole)):
            return Placed(tuple(zip(columns, whole, strict=True)), True), after
    if len(filled(cells)) >= max(2, len(columns) - 2):
        return place(text, columns, cells), at + 1
    if len(filled(cells)) > 1 and _begins(text, columns, cells):
        return place(text, columns, cells), at + 1
    return None, at + 1


def _names_group(row: Placed, columns: Sequence[Column]) -> bool:
    """| 一 | 主体培育 | | | |: names what the rows below it belong to, and orders nothing."""
    held = [column for column, cell in row.cells if cell.end > cell.start]
    return len(columns) > 3 and row.exact and len(held) <= 2 and {*held} <= {*columns[:2]}


def _begins(text: str, columns: Sequence[Column], cells: Sequence[Span]) -> bool:
    """Whether the first cells of a line stand where they look to, so that the rest are empty."""
    if len(cells) == len(columns):
        return True
    return columns[0].kind == "number" and is_serial(text[cells[0].start : cells[0].end])


def _joined(
    text: str, lines: Sequence[Span], at: int, cells: list[Span], size: int
) -> tuple[list[Span] | None, int]:
    """The cells of a row of which some hold line ends: where a line ends, its last cell goes on."""
    whole = list(cells)
    after = at + 1
    while len(whole) <= size and after < len(lines) and after - at < _BROKEN:
        line = lines[after]
        if NOTE.match(text, line.start) or line.end - whole[-1].start > 4 * _LONGEST_CELL:
            break
        more = split_cells(text, line)
        if len(filled(more)) > 1 and is_serial(text[slice(*more[0])]):
            break
        if len(whole) == size and (len(more) > 1 or not _goes_on(text, whole[-1], more[0])):
            break
        whole[-1] = Span(whole[-1].start, more[0].end)
        whole += more[1:]
        after += 1
    return (whole, after) if len(whole) == size else (None, at + 1)


def _goes_on(text: str, cell: Span, line: Span) -> bool:
    """Whether the last cell of a row ends inside the name of a unit: 县市场监管局、县茶业发 / 展中心."""
    printed = text[cell.start : cell.end]
    last = _MARKS.split(printed)[-1]
    if not printed or line.end - line.start > SHORT or looks_like_deadline(printed):
        return False
    if not last:
        return True
    return (
        looks(printed) == "unit" and not looks_like_unit(last) and looks_like_unit(last + text[slice(*line)])
    )


def _is_section(text: str, lines: Sequence[Span], at: int, columns: Sequence[Column]) -> bool:
    """Whether a line of a single cell names the group of the rows below it."""
    line = lines[at]
    cells = filled(split_cells(text, line))
    if len(cells) != 1 or line.end - line.start > SHORT or NOTE.match(text, line.start):
        return False
    if text[line.end - 1] in "。；;：:" or at + 1 >= len(lines):
        return False
    if not SECTION.match(text, line.start) and "\t" not in text[lines[at + 1].start : lines[at + 1].end]:
        return False
    return _row_at(text, lines, at + 1, columns)[0] is not None
