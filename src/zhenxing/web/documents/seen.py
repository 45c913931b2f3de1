"""Which documents a person sees: reviewers all of their area, others what has been adopted."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from zhenxing.web.documents.models import Document
from zhenxing.web.documents.states import document_states
from zhenxing.web.kit import scope


def documents(user: Any, permission: str = "documents.view") -> QuerySet[Document]:
    """The documents the person may do `permission` to; drafts only for those who review."""
    rows = scope.visible(Document.objects.filter(archived_at=None), user, permission)
    reviewing = scope.visible(Document.objects.all(), user, "documents.review")
    adopted = rows.filter(state__in=document_states("shown"))
    return rows.filter(pk__in=adopted.values("pk")) | rows.filter(pk__in=reviewing.values("pk"))


def find(request: HttpRequest, pk: int, permission: str = "documents.view") -> Document:
    """The document, if this person may do `permission` to it; else it does not exist."""
    found = documents(request.user, permission).select_related("area", "uploaded_by", "adopted_by")
    document: Document | None = found.filter(pk=pk).first()
    if document is None:
        raise Http404
    return document
