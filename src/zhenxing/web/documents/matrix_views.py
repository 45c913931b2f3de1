"""The responsibility matrix: the page, and the workbook."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhenxing.web.documents import seen
from zhenxing.web.documents.matrix import matrix_of
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.sheets import matrix_file
from zhenxing.web.kit import scope
from zhenxing.web.kit.exports import attachment
from zhenxing.web.kit.pages import page


@page("matrix.view")
@require_GET
def matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Units by tasks, with the findings."""
    document = _readable(request, pk, "matrix.view")
    context = {
        "document": document,
        "view": matrix_of(document),
        "may_export": scope.holds(document, request.user, "matrix.export"),  # type: ignore[arg-type]  # signed in
    }
    return render(request, "documents/matrix.html", context)


@page("matrix.export")
@require_GET
def matrix_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix, its findings and the list of tasks as a workbook."""
    document = _readable(request, pk, "matrix.export")
    return attachment(matrix_file(matrix_of(document)), f"{document.title[:80]}责任矩阵.xlsx")


def _readable(request: HttpRequest, pk: int, permission: str) -> Document:
    document = seen.find(request, pk, permission)
    if not document.can.read:
        raise Http404
    return document
