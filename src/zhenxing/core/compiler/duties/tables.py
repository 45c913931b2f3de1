"""Breakdown tables that came out of a file as text: cells parted by tabs or bars, or one a line.

序号 ⇥ 重点任务 ⇥ 牵头单位 ⇥ 责任单位 ⇥ 完成时限
1 ⇥ 建设产业园 ⇥ 县工信局 ⇥ 县财政局、县住建局 ⇥ 2024年12月底
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from zhenxing.core.compiler.duties.line import DutyLine, column_share, looks_like_deadline
from zhenxing.core.compiler.duties.units import looks_like_unit
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.signs import odd_in

_NUMBER = re.compile(r"序\s*号|编\s*号|项次")
_TASK = re.compile(
    r"(?:重点|主要|工作|具体|年度|目标|任务)*(?:任务|事项|工作|项目|措施|举措|行动)(?:名称|清单|内容)?|任务分解|工作内容"
)
_UNIT = re.compile(
    r"(?:牵头|责任|配合|主办|协办|落实|参与|主责|承办|实施|参加|协同|协助)(?:（?责任）?)?(?:单位|部门|机构)(?:及责任人)?"
)
_LEADER = re.compile(r"(?:牵头|责任|分管|包联|联系|包保)(?:县|市|区)?级?领导|责任人")
_TIME = re.compile(r"(?:完成|推进|办理|时间|整改)?(?:时限|时间|期限|节点|进度)(?:要求|安排|节点)?")
_OTHER = re.compile(
    r"(?:工作|任务|年度|预期|主要|具体)?(?:目标|指标|要求|标准|成效|措施|内容|成果|进展)(?:要求|任务|任务)?|类别|领域|备注|备\s*注|分类|工作措施"
)
#: a column that says to which group several rows belong
_GROUP = re.compile(r"项目|类别|领域|分类|板块|大类|类型|方面|任务类别|工作类别|项目类别")
#: 1.编制规划: numbered inside the cell
_NUMBERED = re.compile(r"(\d{1,2})\s?(?:[.．](?!\d)|、)\s?")
_CELL_MARK = re.compile(r"[ \u3000]*(?:\t|[|│┃])[ \u3000\t|│┃]*|[ \u3000]{3,}")
_RULER = re.compile(r"[-—=+|│┃─━\s:]+")
_ONE_LINE_TABLE = re.compile(r"[\t|│┃]|[ \u3000]{3,}")
#: what `_ONE_LINE_TABLE` asks for, and what `_NUMBER` does, blanks taken out
_BARS, _BLANKS, _GAP = frozenset("\t|│┃"), frozenset(" \u3000"), re.compile("[ \u3000][ \u3000]{2}")
_FIRST_CELL = re.compile(
    r"序\s*号|编\s*号|项\s*次|\n(?:重点|主要|工作|目标|年度)?(?:任务|工作|事项|项目)(?:名称|内容)?\n"
)
_NOTE = re.compile(r"备注[:：]|注[:：]|附件|[一二三四五六七八九十]{1,3}、")


@dataclass(frozen=True)
class Row:
    """One row: its number, the cell that names the task, and its responsibility as a line."""

    span: Span
    number: str
    heading: Span
    rest: tuple[Span, ...]
    line: DutyLine
    #: (column title, cell) of those that name persons
    leaders: tuple[tuple[str, Span], ...] = ()
    #: a cell stood in a column it does not fit, or was missing
    doubtful: bool = False


@dataclass(frozen=True)
class Table:
    span: Span
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Column:
    kind: str
    title: str


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
        line = _stripped(text, begin, end)
        if line.end > line.start:
            yield line
        begin = end + 1


def _table_at(text: str, lines: Sequence[Span], index: int) -> tuple[Table | None, int]:
    """(table, number of lines used), trying a head on one line, then a head of one cell a line."""
    head = lines[index]
    if head.end - head.start > 120 or not _could_head(text[head.start : min(head.end, head.start + 24)]):
        return None, 1
    if _ONE_LINE_TABLE.search(text, head.start, head.end):
        return _by_lines(text, lines, index)
    return _by_cells(text, lines, index)


# cells repeat themselves: 县工信局, 序号, 责任单位
@lru_cache(maxsize=4096)
def _could_head(opening: str) -> bool:
    return any(pattern.search(opening) for pattern in (_NUMBER, _TASK, _UNIT, _OTHER))


def _by_lines(text: str, lines: Sequence[Span], index: int) -> tuple[Table | None, int]:
    columns = _columns(text[cell.start : cell.end] for cell in _cells(text, lines[index]))
    if columns is None:
        return None, 1
    rows: list[Row] = []
    at = index + 1
    while at < len(lines):
        line = lines[at]
        if _RULER.fullmatch(text, line.start, line.end):
            at += 1
            continue
        cells = _cells(text, line)
        if len(cells) < max(2, len(columns) - 2) or _NOTE.match(text, line.start):
            break
        row = _row(text, columns, cells)
        if row:
            rows.append(row)
        at += 1
    return _table(lines, index, at, rows), at - index


def _by_cells(text: str, lines: Sequence[Span], index: int) -> tuple[Table | None, int]:
    stop = index
    while stop < len(lines) and stop - index < 12 and _kind(text[lines[stop].start : lines[stop].end]):
        stop += 1
    columns = _columns(text[line.start : line.end] for line in lines[index:stop])
    if columns is not None and columns[0].kind != "number":
        return _by_shape(text, lines, index, columns)
    if columns is None:
        return None, 1
    rows: list[Row] = []
    at, expected = stop, 1
    while at < len(lines) and text[lines[at].start : lines[at].end].strip(".、．") == str(expected):
        end = at + 1
        while (
            end < len(lines) and end - at <= len(columns) and not _begins_row(text, lines[end], expected + 1)
        ):
            if _NOTE.match(text, lines[end].start):
                break
            end += 1
        cells = list(lines[at : min(end, at + len(columns))])
        row = _row(text, columns, cells)
        if row:
            rows.append(row)
        at, expected = at + len(cells), expected + 1
    return _table(lines, index, at, rows), at - index


def _by_shape(
    text: str, lines: Sequence[Span], index: int, columns: Sequence[_Column]
) -> tuple[Table | None, int]:
    """One cell a line and no numbers: a row has as many lines as the head, while units stand in place."""
    rows: list[Row] = []
    size = len(columns)
    at = index + size
    while at + size <= len(lines):
        cells = list(lines[at : at + size])
        units = [cell for column, cell in zip(columns, cells, strict=True) if column.kind == "unit"]
        if any(_looks(text[cell.start : cell.end]) != "unit" for cell in units):
            break
        row = _row(text, columns, cells)
        if row is None or _NOTE.match(text, cells[0].start):
            break
        rows.append(row)
        at += size
    return (_table(lines, index, at, rows), at - index) if len(rows) > 1 else (None, 1)


def _begins_row(text: str, line: Span, number: int) -> bool:
    return text[line.start : line.end].strip(".、．") == str(number)


def _table(lines: Sequence[Span], index: int, stop: int, rows: list[Row]) -> Table | None:
    return Table(Span(lines[index].start, lines[stop - 1].end), tuple(rows)) if rows else None


def _columns(titles: Iterator[str]) -> list[_Column] | None:
    """The columns of a head, or None when it heads no table of tasks."""
    columns = [_Column(_kind(title) or "other", "".join(title.split())) for title in titles]
    for index, (column, following) in enumerate(pairwise(columns)):
        if column.kind == following.kind == "task" and _GROUP.fullmatch(column.title):
            columns[index] = _Column("other", column.title)
    kinds = [column.kind for column in columns]
    if len(columns) < 2 or "unit" not in kinds or "task" not in kinds:
        return None
    return columns


@lru_cache(maxsize=4096)
def _kind(title: str) -> str | None:
    title = re.sub(r"\s", "", title)
    for kind, pattern in (
        ("number", _NUMBER),
        ("unit", _UNIT),
        ("leader", _LEADER),
        ("time", _TIME),
        ("task", _TASK),
        ("other", _OTHER),
    ):
        if pattern.fullmatch(title):
            return kind
    return None


def _cells(text: str, line: Span) -> list[Span]:
    start, end = line
    while start < end and text[start] in "|│┃":
        start += 1
    cells: list[Span] = []
    for mark in _CELL_MARK.finditer(text, start, end):
        cells.append(_stripped(text, start, mark.start()))
        start = mark.end()
    if start < end:
        cells.append(_stripped(text, start, end))
    return cells


def _row(text: str, columns: Sequence[_Column], cells: Sequence[Span]) -> Row | None:
    """A row by position; when cells are missing, by what each of them looks like."""
    whole = Span(cells[0].start, cells[-1].end)
    columns, exact = _fitting(text, columns, cells)
    placed = list(zip(columns, cells, strict=False)) if exact else list(_by_looks(text, columns, cells))
    heading = next((cell for column, cell in placed if column.kind == "task" and cell.end > cell.start), None)
    if heading is None:
        return None
    number = next((text[cell.start : cell.end] for column, cell in placed if column.kind == "number"), "")
    numbered = _NUMBERED.match(text, heading.start, heading.end)
    if numbered and not number:
        number, heading = numbered[1], Span(numbered.end(), heading.end)
    rest = tuple(
        cell for column, cell in placed if column.kind in ("other", "task") and cell.end != heading.end
    )
    leaders = tuple((column.title, cell) for column, cell in placed if column.kind == "leader")
    return Row(whole, number, heading, rest, _line(text, whole, placed), leaders, doubtful=not exact)


def _fitting(text: str, columns: Sequence[_Column], cells: Sequence[Span]) -> tuple[Sequence[_Column], bool]:
    """The columns a row's cells stand in, one for one, and whether they do.

    A cell that holds for several rows (产业培育) is printed in the first of them only.
    """
    if len(cells) == len(columns):
        return columns, True
    group = next((index for index, column in enumerate(columns[:2]) if _GROUP.fullmatch(column.title)), None)
    if group is None or len(cells) != len(columns) - 1:
        return columns, False
    rest = [column for index, column in enumerate(columns) if index != group]
    fits = all(
        _looks(text[cell.start : cell.end]) == "unit"
        for column, cell in zip(rest, cells, strict=True)
        if column.kind == "unit" and cell.end > cell.start
    )
    return (rest, True) if fits else (columns, False)


def _by_looks(text: str, columns: Sequence[_Column], cells: Sequence[Span]) -> Iterator[tuple[_Column, Span]]:
    left = list(columns)
    for cell in cells:
        kind = _looks(text[cell.start : cell.end])
        column = next((each for each in left if each.kind == kind), None)
        column = column or next((each for each in left if each.kind in ("task", "other")), None)
        if column:
            left.remove(column)
            yield column, cell


def _looks(printed: str) -> str:
    if printed.strip(".、．").isdecimal():
        return "number"
    if looks_like_deadline(printed):
        return "time"
    first = re.split(r"[、,，;；\n]", printed, maxsplit=1)[0]
    return "unit" if looks_like_unit(first) else "task"


def _line(text: str, whole: Span, placed: Sequence[tuple[_Column, Span]]) -> DutyLine:
    shares = tuple(
        share
        for column, cell in placed
        if column.kind == "unit"
        for share in column_share(text, column.title, cell)
    )
    times = [text[cell.start : cell.end] for column, cell in placed if column.kind == "time"]
    leaders = [text[cell.start : cell.end] for column, cell in placed if column.kind == "leader"]
    names = tuple(name for cell in leaders for name in re.split(r"[、,，\s]+", cell) if name)
    return DutyLine(whole, shares, names, times[0] if times and times[0] else None)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \u3000\t\xa0":
        start += 1
    while end > start and text[end - 1] in " \u3000\t\xa0":
        end -= 1
    return Span(start, end)
