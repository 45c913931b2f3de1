"""The inbox, the board of everyone's lights, and the rules as they are printed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from zhenxing.core.ledger.escalation import Step
from zhenxing.core.ledger.lights import COLOURS, LightStep
from zhenxing.packs.ledger_rules import load_ladders, load_lights
from zhenxing.web.kit import scope
from zhenxing.web.kit.pages import do, page
from zhenxing.web.ledger import inbox as waiting
from zhenxing.web.ledger.actions import ReadNotices
from zhenxing.web.ledger.queries import TONES
from zhenxing.web.ledger.shown import LEVELS, when
from zhenxing.web.ledger.timing import site_rules

#: how far a rule can be trusted → what it is called, and its colour
_STATUS: dict[str, tuple[str | Promise, str]] = {
    "verified": (_("有文件明文"), "good"),
    "to-verify": (_("待核"), "warn"),
    "site": (_("本地规定"), "info"),
    "example": (_("示例"), "muted"),
}


@page("inbox.view")
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything that waits for this person."""
    context = {
        "inbox": waiting.inbox_of(request.user, timezone.localdate()),  # type: ignore[arg-type]  # signed in
        "may_see_board": scope.permits(request.user, "clocks.board"),  # type: ignore[arg-type]  # signed in
        "may_see_rules": scope.permits(request.user, "clocks.view"),  # type: ignore[arg-type]  # signed in
    }
    return render(request, "ledger/inbox.html", context)


@page("inbox.view")
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark the notices shown as read."""
    up_to = request.POST.get("up_to", "")
    do(request, ReadNotices(int(up_to) if up_to.isdecimal() and len(up_to) < 19 else 0))
    return redirect("inbox:inbox")


@page("clocks.board")
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Each unit's lights and open letters."""
    rows = waiting.board(request.user, timezone.localdate())  # type: ignore[arg-type]  # signed in
    return render(request, "ledger/board.html", {"rows": rows, "day": timezone.localdate()})


@page("clocks.view")
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of lights and the ladders in force today, with where they are from."""
    day = timezone.localdate()
    lights = [
        {"rule": rule, "steps": [_light_step(step) for step in rule.steps], **_standing(rule.status)}
        for rule in load_lights(site_rules())
        if rule.in_force(day)
    ]
    ladders = [
        {"ladder": one, "steps": [_ladder_step(step) for step in one.steps], **_standing(one.status)}
        for one in load_ladders(site_rules())
        if one.in_force(day)
    ]
    return render(request, "ledger/rules.html", {"lights": lights, "ladders": ladders})


def _standing(status: str) -> dict[str, Any]:
    label, tone = _STATUS.get(status, (status, "muted"))
    return {"status": label, "tone": tone}


def _light_step(step: LightStep) -> dict[str, str]:
    return {"colour": COLOURS[step.colour], "tone": TONES[step.colour], "text": step.text}


def _ladder_step(step: Step) -> dict[str, Any]:
    return {
        "label": step.label,
        "when": when(step.after),
        "to": LEVELS[step.to],
        "receipt": step.receipt_within,
        "feedback": step.feedback_within,
    }
