"""A page kept as one record of a database: {"title":"…","source":"…","content":"…"}."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: one name with its value; possessive, so that a long record is walked once
_FIELD = re.compile(
    r"\"(?P<name>[A-Za-z_][\w\-]{0,40})\"\s{0,4}:\s{0,4}"
    r"(?:\"(?P<value>(?:[^\"\\]|\\.)*+)\"|(?P<plain>[\w.+\-]{1,40}))",
    re.S,
)
_OPENS = re.compile(r"\s*[\[{]")
_TITLES = frozenset({"title", "headline", "newstitle", "articletitle", "name", "subject"})
_BODIES = frozenset(
    {"content", "body", "text", "article", "contents", "newscontent", "htmlcontent", "detail"}
)
_DAYS = frozenset(
    {
        "pubdate",
        "publishtime",
        "publish_time",
        "pubtime",
        "date",
        "time",
        "publishdate",
        "publish_date",
        "showtime",
    }
)
_SOURCES = frozenset({"source", "origin", "from", "copyfrom"})
#: a record's body is longer
_LEAST = 60

Piece = tuple[int, int, str]


def record_pieces(text: str) -> list[Piece]:
    """`(start, end, new)` for what a record puts around its title, day, source and body; else nothing.

    What lies between these values goes, with every other name and value.
    """
    if not _OPENS.match(text) or not text.rstrip().endswith(("}", "]")):
        return []
    fields = list(_FIELD.finditer(text))
    kept = list(_kept(fields))
    if not any(match["name"].lower() in _BODIES for match, _ in kept):
        return []
    found: list[Piece] = []
    at = 0
    for match, label in kept:
        found.append((at, match.start("value"), f"\n{label}" if at else label))
        at = match.end("value")
    return [*found, (at, len(text), "\n")]


def _kept(fields: list[re.Match[str]]) -> Iterator[tuple[re.Match[str], str]]:
    """The fields that a reader sees, each with the label that it is printed with."""
    titled = False
    for match in fields:
        name, value = match["name"].lower(), match["value"]
        if not value:
            continue
        if name in _TITLES and not titled:
            titled = True
            yield match, ""
        elif name in _BODIES and len(value) >= _LEAST:
            yield match, ""
        elif name in _DAYS:
            yield match, "发布时间："
        elif name in _SOURCES:
            yield match, "来源："
