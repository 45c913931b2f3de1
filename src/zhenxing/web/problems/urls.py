"""The addresses without an account; the registers bring their own."""

from __future__ import annotations

from django.urls import path

from zhenxing.web.problems import public_views

app_name = "report"
urlpatterns = [
    path("answer/", public_views.ask, name="ask"),
    path("<slug:token>/", public_views.report, name="form"),
]
