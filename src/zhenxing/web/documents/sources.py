"""The stored source and plan of a document as the core's values."""

from __future__ import annotations

from typing import Any

from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.serialise import plan_from_dict
from zhenxing.core.compiler.source import Source, Span
from zhenxing.web.documents.models import Document


def source_of(document: Document) -> Source:
    """The compiler's input as it was stored."""
    stored = document.source
    return Source(
        text=stored.text,
        name=document.file_name,
        media_type=document.media_type,
        sha256=document.sha256,
        encoding=stored.encoding,
        page_starts=tuple(stored.page_starts),
        notes=tuple(stored.notes),
    )


def plan_of(document: Document) -> Plan:
    """The newest plan of a document, over its stored source."""
    return plan_from_dict(document.plans.latest("id").plan, source_of(document))


def place_of(plan: Plan, span: Span) -> dict[str, Any]:
    """The columns of a proposal that say where it stands."""
    source, clause = plan.source_span(span), plan.clause_at(span.start)
    return {
        "start": span.start,
        "end": span.end,
        "source_start": source.start,
        "source_end": source.end,
        "clause": clause.id if clause else "",
    }
