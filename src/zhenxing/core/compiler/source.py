"""Text that remembers, for every kept character, where in the source it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters, `text[start:end]`."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Piece(NamedTuple):
    """One run of clean text and the run of source it came from.

    `aligned` runs have one source character for each clean one; the others map as a whole.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    aligned: bool


#: makes a record from a tuple of its fields: a damaged text is made of thousands of pieces
_new = tuple.__new__


class Edit(NamedTuple):
    """Replace `text[start:end]` by `new`; `aligned` when characters correspond one to one."""

    start: int
    end: int
    new: str
    aligned: bool = False


@dataclass(frozen=True)
class Source:
    """What intake read from a file: its text exactly as decoded, and where it came from."""

    text: str
    name: str = ""
    media_type: str = "text/plain"
    sha256: str = ""
    encoding: str = ""
    #: offsets in `text` at which a page (PDF) or a part (attachment) begins
    page_starts: tuple[int, ...] = ()
    #: what intake could not do or had to assume, in Chinese, for the reviewer
    notes: tuple[str, ...] = ()
    #: where `text` begins in the text of the file, when the file holds several documents
    offset: int = 0


@dataclass(frozen=True)
class TracedText:
    """Clean text over a source. Edits make a new one; spans can always be led back."""

    text: str
    pieces: tuple[Piece, ...]
    source_length: int

    @classmethod
    def of(cls, text: str) -> TracedText:
        pieces = (Piece(0, len(text), 0, len(text), True),) if text else ()
        return cls(text, pieces, len(text))

    def source_span(self, span: Span) -> Span:
        """The source characters behind a clean span (an empty span maps to a point)."""
        if not self.pieces:
            return Span(0, 0)
        if span.start >= span.end:
            point = self._source_at(min(span.start, len(self.text) - 1))[0]
            return Span(point, point)
        return Span(self._source_at(span.start)[0], self._source_at(span.end - 1)[1])

    def clean_span(self, source: Span) -> Span | None:
        """The clean characters that came from a source span, or None when none was kept."""
        first: int | None = None
        last = 0
        # pieces stand in source order: skip those that end before the span
        index = bisect_right(self.pieces, source.start, key=lambda piece: piece.source_end)
        while index < len(self.pieces) and self.pieces[index].source_start < source.end:
            start, end = _clean_part(self.pieces[index], source)
            first = start if first is None else min(first, start)
            last = max(last, end)
            index += 1
        return None if first is None else Span(first, last)

    def edit(self, edits: Iterable[Edit]) -> TracedText:
        """Apply non-overlapping edits given in order of position."""
        text: list[str] = []
        pieces: list[Piece] = []
        at = position = index = 0
        for change in edits:
            start, end, new, _ = change
            if start < at:
                raise ValueError(f"edits overlap at {start}")
            if at < start:
                first, last, source, _, aligned = self.pieces[index]
                source += at - first
                if aligned and first <= at and start <= last and pieces and pieces[-1][3] != source:
                    # what nearly every text is made of: a stretch of one run behind what was cut from it
                    stop = position + start - at
                    pieces.append(_new(Piece, (position, stop, source, source + start - at, True)))
                else:
                    index = self._copy(at, start, position, index, pieces)
                text.append(self.text[at:start])
                position += start - at
            if new:
                piece, index = self._replaced(change, position, index)
                pieces.append(piece)
                text.append(new)
                position += len(new)
            at = end
        self._copy(at, len(self.text), position, index, pieces)
        text.append(self.text[at:])
        return TracedText("".join(text), tuple(pieces), self.source_length)

    def recast(self, text: str) -> TracedText:
        """The same text in other characters, one for each (Traditional to Simplified)."""
        if len(text) != len(self.text):
            raise ValueError("a recast text is as long as the text it stands for")
        return TracedText(text, self.pieces, self.source_length)

    def _replaced(self, change: Edit, position: int, index: int) -> tuple[Piece, int]:
        """The piece that a change makes, and the index of the piece it begins in (`index` or later)."""
        start, end, new, aligned = change
        size = len(new)
        pieces = self.pieces
        while index + 1 < len(pieces) and pieces[index].end <= start:
            index += 1
        piece = pieces[index] if pieces else None
        if piece and piece.aligned and piece.start <= start < end <= piece.end:
            # what nearly every change replaces: characters that stand in the source as they are
            first = piece.source_start + start - piece.start
            same = aligned and size == end - start
            return _new(Piece, (position, position + size, first, first + end - start, same)), index
        source = self.source_span(Span(start, end))
        return Piece(position, position + size, source.start, source.end, False), index

    def _copy(self, start: int, end: int, position: int, index: int, out: list[Piece]) -> int:
        """Copy the pieces of `text[start:end]` to `position`; returns the piece index reached."""
        pieces = self.pieces
        while start < end:
            piece_start, piece_end, first, last, aligned = pieces[index]
            if piece_end <= start:
                index += 1
                continue
            stop = end if end < piece_end else piece_end
            reached = position + stop - start
            if aligned:
                first += start - piece_start
                last = first + stop - start
                if out:
                    head, tail, source_head, source_tail, whole = out[-1]
                    if whole and source_tail == first and tail == position:
                        # the run goes on where the one before it ended, in the source as well
                        position, first = head, source_head
                        out.pop()
            out.append(_new(Piece, (position, reached, first, last, aligned)))
            position, start = reached, stop
        return index

    def _source_at(self, position: int) -> tuple[int, int]:
        # a piece is greater than what only names its start: the one before it holds the position
        index = bisect_left(self.pieces, (position + 1,)) - 1
        piece = self.pieces[max(index, 0)]
        if piece.aligned:
            point = piece.source_start + position - piece.start
            return point, point + 1
        return piece.source_start, piece.source_end


def _clean_part(piece: Piece, source: Span) -> tuple[int, int]:
    if not piece.aligned:
        return piece.start, piece.end
    start = piece.start + max(0, source.start - piece.source_start)
    end = piece.end - max(0, piece.source_end - source.end)
    return start, end
