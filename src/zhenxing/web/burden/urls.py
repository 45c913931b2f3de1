from __future__ import annotations

from django.urls import path

from zhenxing.web.burden import views

app_name = "burden"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("check/", views.check, name="check"),
    path("department/<int:pk>/", views.department, name="department"),
    path("unit/<int:pk>/", views.unit, name="unit"),
]
