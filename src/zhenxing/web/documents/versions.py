"""A document and the one before it: which that may be, and what is different between the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from zhenxing.core.compiler.difference import Difference, compare
from zhenxing.core.compiler.succession import Named, Succession, succession
from zhenxing.web.documents import seen
from zhenxing.web.documents.adoption import Review
from zhenxing.web.documents.decided import decided_plan
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.states import document_states
from zhenxing.web.documents.units import Directory

#: a place issues a few documents a year; the newest are looked at
_LOOKED_AT = 300


@dataclass(frozen=True)
class Older:
    """A document that another may take the place of, and why one thinks so."""

    document: Document
    why: Succession

    @property
    def next_year(self) -> bool:
        """Another year's document follows on; else one for the same time is replaced."""
        return self.why.kind == "next"


def replaceable(document: Document) -> QuerySet[Document]:
    """The documents of the same area this one could take the place of."""
    return Document.objects.filter(
        area=document.area_id, archived_at=None, state__in=document_states("replaceable")
    ).exclude(pk=document.pk)


def suggested(document: Document, user: Any) -> Older | None:
    """The document this one most likely takes the place of; None when it has one, or none is alike."""
    if document.version_of_id is not None or not document.can.decide:
        return None
    mine = named(document)
    candidates = replaceable(document).filter(pk__in=seen.documents(user).values("pk"))
    found = [
        Older(other, why)
        for other in candidates.order_by("-issued_on", "-id")[:_LOOKED_AT]
        if (why := succession(named(other), mine))
    ]
    return max(found, key=_rank, default=None)


def _rank(older: Older) -> tuple[bool, int, str]:
    """What is in force before what is a draft; then the likest title, then the latest year."""
    return older.document.can.registered, older.why.likeness, older.why.years[0]


def named(document: Document) -> Named:
    issued = document.issued_on.isoformat() if document.issued_on else ""
    return Named(document.title, document.issuer, issued)


def difference(older: Document, document: Document) -> Difference:
    """What is different between two documents as people have decided them. Names are those of `decided`."""
    directory = Directory(document.area)
    plans = [decided_plan(each, Review.of(each), directory) for each in (older, document)]
    return compare(*plans)
