"""A task's heading as printed, without number, full stop and responsibility line."""

from __future__ import annotations

import re

from zhenxing.core.compiler.duties.line import DutyLine
from zhenxing.core.compiler.plan import Clause
from zhenxing.core.compiler.source import Span

_ENDS = " \u3000\t\n。.;；:：,，、"
_FIRST_SENTENCE = re.compile(r"[。;；:：\n]")
_LINE_END = re.compile(r"\n\s*")
_BEGINS_ITEM = re.compile(
    r"\d{1,2}[.．、)）]|[(（][一二三四五六七八九十\d]{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,2}、"
)
#: a heading line is no longer, has no mark inside that a sentence has, and stands so many paragraphs above
_HEAD_LINE = 24
_HEAD = re.compile('[\u4e00-\u9fff“”"‘’《》、()（）+＋\\-—·A-Za-z0-9 ]+')
_PARTS = frozenset({"；", ";"})
_PARAGRAPHS = 6
_CLOSED = frozenset("。；;！!")
#: longer than this, the first phrase stands for a heading that was not printed apart
_LONG = 80


def clean_heading(text: str, span: Span, lines: tuple[DutyLine, ...]) -> Span:
    """The part of a heading before any responsibility line, trimmed."""
    start, end = span
    for line in lines:
        if start <= line.span.start < end:
            end = line.span.start
    return _trimmed(text, start, end)


def first_sentence(text: str, span: Span) -> Span:
    """What stands for the heading of an item that has none."""
    found = _FIRST_SENTENCE.search(text, span.start, span.end)
    end = min(found.start() if found else span.end, span.start + _LONG)
    return _trimmed(text, span.start, end)


def sentence_of(text: str, clause: Clause, lines: tuple[DutyLine, ...]) -> Span:
    """The heading of an item; of one that is a single sentence of several parts, all of it: 新设…；减税…。"""
    head = clause.heading_span
    if text[head.end : head.end + 1] not in _PARTS or not lines:
        return head
    end = lines[0].span.start
    closed = text[head.end : end].rstrip(" \u3000(（。")
    if end <= head.end or "\n" in closed or "。" in closed:
        return head
    return Span(head.start, end)


def head_above(text: str, above: Span, body: Span) -> Span | None:
    """The short line over the paragraphs of a task whose number the page has lost: 强化资源保护.

    `above` is what stands between the task before and the last paragraph, `body` that paragraph.
    """
    if not _ends_sentence(text, body):
        return None
    end = above.end
    for _ in range(_PARAGRAPHS):
        begin = max(text.rfind("\n", above.start, max(end - 1, above.start)) + 1, above.start)
        line = _trimmed(text, begin, end)
        if text[begin:end].strip() and not _ends_sentence(text, Span(begin, end)):
            short = 3 < line.end - line.start <= _HEAD_LINE and _HEAD.fullmatch(text, *line)
            return line if short else None
        if begin <= above.start:
            return None
        end = begin
    return None


def _ends_sentence(text: str, span: Span) -> bool:
    return text[span.start : span.end].rstrip()[-1:] in _CLOSED


def breaks_in(text: str, cell: Span) -> list[tuple[int, int]]:
    """The line ends of a cell that fall inside a sentence."""
    if text.find("\n", *cell) < 0:
        return []
    return [line.span() for line in _LINE_END.finditer(text, *cell) if _goes_on(text, *line.span())]


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a sentence goes on behind the line end `text[start:end]`."""
    return text[start - 1] not in "。.;；:：!！?？" and not _BEGINS_ITEM.match(text, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _ENDS:
        start += 1
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    return Span(start, end)
