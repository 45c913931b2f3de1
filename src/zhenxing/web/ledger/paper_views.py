"""A letter's Word file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.exports import attachment
from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import find
from zhenxing.web.ledger.paper import letter_docx


def _paper(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    letter = find(register, request, pk, "view")
    return attachment(letter_docx(letter), f"{letter.reference}{letter.kind}.docx")


PAPER = PageRole(
    "paper", "<int:pk>/paper.docx", "view", _paper, label=_("下载 Word"), icon="download", detail=True
)
