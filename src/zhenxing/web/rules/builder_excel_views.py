"""A rulebook to Excel and back: what comes back is a draft to be looked at, never at once in force."""

from __future__ import annotations

import base64
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenxing.core.faults import Fault
from zhenxing.core.rules.form import dump
from zhenxing.intake import IntakeError
from zhenxing.intake.workbooks import Workbook, read_workbook
from zhenxing.papers.marked_book import marked_book
from zhenxing.web.kit.demo import is_demo
from zhenxing.web.kit.exports import attachment
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import find
from zhenxing.web.rules.builder_actions import state_of, working
from zhenxing.web.rules.builder_sheet import read_table
from zhenxing.web.rules.builder_table import table_workbook
from zhenxing.web.rules.builder_views import frame, keep, known_facts
from zhenxing.web.rules.reading import read

_SHOWN = 50
#: bytes; a table of rules is small
_LARGEST = 5 * 1024 * 1024


class TableForm(forms.Form):
    """A table of rules as it was exported and changed."""

    file = forms.FileField(
        label=gettext_lazy("规则表"), error_messages={"required": gettext_lazy("请选一个工作簿。")}
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > _LARGEST:
            raise forms.ValidationError(_("文件太大：规则表不超过5 MB。请删去图片和不用的工作表。"))
        return file


def excel_page(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    """The rules in force as a workbook: one row a condition."""
    row = find(register, request, pk, "export")
    return attachment(table_workbook(read(row.text), demo=is_demo()), f"{row.name}-{_('规则表')}.xlsx")


def import_page(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    """Read a workbook; faults come back cell by cell, else it becomes the draft."""
    row = find(register, request, pk, "edit")
    form = TableForm(request.POST or None, request.FILES or None)
    context = {**frame(row), "form": form, "base": state_of(row), "faults": (), "marked": ""}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            answer = _read(request, row, form, context)
            if answer is not None:
                return answer
    return render(request, "rules/builder/import.html", context, status=status)


def _read(request: HttpRequest, row: Any, form: TableForm, context: dict[str, Any]) -> HttpResponse | None:
    file = form.cleaned_data["file"]
    data = file.read()
    try:
        workbook = read_workbook(data, file.name)
    except IntakeError as error:
        form.add_error("file", str(error))
        return None
    text, cases = working(row)
    found = read_table(workbook, read(text), known_facts(row))
    if found.book is None:
        context |= _faults(data, workbook, found.faults, row.name)
        return None
    if keep(request, row, dump(found.book), cases, publish=False) is None:
        return None
    messages.info(request, _("请核对与现行规则的差别，再发布。"))
    query = f"new=draft&old={row.version}"
    return redirect(f"{reverse('rulebooks:versions', args=[row.pk])}?{query}")


def _faults(data: bytes, workbook: Workbook, faults: list[Fault], name: str) -> dict[str, Any]:
    """The faults, and the same workbook with the wrong cells red, ready to be saved."""
    marked = marked_book(data, workbook.kind, faults, sheets=workbook.sheets, title=name)
    return {"faults": faults[:_SHOWN], "count": len(faults), "marked": base64.b64encode(marked).decode()}
