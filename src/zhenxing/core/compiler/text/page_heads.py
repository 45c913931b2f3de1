"""What a page may print as its first line over the headline, though it is not the document's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zhenxing.core.compiler.text.lines import squeezed

#: …供不应求。...
_CUT_OFF = re.compile(r"(?:\.{3,6}|…{1,2})$")
_SHORTEST_TEASER = 20
_SOURCE = re.compile(r"(?:文章|信息|稿件)?来源[:：]")
_LONGEST_NAME = 12
_SESSION = re.compile(r"(?:大会|会议|全会|常委会|委员会)$")
_PAPER = re.compile(r"(?:文件|材料)[之(（]")
#: how a teaser or the name of a session ends; the source's own name is short
_LAST = frozenset(".…会议")


def may_stand_over(first: str) -> bool:
    """A cheap test that a line can be any of these at all."""
    return len(first) <= _LONGEST_NAME or first[-1] in _LAST


def stands_over(first: str, below: Sequence[str], facts: Iterable[str]) -> bool:
    """Whether a line is any of these; `facts`: the lines of the page's head that give its source."""
    laid = bool(below) and names_session(first, below[0])
    return laid or is_teaser(first, below) or is_source_name(first, facts)


def is_teaser(first: str, below: Iterable[str]) -> bool:
    """Whether a line is the opening cut off (…供不应求。...): the text below begins alike and goes on."""
    cut = _CUT_OFF.search(first)
    if cut is None or cut.start() < _SHORTEST_TEASER:
        return False
    opening = squeezed(first[: cut.start()])
    return any(squeezed(line[: 2 * len(opening)]).startswith(opening) for line in below)


def is_source_name(first: str, facts: Iterable[str]) -> bool:
    """Whether a line is the name that the page gives as its source: 某某网 over 来源：某某网."""
    if len(first) > _LONGEST_NAME:
        return False
    name = squeezed(first)
    return any("来源" in fact and _SOURCE.sub("", squeezed(fact)) == name for fact in facts)


def names_session(first: str, below: str) -> bool:
    """Whether a line says before whom a paper was laid: 某镇人民代表大会 over 会议文件(2)."""
    return _SESSION.search(first) is not None and _PAPER.search(squeezed(below)) is not None
