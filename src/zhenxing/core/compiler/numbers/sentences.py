"""Where sentences and clauses begin and end.

`fold` keeps every character in its place, so offsets in folded text are offsets in the clean text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from zhenxing.core.compiler.numbers.times import Time, times
from zhenxing.core.quantities import WIDE

#: a longer run without a full stop is cut here, so that no text makes looking around slow
SENTENCE_LIMIT = 1500
#: at most so many marks are looked at for the edge of a clause
_LOOK = 24
_FOLD = WIDE | {ord(wide): plain for wide, plain in {"～": "~", "﹪": "%", "．": ".", "\xa0": " "}.items()}
_BREAK = re.compile(r"[。!?;\n]")
#: marks between clauses; a tab or a bar stands between the cells of a row
_BOUNDARY = re.compile(r"[,:()《》\t|]|——")


def fold(text: str) -> str:
    """Full-width letters, digits and marks as their ASCII twins, one for one."""
    return text.translate(_FOLD)


_CITED = re.compile(r"《[^《》]{0,80}》")


def _within(at: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= at < end for start, end in spans)


@dataclass(frozen=True)
class Sentence:
    """One sentence of the folded text. `closes_paragraph`: a line break, not ； or 。, ends it."""

    text: str
    start: int
    end: int
    paragraph: int
    #: ended by ；, so that what it was about may go on
    continues: bool = False

    @cached_property
    def boundaries(self) -> tuple[int, ...]:
        """Offsets, within the sentence, of the marks between clauses; brackets nest once."""
        return tuple(match.start() for match in _BOUNDARY.finditer(self.text))

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """Every time in it, in order, but those of a cited document's name."""
        cited = self.cited
        return tuple(time for time in times(self.text) if not _within(time.start, cited))

    @cached_property
    def cited(self) -> tuple[tuple[int, int], ...]:
        """Where the names of documents stand, 《…》."""
        return tuple(match.span() for match in _CITED.finditer(self.text)) if "《" in self.text else ()

    @property
    def masked(self) -> list[tuple[int, int]]:
        """The stretches whose numbers are no amounts: times and names of documents, in order."""
        return sorted([*((time.start, time.end) for time in self.times), *self.cited])

    def clause_start(self, at: int) -> int:
        """Where the clause that holds offset `at` begins; a closed bracket before it is part of it."""
        first = bisect_left(self.boundaries, at)
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


def sentences(folded: str) -> Iterator[Sentence]:
    """Every sentence, in order, with the number of its paragraph (line)."""
    start = paragraph = 0
    for match in _BREAK.finditer(folded):
        yield from _pieces(folded, start, match.start(), paragraph, match[0] == ";")
        start = match.end()
        paragraph += match[0] == "\n"
    yield from _pieces(folded, start, len(folded), paragraph, False)


def _pieces(folded: str, start: int, end: int, paragraph: int, continues: bool) -> Iterator[Sentence]:
    while start < end:
        stop = min(end, start + SENTENCE_LIMIT)
        text = folded[start:stop]
        if not text.isspace():
            yield Sentence(text, start, stop, paragraph, continues and stop == end)
        start = stop
