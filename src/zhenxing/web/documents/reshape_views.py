"""Review beyond single decisions: undo, adding, and the page on which items are merged, split or moved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhenxing.web.documents import actions, queries, seen
from zhenxing.web.documents.actions.reshaping import where
from zhenxing.web.documents.additions import additions, suggested
from zhenxing.web.documents.asked import whole
from zhenxing.web.documents.cards import Card
from zhenxing.web.documents.kinds import KINDS
from zhenxing.web.documents.layout import clause_label
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.review_views import shown
from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.pages import do, page
from zhenxing.web.kit.refusals import ActionRefused, Invalid

#: items offered for merging, nearest first, and places offered for dividing
_OFFERED = 60
_AROUND = 18
_BREAKS = re.compile(r"[，,；;。、！？\n]+\s*")


@page("documents.review")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the person's last deed. JSON to the script, which then fetches what changed."""
    document = seen.find(request, pk, "documents.review")
    script = request.headers.get("X-Fragment") == "1"
    try:
        done = do(request, actions.UndoStep(pk, whole(request.POST.get("step")) or 0)).result
    except ActionRefused as refusal:
        if refusal.status == 404:
            raise
        if script:
            return JsonResponse({"message": str(refusal)}, status=refusal.status)
        messages.warning(request, str(refusal))
        return redirect("documents:review", pk=pk)
    said = _("已撤销：%(what)s") % {"what": done.label}
    if done.kept:
        said += _("。其中 %(items)s 已由别人改过，保持不动") % {
            "items": "、".join(f"#{number}" for number in done.kept)
        }
    if script:
        return JsonResponse({"message": said, "restored": done.restored, "gone": done.gone})
    messages.success(request, said)
    first = f"#p-{min(done.restored)}" if done.restored else ""
    return redirect(f"{reverse('documents:review', kwargs={'pk': document.pk})}{first}")


@page("documents.review")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what the machine missed. GET `?kind=goal&quote=…`: the form, filled in as the compiler reads it."""
    document = seen.find(request, pk, "documents.review")
    if request.method == "GET":
        return _suggestion(request, document)
    posted = request.POST.dict()
    kind = str(posted.get("kind", ""))
    try:
        added = do(request, actions.AddProposal(pk, kind, str(posted.get("quote", "")), posted)).result
    except Invalid as refusal:
        view = queries.ReviewPage(document, person=request.user)
        filled = additions(kind, posted, refusal.fields)
        return shown(request, document, view, refusal.status, additions=filled, adding=True)
    messages.success(request, _("已补录。"))
    return redirect(f"{reverse('documents:review', kwargs={'pk': pk})}#p-{added.number}")


def _suggestion(request: HttpRequest, document: Document) -> HttpResponse:
    kind = request.GET.get("kind", "")
    if kind not in KINDS or not KINDS[kind].reshaped or not document.can.decide:
        raise Http404
    filled = additions(kind, suggested(kind, request.GET.get("quote", "")))
    if request.headers.get("X-Fragment") == "1":
        context = {"document": document, "additions": filled, "adding": True}
        return render(request, "documents/review-add.html", context)
    view = queries.ReviewPage(document, person=request.user)
    return shown(request, document, view, additions=filled, adding=True)


@dataclass(frozen=True)
class Break:
    """A place where a passage may be divided: how many characters stand before it, and what around it."""

    at: int
    before: str
    after: str


@page("documents.review")
@require_http_methods(["GET", "POST"])
def reshape(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Merge others into an item, split it, or move it to another clause."""
    document = seen.find(request, pk, "documents.review")
    proposal = document.proposals.filter(number=number).first()
    if proposal is None or not KINDS[proposal.kind].reshaped:
        raise Http404
    if not document.can.decide:
        return redirect("documents:detail", pk=pk)
    if request.method == "GET":
        return _reshape_page(request, document, proposal)
    try:
        result = do(request, _deed(request, pk, number)).result
    except Invalid as refusal:
        return _reshape_page(request, document, proposal, refusal.status, refusal.fields)
    except ActionRefused as refusal:
        if refusal.status == 404:
            raise
        return _reshape_page(request, document, proposal, refusal.status, {"": (str(refusal),)})
    messages.success(request, _DONE[request.POST["deed"]]())
    edit = "" if request.POST["deed"] == "move" else f"?edit={result.number}"
    return redirect(f"{reverse('documents:review', kwargs={'pk': pk})}{edit}#p-{result.number}")


_DONE = {
    "merge": lambda: _("已合并。请看合并后的内容对不对，可以接着改。"),
    "split": lambda: _("已拆成两条，都等您核定。这是第二条。"),
    "move": lambda: _("已移到所选条款。"),
}


def _deed(request: HttpRequest, pk: int, number: int) -> Action[Proposal]:
    posted = request.POST
    if posted.get("deed") == "merge":
        chosen = [one for one in map(whole, posted.getlist("others")) if one is not None]
        versions = {one: whole(posted.get(f"version-{one}")) or 0 for one in chosen}
        return actions.MergeProposals(pk, number, versions)
    if posted.get("deed") == "split":
        return actions.SplitProposal(pk, number, whole(posted.get("at")), posted.get("quote", ""))
    if posted.get("deed") == "move":
        return actions.MoveProposal(pk, number, posted.get("clause", ""))
    raise ActionRefused(_("没有选择怎样处理，请点一个按钮。"))


def _reshape_page(
    request: HttpRequest,
    document: Document,
    proposal: Proposal,
    status: int = 200,
    errors: Any = None,
) -> HttpResponse:
    proposal.refresh_from_db()
    view = queries.ReviewPage(document, person=request.user)
    context = {
        "document": document,
        "card": view.maker.card(proposal),
        "splits": KINDS[proposal.kind].adopts,
        "others": _near(view, proposal),
        "breaks": _breaks(proposal, view.layout["text"]),
        "clauses": _outline(view.layout["clauses"]),
        "clause": proposal.clause,
        "errors": {name: [str(text) for text in texts] for name, texts in (errors or {}).items()},
        "posted": request.POST,
        "chosen": request.POST.getlist("others"),
    }
    return render(request, "documents/reshape.html", context, status=status)


def _near(view: queries.ReviewPage, proposal: Proposal) -> list[Card]:
    """Others of its kind, the nearest in the text first."""
    same = [
        one
        for one in view.review.proposals
        if one.kind == proposal.kind and one.number != proposal.number and one.merged_into_id is None
    ]
    here = proposal.start or 0
    same.sort(key=lambda one: (one.start is None, abs((one.start or 0) - here), one.number))
    return view.maker.cards(same[:_OFFERED])


def _breaks(proposal: Proposal, text: str) -> list[Break]:
    if where(proposal, text) is None:
        return []
    words = proposal.text
    found = [match.end() for match in _BREAKS.finditer(words) if words[match.end() :].strip()]
    return [
        Break(at, words[max(0, at - _AROUND) : at].strip(), words[at : at + _AROUND].strip())
        for at in found[:_OFFERED]
    ]


def _outline(clauses: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """(id, label with heading), in the order of the document."""
    return [(one["id"], f"{clause_label(clauses, one['id'])} {one['heading'][:30]}") for one in clauses]
