"""The page of a unit, of a leader, of the busy units, and the page on which work changes hands."""

from __future__ import annotations

from typing import Any, Literal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenxing.web.kit import scope
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.pages import do, page
from zhenxing.web.kit.refusals import ActionRefused, Invalid, OutOfScope
from zhenxing.web.work import sheets
from zhenxing.web.work.actions import HOLDERS, HandOverWork
from zhenxing.web.work.forms import HandOverForm, choice_of
from zhenxing.web.work.moving import Holder, open_kinds

Kind = Literal["unit", "post"]


@page("work.view")
@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything open of a unit."""
    return _sheet(request, "unit", pk)


@page("work.view")
@require_GET
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything open that a leader's post answers for."""
    return _sheet(request, "post", pk)


@page("clocks.board")
@require_GET
def busy(request: HttpRequest) -> HttpResponse:
    """The units by what they have before them."""
    rows = sheets.busy(request.user, timezone.localdate())  # type: ignore[arg-type]  # signed in
    counted = [one for one in sheets.counted_works() if any(row.counts.get(one.key) for row in rows)]
    shown = [(row, row.cells(counted)) for row in rows]
    context = {"rows": shown, "titles": [one.title for one in counted], "day": timezone.localdate()}
    return render(request, "work/busy.html", context)


@page("hand_overs.create")
@require_http_methods(["GET", "POST"])
def unit_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """What is open of a unit, to be ticked and handed to another."""
    return _hand_over(request, "unit", pk)


@page("hand_overs.create")
@require_http_methods(["GET", "POST"])
def post_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """What is open of a post, to be ticked and handed to another."""
    return _hand_over(request, "post", pk)


def _sheet(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    user: Any = request.user
    holder = _find(kind, pk, user, f"{kind}s.view")
    context = {
        "sheet": sheets.sheet_of(holder, user, timezone.localdate()),
        "heading": sheets.title_of(holder),
        "holder_url": reverse(f"{kind}s:detail", args=[pk]),
        "hand_over_url": _hand_over_url(kind, holder, user),
        "may_see_busy": scope.permits(user, "clocks.board"),
    }
    return render(request, "work/sheet.html", context)


def _hand_over(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    user: Any = request.user
    holder = _find(kind, pk, user, "hand_overs.create")
    form = HandOverForm(holder, user, request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        deed = HandOverWork(kind, pk, form.cleaned_data["to"].pk, choice_of(request.POST))
        try:
            made = do(request, deed).result
        except OutOfScope:
            raise
        except Invalid as refusal:
            refused_fields(form, refusal)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已移交 %(n)s 件事项，双方已收到通知。") % {"n": made.count})
            return redirect("hand_overs:detail", made.pk)
    choice = choice_of(request.POST) if form.is_bound else None
    context = {
        "holder": str(holder),
        "holder_url": reverse(f"{kind}s:detail", args=[pk]),
        "form": form,
        "kinds": [_ticks(one, choice) for one in open_kinds(holder, user)],
    }
    return render(request, "work/hand-over.html", context, status=422 if form.is_bound else 200)


def _ticks(kind: Any, choice: Any) -> dict[str, Any]:
    """A kind with each record's box: everything ticked at first, then as the person left it."""
    items = [(one, choice is None or (kind.key, one.pk) in choice.picked) for one in kind.items]
    return {"kind": kind, "items": items, "rest": choice is None or kind.key in choice.rest}


def _find(kind: Kind, pk: int, user: Any, permission: str) -> Holder:
    rows = scope.visible(HOLDERS[kind]._default_manager.filter(pk=pk), user, permission)
    found: Holder | None = rows.select_related("area" if kind == "unit" else "unit__area").first()
    if found is None:
        raise Http404
    return found


def _hand_over_url(kind: Kind, holder: Holder, user: Any) -> str:
    if not scope.permits(user, "hand_overs.create") or not scope.holds(holder, user, "hand_overs.create"):
        return ""
    return reverse(f"work:{kind}-hand-over", args=[holder.pk])
