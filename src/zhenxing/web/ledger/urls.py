from __future__ import annotations

from django.urls import path

from zhenxing.web.ledger import inbox_views

app_name = "inbox"
urlpatterns = [
    path("", inbox_views.inbox, name="inbox"),
    path("read/", inbox_views.read, name="read"),
    path("board/", inbox_views.board, name="board"),
    path("rules/", inbox_views.rules, name="rules"),
]
