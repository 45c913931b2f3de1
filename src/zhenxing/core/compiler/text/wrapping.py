"""Lines that were broken by the width of a page, not by the end of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhenxing.core.compiler.text.lines import Line
from zhenxing.core.compiler.text.numbering import marker_at

#: a text is hard-wrapped when so many lines, and this share of them, run to the same width
_FULL_LINES = 4
_FULL_SHARE = 0.4
_BROKEN_SHARE = 0.5
_WIDEST = 64
_NARROWEST = 14
_SLACK = 2.5

_ENDS = frozenset("。；;：:！!？?”」』")
_CONTINUES = frozenset("，。、；：）》”」』！？％%,;)")
_APART = re.compile(
    r"附\s*(?:件|表)|抄\s*送|主\s*送|[-—－·•●]|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$|.{2,30}印发$|\|"
)
_LATIN = re.compile(r"[A-Za-z0-9]")


def width(text: str) -> float:
    """How wide a line is printed: a Chinese character is one, an ASCII character half."""
    narrow = sum(char < "\u1100" for char in text) if not text.isascii() else len(text)
    return len(text) - narrow / 2


def wrapped_at(text: str, lines: Sequence[Line]) -> list[int]:
    """The indexes of lines that go on in the next one."""
    widths = [width(line.text) for line in lines]
    full = full_width(lines, widths)
    indented = full and _indents(text, lines, widths, full)
    found: list[int] = []
    for index in range(len(lines) - 1):
        line, after = lines[index], lines[index + 1]
        if line.stop != after.head or "\t" in line.text or "\t" in after.text:
            continue
        if after.text[0] in _CONTINUES and line.text[-1] not in _ENDS:
            found.append(index)
        elif full and widths[index] >= full - _SLACK and _goes_on(text, line, after, bool(indented)):
            found.append(index)
    return found


def full_width(lines: Sequence[Line], widths: Sequence[float]) -> float | None:
    """The width at which the text was wrapped, or None when it was not."""
    if len(lines) < _FULL_LINES:
        return None
    # not the widest line but a common one: a stray table row may be wider
    edge = sorted(widths)[-max(1, len(widths) // 20)]
    if not _NARROWEST <= edge <= _WIDEST:
        return None
    full = [line for line, wide in zip(lines, widths, strict=True) if edge - _SLACK <= wide <= edge + 1]
    if len(full) < max(_FULL_LINES, _FULL_SHARE * len(lines)):
        return None
    broken = sum(line.text[-1] not in _ENDS for line in full)
    return edge if broken >= _BROKEN_SHARE * len(full) else None


def _indents(text: str, lines: Sequence[Line], widths: Sequence[float], full: float) -> bool:
    """Whether paragraphs begin with an indent, so that a line without one goes on from above."""
    inner = [line.start > line.head for line, wide in zip(lines, widths, strict=True) if wide >= full / 2]
    return 0.05 < sum(inner) / max(1, len(inner)) < 0.9


def _goes_on(text: str, line: Line, after: Line, indented: bool) -> bool:
    if after.start > after.head and indented:
        return False
    if marker_at(text, after.start, after.end) or _APART.match(after.text):
        return False
    return indented or line.text[-1] not in _ENDS


def joint(line: Line, after: Line) -> str:
    """What stands between two joined lines: a blank only between Latin words or numbers."""
    return " " if _LATIN.match(line.text[-1]) and _LATIN.match(after.text[0]) else ""
