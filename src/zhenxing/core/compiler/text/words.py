"""Lists of words, written as plain rows."""

from __future__ import annotations

import re
import unicodedata


def words(rows: str) -> tuple[str, ...]:
    """The words of some rows, each once, the longest first: so a choice of them never stops short."""
    return tuple(sorted(set(rows.split()), key=lambda word: (-len(word), unicodedata.normalize("NFC", word))))


_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)")


def any_case(pattern: str) -> re.Pattern[str]:
    """`re.compile(pattern, re.IGNORECASE)`, to be asked whether one of its branches matches.

    A branch without letters needs no care for their case, and so is passed over at its first character
    when that is another: few branches have letters, and they are tried last.
    """
    branches = _branches(pattern)
    lettered = [each for each in branches if any(map(_has_case, _ESCAPE.sub("", each)))]
    plain = [each for each in branches if each not in lettered]
    return re.compile("|".join([*plain, f"(?i:{'|'.join(lettered)})"] if lettered else plain))


def _has_case(char: str) -> bool:
    return char.lower() != char.upper()


def _branches(pattern: str) -> list[str]:
    """Cut at every `|` that stands in no brackets."""
    found, begun, depth, listed = [], 0, 0, False
    for token in re.finditer(r"\\.|[\[\]()|]", pattern):
        mark = token[0]
        if listed:
            listed = mark != "]"
        elif mark == "[":
            listed = True
        elif mark in "()":
            depth += 1 if mark == "(" else -1
        elif mark == "|" and not depth:
            found.append(pattern[begun : token.start()])
            begun = token.end()
    return [*found, pattern[begun:]]
