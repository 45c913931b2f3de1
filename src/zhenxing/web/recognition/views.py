"""The roll: public where an area has opened it, for the people of the site where they may see the tiers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from zhenxing.web.kit import scope
from zhenxing.web.kit.pages import PUBLIC, page
from zhenxing.web.organisations.models import Area
from zhenxing.web.recognition import papers, roll
from zhenxing.web.recognition.paper_pages import word_file

_SEES = "town_tiers.view"


@page(PUBLIC)
def roll_list(request: HttpRequest) -> HttpResponse:
    """The rolls one may read; the only one at once. Nothing public: the address does not exist."""
    found = _rolls(request)
    if not found:
        raise Http404
    if len(found) == 1:
        return _shown(request, found[0])
    return render(request, "roll/list.html", {"rolls": found, "inside": request.user.is_authenticated})


@page(PUBLIC)
def roll_detail(request: HttpRequest, code: str) -> HttpResponse:
    """The roll of one area, by its code."""
    one = next((one for one in _rolls(request) if one["area"].code == code), None)
    if one is None:
        raise Http404
    return _shown(request, one)


@page(PUBLIC)
def roll_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The roll of one area as a Word file."""
    one = next((one for one in _rolls(request) if one["area"].code == code), None)
    if one is None:
        raise Http404
    day = timezone.localdate()
    title = one["title"] or f"{one['area']}专业镇名录"
    with translation.override("zh-hans"):
        return word_file(papers.roll_docx(title, roll.roll_of(one["area"], day), day), f"roll-{code}.docx")


def _rolls(request: HttpRequest) -> list[dict[str, Any]]:
    """Public rolls; somebody signed in also sees those of their own places, marked as not public."""
    day = timezone.localdate()
    public = [
        {"area": one.area, "title": one.title, "note": one.note, "public": True}
        for one in roll.public_rolls(day)
    ]
    known = {one["area"].pk for one in public}
    return public + [one for one in _own(request) if one["area"].pk not in known]


def _own(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.is_authenticated or not scope.permits(request.user, _SEES):
        return []
    paths = {grant.area for grant in request.user.grants() if _SEES in grant.permissions and grant.area}
    areas = Area.objects.filter(path__in=paths, archived_at__isnull=True).order_by("path")
    return [{"area": one, "title": "", "note": "", "public": False} for one in areas]


def _shown(request: HttpRequest, one: dict[str, Any]) -> HttpResponse:
    day = timezone.localdate()
    parts = roll.roll_of(one["area"], day)
    context = {
        **one,
        "parts": parts,
        "day": day,
        "total": sum(len(part.lines) for part in parts),
        "inside": request.user.is_authenticated,
    }
    return render(request, "roll/roll.html", context)
