"""正文: headings with their numbers, paragraphs, tables, forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from zhenxing.papers.official_blocks import (
    Blank,
    Form,
    Heading,
    PageBreak,
    Paragraph,
    Simple,
    Table,
)
from zhenxing.papers.official_head import blank
from zhenxing.papers.official_measures import BLACK_FACE, THIRD
from zhenxing.papers.official_styles import STYLES
from zhenxing.papers.official_tables import form, table
from zhenxing.papers.official_xml import Look, clean, indent, one_line, page_break, paragraph, run

_FIGURES: Final = "零一二三四五六七八九十"
#: a heading that brings its own number
_OWN: Final = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,3}[.．]"),
    re.compile(r"[（(]\d{1,3}[）)]"),
)
_ENDS: Final = "。！？；："
_BODY: Final = STYLES["BodyText"].look


class Ordinals:
    """一、 （一） 1. （1）: each level counts from one again below a new heading above it."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0, 0]

    def next(self, level: int) -> str:
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (4 - level)
        count = self._counts[level - 1]
        return (f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}.", f"（{count}）")[level - 1]


def chinese(count: int) -> str:
    """1–99 in Chinese figures."""
    tens, ones = divmod(count, 10)
    if not tens:
        return _FIGURES[ones]
    head = "十" if tens == 1 else f"{_FIGURES[tens]}十"
    return head + (_FIGURES[ones] if ones else "")


def blocks(parts: Sequence[Simple], *, keep_last: bool = False) -> Iterator[str]:
    """The parts in order; `keep_last` holds the last paragraph together with what follows it."""
    ordinals = Ordinals()
    for at, block in enumerate(parts):
        keep = keep_last and at == len(parts) - 1
        yield from _block(block, ordinals, "<w:keepNext/>" if keep else "")


def _block(block: Simple, ordinals: Ordinals, keep: str) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(block, ordinals, keep)
        case Paragraph():
            yield from _paragraphs(block, keep)
        case Table():
            yield from table(block)
        case Form():
            yield from form(block)
        case PageBreak():
            yield page_break()
        case Blank():
            yield blank(block.lines)
        case _:
            assert_never(block)


def _heading(heading: Heading, ordinals: Ordinals, keep: str) -> str:
    text = one_line(heading.text)
    own = _OWN[heading.level - 1].match(text)
    number = ordinals.next(heading.level) if heading.numbered else ""
    style = f"Heading{heading.level}"
    shown = text if own or not number else f"{number}{text}"
    if not heading.body:
        return paragraph(style, run(shown, STYLES[style].look), extra=keep)
    ended = shown if shown.endswith(tuple(_ENDS)) else f"{shown}。"
    # a heading its text runs on from is no line to be kept with the next
    body = "".join(clean(heading.body).split("\n"))
    loose = keep or '<w:keepNext w:val="0"/>'
    return paragraph(style, run(ended, STYLES[style].look), run(body, _BODY), extra=loose)


def _paragraphs(block: Paragraph, keep: str) -> Iterator[str]:
    look = Look(BLACK_FACE, THIRD) if block.strong else _BODY
    lines = [line.strip() for line in clean(block.text).split("\n") if line.strip()]
    style = "BodyText" if block.indent else "Normal"
    ind = "" if block.align in ("both", "left") or not block.indent else indent()
    align = f'<w:jc w:val="{block.align}"/>' if block.align != "both" else ""
    for at, line in enumerate(lines):
        held = keep if at == len(lines) - 1 else ""
        yield paragraph(style, run(line, look), extra=f"{held}{ind}{align}")
