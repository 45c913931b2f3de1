from __future__ import annotations

from django.urls import path

from zhenxing.web.kit import site_pages

app_name = "kit"
urlpatterns = [
    path("preferences/", site_pages.preferences, name="preferences"),
    path("health/", site_pages.health, name="health"),
]
