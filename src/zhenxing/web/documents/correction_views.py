"""Statistics of corrections on a page and as a workbook, and a document's corrected gold."""

from __future__ import annotations

from pathlib import PurePath

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhenxing.web.documents.adoption import Review
from zhenxing.web.documents.asked import whole
from zhenxing.web.documents.corrections import Corrections
from zhenxing.web.documents.gold import gold_of
from zhenxing.web.documents.kinds import GENRES
from zhenxing.web.documents.sheets import corrections_file
from zhenxing.web.documents.views import readable
from zhenxing.web.kit import scope
from zhenxing.web.kit.exports import attachment
from zhenxing.web.kit.pages import page


def _asked(request: HttpRequest) -> Corrections:
    asked = request.GET
    return Corrections(
        request.user, whole(asked.get("document")), asked.get("genre", ""), asked.get("month", "")
    )


@page("documents.review")
@require_GET
def corrections(request: HttpRequest) -> HttpResponse:
    """`?document=3&genre=plan&month=2026-01` narrow it."""
    context = {
        "view": _asked(request),
        "genres": GENRES.items(),
        "query": request.GET.urlencode(),
        "may_export": scope.permits(request.user, "documents.export"),  # type: ignore[arg-type]  # signed in
    }
    return render(request, "documents/corrections.html", context)


@page("documents.export")
@require_GET
def corrections_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, with every corrected case."""
    return attachment(corrections_file(_asked(request)), _("解析更正统计.xlsx"))


@page("documents.export")
@require_GET
def gold_json(request: HttpRequest, pk: int) -> HttpResponse:
    """What people made of the document, named so that `zhenxing evaluate` pairs it with the file."""
    document = readable(request, pk, "documents.export")
    gold = gold_of(document, Review.of(document))
    response = JsonResponse(gold, json_dumps_params={"ensure_ascii": False, "indent": 1})
    stem = PurePath(document.file_name).stem or f"document-{document.pk}"
    named = attachment(b"", f"{stem}.json")
    response["Content-Disposition"] = named["Content-Disposition"]
    return response
