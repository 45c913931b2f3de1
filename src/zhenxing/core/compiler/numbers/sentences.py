"""Where sentences and clauses begin and end.

`fold` keeps every character in its place, so offsets in folded text are offsets in the clean text.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from functools import lru_cache

from zhenxing.core.compiler.numbers.times import Time, times
from zhenxing.core.quantities import WIDE

#: a longer run without a full stop is cut here, so that no text makes looking around slow
SENTENCE_LIMIT = 1500
#: at most so many marks are looked at for the edge of a clause
_LOOK = 24
_FOLD = WIDE | {ord(wide): plain for wide, plain in {"～": "~", "﹪": "%", "．": ".", "\xa0": " "}.items()}
_PLAIN = {chr(wide): chr(plain) if isinstance(plain, int) else plain for wide, plain in _FOLD.items()}
#: those that nearly every document has; one look tells whether a text has any of the rest
_COMMON_MARKS = "，：；（）％　"
_RARE_MARK = re.compile(f"[{re.escape(''.join(_PLAIN.keys() - set(_COMMON_MARKS)))}]")
_SPELLED_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年|[-—~至到]{1,2}二[〇○零])")
_FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_BREAK = re.compile(r"[。!?;\n]")
#: what makes more than blanks of a sentence
ANY_WORD = re.compile(r"[^。!?;\s]")
#: marks between clauses; a tab or a bar stands between the cells of a row
_BOUNDARY = re.compile(r"[,:()《》\t|—](?:(?<!—)|—)")


def fold(text: str) -> str:
    """Full-width letters, digits and marks as their ASCII twins, one for one."""
    for mark in _COMMON_MARKS:
        if mark in text:
            text = text.replace(mark, _PLAIN[mark])
    for mark in set(_RARE_MARK.findall(text)) if _RARE_MARK.search(text) else ():
        text = text.replace(mark, _PLAIN[mark])
    return _SPELLED_YEAR.sub(_in_figures, text) if "二〇" in text or "二○" in text or "二零" in text else text


def _in_figures(year: re.Match[str]) -> str:
    """二〇二五 as 2025, which is as long."""
    return year[0].translate(_FIGURES)


_COMMAS = frozenset(",:")
_CITED = re.compile(r"《[^《》]{0,80}》")


class Sentence:
    """One sentence of the folded text, with the times and the names of documents in it."""

    __slots__ = ("_boundaries", "cited", "continues", "end", "paragraph", "start", "text", "times")

    def __init__(self, text: str, start: int, end: int, paragraph: int, continues: bool = False) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.paragraph = paragraph
        #: ended by ；, so that what it was about may go on
        self.continues = continues
        self._boundaries: list[int] | None = None
        #: where the names of documents stand, 《…》
        self.cited: list[tuple[int, int]] = []
        if "《" in text:
            self.cited = [match.span() for match in _CITED.finditer(text)]
        found = times(text)
        if found and self.cited:
            found = [time for time in found if not _within(time.start, self.cited)]
        #: every time in it, in order, but those of a cited document's name
        self.times: list[Time] = found

    @property
    def boundaries(self) -> list[int]:
        """Offsets, within the sentence, of the marks between clauses; found when first asked for."""
        if self._boundaries is None:
            self._boundaries = [match.start() for match in _BOUNDARY.finditer(self.text)]
        return self._boundaries

    @property
    def masked(self) -> list[tuple[int, int]]:
        """The stretches whose numbers are no amounts: times and names of documents, in order."""
        spans = [(time.start, time.end) for time in self.times]
        return sorted([*spans, *self.cited]) if self.cited else spans

    def clause_start(self, at: int) -> int:
        """Where the clause that holds offset `at` begins; a closed bracket before it is part of it."""
        boundaries = self._boundaries or self.boundaries
        first = bisect_left(boundaries, at)
        if not first:
            return 0
        nearest = boundaries[first - 1]
        if self.text[nearest] in _COMMAS:
            return nearest + 1
        depth = 0
        for boundary in reversed(boundaries[max(0, first - _LOOK) : first]):
            mark = self.text[boundary]
            if mark in ")》":
                depth += 1
            elif mark in "(《" and depth:
                depth -= 1
            elif not depth:
                return boundary + (2 if mark == "—" else 1)
        return 0 if first <= _LOOK else boundaries[first - _LOOK]

    def clause_end(self, at: int) -> int:
        """Where the clause that holds offset `at` ends; an opened bracket after it is part of it."""
        boundaries = self._boundaries or self.boundaries
        first = bisect_left(boundaries, at)
        if first == len(boundaries):
            return len(self.text)
        if self.text[boundaries[first]] in _COMMAS:
            return boundaries[first]
        depth = 0
        for boundary in boundaries[first : first + _LOOK]:
            mark = self.text[boundary]
            if mark in "(《":
                depth += 1
            elif mark in ")》" and depth:
                depth -= 1
            elif not depth:
                return boundary
        beyond = first + _LOOK
        return len(self.text) if beyond >= len(boundaries) else boundaries[beyond]


def sentences(folded: str) -> list[Sentence]:
    """Every sentence, in order, with the number of its paragraph (line)."""
    found: list[Sentence] = []
    sentence = next_sentence(folded, 0, 0)
    while sentence:
        found.append(sentence)
        sentence = next_sentence(folded, sentence.end, sentence.paragraph)
    return found


# all sentences of a text are asked for one after the other
@lru_cache(maxsize=2)
def _breaks(folded: str) -> list[int]:
    """Where a text has the marks that end a sentence."""
    return [match.start() for match in _BREAK.finditer(folded)]


def next_sentence(folded: str, at: int, paragraph: int, sign: re.Pattern[str] = ANY_WORD) -> Sentence | None:
    """The first sentence from `at` on that holds a `sign`; `at` is where one of that `paragraph` ended."""
    match = sign.search(folded, at)
    if match is None:
        return None
    place = match.start()
    breaks = _breaks(folded)
    following = bisect_left(breaks, place)
    # behind the last break, if that stands behind the sentence before
    start = breaks[following - 1] + 1 if following else 0
    start = start if start > at else at
    if place - start >= SENTENCE_LIMIT:
        start += (place - start) // SENTENCE_LIMIT * SENTENCE_LIMIT
    reach = min(start + SENTENCE_LIMIT, len(folded))
    stop = breaks[following] if following < len(breaks) else len(folded)
    end = stop if stop < reach else reach
    continues = folded.startswith(";", end)
    paragraph += folded.count("\n", at, start)
    return Sentence(folded[start:end], start, end, paragraph, continues)


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def last_of(pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize) -> int:
    """Where the last match begins within a stretch; -1 when there is none."""
    last = -1
    for match in pattern.finditer(text, start, end):
        last = match.start()
    return last
