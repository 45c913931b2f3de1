from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zhenxing.web.kit.layouts import Layout
from zhenxing.web.kit.layouts_frame import cards, layout_page, rows_of, whole
from zhenxing.web.kit.register import Register


def answer_page(layout: Layout, register: Register[Any], request: HttpRequest) -> HttpResponse:
    rows, asked_for = rows_of(register, request)
    found = whole(register, asked_for.order_by("pk").values_list("pk", flat=True)[:40])
    shown = cards(register, list(found.values()), request.user)
    return layout_page(register, layout, request, rows, {"cards": shown})
