"""Scraps of markup whose `<` a byte-slip has eaten: `打?。?span id="printapp">`.

A byte lost in a two-byte encoding shifts every pair up to the next ASCII character, and that one
is swallowed as the second half of a pair. The tag is left without its bracket, behind one or two
characters that mean nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan, ReviewItem
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.lines import squeezed
from zhenxing.core.compiler.text.markup import TAG_NAMES, tag_text
from zhenxing.core.compiler.text.mending import Mending
from zhenxing.core.compiler.text.page_words import furniture_of
from zhenxing.core.compiler.text.signs import odd_in

NAME = "scraps"

_ATTRIBUTE = (
    r"\s+[a-zA-Z][a-zA-Z-]{0,24}\s?=\s?(?:\"[^\"<>\n]{0,300}\"?|'[^'<>\n]{0,300}'?|[^\s<>\"']{0,200})"
)
_SCRAP = re.compile(rf"[?？\ufffd]/?(?:{TAG_NAMES})(?:{_ATTRIBUTE}){{0,12}}\s?/?>", re.I)
_PROBE = re.compile(r"[?？\ufffd]/?[a-zA-Z]|[?？\ufffd]{2}")
#: the blanks that indent a paragraph, come out as question marks
_INDENT = re.compile(r"^[?？\ufffd]{2,8}[ \u00a0\u3000]*(?=[\u4e00-\u9fff（(“《\d])", re.M)
_QUESTIONS = frozenset("?？\ufffd")
_DEBRIS = frozenset("?？\ufffd。．.，,、锟斤拷\ue5e5")
_CLOSING = frozenset("。；;！!：:，,")
#: a label before a scrap (打印 in a row of buttons) is this short
_LABEL = 3


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    if _QUESTIONS.isdisjoint(odd_in(plan.text)) or not _PROBE.search(plan.text):
        return Declined("没有丢了尖括号的标签")
    mending = Mending(plan)
    holes: list[int] = []
    for match in _SCRAP.finditer(plan.text):
        start, end, whole_line = _extent(plan.text, match)
        new = "" if whole_line else tag_text("<" + match.group().lstrip("?？\ufffd"))
        mending.swap(start, end, new, "scrap", "certain" if whole_line else "likely")
        if not whole_line:
            holes.append(start)
    for match in _INDENT.finditer(plan.text):
        mending.cut(match.start(), match.end(), "scrap", "likely")
    if not mending:
        return Declined("没有丢了尖括号的标签")
    return _flagged(mending.done(), plan, holes)


def _extent(text: str, match: re.Match[str]) -> tuple[int, int, bool]:
    """The scrap with its debris; the whole line when nothing else but a short label stands there."""
    head = text.rfind("\n", 0, match.start()) + 1
    start = match.start()
    while start > head and text[start - 1] in _DEBRIS and _is_debris(text, start):
        start -= 1
    stop = text.find("\n", match.end())
    stop = len(text) if stop < 0 else stop
    alone = not text[match.end() : stop].strip()
    label = squeezed(text[head:start])
    if alone and (len(label) <= _LABEL or furniture_of(label[:-1]) == "tool"):
        return head, min(stop + 1, len(text)), True
    if start - head >= 2 and text[start - 2].isspace():
        # the first half of a button's label (打 of 打印) behind other labels
        start -= 1
    return start, match.end(), False


def _is_debris(text: str, at: int) -> bool:
    """A full stop is debris only between question marks; before a lone one it ends a sentence."""
    return text[at - 1] not in _CLOSING or text[at - 2 : at - 1] in ("?", "？", "\ufffd")


def _flagged(mended: Plan, plan: Plan, holes: list[int]) -> Plan:
    """A scrap inside a sentence has taken a character with it: a person should look there."""
    items: list[ReviewItem] = []
    for at in holes:
        before = Span(max(0, at - 1), at)
        span = mended.traced.clean_span(plan.source_span(before)) if at else None
        if span and plan.text[at - 1] not in _CLOSING and not plan.text[at - 1].isspace():
            text = mended.text[max(0, span.start - 9) : span.end]
            items.append(
                ReviewItem(NAME, span, text, "这里的标签丢了字节，后面可能少了一个字或标点，请核对原件")
            )
    return replace(mended, review=(*mended.review, *items)) if items else mended
