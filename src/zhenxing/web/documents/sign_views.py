"""The second reader's page: what differs from the machine's reading, a sample of the rest, and their word."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhenxing.web.documents import actions, queries, second_reading, seen
from zhenxing.web.documents.actions.adopting import StillOpen
from zhenxing.web.documents.asked import whole
from zhenxing.web.documents.models import Document
from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.pages import do, page
from zhenxing.web.kit.refusals import ActionRefused, Invalid


@page("documents.sign")
@require_http_methods(["GET", "POST"])
def second_reading_page(request: HttpRequest, pk: int) -> HttpResponse:
    """GET reads; POST signs (`deed=sign`) or sends back the ticked items (`deed=return`)."""
    document = seen.find(request, pk, "documents.sign")
    if not document.can.decide:
        return redirect("documents:detail", pk=pk)
    if request.method == "GET":
        return _shown(request, document)
    try:
        done = do(request, _deed(request, pk)).result
    except StillOpen:
        return _shown(request, document, 409)
    except Invalid as refusal:
        return _shown(request, document, refusal.status, dict(refusal.fields))
    except ActionRefused as refusal:
        if refusal.status == 404:
            raise
        return _shown(request, document, refusal.status, {"": (str(refusal),)})
    if done.signed:
        messages.success(request, _("已签署，可以采纳了。"))
    else:
        messages.success(
            request, _("已退回 %(count)d 条，等核对的同事重新核定。") % {"count": len(done.returned)}
        )
    return redirect("documents:detail", pk=pk)


def _deed(request: HttpRequest, pk: int) -> Action[Any]:
    posted = request.POST
    fingerprint = posted.get("fingerprint", "")
    if posted.get("deed") == "sign":
        return actions.SignReview(pk, fingerprint)
    if posted.get("deed") == "return":
        chosen = [one for one in map(whole, posted.getlist("items")) if one is not None]
        return actions.ReturnItems(pk, fingerprint, {one: posted.get(f"reason-{one}", "") for one in chosen})
    raise ActionRefused(_("没有选择怎样处理，请点一个按钮。"))


def _shown(
    request: HttpRequest, document: Document, status: int = 200, errors: dict[str, Any] | None = None
) -> HttpResponse:
    view = queries.ReviewPage(document, person=request.user)
    proposals = view.review.proposals
    read = second_reading.reading(document, proposals)
    wrong = {name: [str(text) for text in texts] for name, texts in (errors or {}).items()}
    chosen = set(request.POST.getlist("items"))

    def rows(items: Any) -> list[dict[str, Any]]:
        return [
            {
                "card": card,
                "own": proposal.decided_by_id == request.user.pk,
                "chosen": str(card.number) in chosen,
                "reason": request.POST.get(f"reason-{card.number}", ""),
                "errors": wrong.pop(f"reason-{card.number}", []),
            }
            for proposal, card in zip(items, view.maker.cards(items), strict=True)
        ]

    context = {
        "document": document,
        "view": view,
        "groups": [(True, rows(read.differing)), (False, rows(read.sample))],
        "alike": read.alike,
        "fingerprint": second_reading.fingerprint(proposals),
        "barred": second_reading.barred(document, request.user, proposals),
        "standing": second_reading.standing(document, timezone.localdate(), proposals),
        "errors": wrong,
    }
    return render(request, "documents/second-reading.html", context, status=status)
