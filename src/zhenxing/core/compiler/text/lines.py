"""Lines of a text with their positions; blanks at both ends are not part of a line."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from zhenxing.core.compiler.source import Span

#: what counts as blank beside Python's own white space: zero-width marks that intake may leave
_BLANKS = " \t\r\f\v\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"


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
        following = at + len(raw) + 1
        bare = raw.strip(_BLANKS)
        if bare:
            start = at if len(bare) == len(raw) else at + len(raw) - len(raw.lstrip(_BLANKS))
            found.append(Line(bare, start, start + len(bare), at, min(following, size)))
        at = following
    return tuple(found)


def squeezed(text: str) -> str:
    """The text without any white space: how labels such as `索 引 号` are compared."""
    words = text.split()
    return words[0] if len(words) == 1 else "".join(words)
