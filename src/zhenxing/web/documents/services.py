"""What other apps do to documents: print one of their own, have it read and compiled, put it in force.

Reading and compiling take their time, so `compiled` is called before the transaction that stores the
document with `put_in_force`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhenxing.core.compiler.pipeline import compile_source
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.serialise import plan_to_dict
from zhenxing.core.compiler.source import Source, Span
from zhenxing.intake import read_bytes
from zhenxing.packs.loader import by_code, load_knowledge
from zhenxing.web.documents import storage
from zhenxing.web.documents.layout import clause_label, layout
from zhenxing.web.documents.models import CompiledPlan, Document, SourceText
from zhenxing.web.documents.states import ADOPTED
from zhenxing.web.kit.actions import Deed


@dataclass(frozen=True)
class Place:
    """Where words stand in a document: their clause, as printed, and their span of the clean text."""

    text: str
    label: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Compiled:
    """A file, what was read from it, what the compiler made of it. `maker` says by what it was written."""

    name: str
    maker: str
    data: bytes = field(repr=False)
    source: Source = field(repr=False)
    plan: Plan = field(repr=False)
    drawn: dict[str, Any] = field(repr=False)

    def place(self, words: str, after: int = 0) -> tuple[Place, int]:
        """Where words stand, looked for from a position of the source on; and where to look on from.

        Words that are not there have no span: the task they order still cites the document.
        """
        at = self.source.text.find(words, after)
        span = self.plan.traced.clean_span(Span(at, at + len(words))) if at >= 0 else None
        if span is None:
            return Place(words), after
        clause = self.plan.clause_at(span.start)
        label = clause_label(self.drawn["clauses"], clause.id if clause else None)
        return Place(self.plan.quote(span), label, span.start, span.end), at + len(words)


def compiled(data: bytes, name: str, area: Any, maker: str) -> Compiled:
    """Read a file as any upload is read, and compile it. Raises `IntakeError`."""
    source = read_bytes(data, name)
    home = area.code if area.code in by_code() else None
    plan = compile_source(source, load_knowledge(home))
    return Compiled(name, maker, data, source, plan, layout(plan, []))


def put_in_force(
    deed: Deed,
    made: Compiled,
    *,
    area: Any,
    title: str,
    number: str,
    issuer: str,
    issued_on: date | None,
    genre: str,
) -> Document:
    """Store it as a document that is in force: what it orders people have confirmed already."""
    document = Document(
        area=area,
        title=title[:300],
        doc_number=number,
        issuer=issuer,
        issued_on=issued_on,
        genre=genre,
        state=ADOPTED,
        sha256=storage.keep(made.data),
        file_name=made.name,
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
    CompiledPlan.objects.create(
        document=document, compiler=made.maker, plan=plan_to_dict(made.plan), layout=made.drawn
    )
    return document
