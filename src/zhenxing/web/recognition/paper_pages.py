"""The papers of recognition to be saved: one page each, under the permission to see the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.page_roles import PageRole
from zhenxing.web.kit.register import Register
from zhenxing.web.kit.register_pages import find
from zhenxing.web.recognition import papers

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file(data: bytes, name: str) -> HttpResponse:
    """A Word file to be saved."""
    response = HttpResponse(data, content_type=WORD)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def paper_role(
    name: str, make: Callable[[Any], bytes | None], label: Any, when: Callable[[Any], bool] | None = None
) -> PageRole:
    """The page that gives a record's paper; 404 while there is nothing to print."""

    def view(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponseBase:
        record = find(register, request, pk, "view")
        with translation.override("zh-hans"):  # an official paper is Chinese whoever asks for it
            data = make(record)
        if data is None:
            raise Http404
        return word_file(data, f"{register.key}-{pk}-{name.removesuffix('.docx')}.docx")

    return PageRole(name, f"<int:pk>/{name}/", "view", view, label, "download", detail=True, when=when)


APPLICATION_PAPER = paper_role("paper", papers.application_docx, _("申报书 Word"))
REVIEW_PAPER = paper_role(
    "opinion", papers.review_docx, _("初审意见书 Word"), when=lambda found: found.reviews.exists()
)
NOTICE_PAPER = paper_role("paper", papers.notice_docx, _("公示 Word"))
DECISION_PAPER = paper_role("paper", papers.decision_docx, _("决定 Word"))
