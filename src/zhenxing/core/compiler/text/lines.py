"""Lines of a text with their positions; blanks at both ends are not part of a line."""

from __future__ import annotations

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


def lines_of(text: str, *, blank: bool = False) -> list[Line]:
    """Every line that says something; with `blank`, the empty ones too."""
    found: list[Line] = []
    at = 0
    for raw in text.split("\n"):
        bare = raw.strip(_BLANKS)
        stop = min(at + len(raw) + 1, len(text))
        if bare or blank:
            start = at + (len(raw) - len(raw.lstrip(_BLANKS)) if bare else 0)
            found.append(Line(bare, start, start + len(bare), at, stop))
        at += len(raw) + 1
    return found


def squeezed(text: str) -> str:
    """The text without any white space: how labels such as `索 引 号` are compared."""
    return "".join(text.split())
