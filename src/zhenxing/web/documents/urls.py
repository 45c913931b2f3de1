from __future__ import annotations

from django.urls import path

from zhenxing.web.documents import (
    adopt_views,
    correction_views,
    difference_views,
    matrix_views,
    reshape_views,
    review_views,
    sign_views,
    unsure_views,
    views,
)

app_name = "documents"
urlpatterns = [
    path("corrections/", correction_views.corrections, name="corrections"),
    path("corrections.xlsx", correction_views.corrections_xlsx, name="corrections-xlsx"),
    path("unsure/", unsure_views.unsure, name="unsure"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/retry/", views.retry, name="retry"),
    path("<int:pk>/review/", review_views.review, name="review"),
    path("<int:pk>/review/versions/", review_views.versions, name="versions"),
    path("<int:pk>/review/certain/", review_views.accept_certain, name="accept-certain"),
    path("<int:pk>/review/add/", reshape_views.add, name="add"),
    path("<int:pk>/review/undo/", reshape_views.undo, name="undo"),
    path("<int:pk>/review/<int:number>/reshape/", reshape_views.reshape, name="reshape"),
    path("<int:pk>/review/<int:number>/", review_views.card, name="card"),
    path("<int:pk>/review/<int:number>/decide/", review_views.decide, name="decide"),
    path("<int:pk>/difference/", difference_views.difference, name="difference"),
    path("<int:pk>/difference.xlsx", difference_views.difference_xlsx, name="difference-xlsx"),
    path("<int:pk>/replace/", difference_views.replace, name="replace"),
    path("<int:pk>/second-reading/", sign_views.second_reading_page, name="second-reading"),
    path("<int:pk>/adopt/", adopt_views.adopt, name="adopt"),
    path("<int:pk>/read/", views.read, name="read"),
    path("<int:pk>/source/", views.source, name="source"),
    path("<int:pk>/original/", views.original, name="original"),
    path("<int:pk>/plan.json", views.plan_json, name="plan-json"),
    path("<int:pk>/gold.json", correction_views.gold_json, name="gold-json"),
    path("<int:pk>/plan.xlsx", views.plan_xlsx, name="plan-xlsx"),
    path("<int:pk>/matrix/", matrix_views.matrix, name="matrix"),
    path("<int:pk>/matrix.xlsx", matrix_views.matrix_xlsx, name="matrix-xlsx"),
]
