"""Lines of a text with their positions; blanks at both ends are not part of a line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from zhenxing.core.compiler.source import Span

#: what counts as blank beside Python's own white space: zero-width marks that intake may leave
_BLANKS = " \t\r\f\v\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"
_BLANK = frozenset(_BLANKS)
#: makes a Line from a tuple of its fields: a document has a hundred of them for each text it is edited to
_new = tuple.__new__


class Line(NamedTuple):
    """`text` stands at `[start, end)`; `stop` is behind the line's own newline."""

    text: str
    start: int
    end: int
    #: where the raw line begins, blanks included
    head: int
    stop: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


# several stages look at the lines of one text, each text once
@lru_cache(maxsize=4)
def lines_of(text: str) -> tuple[Line, ...]:
    """Every line that says something."""
    found: list[Line] = []
    size = len(text)
    at = 0
    for raw in text.split("\n"):
        end = at + len(raw)
        stop = end + 1 if end < size else size
        if raw and (raw[0] in _BLANK or raw[-1] in _BLANK):
            bare = raw.strip(_BLANKS)
            if bare:
                start = end - len(raw.lstrip(_BLANKS))
                found.append(Line(bare, start, start + len(bare), at, stop))
        elif raw:
            found.append(_new(Line, (raw, at, end, at, stop)))
        at = end + 1
    return tuple(found)


def line_at(lines: Sequence[Line], position: int) -> int:
    """Which of the lines is the first that ends at a position or behind it."""
    return bisect_left(lines, position, key=lambda line: line.end)


class AtLines:
    """`re.compile("^" + pattern, re.M)` for a pattern that does not end behind a newline.

    Where the newline before a line is a part of the pattern, the engine skips from line to line; with
    `^` it tries every place.
    """

    def __init__(self, pattern: str) -> None:
        self._first = re.compile(pattern, re.M)
        self._below = re.compile(rf"\n(?:{pattern})", re.M)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Matches may begin with the newline before: only their groups stand where `^` would find them."""
        first = self._first.match(text)
        if first:
            yield first
        yield from self._below.finditer(text, first.end() if first else 0)


def squeezed(text: str) -> str:
    """The text without any white space: how labels such as `索 引 号` are compared."""
    words = text.split()
    return words[0] if len(words) == 1 else "".join(words)
