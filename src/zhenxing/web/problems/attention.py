"""Firms nobody hears of and firms everybody visits: by the rule in force, which is shown beside them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit import scope
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import answer
from zhenxing.web.organisations.models import Area
from zhenxing.web.problems import queries
from zhenxing.web.problems.models import ServiceRule, Visit
from zhenxing.web.problems.visit_models import rule_for

_SHOWN = 200
#: counting stops here: “1000+” says enough
_MOST = 1000


def _attention(register: Register[Any], request: HttpRequest) -> HttpResponse:
    day = timezone.localdate()
    place = _place(request)
    rule = rule_for(place.path, day) if place else None
    firms, visits = _rows(request, place)
    silent = queries.silent(firms, rule, day)
    often = queries.over_visited(visits, rule, day)
    shown = list(silent.select_related("area", "town").order_by("name", "pk")[:_SHOWN])
    context = {
        "place": place,
        "places": _places(request),
        "rule": rule,
        "rule_url": reverse("service_rules:detail", args=[rule.pk]) if rule else "",
        "silent": [(one, reverse("enterprises:detail", args=[one.pk])) for one in shown],
        "silent_count": _count(silent) if len(shown) == _SHOWN else len(shown),
        "often": [
            {**row, "url": reverse("enterprises:detail", args=[row["enterprise"]])} for row in often[:_SHOWN]
        ],
        "most": _MOST,
        "shown": _SHOWN,
    }
    return answer(register, "attention", request, context)


def _count(rows: Any) -> int:
    found: int = rows.order_by().values("pk")[: _MOST + 1].count()
    return found


def _rows(request: HttpRequest, place: Area | None) -> tuple[Any, Any]:
    user: Any = request.user
    firms = scope.visible(Enterprise.objects.current(), user, "enterprises.view")
    visits = scope.visible(Visit.objects.current(), user, "enterprise_visits.view")
    if place is None:
        return firms.none(), visits.none()
    return (
        firms.filter(area__path__startswith=place.path),
        visits.filter(enterprise__area__path__startswith=place.path),
    )


def _places(request: HttpRequest) -> list[Area]:
    """The counties and townships in reach that have a rule of their own, or whose place above has one."""
    user: Any = request.user
    seen = scope.visible(Area.objects.filter(archived_at__isnull=True), user, "areas.view")
    ruled = ServiceRule.objects.filter(archived_at__isnull=True).values_list("area__path", flat=True)
    paths = sorted(set(ruled))
    rows = seen.filter(level__in=("county", "township", "park")).order_by("path")[:300]
    return [one for one in rows if any(one.path.startswith(path) for path in paths)]


def _place(request: HttpRequest) -> Area | None:
    """The place asked for, else the first there is."""
    places = _places(request)
    asked = request.GET.get("area", "")
    return next((one for one in places if str(one.pk) == asked), places[0] if places else None)


ATTENTION = PageRole("attention", "attention/", "view", _attention, label=_("沉默与走访过多"), icon="eye")
