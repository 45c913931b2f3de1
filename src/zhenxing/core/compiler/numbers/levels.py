"""How deep the number that begins a paragraph is, and where a list of conditions ends by it."""

from __future__ import annotations

import re

_ENUMERATOR = re.compile(
    r"\s*(?:(?P<article>第[一二三四五六七八九十百\d]{1,5}(?:[条章节]|部分))|(?P<part>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<item>\([一二三四五六七八九十]{1,3}\))|(?P<point>\d{1,2}[.、](?!\d))|(?P<bracketed>\(\d{1,2}\))|(?P<circled>[①-⑳]))"
)
_LEVELS = ("part", "article", "item", "point", "bracketed", "circled")
#: no number begins the paragraph
NO_LEVEL = 9
#: 带动效果显著——…: one more item of a list that is told in prose
_LABELLED = re.compile(r"[^,。;:\d—]{2,14}——")


def level_of(text: str) -> int:
    """How deep the number that begins a paragraph is; `NO_LEVEL` when none does."""
    match = _ENUMERATOR.match(text)
    return _LEVELS.index(match.lastgroup) if match and match.lastgroup else NO_LEVEL


def ends_list(line: str, opened: int) -> bool:
    """Whether a paragraph ends a list opened at a level.

    One opened under a number ends at its like; one opened in plain words, at the next plain line that
    is not labelled as one more item.
    """
    level = level_of(line)
    if opened < NO_LEVEL:
        return level <= opened
    return level in {0, 1, NO_LEVEL} and not _LABELLED.match(line)
