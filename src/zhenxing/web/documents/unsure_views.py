"""The queue of what is unsure, across documents."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from zhenxing.web.documents.asked import whole
from zhenxing.web.documents.unsure import Queue
from zhenxing.web.kit.pages import page


@page("documents.review")
@require_GET
def unsure(request: HttpRequest) -> HttpResponse:
    """Cards to decide in place; `?kind=unit&document=3&page=2` narrow it."""
    asked = request.GET
    queue = Queue(
        request.user, asked.get("kind", ""), whole(asked.get("document")), whole(asked.get("page")) or 1
    )
    here = {"kind": queue.kind, "document": queue.document, "page": queue.page if queue.page > 1 else None}
    query = urlencode({name: value for name, value in here.items() if value})
    context = {"view": queue, "queue": f"?{query}" if query else "#"}
    return render(request, "documents/unsure.html", context)
