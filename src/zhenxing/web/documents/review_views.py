"""Review: the page, and one request for each decision. Answers a card to the script, a page to a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhenxing.web.documents import actions, queries, seen
from zhenxing.web.documents.additions import additions
from zhenxing.web.documents.asked import whole
from zhenxing.web.documents.cards import Form, form_of
from zhenxing.web.documents.kinds import TABS
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.kit.actions import Action
from zhenxing.web.kit.pages import do, page
from zhenxing.web.kit.refusals import ActionRefused, Invalid, StaleVersion


@page("documents.review")
@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Text and proposals side by side. `?tab=goal`, `?open=1`, `?edit=12` work without a script."""
    document = seen.find(request, pk, "documents.review")
    if not document.can.decide:
        name = "documents:detail" if document.can.read else "documents:progress"
        return redirect(name, pk=pk)
    view = _view(request, document, request.GET)
    editing = whole(request.GET.get("edit"))
    if editing is not None:
        view.edit(editing)
    return shown(request, document, view)


def _view(request: HttpRequest, document: Document, asked: QueryDict) -> queries.ReviewPage:
    only_open = asked.get("open") == "1"
    return queries.ReviewPage(document, asked.get("tab", ""), only_open, person=request.user)


def shown(
    request: HttpRequest, document: Document, view: queries.ReviewPage, status: int = 200, **more: Any
) -> HttpResponse:
    """The whole page; `more` opens the form for what the machine missed with something in it."""
    context = {"document": document, "view": view, "additions": additions(), **more}
    return render(request, "documents/review.html", context, status=status)


@page("documents.review")
@require_GET
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Which proposals are at which version: a page that is open asks now and then."""
    return JsonResponse(queries.versions(seen.find(request, pk, "documents.review")))


@page("documents.review")
@require_GET
def card(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One card as a fragment; `?edit=1` with its form open."""
    document = seen.find(request, pk, "documents.review")
    proposal = _proposal(document, number)
    form = form_of(proposal) if request.GET.get("edit") == "1" and document.can.decide else None
    return _card(request, document, number, form=form)


@page("documents.review")
@require_POST
def decide(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One decision. The pressed button's name says which."""
    document = seen.find(request, pk, "documents.review")
    _proposal(document, number)
    try:
        do(request, _decision(request, pk, number))
    except Invalid as refusal:
        return _invalid(request, document, number, refusal)
    except StaleVersion as refusal:
        return _answer(request, document, number, refusal.status, notice=_taken(document, number))
    except ActionRefused as refusal:
        if refusal.status == 404:
            raise
        return _answer(request, document, number, refusal.status, notice=str(refusal))
    return _answer(request, document, number, 200)


def _decision(request: HttpRequest, pk: int, number: int) -> Action[Proposal]:
    posted = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    makers: dict[str, Callable[[], Action[Proposal]]] = {
        "accept": lambda: actions.AcceptProposal(pk, number),
        "reject": lambda: actions.RejectProposal(pk, number),
        "reopen": lambda: actions.ReopenProposal(pk, number),
        "edit": lambda: actions.EditProposal(pk, number, posted),
        "verbatim": lambda: actions.ResolveSuspicion(pk, number, verbatim=True),
        "reading": lambda: actions.ResolveSuspicion(pk, number, _reading(posted)),
        **{
            f"link-{how}": partial(actions.LinkUnit, pk, number, how, posted.get("name", ""))
            for how in actions.WAYS_TO_LINK
        },
    }
    maker = makers.get(posted.get("decision") or ("reading" if "reading" in posted else ""))
    if maker is None:
        raise ActionRefused(_("没有选择怎样处理，请点一个按钮。"))
    return maker()


def _reading(posted: dict[str, str]) -> str:
    return posted.get("typed", "").strip() or posted.get("reading", "")


def _invalid(request: HttpRequest, document: Document, number: int, refusal: Invalid) -> HttpResponse:
    proposal = _proposal(document, number)
    form = None
    notice = " ".join(str(text) for texts in refusal.fields.values() for text in texts)
    if request.POST.get("decision") == "edit":
        form = form_of(proposal, request.POST.dict(), dict(refusal.fields))
        notice = ""
    return _answer(request, document, number, refusal.status, form=form, notice=notice)


def _taken(document: Document, number: int) -> str:
    """What the other clerk decided in the meantime."""
    proposal = _proposal(document, number)
    who = str(proposal.decided_by or _("另一位同事"))
    return _("%(who)s 刚刚处理了这一条（%(state)s），您的操作没有覆盖它。请看过再定。") % {
        "who": who,
        "state": proposal.can.label,
    }


def _answer(
    request: HttpRequest,
    document: Document,
    number: int,
    status: int,
    form: Form | None = None,
    notice: str = "",
) -> HttpResponse:
    """The card for the script; for a form, back to the page at the next card, or the page with the fault."""
    if request.headers.get("X-Fragment") == "1":
        return _card(request, document, number, status=status, form=form, notice=notice)
    if status == 200:
        return redirect(_onward(request, document, number))
    view = _view(request, document, request.POST)
    view.replace(number, form=form, notice=notice)
    return shown(request, document, view, status)


def _onward(request: HttpRequest, document: Document, number: int) -> str:
    """Where a form goes on: the next card here, or back to the queue the form stood in."""
    queue = request.POST.get("queue", "")
    if queue.startswith("?") or queue == "#":
        return f"{reverse('documents:unsure')}{queue.removesuffix('#')}#queue"
    return f"{_back(request, document)}#p-{_following(request, number)}"


def _back(request: HttpRequest, document: Document) -> str:
    tab, only_open = request.POST.get("tab", ""), request.POST.get("open") == "1"
    query = "&".join(filter(None, [f"tab={tab}" if tab in TABS else "", "open=1" if only_open else ""]))
    url = reverse("documents:review", kwargs={"pk": document.pk})
    return f"{url}?{query}" if query else url


def _following(request: HttpRequest, number: int) -> int:
    following = whole(request.POST.get("following"))
    return number if following is None else following


def _card(
    request: HttpRequest,
    document: Document,
    number: int,
    status: int = 200,
    form: Form | None = None,
    notice: str = "",
) -> HttpResponse:
    document.refresh_from_db()
    one, view = queries.one_card(document, number, request.user, form=form, notice=notice)
    context = {"document": document, "card": one, "view": view, "fragment": True}
    return render(request, "documents/card-answer.html", context, status=status)


@page("documents.review")
@require_POST
def accept_certain(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept all that is certain, of one tab or of all."""
    document = seen.find(request, pk, "documents.review")
    tab = request.POST.get("tab", "")
    done = do(request, actions.AcceptCertain(pk, tab if tab in TABS else "")).result
    messages.success(request, _("已接受 %(count)d 条有把握的条目。") % {"count": done})
    return redirect(_back(request, document))


def _proposal(document: Document, number: int) -> Proposal:
    found = document.proposals.select_related("decided_by").filter(number=number).first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]  # a related manager is untyped here
