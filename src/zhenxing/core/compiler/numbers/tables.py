"""Tables of indicators: rows of indicators, columns of years (指标 | 单位 | 2023年 | 2025年目标).

A cell says nothing by itself: its row names the indicator and the unit, its column the year and
whether the value was reached or is aimed at. Years before the document's own are facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from zhenxing.core.compiler.numbers.table_lines import (
    BLANKS,
    CELL,
    ROW,
    Cell,
    cells_of,
    line_end,
    named,
    split_cells,
)
from zhenxing.core.compiler.numbers.times import Anchor
from zhenxing.core.compiler.source import Span

#: blank lines and group headings that may stand inside a table
_GAP = 2
_NAMES = re.compile("指标|名称|项目")
_NAME_CELL = re.compile(r"(?:主要|核心|评价|发展|具体|重点|工作)*(?:指标|项目|内容)(?:名称|内容)?|名称|类别")
#: rows that are places: their unit stands over the table
_PLACE_CELL = re.compile(r"(?:专业镇|乡镇|镇街|街道|县区|县市区|产业)(?:\([^()]{1,4}\))?(?:名称)?")
_UNIT_CELL = re.compile(r"(?:计量|数据)?单位")
_VALUE_CELL = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?年?\s?(?P<kind>[^\d,。]{0,8})|(?P<only>[^\d,。]{0,4}(?:目标|现状|基期|基数|完成|实际|预期|计划)(?:值|数|量)?)"
    r"(?:\(?(?P<later>(?:19|20)\d\d)年?\)?)?"
)
_AIMED = re.compile("目标|计划|预期|任务|规划")
_REACHED = re.compile("实际|完成|现状|基期|基数|基准|实绩|实现")
_RATE = re.compile("增速|增长|增幅|年均|占比|属性|备注|责任|权重|分值")
#: a title that goes on in the next line
_BARE_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_KIND = re.compile(r"(?:预期|预计|实际|年度|计划)?(?:目标|基数|基期|现状|完成|计划|实绩|实际)(?:值|数|量)?")
#: cells of a head that hold no value: their columns are passed over
_SERIAL = re.compile(r"序\s?号|编\s?号")
_HEAD_CELL = re.compile(
    r"序\s?号|编\s?号|(?:计量|数据)?单位|(?:指标)?属性|备\s?注|年均(?:增速|增长)?(?:\(%\))?|[^\d,。]{0,4}增[速幅长](?:\(%\))?|责任单位|权重"
)
#: no table of indicators has more columns
_MOST_COLUMNS = 12
_CAPTION_UNIT = re.compile(r"单位[:为]\s?([^\s,。;)]{1,6})")


@dataclass(slots=True)
class _Column:
    index: int
    when: str | None
    goal: bool


@dataclass(slots=True)
class _Head:
    """What the first row of a table says. Indexes count its cells."""

    size: int
    name: int
    unit: int | None
    common_unit: str | None
    columns: tuple[_Column, ...]
    #: cells stand apart by single blanks only
    loose: bool


def tables(text: str, anchor: Anchor, *, tells: bool) -> tuple[tuple[Cell, ...], tuple[Span, ...]]:
    """Every cell of every table of indicators in a folded text, and where the tables stand."""
    cells: list[Cell] = []
    spans: list[Span] = []
    at = 0
    for match in _NAMES.finditer(text):
        if match.start() < at:
            continue
        start, at = text.rfind("\n", 0, match.start()) + 1, line_end(text, match.end())
        head = _head(text, start, at, anchor, tells=tells) if at - start <= ROW else None
        found, end = _body(text, at, head) if head else ([], at)
        if not found and at - start <= CELL:
            found, start, end = _on_lines(text, start, anchor, tells=tells)
        if found:
            cells += found
            spans.append(Span(start, end))
            at = end
    return tuple(cells), tuple(spans)


def _on_lines(text: str, start: int, anchor: Anchor, *, tells: bool) -> tuple[list[Cell], int, int]:
    """A table that lost its rules: every cell of the head, and of the rows, on a line of its own."""
    near = max(0, start - CELL)
    before = text[near:start].rstrip()
    above = before.rpartition("\n")[2].strip()
    first = near + before.rindex(above) if _SERIAL.fullmatch(above) else start
    lines = _whole_titles(_lines(text, first))
    head: list[str] = []
    held: list[tuple[str, int]] = []
    for line in lines:
        if len(head) > _MOST_COLUMNS or not _heads(line[0], anchor, tells=tells):
            held = [line]
            break
        head.append(line[0])
    shape = _shape(head, anchor, tells=tells) if len(head) <= _MOST_COLUMNS else None
    if shape is None:
        return [], start, start
    cells: list[Cell] = []
    end = start
    while len(held := [*held, *islice(lines, len(head) - len(held))]) == len(head):
        row = _line_row(held, shape)
        if not row:
            break
        cells += row
        end = held[-1][1] + len(held[-1][0])
        held = []
    return cells, first, end


def _whole_titles(lines: Iterator[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The lines of a table, 2023年 / 目标 as one title; below the head lines are as they are."""
    year: tuple[str, int] | None = None
    for line in lines:
        if year is not None and _KIND.fullmatch(line[0]):
            yield year[0] + line[0], year[1]
            year = None
            continue
        if year is not None:
            yield year
        year = line if _BARE_YEAR.fullmatch(line[0]) else None
        if year is None:
            yield line
    if year is not None:
        yield year


def _heads(words: str, anchor: Anchor, *, tells: bool) -> bool:
    """Whether a line could be a cell of a head."""
    if _NAME_CELL.fullmatch(words.partition("(")[0]) or _HEAD_CELL.fullmatch(words):
        return True
    return _column(0, words, anchor, tells=tells) is not None


def _lines(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The lines from a place on that could be cells, blank ones left out, each with its place."""
    at = start
    while at < len(text):
        end = line_end(text, at)
        words = text[at:end].strip() if end - at <= ROW else ""
        if end - at > ROW or len(words) > CELL:
            return
        if words:
            yield words, at + text[at:end].index(words)
        at = end + 1


def _shape(head: list[str], anchor: Anchor, *, tells: bool) -> _Head | None:
    names = [index for index, words in enumerate(head) if _NAME_CELL.fullmatch(words.partition("(")[0])]
    columns = [
        column
        for index, words in enumerate(head)
        if (column := _column(index, words, anchor, tells=tells)) is not None
    ]
    if not names or not columns or names[-1] > columns[0].index:
        return None
    units = [index for index, words in enumerate(head) if _UNIT_CELL.fullmatch(words)]
    return _Head(len(head), names[-1], units[0] if units else None, None, tuple(columns), loose=False)


def _line_row(lines: list[tuple[str, int]], head: _Head) -> list[Cell]:
    """A row whose cells are lines; nothing where a value stands in the place of the name."""
    indicator, unit = named(lines[head.name][0])
    if indicator[:1].isdigit():
        return []
    unit = lines[head.unit][0] if head.unit is not None else unit
    found: list[Cell] = []
    for column in head.columns:
        words, at = lines[column.index]
        found += cells_of((words, 0), at, indicator, unit or "", when=column.when, goal=column.goal)
    return found


def _head(text: str, start: int, end: int, anchor: Anchor, *, tells: bool) -> _Head | None:
    line = text[start:end]
    if "\t" not in line and "|" not in line and " " not in line:
        return None
    loose = not BLANKS.search(line.strip())
    cells = [cell for cell, _ in split_cells(line, loose=loose)]
    names = [index for index, cell in enumerate(cells) if _NAME_CELL.fullmatch(cell.partition("(")[0])]
    columns = [
        column
        for index, cell in enumerate(cells)
        if (column := _column(index, cell, anchor, tells=tells)) is not None
    ]
    caption = _CAPTION_UNIT.search(text, max(0, start - 40), start)
    if caption and not names:
        names = [index for index, cell in enumerate(cells) if _PLACE_CELL.fullmatch(cell)]
    if not names or not columns or len(cells) < 2:
        return None
    first = columns[0].index
    units = [index for index, cell in enumerate(cells) if _UNIT_CELL.fullmatch(cell)]
    name = max((index for index in names if index < first), default=None)
    if name is None:
        return None
    common = caption[1] if caption else None
    return _Head(len(cells), name, units[0] if units else None, common, tuple(columns), loose)


def _column(index: int, cell: str, anchor: Anchor, *, tells: bool) -> _Column | None:
    match = _VALUE_CELL.fullmatch(cell)
    if match is None or _RATE.search(cell):
        return None
    year = match["year"] or match["later"]
    aimed, reached = bool(_AIMED.search(cell)), bool(_REACHED.search(cell))
    if year:
        goal = aimed if aimed or reached else _lies_ahead(int(year), anchor, tells=tells)
        return _Column(index, year, goal)
    own = anchor.title_year or anchor.last_year
    return _Column(index, str(own) if own and aimed else None, aimed)


def _lies_ahead(year: int, anchor: Anchor, *, tells: bool) -> bool:
    """Whether a column's year is still to come, seen from the document."""
    if anchor.first_year:
        return year >= anchor.first_year
    own = anchor.title_year or anchor.issued_year
    if own is None:
        return not tells
    return year > own or (year == own and not tells)


def _body(text: str, at: int, head: _Head) -> tuple[list[Cell], int]:
    """The cells of the rows under a head, and where the table ends."""
    cells: list[Cell] = []
    end, gap = at, 0
    while at < len(text) and gap <= _GAP:
        start, at = at + 1, line_end(text, at + 1)
        line = text[start:at]
        if _NAMES.search(line) and "年" in line and _is_head(line):
            break
        row = _row(line, start, head) if at - start <= ROW else []
        if row:
            cells += row
            end, gap = at, 0
        elif not line.strip():
            gap += 1
        elif at - start > CELL or not cells:
            break
        else:
            gap += 1
    return cells, end


def _is_head(line: str) -> bool:
    """Whether a line begins another table."""
    cells = [cell for cell, _ in split_cells(line, loose=not BLANKS.search(line.strip()))]
    return any(map(_VALUE_CELL.fullmatch, cells)) and any(map(_NAME_CELL.fullmatch, cells))


def _row(line: str, start: int, head: _Head) -> list[Cell]:
    cells = split_cells(line, loose=head.loose)
    # a row without the number or the group that stands before its name is read from the right
    shift = len(cells) - head.size
    name = head.name + shift
    if shift > 1 or name < 0 or not cells:
        return []
    indicator, unit = named(cells[name][0])
    if head.unit is not None:
        unit = cells[head.unit + shift][0] if 0 <= head.unit + shift < len(cells) else unit
    found: list[Cell] = []
    for column in head.columns:
        index = column.index + shift
        if index < len(cells) and indicator:
            common = unit or head.common_unit or ""
            found += cells_of(cells[index], start, indicator, common, when=column.when, goal=column.goal)
    return found
