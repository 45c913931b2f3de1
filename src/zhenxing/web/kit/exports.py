"""A list as an Excel file."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone

from zhenxing.web.kit.register import Column, Register

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attachment(content: bytes, name: str, content_type: str = XLSX) -> HttpResponse:
    """A file to be saved under a (Chinese) name."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def excel(register: Register[Any], columns: tuple[Column, ...], rows: QuerySet[Any]) -> HttpResponse:
    """The rows with native types and a frozen heading; text stays text, whatever it begins with."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(str(register.title)[:31])
        heading = book.add_format({"bold": True, "bottom": 1})
        sheet.write_row(0, 0, [str(register.column_label(column)) for column in columns], heading)
        for number, record in enumerate(rows.iterator(2000), start=1):
            for place, column in enumerate(columns):
                sheet.write(number, place, str(column.of(record) or ""))
        sheet.freeze_panes(1, 0)
    name = f"{register.title}-{timezone.localdate():%Y%m%d}.xlsx"
    return attachment(file.getvalue(), name)
