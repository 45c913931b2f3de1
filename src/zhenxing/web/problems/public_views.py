"""Pages anybody may open: the form behind a town's printed code, and the answer by number and code.

They work without script and on a bad line: what is sent twice has one effect and gets the same receipt.
"""

from __future__ import annotations

import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.pages import PUBLIC, page
from zhenxing.web.kit.refusals import ActionRefused, Invalid, KeyConflict
from zhenxing.web.problems import limits, receipts
from zhenxing.web.problems.actions import RateByAsker, ReportByForm
from zhenxing.web.problems.flow import TABLE
from zhenxing.web.problems.models import IntakePoint, Problem
from zhenxing.web.problems.public_forms import AskerRatingForm, AskForm, ReportForm
from zhenxing.web.problems.words import TOLD

_SLOW_DOWN = 429


@page(PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, token: str) -> HttpResponse:
    """The form of an intake point; sent, it answers with the receipt itself."""
    point = IntakePoint.objects.current().select_related("town", "area").filter(token=token).first()
    if point is None:
        raise Http404
    form = ReportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"point": point, "form": form}
    if request.method != "POST":
        return render(request, "report/form.html", context)
    if form.by_a_machine:
        # a machine is told that all went well, and nothing is kept
        number = receipts.new_number()
        shown = {"point": point, "number": number, "code": receipts.code_of(number[::-1])}
        return render(request, "report/receipt.html", shown)
    if not _may(limits.REPORTS, request):
        form.add_error(None, _("您刚才已经提交了好几次，请过十分钟再试，或拨打张贴处的电话。"))
        return render(request, "report/form.html", context, status=_SLOW_DOWN)
    made = _made(request, point, form) if form.is_valid() else None
    if made is None:
        return render(request, "report/form.html", context, status=422)
    context = {"point": point, "number": made.number, "code": receipts.code_of(made.number), "problem": made}
    return render(request, "report/receipt.html", context)


def _made(request: HttpRequest, point: IntakePoint, form: ReportForm) -> Problem | None:
    """The problem of this submission, made now or before; None with the refusal on the form.

    Nothing of who sent it goes with the deed: no account, no address, no mark of one.
    """
    given = form.cleaned_data
    action = ReportByForm(
        point.pk,
        given["text"],
        given["asker"],
        given["name"],
        given["phone"],
        given["anonymous"],
        given["photo"],
    )
    key = request.POST.get("idempotency_key", "")[:100] or None
    try:
        return run_action(action, None, idempotency_key=key).result
    except KeyConflict:
        form.add_error(None, _("这份已经提交过了。要再反映一件事，请重新打开这个页面。"))
    except Invalid as refusal:
        refused_fields(form, refusal)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
    return None


@page(PUBLIC)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """What became of a problem, by number and code; both are sent, never in the address."""
    form = AskForm(request.POST or None, initial={"number": request.GET.get("number", "")[:20]})
    if request.method != "POST":
        return render(request, "report/ask.html", {"form": form})
    if not _may(limits.QUESTIONS, request):
        form.add_error(None, _("试的次数太多了，请过十分钟再试。"))
        return render(request, "report/ask.html", {"form": form}, status=_SLOW_DOWN)
    found = _asked_for(form) if form.is_valid() else None
    if found is None:
        return render(request, "report/ask.html", {"form": form}, status=422)
    return _answer(request, found, form)


def _asked_for(form: AskForm) -> Problem | None:
    number, code = receipts.canonical(form.cleaned_data["number"]), form.cleaned_data["code"]
    found: Problem | None = (
        Problem.objects.current().select_related("unit", "common").filter(number=number).first()
    )
    if not receipts.fits(number, code) or found is None:
        form.add_error(None, _("编号或查询码不对，请对照回执再输一遍。字母不分大小写。"))
        return None
    return found


def _answer(request: HttpRequest, found: Problem, form: AskForm) -> HttpResponse:
    """The state and the answer; while it may be rated, the form to rate it; a rating that comes with it."""
    rating = AskerRatingForm(request.POST if "rating" in request.POST or "rate" in request.POST else None)
    said, status = "", 200
    if rating.is_bound:
        status = 422
        if rating.is_valid():
            said = _rated(request, found, rating)
            status = 200 if said else 422
    found.refresh_from_db()
    ways = {way.key for way in TABLE.open_to(found.state)}
    context = {
        "problem": found,
        "number": found.number,
        "code": receipts.canonical(form.cleaned_data["code"]),
        "told": TOLD[found.state],
        "tone": TABLE.state(found.state).tone,
        "rating": rating if "rate" in ways or "dissatisfied" in ways else None,
        "said": said,
    }
    return render(request, "report/answer.html", context, status=status)


def _rated(request: HttpRequest, found: Problem, form: AskerRatingForm) -> str:
    """What to tell whoever rated it; "" with the refusal on the form."""
    given = form.cleaned_data
    action = RateByAsker("problems", found.pk, given["rating"], given["note"])
    key = request.POST.get("idempotency_key", "")[:100] or None
    try:
        run_action(action, None, idempotency_key=key)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return ""
    if given["rating"] == "dissatisfied":
        return _("已经退回重新办理，时限重新计算。请过些天再来看。")
    return _("谢谢您的评价。")


def _may(limit: limits.Limit, request: HttpRequest) -> bool:
    return limit.allows(request.META.get("REMOTE_ADDR", ""), time.monotonic())
