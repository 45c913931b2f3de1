"""A new workbook of the cells that were read, its faults marked: for .xls, .csv and very large sheets."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import xlsxwriter

from zhenxing.core.faults import Fault
from zhenxing.core.fields import column_letter
from zhenxing.papers.marked_cells import (
    AUTHOR,
    HEADINGS,
    RED,
    WIDTHS,
    Marks,
    height,
    lines,
    printable,
    said,
    summary,
)

#: a number that Excel would show as it is written: no leading zero, no more digits than it keeps
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,9})?")
_MIDNIGHT: Final = " 00:00:00"
_LINKS: Final = 60_000
_BATCH: Final = 10_000
_COMMENT: Final = {"author": AUTHOR, "x_scale": 2}


def copied(sheets: Sequence[Any], marks: Marks, title: str, list_name: str) -> bytes:
    """The workbook as .xlsx: the list in front, then every sheet that was read and is not hidden."""
    output = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        shown = [sheet for sheet in sheets if not sheet.hidden and sheet.name != list_name]
        front = book.add_worksheet(list_name)
        _write_list(book, front, marks, title, {sheet.name for sheet in shown})
        wrong = book.add_format({"bg_color": f"#{RED}"})
        for sheet in shown:
            _write_sheet(book.add_worksheet(sheet.name), sheet, marks, wrong)
    return output.getvalue()


def _write_list(book: Any, page: Any, marks: Marks, title: str, names: set[str]) -> None:
    line = {"border": 1, "border_color": "#B8C0CC"}
    heading = book.add_format({**line, "font_name": "黑体", "bg_color": "#DCE6F1"})
    framed = book.add_format({**line, "text_wrap": True, "valign": "top"})
    link = book.add_format({**line, "font_color": "#0B57A4", "underline": 1, "valign": "top"})
    for column, units in enumerate(WIDTHS):
        page.set_column(column, column, units)
    page.write_string(0, 0, title or page.get_name(), book.add_format({"font_name": "黑体", "font_size": 14}))
    page.write_string(1, 0, summary(marks))
    for column, text in enumerate(HEADINGS):
        page.write_string(3, column, text, heading)
    for row, (values, fault) in enumerate(zip(lines(marks.faults), marks.faults, strict=True), 4):
        page.set_row(row, height(values))
        page.write_number(row, 0, values[0], framed)
        for column, text in enumerate(values[1:], 1):
            target = _target(fault) if column == 2 and fault.sheet in names and row < _LINKS else ""
            if target:
                page.write_url(row, column, target, link, str(text))
            else:
                page.write_string(row, column, str(text), framed)
    page.freeze_panes(4, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.autofilter(3, 0, max(len(marks.faults) + 3, 4), len(HEADINGS) - 1)


def _target(fault: Fault) -> str:
    if not fault.row:
        return ""
    quoted = fault.sheet.replace("'", "''")
    return f"internal:'{quoted}'!{fault.cell if fault.column else f'A{fault.row}'}"


def _write_sheet(page: Any, sheet: Any, marks: Marks, wrong: Any) -> None:
    found = marks.by_sheet.get(sheet.name, {})
    letters = [column_letter(sheet.first_column + index) for index in range(sheet.cells.num_columns)]
    page.set_column(sheet.first_column, sheet.first_column + max(len(letters) - 1, 0), 16)
    for row, texts in enumerate(_rows(sheet.cells)):
        for index, text in enumerate(texts):
            place = f"{letters[index]}{row + 1}" if found else ""
            faults = found.get(place)
            if text is not None or faults:
                _write(page, row, sheet.first_column + index, text, wrong if faults else None)
            if faults and marks.commented(sheet.name, place):
                page.write_comment(row, sheet.first_column + index, said(faults), _COMMENT)


def _rows(cells: Any) -> Iterator[tuple[str | None, ...]]:
    for start in range(0, cells.num_rows, _BATCH):
        part = cells.slice(start, _BATCH)
        yield from zip(*(column.to_pylist() for column in part.columns), strict=True)


def _write(page: Any, row: int, column: int, text: str | None, look: Any) -> None:
    if text is None:
        page.write_blank(row, column, None, look)
    elif _NUMBER.fullmatch(text):
        page.write_number(row, column, float(text), look)
    else:
        page.write_string(row, column, printable(text).removesuffix(_MIDNIGHT), look)
