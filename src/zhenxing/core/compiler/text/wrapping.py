"""Lines that were broken by the width of a page, not by the end of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from zhenxing.core.compiler.text.lines import Line, squeezed
from zhenxing.core.compiler.text.metadata import is_metadata
from zhenxing.core.compiler.text.numbering import marker_at
from zhenxing.core.compiler.text.page_words import furniture_of

#: so many lines of running text stop without a mark, at one width, where a page was that wide
_LEAST = 3
_SHARE = 0.5
_NARROWEST = 16.0
_WIDEST = 64.0
#: lines of one page differ by a mark that hangs or a number that would not break
_WINDOW = 3.0

#: a closing bracket ends a paragraph as often as not: （县工信局牵头）
_ENDS = frozenset("。；;：:！!？?”」』)）】")
_CONTINUES = frozenset("，。、；：）》”」』！？％%,;)")
_PROSE = re.compile(r"[，。；、,;]")
_APART = re.compile(
    r"附\s*(?:件|表)|抄\s*送|主\s*送|[-—－·•●]|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$|.{2,30}印发$|\|"
)
_LATIN = re.compile(r"[A-Za-z0-9]")


def width(text: str) -> float:
    """How wide a line is printed: a Chinese character is one, an ASCII character half."""
    narrow = len(text) if text.isascii() else sum(char < "\u1100" for char in text)
    return len(text) - narrow / 2


class _Measure(NamedTuple):
    """How wide the page was, by one way of measuring."""

    of: Callable[[str], float]
    low: float
    lines: int

    def fills(self, printed: str) -> bool:
        return self.low - 0.5 <= self.of(printed) <= self.low + _WINDOW + 0.5


def wrapped_at(text: str, lines: Sequence[Line]) -> list[int]:
    """The indexes of lines that go on in the next one."""
    measure = _measured(text, lines)
    indented = measure is not None and _indents(text, lines, measure)
    found: list[int] = []
    for index in range(len(lines) - 1):
        line, after = lines[index], lines[index + 1]
        if line.stop != after.head or "\t" in line.text or "\t" in after.text:
            continue
        begun = after.text[0] in _CONTINUES and line.text[-1] not in _ENDS
        begun = begun and marker_at(text, after.start, after.end) is None and not _is_page(line)
        if begun or (
            measure and measure.fills(_printed(text, line)) and _goes_on(text, line, after, indented)
        ):
            found.append(index)
    return found


def _is_page(line: Line) -> bool:
    """Whether a line belongs to the page and not to the document: nothing is joined to it."""
    bare = squeezed(line.text)
    return furniture_of(bare) is not None or is_metadata(line.text, bare)


def _measured(text: str, lines: Sequence[Line]) -> _Measure | None:
    """The width at which the text was wrapped, or None when it was not.

    Text whose marks were folded to ASCII was as wide as its characters are many; other text as
    wide as it prints. The way that more lines agree on is right.
    """
    open_lines = [line for line in lines if line.text[-1] not in _ENDS and _PROSE.search(line.text)]
    if len(open_lines) < _LEAST:
        return None
    printed = [_printed(text, line) for line in open_lines]
    best = max((_window(way, printed) for way in (width, _length)), key=lambda each: each.lines)
    return best if best.lines >= max(_LEAST, _SHARE * len(open_lines)) else None


def _length(text: str) -> float:
    return float(len(text))


def _window(way: Callable[[str], float], lines: Sequence[str]) -> _Measure:
    """The stretch of widths that holds the most lines, by two fingers over the sorted widths."""
    widths = sorted(wide for wide in map(way, lines) if _NARROWEST <= wide <= _WIDEST)
    best = _Measure(way, 0.0, 0)
    first = 0
    for last, wide in enumerate(widths):
        while wide - widths[first] > _WINDOW:
            first += 1
        if last - first + 1 > best.lines:
            best = _Measure(way, widths[first], last - first + 1)
    return best


def _printed(text: str, line: Line) -> str:
    """A line with its indent, which takes its share of the width."""
    return text[line.head : line.end]


def _indents(text: str, lines: Sequence[Line], measure: _Measure) -> bool:
    """Whether paragraphs begin with an indent, so that a line without one goes on from above."""
    full = [line.start > line.head for line in lines if measure.fills(_printed(text, line))]
    return 0.05 < sum(full) / max(1, len(full)) < 0.9


def _goes_on(text: str, line: Line, after: Line, indented: bool) -> bool:
    if after.start > after.head and indented:
        return False
    if marker_at(text, after.start, after.end) or _APART.match(after.text):
        return False
    if line.text[-1] in _ENDS:
        return indented
    # a heading that happens to be as wide as the page
    return bool(_PROSE.search(line.text)) or not marker_at(text, line.start, line.end)


def joint(line: Line, after: Line) -> str:
    """What stands between two joined lines: a blank only between Latin words or numbers."""
    return " " if _LATIN.match(line.text[-1]) and _LATIN.match(after.text[0]) else ""
