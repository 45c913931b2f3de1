"""The addresses of the API. What stands behind them is loaded when the first of them is asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, re_path

from zhenxing.web.kit.pages import SIGNED_IN, page


def openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs."""
    from zhenxing.web.kit.api import site

    return site.openapi(request)


def entry(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Whatever is asked below `/api/`."""
    from zhenxing.web.kit.api import site

    return site.entry(request, rest)


@page(SIGNED_IN)
def documentation(request: HttpRequest) -> HttpResponse:
    """How to use the API, and every operation this person may use."""
    from zhenxing.web.kit.api import pages

    return pages.documentation(request)


# to a program they say 401 where a page would lead to the sign-in form
openapi.permission = entry.permission = SIGNED_IN  # type: ignore[attr-defined]  # read by the check of addresses
# checked for sessions when the person is known
entry.csrf_exempt = True  # type: ignore[attr-defined]  # read by Django's middleware


def patterns() -> list[URLPattern]:
    return [
        path("openapi.json", openapi, name="openapi"),
        path("docs", documentation, name="docs"),
        re_path(r"^(?P<rest>.*)$", entry, name="entry"),
    ]
