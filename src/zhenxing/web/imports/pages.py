"""The pages of a register through which workbooks come in: upload, template, the grid."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from zhenxing.intake import IntakeError
from zhenxing.intake.workbooks import prepare, read_workbook
from zhenxing.web.imports import queries
from zhenxing.web.imports.actions import AlreadyBrought, BringWorkbook, MapColumns
from zhenxing.web.imports.forms import WorkbookForm
from zhenxing.web.imports.grid import grid
from zhenxing.web.imports.known import vocabulary
from zhenxing.web.imports.layouts import described, mapping_of, needs_no_look
from zhenxing.web.imports.models import Import
from zhenxing.web.imports.reading import remember
from zhenxing.web.kit.excel import CLEAR
from zhenxing.web.kit.excel_export import template_book
from zhenxing.web.kit.exports import attachment
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.register import Register


def upload(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """Take in a workbook. What cannot be read is said at once, and nothing is kept."""
    form = WorkbookForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {
        "form": form,
        "register": register,
        "register_title": register.title,
        "list_url": register.url("list"),
        "template_url": register.url("template"),
        "grid_url": register.url("grid"),
        "clear": CLEAR,
        "recent": queries.recent(register, request.user),
    }
    if request.method != "POST":
        return render(request, "imports/upload.html", context)
    if not form.is_valid():
        return render(request, "imports/upload.html", context, status=422)
    file = form.cleaned_data["file"]
    try:
        return bring(register, request, file.read(), file.name, again=request.POST.get("again") == "1")
    except IntakeError as error:
        form.add_error("file", error.english if get_language() == "en" else error.message)
        return render(request, "imports/upload.html", context, status=422)
    except AlreadyBrought as refusal:
        context["earlier"] = refusal.brought
        return render(request, "imports/upload.html", context, status=refusal.status)


def bring(
    register: Register[Any], request: HttpRequest, data: bytes, name: str, again: bool = False
) -> HttpResponse:
    """Keep a workbook and go on to its columns, or, when all of them are known, to the check."""
    spec = vocabulary(register, request.user).spec
    workbook = read_workbook(data, name)
    layout = described(workbook, prepare(workbook, spec, queries.remembered(register, request.user)))
    if not layout:
        message = _("没有找到能对应的表头。请确认表里有一行列名，如“%(label)s”；也可以下载模板，照着填。")
        raise IntakeError("no_heading", message % {"label": spec.fields[0].label})
    remember(data, workbook)
    brought: Import = do(request, BringWorkbook(register.key, data, name, layout, again)).result
    if needs_no_look(layout, queries.keys_needed(register)):
        do(
            request,
            MapColumns(register.key, brought.pk, mapping_of(layout)),
            idempotency_key=None,
            expected_version=brought.version,
        )
        return redirect("imports:detail", pk=brought.pk)
    return redirect("imports:columns", pk=brought.pk)


def template(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """The register's workbook without rows: what an export looks like, to be filled in."""
    content = template_book(register, request.user)
    return attachment(content, f"{register.title}-{_('导入模板')}-{timezone.localdate():%Y%m%d}.xlsx")


ROLES = (
    PageRole("import", "import/", "create", upload, label=gettext_lazy("导入 Excel"), icon="upload"),
    PageRole("template", "import/template.xlsx", "create", template),
    PageRole("grid", "import/grid/", "create", grid),
)
