"""Line breaks that a page lost: a whole document in one line, its paragraphs parted by blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: a paragraph is shorter
_LONGEST_PARAGRAPH = 600
#: of a line that is most of the text less is enough
_SHORTEST_TEXT = 160
_MOST = 0.7
_LEAST_GAPS = 4
_GAP = re.compile(r"[ \t\u00a0\u2002\u2003\u3000]+")
_ASCII = re.compile(r"[\x21-\x7e]")
_STOPS = frozenset("。；;：:！!？?”）)")
#: what begins a paragraph: a number, an attachment, a day
_BEGINS = re.compile(
    r"第[一二三四五六七八九十百\d]{1,6}[章条节]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|"
    r"\d{1,2}[.、．]|附件|抄送|(?:19|20)\d\d年\d"
)
#: a number and the text behind it are one paragraph: 第一条 为…
_NUMBER = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,6}[章条节]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|"
    r"\d{1,2}[.、．])$"
)


def lost_breaks(text: str) -> Iterator[tuple[int, int]]:
    """The gaps at which such a line is to be broken, in order."""
    if len(text) < _SHORTEST_TEXT:
        return
    longest = min(_LONGEST_PARAGRAPH, max(_SHORTEST_TEXT, int(len(text) * _MOST)))
    at = 0
    for line in text.split("\n"):
        if len(line) > longest:
            yield from _gaps(text, at, at + len(line))
        at += len(line) + 1


def _gaps(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = [match.span() for match in _GAP.finditer(text, start, end) if start < match.start()]
    wide = [(at, to) for at, to in found if to - at > 1 or text[at] == "\u3000"]
    gaps = wide if len(wide) >= _LEAST_GAPS else [gap for gap in found if not _is_inside(text, gap)]
    parting = [gap for gap in gaps if _parts(text, gap)]
    if 2 * len(parting) < len(gaps):
        # blanks stand between names and posts as well: only where a paragraph ends is it a break
        gaps = parting if gaps is wide else []
    if len(gaps) < _LEAST_GAPS:
        return []
    return [gap for gap in gaps if not _NUMBER.search(text, max(start, gap[0] - 8), gap[0])]


def _parts(text: str, gap: tuple[int, int]) -> bool:
    """Whether a gap stands where paragraphs end or begin."""
    return text[gap[0] - 1] in _STOPS or _BEGINS.match(text, gap[1]) is not None


def _is_inside(text: str, gap: tuple[int, int]) -> bool:
    """A blank between Latin words or figures parts no paragraphs."""
    return bool(_ASCII.match(text, gap[0] - 1) and _ASCII.match(text, gap[1]))
