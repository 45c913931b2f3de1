"""How departments keep the days they promised: for everybody inside, never outside."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer
from zhenxing.web.problems import queries
from zhenxing.web.problems.models import Referral

_FIRST_YEAR = 2000


def _promises(register: Register[Any], request: HttpRequest) -> HttpResponse:
    """By unit: slips with a promised day that fell due, how many were answered by it, in a year."""
    today = timezone.localdate()
    year = _year(request.GET.get("year", ""), today)
    # whoever may open this page sees the counts of all units of their place, not the problems themselves
    area = scope.ScopePaths(area="area__path")
    where = scope.condition(area, request.user, "problems.promises")  # type: ignore[arg-type]  # signed in
    slips = Referral.objects.filter(where) if where is not None else Referral.objects.none()
    found = queries.promises(slips.filter(due_on__year=year), today)
    context = {
        "rows": found,
        "year": year,
        "years": [today.year - back for back in range(4)],
        "few": queries.FEW,
        "kept": sum(one.kept for one in found),
        "due": sum(one.due for one in found),
    }
    return answer(register, "promises", request, context)


def _year(typed: str, today: date) -> int:
    return (
        int(typed)
        if typed.isascii() and typed.isdecimal() and _FIRST_YEAR <= int(typed[:4]) <= 2100
        else today.year
    )


PROMISES = PageRole("promises", "promises/", "promises", _promises, label=_("承诺兑现"), icon="chart")
