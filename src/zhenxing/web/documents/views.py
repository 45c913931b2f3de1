"""Arrival and reading: upload, progress, the document's page, its text, its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhenxing.intake import IntakeError
from zhenxing.web.documents import queries, seen, storage
from zhenxing.web.documents.actions import (
    AlreadyReceived,
    CancelCompile,
    ReceiveDocument,
    RetryCompile,
    read_upload,
)
from zhenxing.web.documents.forms import UploadForm
from zhenxing.web.documents.matrix import gaps_of
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.sheets import plan_file
from zhenxing.web.documents.states import document_states
from zhenxing.web.kit import scope
from zhenxing.web.kit.exports import attachment
from zhenxing.web.kit.pages import do, page
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.kit.register import Register
from zhenxing.web.organisations.models import Area


def upload(register: Register[Document], request: HttpRequest) -> HttpResponse:
    """Take in a file or pasted text. What cannot be read is said at once, and nothing is kept."""
    areas = scope.visible(Area.objects.filter(archived_at=None), request.user, "documents.upload")  # type: ignore[arg-type]  # `page` lets nobody in who is not signed in
    documents = seen.documents(request.user).exclude(state__in=document_states("replaced"))
    documents = documents.order_by("-uploaded_at")
    form = UploadForm(request.POST or None, request.FILES or None, areas=areas, documents=documents)
    context: dict[str, Any] = {
        "form": form,
        "register_title": register.title,
        "list_url": register.url("list"),
    }
    if request.method != "POST":
        return render(request, "documents/upload.html", context)
    if not form.is_valid():
        return render(request, "documents/upload.html", context, status=422)
    return _received(request, form, context)


def _received(request: HttpRequest, form: UploadForm, context: dict[str, Any]) -> HttpResponse:
    data = form.cleaned_data
    file = data["file"]
    try:
        source, content = read_upload(file.read() if file else b"", file.name if file else "", data["text"])
        older = data["version_of"]
        deed = ReceiveDocument(
            data["area"].pk, source, content, file.name if file else "", older.pk if older else None
        )
        document = do(request, deed).result
    except IntakeError as error:
        message = error.english if get_language() == "en" else error.message
        form.add_error("file" if file else "text", message)
        return render(request, "documents/upload.html", context, status=422)
    except AlreadyReceived as refusal:
        context["earlier"] = refusal.document
        return render(request, "documents/upload.html", context, status=refusal.status)
    except Invalid as refusal:
        for name, texts in refusal.fields.items():
            form.add_error(name, [str(text) for text in texts])
        return render(request, "documents/upload.html", context, status=refusal.status)
    return redirect("documents:progress", pk=document.pk)


@page("documents.view")
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the compilation is; on to the review once it is done. `?format=json` for the script."""
    document = seen.find(request, pk)
    job = queries.latest_job(document)
    if request.GET.get("format") == "json":
        return JsonResponse(_progress(document, job))
    if document.can.read:
        return redirect(_next_page(request, document))
    context = {
        "document": document,
        "job": job,
        "stage": queries.stage_label(job.stage) if job else "",
        "may_compile": scope.holds(document, request.user, "documents.compile"),  # type: ignore[arg-type]  # signed in
    }
    return render(request, "documents/progress.html", context)


def _progress(document: Document, job: Any) -> dict[str, Any]:
    return {
        "running": document.can.cancel,
        "state": str(document.can.label),
        "stage": queries.stage_label(job.stage) if job else "",
        "done": job.done if job else 0,
        "total": job.total if job else 0,
    }


def _next_page(request: HttpRequest, document: Document) -> str:
    may_review = scope.holds(document, request.user, "documents.review")  # type: ignore[arg-type]  # signed in
    name = "documents:review" if document.can.decide and may_review else "documents:detail"
    return reverse(name, kwargs={"pk": document.pk})


@page("documents.compile")
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    document = seen.find(request, pk, "documents.compile")
    job = queries.latest_job(document)
    if job is None:
        raise Http404
    do(request, CancelCompile(job.pk))
    messages.info(request, _("已取消解析，文件还在。需要时可以重新解析。"))
    return redirect("documents:progress", pk=pk)


@page("documents.compile")
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    do(request, RetryCompile(pk))
    return redirect("documents:progress", pk=pk)


def detail(register: Register[Document], request: HttpRequest, pk: int) -> HttpResponse:
    """The document's page: facts, counts, the ways on from here, its history."""
    from zhenxing.web.kit.panels import history
    from zhenxing.web.kit.related import inward

    document = seen.find(request, pk)
    may = {
        name: scope.holds(document, request.user, f"documents.{name}")  # type: ignore[arg-type]  # signed in
        for name in ("review", "adopt", "compile", "export", "sign")
    }
    context = {
        "document": document,
        "may": may,
        "summary": queries.summary(document),
        "findings": gaps_of(document, request.user),  # type: ignore[arg-type]  # signed in
        "history": history(document),
        "joined": inward(document, request.user, apart=frozenset({"goals", "tasks"})),
        "register_title": register.title,
        "list_url": register.url("list"),
    }
    return render(request, "documents/detail.html", context)


@page("documents.view")
@require_GET
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """The clean text to read; `?at=120-150` points out a phrase."""
    document = readable(request, pk)
    view = queries.ReadPage(document, _range(request.GET.get("at", "")))
    return render(request, "documents/read.html", {"document": document, "view": view})


@page("documents.view")
@require_GET
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The source around `?at=120-150` (source characters); a fragment for the script."""
    document = readable(request, pk)
    at = _range(request.GET.get("at", "")) or (0, 0)
    fragment = request.headers.get("X-Fragment") == "1"
    view = queries.source_view(document, *at, around=80 if fragment else 2000)
    template = "documents/source-excerpt.html" if fragment else "documents/source.html"
    return render(request, template, {"document": document, "view": view})


@page("documents.view")
@require_GET
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was uploaded, byte for byte."""
    document = seen.find(request, pk)
    path = storage.path_of(document.sha256)
    if not path.is_file():
        raise Http404
    name = document.file_name or f"{document.title[:80]}.txt"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@page("documents.export")
@require_GET
def plan_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The compiled plan as JSON, as it was stored."""
    document = readable(request, pk, "documents.export")
    plan = document.plans.latest("id").plan
    response = JsonResponse(plan, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="document-{document.pk}.plan.json"'
    return response


@page("documents.export")
@require_GET
def plan_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The compiled plan as a workbook."""
    document = readable(request, pk, "documents.export")
    return attachment(plan_file(document), f"{document.title[:80]}解析结果.xlsx")


def readable(request: HttpRequest, pk: int, permission: str = "documents.view") -> Document:
    """The document once there is a plan of it; else it does not exist."""
    document = seen.find(request, pk, permission)
    if not document.can.read:
        raise Http404
    return document


def _range(text: str) -> tuple[int, int] | None:
    """`120-150` → (120, 150); None for anything else."""
    start, dash, end = text.partition("-")
    if not dash or not (start.isdecimal() and end.isdecimal()) or len(text) > 24:
        return None
    return int(start), int(end)
