"""Where a sheet made for people keeps its table: headings, units, rows of data, and what is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhenxing.core.fields import TableSpec, column_letter
from zhenxing.intake.workbooks.headings import Heading, normalised, split_unit, unit_line
from zhenxing.intake.workbooks.names import Names
from zhenxing.intake.workbooks.sheets import RawSheet

#: rows looked at for headings, and how many of them one heading may take
_TOP: Final = 40
_DEEPEST: Final = 4
#: a heading is short; what is longer is a title or a note
_LONGEST: Final = 60
#: columns in which 合计 and 填表人 stand
_FIRST: Final = 4
_TOTAL: Final = r"^[\s　]*(?:本页|以上|全[县市区省])?(?:合|总|小|共)[\s　]*计(?:[\s　]*[:：（(].*|[\s　]*)$"
_FOOTER: Final = (
    r"^[\s　]*(?:"
    r"(?:填[表报]|制表|审核|复核|经办|统计|单位|分管|主要)?(?:人|负责人|领导)(?:签[字章])?"
    r"|(?:填[表报]|制表|报送|报出)(?:单位|日期|时间)|联系(?:人|电话)"
    r"|备?注|(?:填[表报])?说明|数据来源"
    r")[\s　]*[:：]"
)
_SECTION: Final = (
    r"^[\s　]*(?:第[一二三四五六七八九十]{1,3}[部章节类]"
    r"|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])"
)


@dataclass(frozen=True)
class SkippedRow:
    """A row under the headings that holds no record: `why` is blank, total, footer, numbers, heading
    or section. `row` is Excel's."""

    row: int
    why: str
    text: str = ""


@dataclass(frozen=True)
class Layout:
    """The table of one sheet. `rows` are the Excel row numbers of its records, in order."""

    sheet: str
    first_heading_row: int
    last_heading_row: int
    headings: tuple[Heading, ...]
    rows: np.ndarray
    skipped: tuple[SkippedRow, ...]
    #: the unit of money that a line above the table names
    unit: str = ""


def find_layout(sheet: RawSheet, spec: TableSpec) -> Layout | None:
    """The table of a sheet, or None where nothing looks like headings."""
    if not sheet.height or not sheet.width:
        return None
    grid = _Grid(sheet)
    place = _heading_place(grid, Names(spec))
    if place is None:
        return None
    first, last = place
    headings = _headings(grid, sheet, first, last)
    rows, skipped = _rows(sheet, headings, last + 1)
    return Layout(sheet.name, first + 1, last + 1, headings, rows, skipped, _unit_above(grid, last))


class _Grid:
    """The first rows as plain texts, merged cells filled."""

    def __init__(self, sheet: RawSheet) -> None:
        top = sheet.cells.slice(0, _TOP + _DEEPEST)
        columns = [[(text or "").strip() for text in column.to_pylist()] for column in top.columns]
        self.rows: list[list[str]] = [list(row) for row in zip(*columns, strict=True)]
        #: rows filled by one merge over most of the sheet: a title
        self.spanned: set[int] = set()
        for merge in sheet.merges:
            left, right = merge.left - sheet.first_column, merge.right - sheet.first_column
            if merge.top >= len(self.rows) or left < 0 or left >= sheet.width:
                continue
            text = self.rows[merge.top][left]
            for row in range(merge.top, min(merge.bottom + 1, len(self.rows))):
                for column in range(left, min(right + 1, sheet.width)):
                    self.rows[row][column] = text
            if right - left + 1 > max(2, sheet.width * 0.7):
                self.spanned.update(range(merge.top, merge.bottom + 1))
        self.merged = bool(sheet.merges)

    def titles(self, top: int, bottom: int) -> list[tuple[str, ...]]:
        """Every column's heading over some rows: blanks filled from the left above the last row."""
        rows = [self.rows[row] for row in range(top, bottom + 1)]
        if not self.merged:
            rows = [self._carried(rows, index) for index in range(len(rows))]
        return [_levels([row[column] for row in rows]) for column in range(len(rows[0]))]

    @staticmethod
    def _carried(rows: list[list[str]], index: int) -> list[str]:
        """A group's name over all its columns, where the file does not say which cells are merged."""
        row = list(rows[index])
        if index == len(rows) - 1:
            return row
        below = rows[index + 1 :]
        for column in range(1, len(row)):
            under = any(other[column] for other in below)
            if not row[column] and row[column - 1] and under:
                row[column] = row[column - 1]
        return row

    def is_title(self, index: int) -> bool:
        """One text for the whole row: a title, a note, a unit."""
        said = {text for text in self.rows[index] if text}
        return index in self.spanned or len(said) < 2 or any(len(text) > _LONGEST for text in said)


def _levels(texts: Sequence[str]) -> tuple[str, ...]:
    """Headings one above the other, without blanks and repetitions."""
    levels: list[str] = []
    for text in texts:
        plain = " ".join(text.split())
        if plain and (not levels or levels[-1] != plain):
            levels.append(plain)
    return tuple(levels)


def _heading_place(grid: _Grid, names: Names) -> tuple[int, int] | None:
    """First and last row of the headings: where most columns are known by name."""
    enough = min(names.count, max(len(row) - row.count("") for row in grid.rows)) / 2
    best = _best_place(grid, names.known, enough) or _best_place(grid, names.likely, enough)
    return _with_groups(grid, *best) if best else _likely_place(grid)


def _best_place(
    grid: _Grid, count: Callable[[Sequence[tuple[str, ...]]], float], enough: float
) -> tuple[int, int] | None:
    """The rows whose titles count most; the fewest and the first of those that count alike.

    Once `enough` was counted, rows further down are taken for data.
    """
    best = (0.0, 0, 0)
    for last in range(min(len(grid.rows), _TOP)):
        if last > best[2] + _DEEPEST and best[0] >= enough:
            break
        if not any(grid.rows[last]):
            continue
        for depth in range(1, min(_DEEPEST, last + 1) + 1):
            score = count(grid.titles(last - depth + 1, last))
            if score > best[0]:
                best = (score, last - depth + 1, last)
    return best[1:] if best[0] else None


def _with_groups(grid: _Grid, first: int, last: int) -> tuple[int, int]:
    """Rows of group names right above the headings belong to them."""
    while first > 0 and last - first + 1 < _DEEPEST:
        above = grid.rows[first - 1]
        if grid.is_title(first - 1) or any(re.search(r"[:：]", text) for text in above):
            break
        first -= 1
    return first, last


def _likely_place(grid: _Grid) -> tuple[int, int] | None:
    """Where no column is known: the first row that names most columns, differently."""
    widest = max((sum(map(bool, row)) for row in grid.rows), default=0)
    for index, row in enumerate(grid.rows[:_TOP]):
        said = [text for text in row if text]
        words = sum(not re.fullmatch(r"[-+.,%\d\s]*", text) for text in said)
        if len(said) >= max(2, widest * 0.7) and words == len(said) == len(set(said)):
            return index, index
    return None


def _headings(grid: _Grid, sheet: RawSheet, first: int, last: int) -> tuple[Heading, ...]:
    """The heading of every column that has one, or has anything under it."""
    found = []
    for column, levels in enumerate(grid.titles(first, last)):
        letter = column_letter(sheet.first_column + column)
        unit = ""
        for level in reversed(levels):
            unit = unit or split_unit(level)[1]
        if levels or sheet.cells.column(column).null_count < sheet.height:
            found.append(Heading(column, letter, levels, unit))
    return tuple(found)


def _unit_above(grid: _Grid, last: int) -> str:
    for row in grid.rows[: last + 1]:
        for text in row:
            if unit := unit_line(text):
                return unit
    return ""


# -- rows -----------------------------------------------------------------------


def _rows(
    sheet: RawSheet, headings: Sequence[Heading], start: int
) -> tuple[np.ndarray, tuple[SkippedRow, ...]]:
    """The numbers of the rows that hold records, and what the others are."""
    named = [heading for heading in headings if heading.levels] or list(headings)
    cells = sheet.cells.slice(start)
    columns = [cells.column(heading.column) for heading in named]
    filled = sum((_filled(column).astype(np.int32) for column in columns), np.zeros(cells.num_rows, np.int32))
    why = np.zeros(cells.num_rows, np.int8)
    why[filled == 0] = 1
    few = filled <= max(2, len(named) * 0.4)
    for column in columns[:_FIRST]:
        _mark(why, column, few, _FOOTER, 3)
        _mark(why, column, _holds(column, "计"), _TOTAL, 2)
    for column in columns[:2]:
        _mark(why, column, filled == 1, _SECTION, 6)
    why[_repeats(columns, named) & (why == 0)] = 5
    if cells.num_rows and _numbers(columns, int(filled[0])):
        why[0] = 4
    names = ("", "blank", "total", "footer", "numbers", "heading", "section")
    skipped = tuple(
        SkippedRow(int(index) + start + 1, names[why[index]], _text(columns, int(index)))
        for index in np.flatnonzero(why > 1)
    )
    return (np.flatnonzero(why == 0) + start + 1).astype(np.int32), skipped


def _filled(column: pa.Array) -> np.ndarray:
    """Which cells hold something other than white space."""
    length = pc.utf8_length(column).fill_null(0).to_numpy(zero_copy_only=False)
    filled: np.ndarray = length > 0
    short = np.flatnonzero(filled & (length < 4))
    if short.size:
        blank = pc.utf8_is_space(column.take(pa.array(short))).to_numpy(zero_copy_only=False)
        filled[short[blank.astype(bool)]] = False
    return filled


def _mark(why: np.ndarray, column: pa.Array, where: np.ndarray, pattern: str, reason: int) -> None:
    """Give a reason to the rows that have none yet and match; only the few at `where` are looked at."""
    at = np.flatnonzero(where & (why == 0))
    if at.size:
        found = pc.match_substring_regex(column.take(pa.array(at)), pattern).fill_null(False)
        why[at[np.asarray(found.to_numpy(zero_copy_only=False), bool)]] = reason


def _holds(column: pa.Array, text: str) -> np.ndarray:
    found = pc.match_substring(column, text).fill_null(False)
    return np.asarray(found.to_numpy(zero_copy_only=False), bool)


def _repeats(columns: Sequence[pa.Array], headings: Sequence[Heading]) -> np.ndarray:
    """Rows that say the headings again, as on every page of a printed table."""
    same = np.ones(len(columns[0]), bool)
    for column, heading in list(zip(columns, headings, strict=True))[:3]:
        if heading.levels:
            equal = pc.equal(column, heading.levels[-1]).fill_null(False)
            same &= np.asarray(equal.to_numpy(zero_copy_only=False), bool)
    return same


def _numbers(columns: Sequence[pa.Array], filled: int) -> bool:
    """Whether the row under the headings counts the columns: 甲 乙 1 2 3."""
    texts = [column[0].as_py() for column in columns]
    said = [normalised(text) for text in texts if text]
    counted = [text for text in said if text not in "甲乙丙丁戊"]
    numbers = [int(text) for text in counted if text.isdecimal() and len(text) < 4]
    ordered = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return filled > 2 and len(numbers) == len(counted) and len(numbers) > 1 and ordered and numbers[0] <= 2


def _text(columns: Sequence[pa.Array], index: int) -> str:
    texts = [column[index].as_py() for column in columns[:8]]
    return " ".join(text for text in texts if text)[:80]
