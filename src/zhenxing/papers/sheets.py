"""Workbooks that look the same everywhere: titled, filtered, frozen, and ready for the printer.

    workbook([Sheet("任务", columns=[Column("序号", kind="whole"), Column("任务")], rows=[[1, "…"]])])

Text never becomes a formula, numbers and dates stay numbers and dates, the same values give the
same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal

import xlsxwriter

from zhenxing.papers.headings import Block, heading_rows
from zhenxing.papers.looks import Looks, Tone
from zhenxing.papers.width import line_count, width

Kind = Literal["text", "long", "whole", "number", "date", "mark"]
Plain = str | int | float | Decimal | date | bool | None

DEMO: Final = "演示数据"
#: so that the same values give the same bytes; papers carry their own dates in their text
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no time zones
_CELL_LIMIT: Final = 32_000
_ROW_LIMIT: Final = 1_000_000
#: points: a line of body text, and the tallest row Excel knows
_LINE: Final = 14.5
_TALLEST: Final = 409
_WIDEST: Final = {"text": 30, "long": 60, "whole": 12, "number": 16, "date": 14, "mark": 5}
_LEADERS: Final = tuple("=+-@\t\r\n＝＋－＠")
_HARMLESS: Final = re.compile(r"[+-]?[0-9][0-9,.]*%?|[-+－＋]+")


@dataclass(frozen=True)
class Cell:
    """A value with a look of its own; `goto` names a sheet of the same workbook (a link inside)."""

    value: Plain
    tone: Tone = ""
    number_format: str = ""
    goto: str = ""


Value = Plain | Cell


@dataclass(frozen=True)
class Column:
    """`groups` are headings above the title, outermost first; equal neighbours become one cell.

    `width` is in Excel's units (a Chinese character takes two); None measures the contents.
    """

    title: str
    kind: Kind = "text"
    width: float | None = None
    groups: tuple[str, ...] = ()
    #: write the heading from top to bottom
    upright: bool = False
    #: left out when no row has a value for it
    optional: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table. `totals` are the last rows, set apart and outside the filter."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    title: str = ""
    notes: Sequence[str] = ()
    totals: Sequence[Sequence[Value]] = ()
    freeze_columns: int = 0
    empty: str = "没有内容"
    #: columns whose equal neighbours down the rows become one cell (such a sheet has no filter)
    merge_down: frozenset[int] = field(default_factory=frozenset)

    def without_empty(self) -> Sheet:
        """The sheet without its optional columns that hold nothing."""
        rows = [*self.rows, *self.totals]
        kept = [
            index
            for index, column in enumerate(self.columns)
            if not column.optional or any(_plain(row[index]) not in (None, "") for row in rows)
        ]
        return replace(
            self,
            columns=[self.columns[index] for index in kept],
            rows=[[row[index] for index in kept] for row in self.rows],
            totals=[[row[index] for index in kept] for row in self.totals],
            merge_down=frozenset(kept.index(index) for index in self.merge_down if index in kept),
        )


def workbook(sheets: Iterable[Sheet], *, title: str = "", demo: bool = False) -> bytes:
    """The sheets as an .xlsx file. `demo` marks every sheet, on screen and on paper."""
    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "nan_inf_to_errors": True}  # fmt: skip
    with xlsxwriter.Workbook(output, options) as book:
        book.set_properties({"title": title, "created": _CREATED, "comments": DEMO if demo else ""})
        looks = Looks(book)
        names: dict[str, str] = {}
        sheets = list(sheets)
        for sheet in sheets:
            if len(sheet.rows) > _ROW_LIMIT:
                raise ValueError(f"{sheet.name}: {len(sheet.rows)} rows do not fit a sheet")
            names[sheet.name] = _sheet_name(sheet.name, set(names.values()))
        for sheet in sheets:
            page = book.add_worksheet(names[sheet.name])
            _Writer(page, sheet.without_empty(), looks, names, demo).write()
    return output.getvalue()


def safe_text(text: str) -> str:
    """Text that stays text when a sheet is edited, or saved as CSV and opened again.

    What a spreadsheet would take for a formula gets an apostrophe; plain numbers and dashes do not.
    """
    text = text.encode("utf-8", errors="replace").decode("utf-8")
    if text.startswith(_LEADERS) and not _HARMLESS.fullmatch(text):
        text = f"'{text}"
    return text if len(text) <= _CELL_LIMIT else text[:_CELL_LIMIT] + "……（下略）"


def _sheet_name(name: str, taken: set[str]) -> str:
    """Excel's rules: 31 characters, none of []:*?/\\, no apostrophe at either end, no two alike."""
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:31] or "表"
    found, number = base, 2
    while found.lower() in {other.lower() for other in taken}:
        found = f"{base[: 30 - len(str(number))]} {number}"
        number += 1
    return found


class _Writer:
    """Writes one sheet from the top: title, notes, headings, rows, totals."""

    def __init__(self, page: Any, sheet: Sheet, looks: Looks, names: dict[str, str], demo: bool) -> None:
        self._page, self._sheet, self._looks, self._names, self._demo = page, sheet, looks, names, demo
        self._last_column = max(len(sheet.columns) - 1, 0)
        self._widths = [
            column.width or self._measured(index, column) for index, column in enumerate(sheet.columns)
        ]

    def write(self) -> None:
        for index, units in enumerate(self._widths):
            self._page.set_column(index, index, units)
        row = self._above()
        first_heading = row
        row = self._headings(row)
        self._freeze(first_heading, row)
        end = self._rows(row)
        self._totals(end)
        self._print_setup(first_heading, row)

    def _above(self) -> int:
        """Title and notes; returns the first free row."""
        row = 0
        if self._sheet.title:
            self._band(row, self._sheet.title, self._looks.title, 24)
            row += 1
        notes = [f"{DEMO}：本表内容为虚构，不作任何依据。"] if self._demo else []
        for index, note in enumerate([*notes, *self._sheet.notes]):
            look = self._looks.demo if self._demo and index == 0 else self._looks.note
            self._band(row, note, look)
            row += 1
        return row

    def _band(self, row: int, text: str, look: Any, line: float = _LINE) -> None:
        """Text across all columns; `line` is the height of one of its lines."""
        text = safe_text(text)
        lines = line_count(text, int(sum(self._widths) * _LINE / line))
        self._page.set_row(row, min(lines * line + 6, _TALLEST))
        if self._last_column:
            self._page.merge_range(row, 0, row, self._last_column, text, look)
        else:
            self._page.write_string(row, 0, text, look)

    def _headings(self, top: int) -> int:
        columns = self._sheet.columns
        depth = max((len(column.groups) for column in columns), default=0) + 1
        blocks = heading_rows([(*column.groups, column.title) for column in columns])
        for block in blocks:
            look = self._looks.heading(columns[block.left].upright and block.bottom == depth - 1)
            text = safe_text(block.text)
            place = (top + block.top, block.left, top + block.bottom, block.right)
            if place[:2] == place[2:]:
                self._page.write_string(*place[:2], text, look)
            else:
                self._page.merge_range(*place, text, look)
        self._heading_heights(top, depth, blocks)
        return top + depth

    def _heading_heights(self, top: int, depth: int, blocks: Sequence[Block]) -> None:
        for row in range(depth - 1):
            groups = [block for block in blocks if block.top == block.bottom == row]
            lines = [
                line_count(block.text, int(sum(self._widths[block.left : block.right + 1])))
                for block in groups
            ]
            self._page.set_row(top + row, max(lines, default=1) * _LINE + 8)
        upright = max((len(column.title) for column in self._sheet.columns if column.upright), default=0)
        self._page.set_row(top + depth - 1, max(28, min(upright * 15 + 8, 400)))

    def _freeze(self, first_heading: int, row: int) -> None:
        self._page.freeze_panes(row, self._sheet.freeze_columns)
        filtered = self._sheet.rows and not self._sheet.merge_down
        if filtered:
            self._page.autofilter(row - 1, 0, row - 1 + len(self._sheet.rows), self._last_column)

    def _rows(self, row: int) -> int:
        if not self._sheet.rows:
            self._band(row, self._sheet.empty, self._looks.note)
            return row + 1
        for offset, values in enumerate(self._sheet.rows):
            self._page.set_row(row + offset, self._height(values))
            for column, value in enumerate(values):
                if column not in self._sheet.merge_down:
                    self._value(row + offset, column, value)
        for column in self._sheet.merge_down:
            self._merged(row, column)
        return row + len(self._sheet.rows)

    def _merged(self, top: int, column: int) -> None:
        """Equal neighbours down a column as one cell."""
        values = [row[column] for row in self._sheet.rows]
        start = 0
        for index in range(1, len(values) + 1):
            if index < len(values) and values[index] == values[start]:
                continue
            look = self._looks.cell(self._sheet.columns[column].kind, "group")
            if index - start > 1:
                text = safe_text(str(_plain(values[start]) or ""))
                self._page.merge_range(top + start, column, top + index - 1, column, text, look)
            else:
                self._value(top + start, column, Cell(_plain(values[start]), "group"))
            start = index

    def _totals(self, row: int) -> None:
        for offset, values in enumerate(self._sheet.totals):
            for column, value in enumerate(values):
                self._value(row + offset, column, Cell(_plain(value), "total"))

    def _value(self, row: int, column: int, value: Value) -> None:
        cell = value if isinstance(value, Cell) else Cell(value)
        kind = self._sheet.columns[column].kind
        look = self._looks.cell(
            kind, "link" if cell.goto and not cell.tone else cell.tone, cell.number_format
        )
        plain = cell.value
        if plain is None or plain == "":
            self._page.write_blank(row, column, None, look)
        elif cell.goto:
            target = self._names[cell.goto]
            self._page.write_url(row, column, f"internal:'{target}'!A1", look, safe_text(str(plain)))
        elif isinstance(plain, bool):
            self._page.write_string(row, column, "是" if plain else "否", look)
        elif isinstance(plain, int | float | Decimal):
            self._page.write_number(row, column, float(plain), look)
        elif isinstance(plain, date):
            dated = self._looks.cell("date", cell.tone, cell.number_format)
            self._page.write_datetime(row, column, plain, dated)
        else:
            self._page.write_string(row, column, safe_text(plain), look)

    def _height(self, values: Sequence[Value]) -> float:
        """Room for the cell with the most lines: only Excel itself would find it when opening."""
        lines = [
            line_count(plain, int(self._widths[column]) - 1)
            for column, value in enumerate(values)
            if column not in self._sheet.merge_down and isinstance(plain := _plain(value), str)
        ]
        return min(max(lines, default=1) * _LINE + 5, _TALLEST)

    def _measured(self, index: int, column: Column) -> float:
        sample = [*self._sheet.rows[:500], *self._sheet.totals]
        texts = [str(_plain(row[index])) for row in sample if index < len(row) and row[index] is not None]
        widest = max((width(line) for text in texts for line in text.split("\n")), default=0)
        # A heading may break in two; the filter's arrow needs three units of its own.
        heading = 3 if column.upright else min(width(column.title), max(width(column.title) // 2 + 1, 8)) + 3
        return max(min(widest + 2, _WIDEST[column.kind]), heading, 4)

    def _print_setup(self, first_heading: int, row: int) -> None:
        page = self._page
        page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(first_heading, row - 1)
        page.center_horizontally()
        left = f"&L{DEMO}" if self._demo else ""
        page.set_footer(f"{left}&C第 &P 页，共 &N 页&R&A")
        page.hide_gridlines(2)


def _plain(value: Value) -> Plain:
    return value.value if isinstance(value, Cell) else value
