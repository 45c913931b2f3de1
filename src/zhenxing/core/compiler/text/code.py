"""Style sheets, scripts and word-processor settings that a page printed as if they were text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

from zhenxing.core.compiler.text.lines import Line, lines_of

#: one of these characters stands in every piece of code, and one of these pieces
SIGNS = frozenset(ascii_lowercase + "{}$=_/*X")
_PIECES = re.compile(r"[{}]|mso-|Mso[A-Z]|X-NONE|document\.|window\.|\);|/\*")
#: a rule or a block: its body assigns, declares or calls something, and holds no block itself
_BLOCK = re.compile(r"\{[^{}]{0,4000}\}")
_STATEMENT = re.compile(r"[A-Za-z\-_$)\]\"']\s*[:;=(]")
#: what may stand before a block on its own lines: selectors, names, an argument list
_SELECTOR = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.#@:,>*+~-()[]=\"'$!&|;?/\\ \t\n"
)
_LETTER = re.compile("[A-Za-z]")
_LONGEST_SELECTOR = 300
_COMMENT = re.compile(r"/\*[^\n]{0,200}?\*/")
_OFFICE = re.compile(
    r"(?:Normal\s+0\s|\d[ ]?磅\s)[\w .\-磅\n]{0,200}?(?:X-NONE|MicrosoftInternetExplorer4)+"
    r"(?:\s+\w*Explorer4)?"
)
#: a line of code without a block: no Chinese, and an end or a beginning that only code has
_CODE_LINE = re.compile(
    r"(?:var |let |const |function\b|return\b|if ?\(|\}|\{|\)|//|\$\(|jQuery|document\.|window\.|"
    r"@import|@media|@charset)|"
    r"[^\u3400-\u9fff]{0,400}(?:[;{}]|\(\)|\) ?;?)$"
)
_LEFT_OVER = frozenset(("}", "{", "});", "})();"))
_MARK = re.compile(r"[;{}]|\(\)|[=(]\s*[\"'\w]")
_HAN = re.compile("[\u3400-\u9fff]")
_LONGEST = 2000

Run = tuple[int, int]


def code_in(text: str) -> list[Run]:
    """Every run of code, in order, none overlapping. Blocks in blocks come to light round by round."""
    if not _PIECES.search(text):
        return []
    found: list[Run] = []
    if "{" in text:
        found += _blocks(text)
    if "/*" in text:
        found += ((m.start(), m.end()) for m in _COMMENT.finditer(text))
    if "X-NONE" in text or "Explorer4" in text:
        found += ((m.start(), m.end()) for m in _OFFICE.finditer(text))
    found += ((line.head, line.stop) for line in lines_of(text) if _is_code(line))
    return _joined(sorted(found))


def _blocks(text: str) -> Iterator[Run]:
    floor = 0
    for match in _BLOCK.finditer(text):
        body = match.group()
        if not _STATEMENT.search(body):
            continue
        start = _selector_start(text, match.start(), floor)
        floor = match.end()
        if start < match.start() or "\n" in body or ";" in body:
            yield start, match.end()


def _selector_start(text: str, at: int, floor: int) -> int:
    """Where what the block is for begins: back over Latin letters and signs to a Chinese character."""
    lowest = max(floor, at - _LONGEST_SELECTOR)
    start = at
    while start > lowest and text[start - 1] in _SELECTOR:
        start -= 1
    # a selector of several lines goes back only as far as its lines have letters
    head = text.rfind("\n\n", start, at)
    start = head + 2 if head >= 0 else start
    while start < at and text[start].isspace():
        start += 1
    return start if _LETTER.search(text, start, at) else at


def _is_code(line: Line) -> bool:
    text = line.text
    if len(text) > _LONGEST or _HAN.search(text):
        return False
    return text in _LEFT_OVER or bool(_MARK.search(text) and _CODE_LINE.match(text))


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for start, end in runs:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
