"""What nobody is sure of, across all documents in review: what blocks first, then the longest waiting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise

from zhenxing.web.documents import seen
from zhenxing.web.documents.adoption import Review
from zhenxing.web.documents.cards import Card, CardMaker
from zhenxing.web.documents.kinds import KINDS
from zhenxing.web.documents.models import CompiledPlan, Document, Proposal
from zhenxing.web.documents.states import document_states, proposal_states
from zhenxing.web.documents.units import Directory

#: cards on a page of the queue
PAGE = 30
#: what decides whether an item blocks its document
_WEIGHED = ("suspicion", "unit", "goal", "task")


def waiting(user: Any) -> QuerySet[Proposal]:
    """The open proposals a person must look at, of every document they review."""
    documents = seen.documents(user, "documents.review").filter(state__in=document_states("decide"))
    doubtful = Q(kind__in=("suspicion", "review_item"))
    doubtful |= Q(kind="unit") & ~Q(certainty="certain")
    doubtful |= Q(kind__in=("goal", "task"), certainty="unsure") | ~Q(returned="")
    return Proposal.objects.filter(
        doubtful, document__in=documents.values("pk"), state__in=proposal_states("open")
    )


@dataclass(frozen=True)
class Entry:
    """One card of the queue, with the document it belongs to."""

    document: Document
    card: Card


@dataclass(frozen=True)
class Choice:
    """One value of a filter: how many wait under it."""

    value: str
    label: str | Promise
    count: int


class Queue:
    """One page of the queue. `kind` and `document` narrow it; unknown values narrow it to nothing odd."""

    def __init__(self, user: Any, kind: str = "", document: int | None = None, page: int = 1) -> None:
        self.kind = kind if kind in KINDS else ""
        self.rows = waiting(user)
        self.document = document
        self._page = page

    @cached_property
    def _narrowed(self) -> list[Proposal]:
        rows = self.rows.filter(kind=self.kind) if self.kind else self.rows
        if self.document is not None:
            rows = rows.filter(document=self.document)
        return list(rows.select_related("document__area", "decided_by"))

    @property
    def total(self) -> int:
        return len(self._narrowed)

    @property
    def page(self) -> int:
        return min(max(self._page, 1), self.pages)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @cached_property
    def entries(self) -> list[Entry]:
        """The cards of this page."""
        reviews = _reviews({row.document_id: row.document for row in self._narrowed})
        blocking = {pk: {b.number for b in review.blockers()} for pk, review in reviews.items()}
        ordered = sorted(
            self._narrowed,
            key=lambda row: (
                row.number not in blocking[row.document_id],
                row.document.uploaded_at,
                row.document_id,
                row.number,
            ),
        )
        first = (self.page - 1) * PAGE
        return _cards(ordered[first : first + PAGE], reviews)

    @cached_property
    def kinds(self) -> list[Choice]:
        counts = dict(self.rows.order_by().values_list("kind").annotate(Count("pk")))
        return [Choice(kind, KINDS[kind].label, counts[kind]) for kind in KINDS if kind in counts]

    @cached_property
    def documents(self) -> list[Choice]:
        counts = self.rows.order_by().values_list("document", "document__title").annotate(n=Count("pk"))
        ordered = counts.order_by("document__uploaded_at", "document")
        return [Choice(str(pk), title, count) for pk, title, count in ordered]

    @cached_property
    def unit_names(self) -> list[str]:
        """Every unit's name in reach of the shown documents."""
        areas = {entry.document.area_id: entry.document.area for entry in self.entries}
        return sorted({name for area in areas.values() for name in Directory(area).names()})


def _reviews(documents: dict[int, Document]) -> dict[int, Review]:
    """What decides on blocking, of all documents at once."""
    reviews = {pk: Review(document) for pk, document in documents.items()}
    for row in Proposal.objects.filter(document__in=documents, kind__in=_WEIGHED).order_by("number"):
        reviews[row.document_id].proposals.append(row)
    return reviews


def _cards(rows: Sequence[Proposal], reviews: dict[int, Review]) -> list[Entry]:
    directories: dict[int, Directory] = {}
    makers: dict[int, CardMaker] = {}
    entries = []
    for row in rows:
        document = row.document
        if document.pk not in makers:
            directory = directories.setdefault(document.area_id, Directory(document.area))
            clauses = _clauses(document)
            makers[document.pk] = CardMaker(document, reviews[document.pk], clauses, directory)
        entries.append(Entry(document, makers[document.pk].card(row, anchor=f"{document.pk}-{row.number}")))
    return entries


def _clauses(document: Document) -> list[dict[str, Any]]:
    """The outline alone: the whole layout of a long document is a megabyte."""
    found: Iterable[list[dict[str, Any]]] = (
        CompiledPlan.objects.filter(document=document)
        .order_by("-id")
        .values_list("layout__clauses", flat=True)[:1]
    )
    return next(iter(found), [])
