"""Minutes as a document: printed, read back and compiled, so that every decision has its clause.

Printing and reading take their time, so they are done before the transaction that stores them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhenxing.core.compiler.pipeline import compile_source
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.serialise import plan_to_dict
from zhenxing.core.compiler.source import Source, Span
from zhenxing.intake import read_bytes
from zhenxing.packs.loader import by_code, load_knowledge
from zhenxing.papers.meetings import decision_words
from zhenxing.web.documents import storage
from zhenxing.web.documents.layout import clause_label, layout
from zhenxing.web.documents.models import CompiledPlan, Document, SourceText
from zhenxing.web.documents.states import ADOPTED
from zhenxing.web.kit.actions import Deed
from zhenxing.web.meetings import papers
from zhenxing.web.meetings.models import Decision, Meeting


@dataclass(frozen=True)
class Place:
    """Where a decision stands in the minutes: its words, its clause, its span of the clean text."""

    text: str
    label: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Printed:
    """The minutes of a version of a meeting: the file, what was read from it, what was made of it."""

    version: int
    data: bytes = field(repr=False)
    source: Source = field(repr=False)
    plan: dict[str, Any] = field(repr=False)
    layout: dict[str, Any] = field(repr=False)
    #: decision → its place
    places: dict[int, Place] = field(repr=False)


def printed(meeting: Meeting, number: str, day: date) -> Printed:
    """Print the minutes under a number and a day, and find every decision in them."""
    data = papers.minutes_docx(meeting, number, day)
    source = read_bytes(data, _file_name(meeting))
    home = meeting.area.code if meeting.area.code in by_code() else None
    plan = compile_source(source, load_knowledge(home))
    drawn = layout(plan, [])
    decisions = papers.decisions_of(meeting)
    return Printed(
        meeting.version, data, source, plan_to_dict(plan), drawn, _places(decisions, source, plan, drawn)
    )


def _places(
    decisions: Iterable[Decision], source: Source, plan: Plan, drawn: dict[str, Any]
) -> dict[int, Place]:
    found: dict[int, Place] = {}
    position = 0
    for decision in decisions:
        words = f"{decision.heading.rstrip('。')}。{decision_words(papers.minuted(decision))}"
        at = source.text.find(words, position)
        span = plan.traced.clean_span(Span(at, at + len(words))) if at >= 0 else None
        if span is None:
            found[decision.pk] = Place(words)
            continue
        position = at + len(words)
        clause = plan.clause_at(span.start)
        label = clause_label(drawn["clauses"], clause.id if clause else None)
        found[decision.pk] = Place(plan.quote(span), label, span.start, span.end)
    return found


def publish(deed: Deed, meeting: Meeting, made: Printed) -> Document:
    """Store the minutes as a document that is in force: what they order people have confirmed already."""
    document = Document(
        area=meeting.area,
        title=f"{meeting.title}纪要"[:300],
        doc_number=meeting.number,
        issuer=str(meeting.unit),
        issued_on=meeting.issued_on,
        genre="meeting",
        state=ADOPTED,
        sha256=storage.keep(made.data),
        file_name=_file_name(meeting),
        media_type=made.source.media_type[:120],
        size=len(made.data),
        uploaded_by=deed.actor,
        uploaded_at=deed.at,
        adopted_by=deed.actor,
        adopted_at=deed.at,
    )
    deed.save(document)
    SourceText.objects.create(
        document=document,
        text=made.source.text,
        encoding=made.source.encoding,
        page_starts=list(made.source.page_starts),
        notes=list(made.source.notes),
    )
    CompiledPlan.objects.create(document=document, compiler="minutes", plan=made.plan, layout=made.layout)
    return document


def _file_name(meeting: Meeting) -> str:
    return f"{meeting.title[:80]}纪要.docx"
