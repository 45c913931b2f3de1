"""The wording of a site: text with fields, nothing that could be run.

`{{ 企业名称 }}` is replaced by a field; `{% if 附注 %}…{% endif %}` stands only where the field holds
something. Only fields that are allowed for the paper can be named; everything else between such brackets
is a fault that is told with its line, before the wording is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from zhenxing.papers.official_blocks import Heading, Paragraph, Simple

#: characters; a wording is a page or two
LONGEST: Final = 20_000
_BRACKETS: Final = re.compile(
    r"\{\{(?P<field>[^{}\n]{0,60})\}\}|\{%(?P<tag>[^{}%\n]{0,60})%\}|(?P<stray>\{\{|\{%|\{#|\}\}|%\}|#\})"
)
_NAME: Final = re.compile(r"[一-鿿A-Za-z_][一-鿿A-Za-z0-9_]{0,39}")
_HEADINGS: Final = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"\d{1,2}[.．](?!\d)"),
    re.compile(r"（\d{1,2}）"),
)
#: characters of a heading with the text running on behind it
_LONGEST_HEADING: Final = 30


@dataclass(frozen=True)
class WordingFault:
    """What is wrong in one line of a wording (from 1), in words for whoever wrote it."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"第{self.line}行：{self.message}"


class WordingError(ValueError):
    """A wording that cannot be printed, with all its faults."""

    def __init__(self, faults: tuple[WordingFault, ...]) -> None:
        self.faults = faults
        super().__init__("；".join(map(str, faults)))


class _Token(NamedTuple):
    kind: str  # text, field, if, endif, wrong
    value: str
    line: int


def faults(template: str, allowed: frozenset[str]) -> tuple[WordingFault, ...]:
    """Everything that keeps a wording from being printed; empty when there is nothing."""
    if len(template) > LONGEST:
        return (WordingFault(1, f"措辞有{len(template)}字，最多{LONGEST}字。"),)
    found: list[WordingFault] = []
    opened: list[int] = []
    for token in _tokens(template):
        if token.kind == "wrong":
            found.append(WordingFault(token.line, token.value))
        elif token.kind in ("field", "if") and token.value not in allowed:
            found.append(WordingFault(token.line, _unknown(token.value, allowed)))
        if token.kind == "if":
            opened.append(token.line)
        elif token.kind == "endif" and not opened:
            found.append(WordingFault(token.line, "这里有“{% endif %}”，前面没有与它配对的“{% if … %}”。"))
        elif token.kind == "endif":
            opened.pop()
    found += [WordingFault(line, "这个“{% if … %}”没有用“{% endif %}”结束。") for line in opened]
    return tuple(sorted(found, key=lambda fault: fault.line))


def render(template: str, fields: Mapping[str, str], allowed: frozenset[str]) -> str:
    """The text with its fields. What a field holds is printed as it is and never read as wording.

    Raises `WordingError` for a wording with faults and for a field nobody has given.
    """
    wrong = faults(template, allowed)
    if wrong:
        raise WordingError(wrong)
    out: list[str] = []
    missing: list[WordingFault] = []
    shown = [True]
    for token in _tokens(template):
        if token.kind == "endif":
            shown.pop()
        elif token.kind == "if":
            shown.append(shown[-1] and bool(fields.get(token.value, "").strip()))
        elif shown[-1] and token.kind == "text":
            out.append(token.value)
        elif shown[-1] and token.value in fields:
            out.append(fields[token.value])
        elif shown[-1]:
            missing.append(WordingFault(token.line, f"“{token.value}”还没有内容，无法出文。"))
    if missing:
        raise WordingError(tuple(missing))
    return "".join(out)


def fields_of(template: str) -> tuple[str, ...]:
    """The fields a wording names, each once, in order."""
    return tuple(dict.fromkeys(token.value for token in _tokens(template) if token.kind in ("field", "if")))


def as_blocks(text: str) -> tuple[Simple, ...]:
    """Rendered wording as blocks: one line a paragraph; 一、 （一） 1. （1） at its head make a heading."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(_block(line) for line in lines if line)


def _block(line: str) -> Simple:
    for level, pattern in enumerate(_HEADINGS, 1):
        if pattern.match(line):
            head, mark, rest = line.partition("。")
            if not rest and len(line) <= _LONGEST_HEADING:
                return Heading(level, line.rstrip("。") if level == 1 else line)
            if mark and len(head) <= _LONGEST_HEADING:
                return Heading(level, f"{head}。", body=rest)
    return Paragraph(line)


def _tokens(template: str) -> Iterator[_Token]:
    at, line = 0, 1
    for found in _BRACKETS.finditer(template):
        before = template[at : found.start()]
        if before:
            yield _Token("text", before, line)
        line += before.count("\n")
        yield _token(found, line)
        at = found.end()
    if at < len(template):
        yield _Token("text", template[at:], line)


def _token(found: re.Match[str], line: int) -> _Token:
    if found["stray"]:
        return _Token("wrong", f"“{found['stray']}”没有配对，或者括号里的内容太长、跨了行。", line)
    if found["field"] is not None:
        name = found["field"].strip()
        if _NAME.fullmatch(name):
            return _Token("field", name, line)
        return _Token("wrong", f"“{found[0]}”里只能写一个字段的名字，不能写运算、过滤或引号。", line)
    words = found["tag"].split()
    if words == ["endif"]:
        return _Token("endif", "", line)
    if len(words) == 2 and words[0] == "if" and _NAME.fullmatch(words[1]):
        return _Token("if", words[1], line)
    return _Token("wrong", f"不认识“{found[0]}”，这里只能用“{{% if 字段 %}}”和“{{% endif %}}”。", line)


def _unknown(name: str, allowed: frozenset[str]) -> str:
    return f"没有“{name}”这个字段。可以用的有：{'、'.join(sorted(allowed)) or '无'}。"
