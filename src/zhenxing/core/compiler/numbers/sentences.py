"""Where sentences and clauses begin and end.

`fold` keeps every character in its place, so offsets in folded text are offsets in the clean text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from zhenxing.core.compiler.numbers.times import Time, times
from zhenxing.core.quantities import WIDE

#: a longer run without a full stop is cut here, so that no text makes looking around slow
SENTENCE_LIMIT = 1500
#: at most so many marks are looked at for the edge of a clause
_LOOK = 24
_FOLD = WIDE | {ord(wide): plain for wide, plain in {"～": "~", "﹪": "%", "．": ".", "\xa0": " "}.items()}
_PLAIN = {chr(wide): chr(plain) if isinstance(plain, int) else plain for wide, plain in _FOLD.items()}
_WIDE_MARKS = frozenset(_PLAIN)
#: looking at each character is cheaper than looking for each mark in a shorter text
_SHORT = 200
_PIECE = re.compile(r"[^。!?;\n]+")
#: marks between clauses; a tab or a bar stands between the cells of a row
_BOUNDARY = re.compile(r"[,:()《》\t|]|——")


def fold(text: str) -> str:
    """Full-width letters, digits and marks as their ASCII twins, one for one."""
    # a text holds few of the hundred marks, so that replacing those it has beats a table for each character
    for mark in _WIDE_MARKS.intersection(text) if len(text) < _SHORT else _WIDE_MARKS:
        if mark in text:
            text = text.replace(mark, _PLAIN[mark])
    return text


_COMMAS = frozenset(",:")
_CITED = re.compile(r"《[^《》]{0,80}》")


class Sentence:
    """One sentence of the folded text; what is found in it is found once, when first asked for."""

    __slots__ = ("_boundaries", "_cited", "_times", "continues", "end", "paragraph", "start", "text")

    def __init__(self, text: str, start: int, end: int, paragraph: int, continues: bool = False) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.paragraph = paragraph
        #: ended by ；, so that what it was about may go on
        self.continues = continues
        self._boundaries: tuple[int, ...] | None = None
        self._cited: tuple[tuple[int, int], ...] | None = None
        self._times: tuple[Time, ...] | None = None

    @property
    def boundaries(self) -> tuple[int, ...]:
        """Offsets, within the sentence, of the marks between clauses; brackets nest once."""
        if self._boundaries is None:
            self._boundaries = tuple([match.start() for match in _BOUNDARY.finditer(self.text)])
        return self._boundaries

    @property
    def times(self) -> tuple[Time, ...]:
        """Every time in it, in order, but those of a cited document's name."""
        if self._times is None:
            found = times(self.text)
            if found and self.cited:
                found = [time for time in found if not _within(time.start, self.cited)]
            self._times = tuple(found)
        return self._times

    @property
    def cited(self) -> tuple[tuple[int, int], ...]:
        """Where the names of documents stand, 《…》."""
        if self._cited is None:
            named = "《" in self.text
            self._cited = tuple([match.span() for match in _CITED.finditer(self.text)]) if named else ()
        return self._cited

    @property
    def masked(self) -> list[tuple[int, int]]:
        """The stretches whose numbers are no amounts: times and names of documents, in order."""
        spans = [(time.start, time.end) for time in self.times]
        return sorted([*spans, *self.cited]) if "《" in self.text else spans

    def clause_start(self, at: int) -> int:
        """Where the clause that holds offset `at` begins; a closed bracket before it is part of it."""
        first = bisect_left(self.boundaries, at)
        if not first:
            return 0
        nearest = self.boundaries[first - 1]
        if self.text[nearest] in _COMMAS:
            return nearest + 1
        depth = 0
        for boundary in reversed(self.boundaries[max(0, first - _LOOK) : first]):
            mark = self.text[boundary]
            if mark in ")》":
                depth += 1
            elif mark in "(《" and depth:
                depth -= 1
            elif not depth:
                return boundary + (2 if mark == "—" else 1)
        return 0 if first <= _LOOK else self.boundaries[first - _LOOK]

    def clause_end(self, at: int) -> int:
        """Where the clause that holds offset `at` ends; an opened bracket after it is part of it."""
        first = bisect_left(self.boundaries, at)
        if first == len(self.boundaries):
            return len(self.text)
        if self.text[self.boundaries[first]] in _COMMAS:
            return self.boundaries[first]
        depth = 0
        for boundary in self.boundaries[first : first + _LOOK]:
            mark = self.text[boundary]
            if mark in "(《":
                depth += 1
            elif mark in ")》" and depth:
                depth -= 1
            elif not depth:
                return boundary
        beyond = first + _LOOK
        return len(self.text) if beyond >= len(self.boundaries) else self.boundaries[beyond]


class Piece(NamedTuple):
    """The words of a sentence and where they stand, before anything is looked for in them."""

    text: str
    start: int
    end: int
    #: the number of its paragraph (line)
    paragraph: int
    #: ended by ；
    continues: bool


def pieces(folded: str) -> Iterator[Piece]:
    """Every sentence that is more than blanks, in order, in pieces where it is too long to be one."""
    paragraph = reached = 0
    for match in _PIECE.finditer(folded):
        start, end = match.span()
        if "\n" in folded[reached:start]:
            paragraph += folded.count("\n", reached, start)
        reached = end
        continues = folded.startswith(";", end)
        while end - start > SENTENCE_LIMIT:
            stop = start + SENTENCE_LIMIT
            if not folded[start:stop].isspace():
                yield Piece(folded[start:stop], start, stop, paragraph, False)
            start = stop
        text = folded[start:end]
        if not text.isspace():
            yield Piece(text, start, end, paragraph, continues)


def sentences(folded: str) -> list[Sentence]:
    """Every sentence, in order, with the number of its paragraph (line)."""
    return [Sentence(*piece) for piece in pieces(folded)]


def _within(at: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= at < end for start, end in spans)
