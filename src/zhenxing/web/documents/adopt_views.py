"""Adoption: what it would create, what stands in its way, and the deed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhenxing.web.documents import queries, seen
from zhenxing.web.documents.actions import AdoptDocument
from zhenxing.web.documents.actions.adopting import SecondReaderNeeded, StillOpen
from zhenxing.web.documents.comparing import DifferencePage
from zhenxing.web.documents.forms import AdoptForm
from zhenxing.web.documents.matrix import gaps_of
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.second_reading import standing
from zhenxing.web.documents.units import units_in_reach
from zhenxing.web.documents.versions import difference
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.pages import do, page
from zhenxing.web.kit.refusals import Invalid


@page("documents.adopt")
@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """The summary and, once nothing is open, the button. Adopted already, on to the matrix."""
    document = seen.find(request, pk, "documents.adopt")
    if document.can.registered:
        return redirect("documents:matrix", pk=pk)
    if document.can.replaced:
        return redirect("documents:detail", pk=pk)
    if not document.can.adopt:
        return redirect("documents:progress", pk=pk)
    view = queries.adopt_page(document)
    initial = {"owner_unit": view.office, "due_on": view.latest}
    units = units_in_reach(document.area).exclude(kind="collective").order_by("name")
    form = AdoptForm(request.POST or None, units=units, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                data = form.cleaned_data
                do(request, AdoptDocument(pk, data["owner_unit"].pk, data["due_on"], _seen_older(request)))
            except Invalid as refusal:
                refused_fields(form, refusal)
            except (StillOpen, SecondReaderNeeded) as refusal:
                status = refusal.status
            else:
                messages.success(
                    request,
                    _("已采纳：%(goals)d 条目标、%(tasks)d 项任务进入台账。")
                    % {"goals": view.goals, "tasks": view.tasks},
                )
                return redirect("documents:matrix", pk=pk)
    context = {"document": document, "view": view, "form": form, "replacing": _replacing(document)}
    context["findings"] = gaps_of(document, request.user)  # type: ignore[arg-type]  # signed in
    context["standing"] = standing(document, timezone.localdate(), document.proposals.all())
    return render(request, "documents/adopt.html", context, status=status)


def _seen_older(request: HttpRequest) -> int | None:
    """The older document whose differences stood on the page when the person pressed the button."""
    posted = request.POST.get("older", "")
    return int(posted) if posted.isascii() and posted.isdecimal() and len(posted) < 10 else None


def _replacing(document: Document) -> DifferencePage | None:
    """What is different from the document this one takes the place of."""
    older = document.version_of
    if older is None or not older.can.read:
        return None
    return DifferencePage(difference(older, document), older, document)
