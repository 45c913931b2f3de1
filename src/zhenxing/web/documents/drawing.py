"""The clean text as HTML: paragraphs by clause, highlights that lead to their proposal.

A row renderer in Python, not a template: a long document has thousands of pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


class Mark(NamedTuple):
    """A highlight: a range of the clean text, its kind, its proposal's number and state."""

    start: int
    end: int
    kind: str
    number: int
    state: str = ""


@dataclass(frozen=True)
class Drawing:
    """What to draw. `links`: highlights lead to proposals; `at`: one phrase to point out."""

    text: str
    clauses: list[dict[str, Any]]
    marks: list[Mark] = field(default_factory=list)
    repairs: list[list[int]] = field(default_factory=list)
    source: str = ""
    links: bool = False
    at: tuple[int, int] | None = None
    #: clean ranges and what they are read as, where a person decided a suspicion
    readings: Mapping[tuple[int, int], str] = field(default_factory=dict)


def draw(drawing: Drawing) -> SafeString:
    """All paragraphs. Every clause starts at `#clause-ID`, every proposal's place at `#s-NUMBER`."""
    pen = _Pen(drawing)
    # every piece of text inside is escaped by the pen
    return mark_safe("\n".join(pen.paragraphs()))  # noqa: S308


class _Pen:
    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.marks = sorted(drawing.marks)
        self.edges = self._edges()
        self.clauses = sorted(drawing.clauses, key=lambda clause: (clause["start"], clause["level"]))
        self.seen: set[int] = set()
        self._mark = self._clause = self._edge = self._repair = 0
        self._active: list[Mark] = []

    def _edges(self) -> list[int]:
        d = self.drawing
        points = {point for mark in d.marks for point in (mark.start, mark.end)}
        points |= {point for repair in d.repairs for point in repair[:2]}
        points |= {clause["start"] for clause in d.clauses}
        points |= set(d.at or ()) | {point for span in d.readings for point in span}
        return sorted(points)

    def paragraphs(self) -> Iterable[str]:
        start = 0
        for line in self.drawing.text.split("\n"):
            end = start + len(line)
            if line.strip():
                yield self._paragraph(start, end)
            start = end + 1

    def _paragraph(self, start: int, end: int) -> str:
        opened = self._opened(end)
        level = self._level(opened, end)
        body = "".join(self._pieces(start, end))
        labels = "".join(
            f'<span class="anchor" id="clause-{escape(c["id"])}" data-clause="{escape(c["id"])}"></span>'
            for c in opened
        )
        return f'<p class="para{level}">{labels}{body}</p>'

    def _opened(self, end: int) -> list[dict[str, Any]]:
        """The clauses that begin before `end` and have not been opened yet."""
        first = self._clause
        while self._clause < len(self.clauses) and self.clauses[self._clause]["start"] < end:
            self._clause += 1
        return self.clauses[first : self._clause]

    def _level(self, opened: list[dict[str, Any]], end: int) -> str:
        if not opened:
            return ""
        clause = opened[0]
        whole = clause["heading_end"] >= end - 1
        return f" lv{min(clause['level'], 5)}{' head' if whole else ''}"

    def _pieces(self, start: int, end: int) -> Iterable[str]:
        """The paragraph's HTML; neighbours under the same highlights become one element."""
        points = [start, *self._points(start, end), end]
        under: list[Mark] = []
        joined = ""
        for left, right in pairwise(points):
            joined += "".join(self._removed(left))
            if left == right:
                continue
            self._advance(left)
            if self._active != under:
                yield self._marked(joined, under)
                under, joined = list(self._active), ""
            joined += self._piece(left, right)
        yield self._marked(joined, under)
        yield from self._removed(end)

    def _points(self, start: int, end: int) -> list[int]:
        while self._edge < len(self.edges) and self.edges[self._edge] <= start:
            self._edge += 1
        first = self._edge
        while self._edge < len(self.edges) and self.edges[self._edge] < end:
            self._edge += 1
        return self.edges[first : self._edge]

    def _removed(self, position: int) -> Iterable[str]:
        """Markers of what was taken out before a position; changed places are skipped over."""
        repairs = self.drawing.repairs
        while self._repair < len(repairs) and repairs[self._repair][0] <= position:
            clean_start, clean_end, start, end = repairs[self._repair]
            if clean_end > position:
                return
            self._repair += 1
            if clean_start == clean_end:
                yield self._gap(start, end)

    def _gap(self, start: int, end: int) -> str:
        before = self.drawing.source[start:end].strip()
        if not before:
            return ""
        shown = before if len(before) <= 40 else f"{before[:40]}…"
        title = escape(_("清除了：%(text)s") % {"text": shown})
        return f'<span class="gap" title="{title}"><span class="visually-hidden">{title}</span></span>'

    def _piece(self, start: int, end: int) -> str:
        html = escape(self.drawing.text[start:end])
        html = self._repaired(html, start)
        html = self._reading(html, start, end)
        return self._pointed(html, start)

    def _advance(self, start: int) -> None:
        while self._mark < len(self.marks) and self.marks[self._mark].start <= start:
            self._active.append(self.marks[self._mark])
            self._mark += 1
        self._active = [mark for mark in self._active if mark.end > start]

    def _repaired(self, html: str, start: int) -> str:
        repairs = self.drawing.repairs
        if self._repair >= len(repairs):
            return html
        clean_start, clean_end, source_start, source_end = repairs[self._repair]
        if not clean_start <= start < clean_end:
            return html
        before = escape(_("原文：%(text)s") % {"text": self.drawing.source[source_start:source_end][:60]})
        return f'<span class="fix" title="{before}">{html}</span>'

    def _reading(self, html: str, start: int, end: int) -> str:
        for (left, right), text in self.drawing.readings.items():
            if left <= start and end <= right:
                note = f'<ins class="reading">{escape(text)}</ins>' if end == right else ""
                return f'<del class="misread">{html}</del>{note}'
        return html

    def _pointed(self, html: str, start: int) -> str:
        at = self.drawing.at
        if at is None or not at[0] <= start < at[1]:
            return html
        anchor = ' id="at"' if start == at[0] else ""
        return f'<mark class="pointed"{anchor}>{html}</mark>'

    def _marked(self, html: str, marks: list[Mark]) -> str:
        if not marks or not html:
            return html
        inner = min(marks, key=lambda mark: (mark.end - mark.start, mark.number))
        kinds = " ".join(dict.fromkeys(f"k-{mark.kind}" for mark in marks))
        numbers = list(dict.fromkeys(mark.number for mark in marks))
        anchors = "".join(
            f'<span class="anchor" id="s-{number}"></span>' for number in numbers if number not in self.seen
        )
        self.seen.update(numbers)
        data = f'class="mk {kinds} i-{inner.kind} s-{inner.state}" data-p="{" ".join(map(str, numbers))}"'
        if not self.drawing.links:
            return f"{anchors}<span {data}>{html}</span>"
        return f'{anchors}<a {data} href="#p-{inner.number}" tabindex="-1">{html}</a>'
