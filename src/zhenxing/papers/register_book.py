"""A register's rows as a workbook that is also the template they come back in.

    register_book(spec, rows, columns=("credit_code", "name"), versions=[(1, 4)])

Native types, frozen headings, drop-down lists, a page of instructions; keys of existing rows are
locked, everything else stays open. Text is never a formula. Rows are written as they come, so a
hundred thousand of them need little memory.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from zhenxing.core.fields import NUMBERS, RECORD_FIELDS, Field, TableSpec
from zhenxing.papers.headings import heading_rows
from zhenxing.papers.register_guide import Guide, explained, heading_of, rule_of
from zhenxing.papers.register_looks import RegisterLooks
from zhenxing.papers.sheets import DEMO
from zhenxing.papers.width import width

#: so that the same values give the same bytes
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no time zones
_LAST_ROW: Final = 1_048_575
_LONGEST: Final = 32_767
#: rows measured for the widths of columns
_SAMPLE: Final = 300
_WIDEST: Final = {"text": 46, "reference": 30, "choice": 30, "uscc": 22, "date": 13, "flag": 8, "year": 8}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: what XML cannot carry
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: a text that may be longer than this many characters is a sentence
_LONG_TEXT: Final = 100
#: from here on a number with decimals may have more digits than Excel keeps
_ROUND: Final = 1e6

_Write = Callable[[int, int, Any], None]
Value = str | int | Decimal | date | bool | None


def register_book(
    spec: TableSpec,
    rows: Iterable[Sequence[Value]],
    *,
    columns: Sequence[str] | None = None,
    versions: Iterable[tuple[int, int]] | None = None,
    title: str = "",
    notes: Sequence[str] = (),
    demo: bool = False,
) -> bytes:
    """The workbook of some rows, each in the order of `columns` (default: every field).

    Choices are given by the value that is kept. `versions` are record number and version of every
    row, for two hidden columns. `notes` are lines for the page of instructions. Raises `ValueError`
    when the rows do not fit a sheet.
    """
    fields = [spec.field(name) for name in columns or spec.names]
    output = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        book.set_properties(
            {"title": title or spec.title, "created": _CREATED, "comments": DEMO if demo else ""}
        )
        looks = RegisterLooks(book)
        page = book.add_worksheet(_sheet_name(spec.title))
        guide = Guide(book, looks, fields)
        _Table(page, looks, guide, fields, versions is not None, title, demo).write(rows, versions)
        guide.write(spec, notes, demo)
    return output.getvalue()


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title).strip(" '")[:31] or "数据"


class _Table:
    """Writes the sheet of the rows from the top."""

    def __init__(
        self,
        page: Any,
        looks: RegisterLooks,
        guide: Guide,
        fields: Sequence[Field],
        versioned: bool,
        title: str,
        demo: bool,
    ) -> None:
        self._page, self._looks, self._guide = page, looks, guide
        self._fields = [*fields, *(RECORD_FIELDS if versioned else ())]
        self._own = len(fields)
        self._title = f"{title}（{DEMO}）" if demo and title else title or (DEMO if demo else "")
        self._writers = [self._writer(field) for field in self._fields]

    def write(self, rows: Iterable[Sequence[Value]], versions: Iterable[tuple[int, int]] | None) -> None:
        given: Iterator[Sequence[Value]] = iter(rows)
        if versions is not None:
            given = ((*row, *pair) for row, pair in zip(given, versions, strict=True))
        sample = list(itertools.islice(given, _SAMPLE))
        self._columns(sample)
        top = self._headings()
        end = self._rows(itertools.chain(sample, given), top)
        self._page.freeze_panes(top, self._frozen())
        if self._own:
            self._page.autofilter(top - 1, 0, max(end - 1, top), self._own - 1)
        for column, field in enumerate(self._fields[: self._own]):
            self._validate(column, field, top)
        self._page.protect("", _ALLOWED)
        self._print_setup(top)

    # -- columns and headings -----------------------------------------------

    def _columns(self, sample: Sequence[Sequence[Value]]) -> None:
        """Widths, and for rows to come the look of the kind, open to be filled in."""
        for column, field in enumerate(self._fields):
            hidden = {"hidden": True} if column >= self._own else {}
            labels = {choice.value: choice.label for choice in field.choices}
            texts = (_measured(labels.get(str(row[column]), row[column]), field) for row in sample)
            widest = max(map(width, texts), default=_expected(field)) + 2
            heading = min(width(heading_of(field)), 20) + 4
            units = max(min(widest, _WIDEST.get(field.kind, 20)), heading, 6)
            self._page.set_column(column, column, units, self._looks.cell(field, open_=True), hidden)

    def _headings(self) -> int:
        """Title and headings; returns the first row of data."""
        row = 0
        if self._title:
            self._band(self._title)
            row = 1
        paths = [(*field.groups, heading_of(field)) for field in self._fields]
        depth = max(map(len, paths), default=1)
        cells = {
            (row + line, column): (block, (line, column) == (block.top, block.left))
            for block in heading_rows(paths)
            for line in range(block.top, block.bottom + 1)
            for column in range(block.left, block.right + 1)
        }
        for place, (block, begins) in sorted(cells.items()):
            look = self._looks.heading(self._fields[block.left] if block.bottom == depth - 1 else None)
            self._page.write_string(*place, block.text if begins else "", look)
            if begins and (block.top, block.left) != (block.bottom, block.right):
                # merge_range would write rows below this one, which are closed once written
                self._page.merge.append([*place, row + block.bottom, block.right])
        return row + depth

    def _band(self, text: str) -> None:
        self._page.set_row(0, 28)
        if self._own > 1:
            self._page.merge_range(0, 0, 0, self._own - 1, text, self._looks.title)
        else:
            self._page.write_string(0, 0, text, self._looks.title)

    def _frozen(self) -> int:
        """Keys at the left stay in sight."""
        keys = itertools.takewhile(lambda field: field.key, self._fields[: self._own])
        return min(len(list(keys)), 3)

    # -- cells --------------------------------------------------------------

    def _rows(self, rows: Iterable[Sequence[Value]], top: int) -> int:
        at = top
        words = [writers[0] for writers in self._writers]
        own = [writers[1] for writers in self._writers]
        for at, row in enumerate(rows, top):
            if at > _LAST_ROW:
                raise ValueError(f"{self._title or self._page.get_name()}: the rows do not fit a sheet")
            for column, value in enumerate(row):
                if value is not None and value != "":
                    # what is worked out for reading may be words in a column of numbers
                    (words if isinstance(value, str) else own)[column](at, column, value)
                elif self._fields[column].key:
                    self._page.write_blank(at, column, None, self._looks.cell(self._fields[column]))
        return at + 1

    def _writer(self, field: Field) -> tuple[_Write, _Write]:
        """What writes words, and what writes any other value of a field; a key is locked."""
        look = self._looks.cell(field, open_=not field.key)
        quoted = self._looks.cell(field, open_=not field.key, quoted=True)
        labels = {choice.value: choice.label for choice in field.choices}
        page = self._page

        def text(row: int, column: int, value: Any) -> None:
            said = _UNPRINTABLE.sub("", labels.get(value, "") or str(value))[:_LONGEST]
            page.write_string(row, column, said, quoted if said.startswith(_FORMULA) else look)

        def flag(row: int, column: int, value: Any) -> None:
            page.write_string(row, column, "是" if value else "否", look)

        def number(row: int, column: int, value: Any) -> None:
            held = float(value)
            # Excel keeps fifteen digits: what it would round stays a text
            if abs(held) >= _ROUND and Decimal(repr(held)) != value:
                page.write_string(row, column, format(value, "f" if isinstance(value, Decimal) else ""), look)
            else:
                page.write_number(row, column, held, look)

        def day(row: int, column: int, value: Any) -> None:
            plain = value if isinstance(value, datetime) else datetime.combine(value, time())
            if plain.year < 1900:
                page.write_string(row, column, value.isoformat(), look)
            else:
                page.write_datetime(row, column, plain.replace(tzinfo=None), look)

        if field.kind in NUMBERS or field.kind == "year":
            return text, number
        return text, {"flag": flag, "date": day}.get(field.kind, text)

    def _validate(self, column: int, field: Field, top: int) -> None:
        """A list to choose from, or limits; and what to fill in, shown beside the cell."""
        listed = self._guide.list_of(field)
        rule = {"validate": "list", "source": listed} if listed else rule_of(field)
        said = {
            "input_title": field.label[:32],
            "input_message": explained(field)[:255],
            "error_title": "请核对",
            "error_message": f"{field.label}：{explained(field)}"[:255],
        }
        if listed and field.kind == "reference":
            said["error_type"] = "warning"
        self._page.data_validation(top, column, _LAST_ROW, column, {"ignore_blank": True, **rule, **said})

    def _print_setup(self, top: int) -> None:
        page = self._page
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0, top - 1)
        page.set_footer("&C第 &P 页，共 &N 页&R&A")


#: what a locked sheet still lets people do
_ALLOWED: Final = {
    "format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True,
    "delete_rows": True, "sort": True, "autofilter": True, "select_locked_cells": True,
}  # fmt: skip


def _expected(field: Field) -> int:
    """How wide a column will be that has nothing yet, so that what is filled in can be read."""
    if field.choices:
        return max(width(choice.label) for choice in field.choices)
    if field.kind == "text" and (field.max_length or _LONG_TEXT) >= _LONG_TEXT:
        return _LONG_TEXT // 4
    return {"reference": 16, "money": 14, "date": 11, "uscc": 20}.get(field.kind, 0)


def _measured(value: Value, field: Field) -> str:
    if value is None:
        return ""
    if field.kind in NUMBERS and not isinstance(value, str):
        return f"{value:,.2f}" if field.kind == "money" else f"{value:,}"
    return str(value)[:60]
