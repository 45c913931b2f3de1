"""A register's rows as a workbook that is also the template they come back in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from zhenxing.core.fields import RECORD_FIELDS, TableSpec


def register_book(
    spec: TableSpec,
    rows: Iterable[Sequence[Any]],
    *,
    columns: Sequence[str] | None = None,
    versions: Iterable[tuple[int, int]] | None = None,
    title: str = "",
    notes: Sequence[str] = (),
    demo: bool = False,
) -> bytes:
    """The workbook of some rows, each in the order of `columns` (default: every field)."""
    fields = [spec.field(name) for name in columns or spec.names]
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"constant_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(spec.title)
        for column, field in enumerate((*fields, *(RECORD_FIELDS if versions is not None else ()))):
            page.write_string(0, column, field.label)
        pairs = iter(versions or ())
        for number, row in enumerate(rows, 1):
            for column, value in enumerate((*row, *(next(pairs) if versions is not None else ()))):
                if isinstance(value, int | float):
                    page.write_number(number, column, value)
                elif value is not None:
                    page.write_string(number, column, str(value))
    return output.getvalue()
