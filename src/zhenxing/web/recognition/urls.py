"""The address of the roll; the registers bring their own."""

from __future__ import annotations

from django.urls import path

from zhenxing.web.recognition import views

app_name = "roll"
urlpatterns = [
    path("", views.roll_list, name="list"),
    path("<slug:code>/", views.roll_detail, name="detail"),
    path("<slug:code>/paper/", views.roll_paper, name="paper"),
]
