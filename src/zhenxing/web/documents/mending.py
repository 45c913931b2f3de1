"""A plan read again with the words people have put into its damaged places. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhenxing.core.compiler.pipeline import compile_source
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Source, Span
from zhenxing.packs.loader import load_knowledge
from zhenxing.web.documents.drafting import Draft, drafts
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.states import proposal_states

#: what a lost digit or unit can hide
READ_AGAIN = ("goal", "figure", "condition")
#: of a longer text only so much before and after the place is read again, so that nobody waits
_AROUND = 20_000


@dataclass(frozen=True)
class Reading:
    """What stands at a damaged place of the clean text."""

    place: Span
    text: str


def readings_of(document: Document) -> list[Reading]:
    """Every damaged place a person has read as something else than it says, in order."""
    decided = document.proposals.filter(kind="suspicion", state__in=proposal_states("binding"))
    return [
        Reading(Span(one.start, one.end), one.values["reading"])
        for one in decided.order_by("start")
        if one.start is not None and one.values.get("reading")
    ]


def found_at(plan: Plan, readings: Sequence[Reading], place: Span) -> list[Draft]:
    """What the mended text says at one of the places; spans and texts are those of the plan as it stands."""
    window = Span(max(place.start - _AROUND, 0), min(place.end + _AROUND, len(plan.text)))
    mended = _mend(plan.text, window, readings)
    again = compile_source(Source(mended.text), load_knowledge())
    found = []
    for draft in drafts(again):
        if draft.kind not in READ_AGAIN or draft.span is None:
            continue
        span = mended.back(again.source_span(draft.span))
        if span.overlaps(place):
            clause = plan.clause_at(span.start)
            found.append(
                replace(draft, span=span, text=plan.text[span.start : span.end], clause=clause and clause.id)
            )
    return found


@dataclass(frozen=True)
class _Mended:
    text: str
    #: (begin, end) in the mended text, and where that piece stands in the clean one
    pieces: tuple[tuple[int, int, Span], ...]

    def back(self, span: Span) -> Span:
        """The same words in the clean text; a piece that was put in stands for its whole place."""
        touched = [piece for piece in self.pieces if piece[0] < span.end and span.start < piece[1]]
        first, last = touched[0], touched[-1]
        return Span(_at(first, span.start, end=False), _at(last, span.end, end=True))


def _at(piece: tuple[int, int, Span], offset: int, *, end: bool) -> int:
    begin, finish, clean = piece
    if finish - begin == clean.end - clean.start:
        return clean.start + offset - begin
    return clean.end if end else clean.start


def _mend(text: str, window: Span, readings: Sequence[Reading]) -> _Mended:
    parts: list[str] = []
    pieces: list[tuple[int, int, Span]] = []
    length, at = 0, window.start

    def put(words: str, clean: Span) -> None:
        nonlocal length
        if words:
            parts.append(words)
            pieces.append((length, length + len(words), clean))
            length += len(words)

    for reading in readings:
        if reading.place.start < at or reading.place.end > window.end:
            continue
        put(text[at : reading.place.start], Span(at, reading.place.start))
        put(reading.text, reading.place)
        at = reading.place.end
    put(text[at : window.end], Span(at, window.end))
    return _Mended("".join(parts), tuple(pieces))
