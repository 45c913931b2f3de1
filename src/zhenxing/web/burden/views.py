"""The pages of the burden: all departments, one department, one unit that reports; the check beforehand."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from zhenxing.web.burden import figures, holdings
from zhenxing.web.burden.forms import CheckForm
from zhenxing.web.kit import scope
from zhenxing.web.kit.pages import page
from zhenxing.web.organisations.models import Unit


@page("burden.view")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Every department that asks, every unit that is asked, the enterprises asked for most."""
    user: Any = request.user
    year, frame = _frame(request)
    rows = figures.grouped(figures.askings(user, year))
    charged = figures.departments(rows, year)
    standing = figures.standing(user)
    context = {
        "departments": charged,
        "whole": figures.whole(charged, "", figures.rows_url(year)),
        "units": figures.addressees(rows, year),
        "firms": figures.firms(rows, year),
        "standing": standing[:20],
        "standing_total": len(standing),
        "yearly": figures.yearly(standing),
    }
    return render(request, "burden/overview.html", frame | context)


@page("burden.view")
@require_GET
def department(request: HttpRequest, pk: int) -> HttpResponse:
    """What a department asked: matter by matter, and of whom."""
    user: Any = request.user
    unit, (year, frame) = _unit(pk, user), _frame(request)
    rows = figures.grouped(figures.askings(user, year, by_unit=unit))
    loads = figures.matters(rows, year, by_unit=pk)
    context = {
        "unit": unit,
        "asks": True,
        "matters": loads,
        "whole": figures.whole(loads, str(unit), figures.rows_url(year, by_unit=pk)),
        "standing": figures.standing(user, by_unit=unit),
    }
    return render(request, "burden/unit.html", frame | context)


@page("burden.view")
@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked of a township or a unit: by whom, and matter by matter."""
    user: Any = request.user
    found, (year, frame) = _unit(pk, user), _frame(request)
    rows = figures.grouped(figures.askings(user, year, of_unit=found))
    loads = figures.matters(rows, year, of_unit=pk)
    context = {
        "unit": found,
        "asks": False,
        "matters": loads,
        "whole": figures.whole(loads, str(found), figures.rows_url(year, of_unit=pk)),
        "departments": figures.departments(rows, year),
    }
    return render(request, "burden/unit.html", frame | context)


@page("asks.view")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Are these fields held already? Asked before anybody is asked."""
    form = CheckForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data["fields_asked"]
        known = {one.field: one for one in holdings.held(names)}
        context |= {"lines": [(name, known.get(name)) for name in names], "held": len(known)}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "burden/check.html", context, status=status)


def _frame(request: HttpRequest) -> tuple[int, dict[str, Any]]:
    """The year asked for (this one), the years there are, and the rules on the page."""
    said, today = request.GET.get("year", ""), timezone.localdate().year
    known = figures.years(request.user)  # type: ignore[arg-type]  # signed in
    valid = said.isascii() and said.isdigit() and len(said) == 4 and said != "0000"
    year = int(said) if valid else today
    return year, {
        "year": year,
        "years": sorted({*known, year, today}, reverse=True),
        "rules": figures.rules(),
    }


def _unit(pk: int, user: Any) -> Unit:
    found = scope.visible(Unit.objects.filter(pk=pk), user, "units.view").select_related("area").first()
    if found is None:
        raise Http404
    return found
