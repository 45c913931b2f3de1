"""The first page after signing in: what waits for this person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhenxing.web.kit.pages import SIGNED_IN, page


@page(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "overview/home.html", {})
