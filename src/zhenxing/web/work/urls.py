from __future__ import annotations

from django.urls import path

from zhenxing.web.work import views

app_name = "work"
urlpatterns = [
    path("unit/<int:pk>/", views.unit, name="unit"),
    path("unit/<int:pk>/hand-over/", views.unit_hand_over, name="unit-hand-over"),
    path("post/<int:pk>/", views.post, name="post"),
    path("post/<int:pk>/hand-over/", views.post_hand_over, name="post-hand-over"),
    path("busy/", views.busy, name="busy"),
]
