"""Signing for several letters on one page: whoever comes back from a journey has a pile of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from zhenxing.web.kit import scope
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.pages import do
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer
from zhenxing.web.ledger.actions import SignLetters

#: letters of one page
_MOST = 100


def _receive(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """What waits for this person's signature: ticked and signed for together, or all that is shown."""
    status = 200
    if request.method == "POST":
        chosen = request.POST.getlist("shown" if "all" in request.POST else "letter")
        try:
            done: int = do(request, SignLetters(tuple(int(pk) for pk in chosen if pk.isdecimal()))).result
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
            status = 422
        else:
            said = ngettext(
                "已签收 %(n)d 份函件，请按期反馈办理情况。", "已签收 %(n)d 份函件，请按期反馈办理情况。", done
            )
            messages.success(request, said % {"n": done})
            return redirect(register.url("receive"))
    today = timezone.localdate()
    waiting = _waiting(request.user, today)
    letters = list(waiting[:_MOST])
    rest = waiting.count() - len(letters) if len(letters) == _MOST else 0
    return answer(
        register, "receive", request, {"letters": letters, "rest": rest, "today": today}, None, status
    )


def _waiting(user: Any, today: Any) -> Any:
    from zhenxing.web.ledger.ledgers import to_sign  # it describes what waits once registers are there

    return scope.visible(to_sign(user, today), user, "letters.sign")


RECEIVE = PageRole("receive", "receive/", "sign", _receive, label=gettext_lazy("签收多份"), icon="check")
