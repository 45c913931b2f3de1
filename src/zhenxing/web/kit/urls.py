from __future__ import annotations

from django.urls import path

from zhenxing.web.kit import site_pages, view_pages

app_name = "kit"
urlpatterns = [
    path("preferences/", site_pages.preferences, name="preferences"),
    path("health/", site_pages.health, name="health"),
    path("views/", view_pages.views, name="views"),
    path("views/<slug:key>/new/", view_pages.create, name="view-create"),
    path("views/<int:pk>/edit/", view_pages.edit, name="view-edit"),
    path("views/<int:pk>/delete/", view_pages.delete, name="view-delete"),
]
