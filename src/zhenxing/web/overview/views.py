"""The first page after signing in: what waits for this person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zhenxing.web.kit.pages import SIGNED_IN, page
from zhenxing.web.overview import queries


@page(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    context = {"home": queries.home(request.user, timezone.localdate())}
    return render(request, "overview/home.html", context)
