from __future__ import annotations

from django.urls import path

from zhenxing.web.imports import views

app_name = "imports"
urlpatterns = [
    path("<int:pk>/columns/", views.columns, name="columns"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/go-on/", views.go_on, name="go-on"),
    path("<int:pk>/marked.xlsx", views.marked, name="marked"),
    path("<int:pk>/original/", views.original, name="original"),
]
