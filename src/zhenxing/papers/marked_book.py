"""A workbook with its faults: wrong cells red, in each a comment that says what to do, and a list of
them all in front.

An .xlsx file keeps the look its owner gave it. Other kinds, and sheets so large that a copy of them
would not fit the memory, come back as a new workbook of the same cells.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, Final, Protocol

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from zhenxing.core.faults import Fault
from zhenxing.papers.marked_cells import AUTHOR, HEADINGS, RED, WIDTHS, Marks, height, lines, said, summary
from zhenxing.papers.marked_copy import copied

LIST: Final = "问题清单"
#: cells of a workbook that is copied with its look; openpyxl holds each as an object
_MOST_CELLS: Final = 400_000
#: Excel knows no more links on one sheet
_LINKS: Final = 60_000
_RED: Final = PatternFill("solid", fgColor=f"FF{RED}")
_NO_FILL: Final = PatternFill()
_THIN: Final = Side("thin", color="FFB8C0CC")
_BORDER: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


class SheetRead(Protocol):
    """A sheet as it was read (intake's `RawSheet`): row i of `cells` is Excel's row i + 1."""

    @property
    def name(self) -> str: ...
    @property
    def cells(self) -> Any: ...
    @property
    def first_column(self) -> int: ...
    @property
    def hidden(self) -> bool: ...


def marked_book(
    data: bytes, kind: str, faults: Sequence[Fault], *, sheets: Sequence[SheetRead] = (), title: str = ""
) -> bytes:
    """The workbook as .xlsx with its faults marked.

    `kind` is what the file is; `sheets` are its cells as they were read, which a new workbook is
    made of where the file itself cannot be kept. `title` stands above the list.
    """
    marks = Marks(faults)
    cells = sum(sheet.cells.num_rows * sheet.cells.num_columns for sheet in sheets)
    if kind != "xlsx" or cells > _MOST_CELLS:
        return copied(sheets, marks, title, LIST)
    book = openpyxl.load_workbook(io.BytesIO(data))
    _without_old_marks(book)
    for name, found in marks.by_sheet.items():
        if name in book.sheetnames:
            _mark(book[name], found, marks)
    _write_list(book, marks, title)
    # the results of formulas are not kept in the copy
    book.calculation.fullCalcOnLoad = True
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _without_old_marks(book: Any) -> None:
    """What an earlier round marked is not wrong for ever."""
    if LIST in book.sheetnames:
        del book[LIST]
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == AUTHOR:
                    cell.comment = None
                    cell.fill = _NO_FILL


def _mark(page: Any, found: Mapping[str, Sequence[Fault]], marks: Marks) -> None:
    for place, faults in found.items():
        cell = page[place]
        if isinstance(cell, MergedCell):
            cell = _first_of_merged(page, place)
        cell.fill = _RED
        protection = copy(cell.protection)
        cell.protection = Protection(locked=False, hidden=protection.hidden)
        if marks.commented(page.title, place):
            cell.comment = Comment(said(faults), AUTHOR, width=280, height=110)


def _first_of_merged(page: Any, place: str) -> Any:
    area = next(merged for merged in page.merged_cells.ranges if place in merged)
    return page.cell(area.min_row, area.min_col)


# -- the list in front ----------------------------------------------------------


def _write_list(book: Any, marks: Marks, title: str) -> None:
    page = book.create_sheet(LIST, 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    for column, units in enumerate(WIDTHS, 1):
        page.column_dimensions[openpyxl.utils.get_column_letter(column)].width = units
    _put(page, 1, 1, title or LIST, Font(name="黑体", size=14))
    _put(page, 2, 1, summary(marks))
    for column, heading in enumerate(HEADINGS, 1):
        cell = _put(page, 4, column, heading, Font(name="黑体"))
        cell.fill = PatternFill("solid", fgColor="FFDCE6F1")
        cell.border = _BORDER
    for row, values in enumerate(lines(marks.faults), 5):
        for column, value in enumerate(values, 1):
            cell = _put(page, row, column, value)
            cell.border = _BORDER
            cell.alignment = Alignment(wrap_text=column > 3, vertical="top")
        page.row_dimensions[row].height = height(values)
        _link(page, row, marks.faults[row - 5], book)
    _set_up(page, len(marks.faults) + 4)


def _set_up(page: Any, last: int) -> None:
    page.freeze_panes = "A5"
    page.auto_filter.ref = f"A4:G{max(last, 5)}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "4:4"


def _put(page: Any, row: int, column: int, value: Any, font: Font | None = None) -> Any:
    """A value that never is a formula."""
    cell = page.cell(row, column, value)
    if cell.data_type == "f":
        cell.data_type = "s"
    if font:
        cell.font = font
    return cell


def _link(page: Any, row: int, fault: Fault, book: Any) -> None:
    if fault.row and fault.sheet in book.sheetnames and row - 5 < _LINKS:
        quoted = fault.sheet.replace("'", "''")
        target = f"'{quoted}'!{fault.cell if fault.column else f'A{fault.row}'}"
        cell = page.cell(row, 3)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=fault.cell)
        cell.font = Font(color="FF0B57A4", underline="single")
