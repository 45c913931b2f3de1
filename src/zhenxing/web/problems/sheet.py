"""The printed code of a town: the address of its form as a square code, on a sheet to put up."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import site_address
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import find
from zhenxing.web.problems.models import IntakePoint

#: a third of the code may be dirty or torn and it is still read
_ERROR = "q"


def address_of(point: IntakePoint, request: HttpRequest) -> str:
    """The whole address a telephone opens."""
    return site_address.whole(request, reverse("report:form", args=[point.token]))


def svg_of(text: str) -> str:
    """A text as a square code, in SVG that takes the size of its place."""
    out = io.BytesIO()
    segno.make(text, error=_ERROR, micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, svgclass="qr", lineclass=None
    )
    return out.getvalue().decode()


def png_of(text: str) -> bytes:
    """A text as a square code, 10 dots to a module: sharp on paper up to a hand's breadth."""
    out = io.BytesIO()
    segno.make(text, error=_ERROR, micro=False).save(out, kind="png", scale=10, border=4)
    return out.getvalue()


def shown_code(point: IntakePoint, _user: Any) -> dict[str, Any]:
    """The code as its page shows it: the pictures have addresses of their own."""
    return {
        "point": point,
        "sheet_url": reverse("intake_points:sheet", args=[point.pk]),
        "png_url": reverse("intake_points:code", args=[point.pk]),
        "form_url": reverse("report:form", args=[point.token]),
    }


def _sheet(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet of A4 to print and put up."""
    point = find(register, request, pk, "view")
    address = address_of(point, request)
    drawn: SafeString = mark_safe(svg_of(address))  # noqa: S308 - drawn here from an address of ours
    context = {
        "point": point,
        "address": address,
        "only_here": site_address.only_here(address),
        "configured": bool(settings.ZHENXING_ADDRESS),
        "svg": drawn,
        "list_url": register.url("list"),
        "record_url": register.url("detail", pk),
        "register_title": register.title,
    }
    return render(request, "problems/sheet.html", context)


def _code(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    """The code alone as a picture, for a poster or a screen."""
    point = find(register, request, pk, "view")
    answer = HttpResponse(png_of(address_of(point, request)), content_type="image/png")
    answer["Content-Disposition"] = f'inline; filename="report-{point.pk}.png"'
    return answer


SHEET = PageRole("sheet", "<int:pk>/sheet/", "view", _sheet, _("打印受理码"), "print", detail=True)
CODE = PageRole("code", "<int:pk>/code.png", "view", _code, detail=True)
