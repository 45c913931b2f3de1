"""Marks of Markdown, which tools that save pages as text leave behind: `## 一、…`, `**…**`, `[首页](…)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenxing.core.compiler.text.markup import Change

#: one of these characters stands in each of them, and one of these pieces
SIGNS = frozenset("[*_#\\")
_PIECES = re.compile(r"\]\(|\*\*|__|^\s{0,3}#|\\[.#*_\[\]()\-+]", re.M)

_HEADING = re.compile(r"^[ \t]{0,3}(#{1,6}[ \t]+)(?=\S)", re.M)
_TIGHT = re.compile(r"^[ \t]{0,3}(#{2,6})(?=[\u4e00-\u9fff(（第])", re.M)
#: > 发布机构:…, in a text whose headings are Markdown
_QUOTED = re.compile(r"^(> {0,2})(?=[^\s>])", re.M)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,120}\]\([^()\s]{0,500}(?:\s+\"[^\"\n]{0,120}\")?\)")
_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]{0,200})\]\((?:https?:|/|\.{1,2}/|#|javascript:|mailto:|www\.)[^()\s]{0,500}(?:\([^()\s]{0,60}\)[^()\s]{0,60})?"
    r"(?:\s+\"[^\"\n]{0,120}\")?\)"
)
#: a pair at the beginning of a line shows that the text is Markdown; 王**、李** are masks
_BOLD_LINE = re.compile(r"^[ \t>\-\d.]{0,6}(\*\*|__)(?=\S)[^*_\n]{1,200}(?<=\S)\1", re.M)
_BOLD = re.compile(r"(\*\*|__)(?=[^\s*_])([^*_\n]{1,200})(?<=[^\s*_])\1")
#: *编辑:某某*, a whole line of slanted letters
_SLANTED = re.compile(r"^[ \t]{0,3}(\*)(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])(\*)[ \t]*$", re.M)
_ESCAPED = re.compile(r"\\(?=[.#*_\[\]()\-+])")


def changes(text: str) -> Iterator[Change]:
    """`(start, end, new, kind)` for every mark, in any order; links and images may hold others."""
    if not _PIECES.search(text):
        return
    if "](" in text:
        yield from ((m.start(), m.end(), "", "tag") for m in _IMAGE.finditer(text))
        for link in _LINK.finditer(text):
            yield link.start(), link.start(1), "", "tag"
            yield link.end(1), link.end(), "", "tag"
    if "#" in text:
        yield from ((m.start(1), m.end(1), "", "tag") for m in _HEADING.finditer(text))
        yield from ((m.start(1), m.end(1), "", "tag") for m in _TIGHT.finditer(text))
        if "\n>" in text and _HEADING.search(text):
            yield from ((m.start(1), m.end(1), "", "tag") for m in _QUOTED.finditer(text))
    yield from _bold(text)
    if "*" in text and _HEADING.search(text):
        for line in _SLANTED.finditer(text):
            yield line.start(1), line.end(1), "", "tag"
            yield line.start(2), line.end(2), "", "tag"
    if "\\" in text:
        yield from ((m.start(), m.end(), "", "tag") for m in _ESCAPED.finditer(text))


def _bold(text: str) -> Iterator[Change]:
    if "**" not in text and "__" not in text:
        return
    if not _BOLD_LINE.search(text):
        return
    for bold in _BOLD.finditer(text):
        yield bold.start(), bold.start(2), "", "tag"
        yield bold.end(2), bold.end(), "", "tag"
