"""A task's heading as printed, without number, full stop and responsibility line."""

from __future__ import annotations

import re

from zhenxing.core.compiler.duties.line import DutyLine
from zhenxing.core.compiler.source import Span

_ENDS = " \u3000\t\n。.;；:：,，、"
_FIRST_SENTENCE = re.compile(r"[。;；:：\n]")
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


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _ENDS:
        start += 1
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    return Span(start, end)
