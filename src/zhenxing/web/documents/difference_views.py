"""A document beside the one it takes the place of: the page, the workbook, and saying which that is."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhenxing.papers.difference import difference_workbook
from zhenxing.web.documents import seen, versions
from zhenxing.web.documents.actions.replacing import ReplaceOlder
from zhenxing.web.documents.comparing import DifferencePage
from zhenxing.web.documents.models import Document
from zhenxing.web.kit import scope
from zhenxing.web.kit.demo import is_demo
from zhenxing.web.kit.exports import attachment
from zhenxing.web.kit.pages import do, page
from zhenxing.web.kit.refusals import Invalid


@page("documents.view")
@require_GET
def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """Both documents obligation by obligation. `?with=12` compares with another than the one it replaces."""
    document = _readable(request, pk)
    older = _older(request, document)
    may_review = document.can.decide and scope.holds(document, request.user, "documents.review")  # type: ignore[arg-type]  # signed in
    context = {
        "document": document,
        "older": older,
        "view": DifferencePage(versions.difference(older, document), older, document) if older else None,
        "tied": older is not None and older.pk == document.version_of_id,
        "may_review": may_review,
        "may_adopt": document.can.decide and scope.holds(document, request.user, "documents.adopt"),  # type: ignore[arg-type]  # signed in
        "may_export": scope.holds(document, request.user, "documents.export"),  # type: ignore[arg-type]  # signed in
        "others": _others(request, document) if may_review else [],
        "suggested": versions.suggested(document, request.user),
    }
    return render(request, "documents/difference.html", context)


@page("documents.export")
@require_GET
def difference_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The difference as a workbook."""
    document = _readable(request, pk, "documents.export")
    older = _older(request, document)
    if older is None:
        raise Http404
    content = difference_workbook(versions.difference(older, document), demo=is_demo())
    return attachment(content, f"{document.title[:80]}与旧文件的差异.xlsx")


@page("documents.review")
@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which document this one takes the place of; empty for none."""
    document = seen.find(request, pk, "documents.review")
    chosen = request.POST.get("older", "")
    if chosen and not _is_number(chosen):
        raise Http404
    try:
        do(request, ReplaceOlder(document.pk, int(chosen) if chosen else None))
    except Invalid as refusal:
        messages.error(request, " ".join(str(text) for texts in refusal.fields.values() for text in texts))
    else:
        said = _("已记下：采纳后替代或承接选定的旧文件。") if chosen else _("已记下：不替代旧文件。")
        messages.success(request, said)
    return redirect(reverse("documents:difference", kwargs={"pk": pk}))


def _readable(request: HttpRequest, pk: int, permission: str = "documents.view") -> Document:
    document = seen.find(request, pk, permission)
    if not document.can.read:
        raise Http404
    return document


def _older(request: HttpRequest, document: Document) -> Document | None:
    """The one asked for, the one it replaces, or the one it seems to; nothing this person may not see."""
    asked = request.GET.get("with", "")
    visible = seen.documents(request.user).select_related("area").exclude(pk=document.pk)
    if asked:
        found = visible.filter(pk=int(asked), area=document.area_id).first() if _is_number(asked) else None
        if found is None or not found.can.read:
            raise Http404
        return found
    if document.version_of_id:
        tied = visible.filter(pk=document.version_of_id).first()
        return tied if tied is not None and tied.can.read else None
    likely = versions.suggested(document, request.user)
    return likely.document if likely else None


def _others(request: HttpRequest, document: Document) -> list[Document]:
    """The documents to choose from, newest first."""
    visible = seen.documents(request.user, "documents.review").values("pk")
    return list(versions.replaceable(document).filter(pk__in=visible).order_by("-issued_on", "-id")[:200])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
