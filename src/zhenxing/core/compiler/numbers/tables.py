"""Tables of indicators: rows of indicators, columns of years (指标 | 单位 | 2023年 | 2025年目标).

A cell says nothing by itself: its row names the indicator and the unit, its column the year and
whether the value was reached or is aimed at. Years before the document's own are facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhenxing.core.compiler.numbers.amounts import amounts
from zhenxing.core.compiler.numbers.comparators import compare
from zhenxing.core.compiler.numbers.times import Anchor
from zhenxing.core.compiler.plan import Operator, Value
from zhenxing.core.compiler.source import Span

#: a longer line is no row, a longer cell no value
_ROW = 240
_CELL = 24
#: blank lines and group headings that may stand inside a table
_GAP = 2
_NAMES = re.compile("指标|名称|项目")
_NAME_CELL = re.compile(r"(?:主要|核心|评价|发展|具体|重点|工作)*(?:指标|项目|内容)(?:名称|内容)?|名称|类别")
_UNIT_CELL = re.compile(r"(?:计量|数据)?单位")
_VALUE_CELL = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?年?\s?(?P<kind>[^\d,。]{0,8})|(?P<only>[^\d,。]{0,4}(?:目标|现状|基期|基数|完成|实际|预期|计划)(?:值|数|量)?)"
    r"(?:\(?(?P<later>(?:19|20)\d\d)年?\)?)?"
)
_AIMED = re.compile("目标|计划|预期|任务|规划")
_REACHED = re.compile("实际|完成|现状|基期|基数|基准|实绩|实现")
_RATE = re.compile("增速|增长|增幅|年均|占比|属性|备注|责任|权重|分值")
_CAPTION_UNIT = re.compile(r"单位[:为]\s?([^\s,。;)]{1,6})")
_BRACKETED_UNIT = re.compile(r"\(([^()]{1,8})\)$")
_NUMBER = re.compile(r"[≥≤><]?=?\s?\[?\d")
_BLANKS = re.compile(r"\t|\s{0,4}\|\s{0,4}| {2,}")


@dataclass(slots=True)
class Cell:
    """One value of a table with what its row and its column say of it."""

    span: Span
    indicator: str
    op: Operator
    value: Value
    unit: str | None
    when: str | None
    goal: bool


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
        start, at = text.rfind("\n", 0, match.start()) + 1, _line_end(text, match.end())
        head = _head(text, start, at, anchor, tells=tells) if at - start <= _ROW else None
        if head is None:
            continue
        found, end = _body(text, at, head)
        if found:
            cells += found
            spans.append(Span(start, end))
            at = end
    return tuple(cells), tuple(spans)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _split(line: str, *, loose: bool) -> list[tuple[str, int]]:
    """The cells of a line with their offsets; empty ones between bars and tabs stay."""
    cells: list[tuple[str, int]] = []
    at = 0
    parts = re.compile(r"\s+") if loose else _BLANKS
    for match in [*parts.finditer(line), None]:
        end = match.start() if match else len(line)
        words = line[at:end]
        cells.append((words.strip(), at + len(words) - len(words.lstrip())))
        at = match.end() if match else end
    while cells and not cells[0][0]:
        cells.pop(0)
    while cells and not cells[-1][0]:
        cells.pop()
    return cells


def _head(text: str, start: int, end: int, anchor: Anchor, *, tells: bool) -> _Head | None:
    line = text[start:end]
    if "\t" not in line and "|" not in line and " " not in line:
        return None
    loose = not _BLANKS.search(line.strip())
    cells = [cell for cell, _ in _split(line, loose=loose)]
    names = [index for index, cell in enumerate(cells) if _NAME_CELL.fullmatch(cell.partition("(")[0])]
    columns = [
        column
        for index, cell in enumerate(cells)
        if (column := _column(index, cell, anchor, tells=tells)) is not None
    ]
    if not names or not columns or len(cells) < 2:
        return None
    first = columns[0].index
    units = [index for index, cell in enumerate(cells) if _UNIT_CELL.fullmatch(cell)]
    name = max((index for index in names if index < first), default=None)
    if name is None:
        return None
    caption = _CAPTION_UNIT.search(text, max(0, start - 40), start)
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
        start, at = at + 1, _line_end(text, at + 1)
        line = text[start:at]
        if _NAMES.search(line) and "年" in line and _is_head(line):
            break
        row = _row(line, start, head) if at - start <= _ROW else []
        if row:
            cells += row
            end, gap = at, 0
        elif not line.strip():
            gap += 1
        elif at - start > _CELL or not cells:
            break
        else:
            gap += 1
    return cells, end


def _is_head(line: str) -> bool:
    """Whether a line begins another table."""
    cells = [cell for cell, _ in _split(line, loose=not _BLANKS.search(line.strip()))]
    return any(map(_VALUE_CELL.fullmatch, cells)) and any(map(_NAME_CELL.fullmatch, cells))


def _row(line: str, start: int, head: _Head) -> list[Cell]:
    cells = _split(line, loose=head.loose)
    # a row without the number or the group that stands before its name is read from the right
    shift = len(cells) - head.size
    name = head.name + shift
    if shift > 1 or name < 0 or not cells:
        return []
    indicator, unit = _named(cells[name][0])
    if head.unit is not None:
        unit = cells[head.unit + shift][0] if 0 <= head.unit + shift < len(cells) else unit
    found: list[Cell] = []
    for column in head.columns:
        index = column.index + shift
        if index < len(cells) and indicator:
            found += _value(cells[index], start, indicator, unit or head.common_unit or "", column)
    return found


def _named(words: str) -> tuple[str, str | None]:
    """出口额(万美元): the unit may stand in brackets after the name."""
    bracketed = _BRACKETED_UNIT.search(words)
    if bracketed is None or not amounts(f"1{bracketed[1]}"):
        return words.partition("(")[0] if bracketed else words, None
    return words[: bracketed.start()], bracketed[1]


def _value(cell: tuple[str, int], start: int, indicator: str, unit: str, column: _Column) -> Iterator[Cell]:
    words, at = cell
    if len(words) > _CELL or not _NUMBER.match(words):
        return
    found = amounts(words.replace("[", "").replace("]", ""))
    bare = len(found) == 1 and found[0].unit is None
    if bare or not found:
        number = re.match(r"([≥≤><=\s]*)([\d.,]+(?:\s?[-~—]\s?[\d.,]+)?)", words.replace("[", ""))
        if number is None:
            return
        found = amounts(f"{number[2]}{_spelled(unit)}")
    if len(found) != 1 or (unit and found[0].unit is None):
        return
    number_at = re.search(r"\d", words)
    before = words[: number_at.start()] if number_at else ""
    after = re.sub(r"^[\d.,%\s\]]+", "", words[len(before) :])
    op: Operator = "range" if isinstance(found[0].value, tuple) else compare(before, after).op
    span = Span(start + at, start + at + len(words))
    yield Cell(span, indicator, op, found[0].value, found[0].unit, column.when, column.goal)


def _spelled(unit: str) -> str:
    """亿元 and 万美元 follow a number as they stand; 元/人 is money."""
    return "" if unit in {"-", "—", "/"} else unit
