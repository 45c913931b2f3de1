"""An import's own pages: its columns, how far it is, what it would do, and the deeds on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhenxing.papers.marked_book import marked_book
from zhenxing.web.imports import plans, queries
from zhenxing.web.imports.actions import ConfirmImport, GiveUp, GoOn, MapColumns
from zhenxing.web.imports.columns import ColumnsPage, posted_mapping
from zhenxing.web.imports.known import vocabulary
from zhenxing.web.imports.models import Import
from zhenxing.web.imports.reading import workbook_of
from zhenxing.web.imports.results import ResultPage
from zhenxing.web.imports.store import FILES
from zhenxing.web.kit.exports import attachment
from zhenxing.web.kit.pages import do, page
from zhenxing.web.kit.panels import HistoryLine, history
from zhenxing.web.kit.register import Register
from zhenxing.web.registers import register as find_register


def detail(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
    """Where the import stands: its columns to be said, how far it is, or what it would do or did."""
    brought = find(request, pk)
    if request.GET.get("format") == "json":
        return JsonResponse(_progress(brought))
    if brought.can.read and not brought.can.writes:
        return _result(request, brought)
    if brought.can.map and not brought.error:
        return redirect("imports:columns", pk=pk)
    return render(request, "imports/progress.html", _frame(brought) | {"work": brought.work})


def _result(request: HttpRequest, brought: Import) -> HttpResponse:
    target = find_register(brought.register)
    spec = vocabulary(target, request.user).spec
    result = ResultPage(target, spec, brought, plans.load(brought.plan), request.GET)
    work = brought.work
    context = {"result": result, "history": _told(brought), "work": work, "missed": work.missed[:200]}
    return render(request, "imports/result.html", _frame(brought) | context)


#: what the page itself shows, or nobody reads, is left out of the import's own history
_UNTOLD = (
    *("mapping", "plan", "sha256", "register", "size", "area", "unit", "partly"),
    *("uploaded_by", "uploaded_at", "applied_at", "file_name"),
)


def _told(brought: Import) -> list[HistoryLine]:
    untold = {"file", *(str(Import._meta.get_field(name).verbose_name) for name in _UNTOLD)}
    return [
        replace(
            line,
            changes=tuple(
                one for one in line.changes if str(one.label) not in untold and (one.was or one.now != "0")
            ),
        )
        for line in history(brought)
    ]


def _progress(brought: Import) -> dict[str, Any]:
    work = brought.work
    return {
        "running": brought.can.busy,
        "state": str(brought.can.label),
        "stage": stage_label(work.stage, brought),
        "done": work.done,
        "total": work.total,
    }


def stage_label(stage: str, brought: Import) -> str:
    """What the worker is doing, in words."""
    labels = {
        "read": _("正在读取工作簿"),
        "check": _("正在逐格核对"),
        "compare": _("正在与系统里的记录比较"),
        "rules": _("正在核对编号和约束"),
        "stage": _("正在准备写入"),
        "write": _("正在写入"),
    }
    return labels.get(stage, _("正在排队"))


@page("imports.view")
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Which column is which field: the headings' own word, and the person's above it."""
    brought = find(request, pk)
    if not brought.can.map:
        return redirect("imports:detail", pk=pk)
    target = find_register(brought.register)
    spec = vocabulary(target, request.user).spec
    shown = ColumnsPage(spec, brought, queries.keys_needed(target), request.POST or None)
    if request.method == "POST" and not shown.objections:
        mapping, learnt = posted_mapping(shown)
        do(request, MapColumns(brought.register, pk, mapping, learnt))
        return redirect("imports:detail", pk=pk)
    status = 422 if shown.objections and request.method == "POST" else 200
    return render(request, "imports/columns.html", _frame(brought) | {"columns": shown}, status=status)


@page("imports.view")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    brought = find(request, pk)
    do(request, ConfirmImport(brought.register, pk, partly=request.POST.get("partly") == "1"))
    return redirect("imports:detail", pk=pk)


@page("imports.view")
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    brought = find(request, pk)
    do(request, GiveUp(brought.register, pk), expected_version=None)
    messages.info(request, _("已取消，系统里的记录没有任何改动。文件还在，需要时可以再次上传。"))
    return redirect("imports:detail", pk=pk)


@page("imports.view")
@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    brought = find(request, pk)
    do(request, GoOn(brought.register, pk), expected_version=None)
    return redirect("imports:detail", pk=pk)


@page("imports.view")
@require_GET
def marked(request: HttpRequest, pk: int) -> HttpResponse:
    """The same workbook with the wrong cells red, a comment in each, and a list of them all."""
    brought = find(request, pk)
    if not brought.plan:
        raise Http404
    data, faults = FILES.read(brought.sha256), plans.load(brought.plan).faults
    workbook = workbook_of(brought)
    content = marked_book(data, workbook.kind, faults, sheets=workbook.sheets, title=str(brought))
    stem = brought.file_name.rpartition(".")[0] or brought.file_name
    return attachment(content, f"{stem}-{_('问题标注')}.xlsx")


@page("imports.view")
@require_GET
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The workbook as it was uploaded, byte for byte."""
    brought = find(request, pk)
    path = FILES.path_of(brought.sha256)
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=brought.file_name or "import.xlsx")


def find(request: HttpRequest, pk: int) -> Import:
    """The import, if this person may import where it belongs; else it does not exist."""
    found: Import | None = queries.seen(request.user).select_related("work").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _frame(brought: Import) -> dict[str, Any]:
    """What every page of an import shows: the import itself and the way back to its register."""
    target = find_register(brought.register)
    return {
        "brought": brought,
        "target": target,
        "target_title": target.title,
        "target_url": target.url("list"),
        "upload_url": target.url("import"),
        "stage": stage_label(brought.work.stage, brought),
    }
