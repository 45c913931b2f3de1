"""A table in the page, typed or pasted from Excel: checked cell by cell, then imported like any workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhenxing.core.faults import Fault
from zhenxing.core.fields import Field, TableSpec, column_letter
from zhenxing.engines.checks import check
from zhenxing.intake import IntakeError
from zhenxing.intake.workbooks import Workbook, prepare, sheet_of
from zhenxing.web.imports import sets
from zhenxing.web.imports.actions import AlreadyBrought
from zhenxing.web.imports.comparing import relaxed
from zhenxing.web.imports.known import Vocabulary, vocabulary
from zhenxing.web.kit.excel import CLEAR
from zhenxing.web.kit.register import Register

#: rows to begin with; the most that a page takes, and the most cells that one submission may have
_ROWS: Final = 10
_MOST_ROWS: Final = 500
_MOST_CELLS: Final = 15_000
_SHEET: Final = "粘贴的表格"


@dataclass(frozen=True)
class GridCell:
    name: str
    label: str
    value: str
    fault: str = ""


@dataclass(frozen=True)
class GridRow:
    number: int
    cells: tuple[GridCell, ...]


def grid(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """The table; sent with `X-Check` it answers the faults of every cell, else it is imported."""
    from zhenxing.web.imports.pages import bring  # whose roles name this page

    words = vocabulary(register, request.user)
    if request.method != "POST":
        return _page(register, request, words.spec, [])
    rows = posted_rows(request, words.spec)
    faults = grid_faults(words, rows)
    if request.headers.get("X-Check") == "1":
        return JsonResponse({"faults": [[row, name, said] for (row, name), said in faults.items()]})
    most = most_rows(words.spec)
    if not rows or len(rows) > most:
        too_many = _("一次最多 %(n)d 行，更多的请上传工作簿。") % {"n": most}
        said = too_many if rows else _("表里还没有内容。")
        return _page(register, request, words.spec, rows[:most], said=said)
    if faults:
        return _page(register, request, words.spec, rows, faults)
    try:
        return bring(register, request, as_csv(words.spec, rows), f"{_SHEET}.csv", again=True)
    except AlreadyBrought as refusal:
        return redirect("imports:detail", pk=refusal.brought.pk)
    except IntakeError as error:
        said = error.english if get_language() == "en" else error.message
        return _page(register, request, words.spec, rows, said=said)


def most_rows(spec: TableSpec) -> int:
    """The rows that one page takes of a table."""
    return min(_MOST_ROWS, _MOST_CELLS // len(spec.fields))


def posted_rows(request: HttpRequest, spec: TableSpec) -> list[list[str]]:
    """The rows as they were typed, in the order of the fields, without the empty ones at the end."""
    count = request.POST.get("rows", "")
    number = min(int(count), most_rows(spec) + 1) if count.isdecimal() and len(count) < 6 else 0
    rows = [[request.POST.get(f"c-{row}-{name}", "").strip() for name in spec.names] for row in range(number)]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def grid_faults(words: Vocabulary, rows: Sequence[Sequence[str]]) -> dict[tuple[int, str], str]:
    """(row, field) → what is wrong and what to do, by the check that workbooks go through."""
    if not rows:
        return {}
    spec = words.spec
    filled = [[value if value != CLEAR else "" for value in row] for row in rows]
    sheet = sheet_of(_SHEET, [[field.label for field in spec.fields], *filled])
    letters = {column_letter(at): name for at, name in enumerate(spec.names)}
    prepared = prepare(Workbook(_SHEET, "csv", (sheet,)), spec, {}, {_SHEET: letters})
    checked = check(prepared.sheets, relaxed(spec), words.known)
    found: dict[tuple[int, str], str] = {}
    for fault in (*checked.faults, *_set_faults(words, filled)):
        if fault.row > 1:
            english = get_language() == "en"
            message = fault.english if english else fault.message
            advice = fault.english_advice if english else fault.advice
            found.setdefault((fault.row - 2, fault.field), f"{message}{'. ' if english else '。'}{advice}")
    return found


def _set_faults(words: Vocabulary, rows: Sequence[Sequence[str]]) -> Iterator[Fault]:
    """What cells that name several records name wrongly."""
    columns = [(at, one) for at, one in enumerate(words.spec.fields) if one.name in words.sets]
    for number, row in enumerate(rows):
        for at, one in columns:
            for part, code, details in sets.read(row[at], words.sets[one.name]).wrong:
                letter = column_letter(at)
                yield Fault(_SHEET, number + 2, letter, one.name, one.label, code, part, details)


def as_csv(spec: TableSpec, rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as a file with headings, kept and read as any other."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow([field.label for field in spec.fields])
    writer.writerows(rows)
    return output.getvalue().encode("utf-8-sig")


def _page(
    register: Register[Any],
    request: HttpRequest,
    spec: TableSpec,
    rows: Sequence[Sequence[str]],
    faults: dict[tuple[int, str], str] | None = None,
    said: str = "",
) -> HttpResponse:
    found = faults or {}
    blank = [""] * len(spec.fields)
    filled = [*rows, *([blank] * max(_ROWS - len(rows), 3))]
    context = {
        "register_title": register.title,
        "list_url": register.url("list"),
        "upload_url": register.url("import"),
        "fields": [(field.name, _heading(field)) for field in spec.fields],
        "rows": [_row(number, row, spec, found) for number, row in enumerate(filled)],
        "faults": found,
        "said": said,
        "most": most_rows(spec),
        "clear": CLEAR,
    }
    return render(request, "imports/grid.html", context, status=422 if found or said else 200)


def _heading(field: Field) -> str:
    return f"{field.label}*" if field.required or field.key else field.label


def _row(number: int, row: Sequence[str], spec: TableSpec, faults: dict[tuple[int, str], str]) -> GridRow:
    return GridRow(
        number,
        tuple(
            GridCell(f"c-{number}-{field.name}", field.label, value, faults.get((number, field.name), ""))
            for field, value in zip(spec.fields, row, strict=True)
        ),
    )
