"""How wide text is when Chinese characters count two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def width(text: str) -> int:
    """Columns of a terminal, or units of an Excel column."""
    return sum(map(_cells, text))


def cut(text: str, limit: int) -> str:
    """At most `limit` columns, an ellipsis in place of what is left off."""
    if width(text) <= limit:
        return text
    return next(folded(text.replace("\n", " "), limit - 2)) + "…"


def pad(text: str, size: int) -> str:
    """Filled with spaces to `size` columns."""
    return text + " " * max(0, size - width(text))


def folded(text: str, limit: int) -> Iterator[str]:
    """Lines of at most `limit` columns; Chinese breaks anywhere."""
    line, used = "", 0
    for character in text:
        wide = _cells(character)
        if character == "\n" or used + wide > limit:
            yield line
            line, used = "", 0
        if character != "\n":
            line += character
            used += wide
    yield line


def line_count(text: str, limit: int) -> int:
    """How many lines text takes in a cell of `limit` columns."""
    return sum(max(1, -(-width(line) // max(limit, 1))) for line in text.split("\n"))


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    # Not A: terminals draw “”…— in one column unless told otherwise.
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
