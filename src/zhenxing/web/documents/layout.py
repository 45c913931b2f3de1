"""What the review and reading pages draw: the clean text with its clauses, marks and repairs.

Made once when a document is compiled, from the Plan, as plain JSON values; the pages never have
to read the Plan again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Piece, Span, TracedText
from zhenxing.web.documents.drafting import Draft

_BLANK_LINES = re.compile(r"\n[ \t\u3000\xa0]*(?=\n)")


def layout(plan: Plan, drafts: list[Draft]) -> dict[str, Any]:
    """{text, clauses, marks, repairs}. `marks` name the draft they belong to by its number from 1."""
    return {
        "text": plan.text,
        "clauses": [_clause(clause) for clause in plan.clauses],
        "marks": [list(mark) for mark in _marks(plan, drafts)],
        "repairs": [list(repair) for repair in repairs(plan.traced, plan.source.text)],
        "kinds": _kinds(plan),
    }


def _clause(clause: Any) -> dict[str, Any]:
    return {
        "id": clause.id,
        "number": clause.number,
        "heading": clause.heading,
        "level": clause.level,
        "start": clause.span.start,
        "end": clause.span.end,
        "heading_start": clause.heading_span.start,
        "heading_end": clause.heading_span.end,
        "parent": clause.parent,
        "role": clause.role,
    }


def _kinds(plan: Plan) -> dict[str, int]:
    """How often each kind of repair was made."""
    counts: dict[str, int] = {}
    for repair in plan.repairs:
        counts[repair.kind] = counts.get(repair.kind, 0) + repair.count
    return counts


def _marks(plan: Plan, drafts: list[Draft]) -> Iterator[tuple[int, int, str, int]]:
    numbers = {draft.item: number for number, draft in enumerate(drafts, 1) if draft.kind == "unit"}
    for number, draft in enumerate(drafts, 1):
        if draft.span is None or draft.kind == "unit":
            continue
        span = _heading(plan, draft) if draft.kind == "task" else draft.span
        if draft.kind != "roster" and span.start < span.end:
            yield span.start, span.end, draft.kind, number
    for text, span, key in _unit_places(plan):
        number = numbers.get(key or f"?{text}", 0)
        if number:
            yield span.start, span.end, "unit", number


def _heading(plan: Plan, draft: Draft) -> Span:
    """Where a task's heading stands; the task's whole span would drown the rest."""
    assert draft.span is not None
    heading = draft.payload["heading"]
    at = plan.text.find(heading, draft.span.start, draft.span.end) if heading else -1
    if at >= 0:
        return Span(at, at + len(heading))
    line = plan.text.find("\n", draft.span.start, draft.span.end)
    return Span(draft.span.start, min(draft.span.end if line < 0 else line, draft.span.start + 40))


def _unit_places(plan: Plan) -> Iterator[tuple[str, Span, str | None]]:
    for task in plan.tasks:
        for unit in (*task.lead, *task.support, *task.actors):
            yield unit.text, unit.span, unit.unit
    for roster in plan.rosters:
        for member in roster.members if roster.kind != "towns" else ():
            yield member.text, member.span, member.unit


def repairs(traced: TracedText, source: str) -> Iterator[tuple[int, int, int, int]]:
    """(clean start, clean end, source start, source end) of every place cleaning changed.

    A place whose clean range is empty is where something was taken out.
    """
    clean_at = source_at = 0
    for piece in traced.pieces:
        if piece.source_start > source_at:
            yield piece.start, piece.start, source_at, piece.source_start
        if not piece.aligned:
            yield piece.start, piece.end, piece.source_start, piece.source_end
        else:
            yield from _exchanged(traced.text, source, piece)
        clean_at, source_at = piece.end, max(source_at, piece.source_end)
    if source_at < len(source):
        yield clean_at, clean_at, source_at, len(source)


def _exchanged(clean: str, source: str, piece: Piece) -> Iterator[tuple[int, int, int, int]]:
    """Runs of an aligned piece whose characters were exchanged one for one."""
    shift = piece.source_start - piece.start
    if clean[piece.start : piece.end] == source[piece.source_start : piece.source_end]:
        return
    first: int | None = None
    for position in range(piece.start, piece.end + 1):
        differs = position < piece.end and clean[position] != source[position + shift]
        if differs and first is None:
            first = position
        elif not differs and first is not None:
            yield first, position, first + shift, position + shift
            first = None


def clause_at(clauses: list[dict[str, Any]], position: int) -> dict[str, Any] | None:
    """The innermost clause that holds a position."""
    holding = [clause for clause in clauses if clause["start"] <= position < clause["end"]]
    return max(holding, key=lambda clause: clause["level"]) if holding else None


def clause_label(clauses: list[dict[str, Any]], clause_id: str | None) -> str:
    """`二、（三）` for `2.3`: the numbers from the top, as printed."""
    named = {clause["id"]: clause for clause in clauses}
    numbers: list[str] = []
    while clause_id in named:
        clause = named[clause_id]
        numbers.append(clause["number"])
        clause_id = clause["parent"]
    return "".join(reversed(numbers))


def top_clause(clauses: list[dict[str, Any]], clause_id: str | None) -> str:
    """The heading of the top part a clause stands in, with its number as printed."""
    named = {clause["id"]: clause for clause in clauses}
    clause = named.get(clause_id or "")
    while clause and clause["parent"] in named:
        clause = named[clause["parent"]]
    return f"{clause['number']}{clause['heading']}" if clause else ""


def excerpt(source: str, spots: list[list[int]], span: Span, around: int = 120) -> list[tuple[str, str]]:
    """The source around a span as (class, text) parts: `at` the span, `cut` what was repaired there."""
    start, end = max(0, span.start - around), min(len(source), span.end + around)
    cuts = [(max(s, start), min(e, end)) for _, _, s, e in spots if s < end and e > start and s < e]
    edges = sorted({start, end, span.start, span.end, *(edge for cut in cuts for edge in cut)})
    starts = [cut[0] for cut in cuts]
    parts: list[tuple[str, str]] = []
    for left, right in pairwise(edges):
        index = bisect_right(starts, left) - 1
        cut = index >= 0 and left < cuts[index][1]
        inside = span.start <= left < span.end
        shown = _BLANK_LINES.sub("\n", source[left:right])
        parts.append((f"{'at ' if inside else ''}{'cut' if cut else ''}".strip(), shown))
    return parts
