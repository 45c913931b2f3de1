"""A list as an Excel file."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.db import models
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenxing.papers import sheets
from zhenxing.web.kit.demo import is_demo
from zhenxing.web.kit.excel import importable
from zhenxing.web.kit.register import Column, Register, text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: an Excel sheet holds no more; the rest is asked for with filters
ROW_LIMIT = 1_000_000

_KINDS: dict[type[models.Field[Any, Any]], sheets.Kind] = {
    models.DateField: "date",
    models.IntegerField: "whole",
    models.DecimalField: "number",
    models.TextField: "long",
}


def attachment(content: bytes, name: str, content_type: str = XLSX) -> HttpResponse:
    """A file to be saved under a (Chinese) name."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def excel(register: Register[Any], columns: tuple[Column, ...], rows: QuerySet[Any]) -> HttpResponse:
    """The rows with native types; text stays text, whatever it begins with.

    Of a register that can be imported, the workbook is the template it comes back in.
    """
    today = timezone.localdate()
    name = f"{register.title}-{today:%Y%m%d}.xlsx"
    if importable(register):
        from zhenxing.web.kit.excel_export import export_book  # it needs the libraries that write templates

        return attachment(export_book(register, rows[:ROW_LIMIT], columns), name)
    sheet = sheets.Sheet(
        str(register.title),
        [sheets.Column(str(register.column_label(one)), _kind(register, one)) for one in columns],
        [[native(one.of(record)) for one in columns] for record in rows[:ROW_LIMIT]],
        title=str(register.title),
        notes=[_("导出日期：%(day)s") % {"day": today.isoformat()}],
        freeze_columns=1,
    )
    content = sheets.workbook([sheet], title=str(register.title), demo=is_demo())
    return attachment(content, name)


def native(value: Any) -> Any:
    """A value as Excel holds it: numbers and dates as such, a time of day as text, the rest in words."""
    if value is None or isinstance(value, datetime | bool) or not isinstance(value, date | int | Decimal):
        return text(value) or None
    return value


def _kind(register: Register[Any], column: Column) -> sheets.Kind:
    if column.value is not None or not register.has_field(column.name):
        return "text"
    field = register.model._meta.get_field(column.name)
    if field.choices or isinstance(field, models.DateTimeField):
        return "text"
    return next((kind for cls, kind in _KINDS.items() if isinstance(field, cls)), "text")
