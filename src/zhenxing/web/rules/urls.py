from __future__ import annotations

from django.urls import path

from zhenxing.web.rules import area_pages

app_name = "standing"
urlpatterns = [path("", area_pages.standing, name="area")]
