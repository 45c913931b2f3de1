"""Responsibility lines that a page has broken inside words, read as if it had not."""

from __future__ import annotations

import re
from dataclasses import replace

from zhenxing.core.compiler.duties.line import DutyLine, Share
from zhenxing.core.compiler.duties.units import Listed, begins_town, begins_unit, ends_unit
from zhenxing.core.compiler.plan import UnitMention
from zhenxing.core.compiler.source import Span

_BREAK = re.compile(r"[ \u3000]*\n[ \u3000\n]*")
_LABEL_AHEAD = re.compile(r"牵头|责任|配合|主办|协办|完成时|落实单位|参与")


def unwrapped(text: str, content: Span) -> tuple[str, list[int]] | None:
    """(text without the breaks that fall inside words, the place of each of its characters), or
    None when there are none."""
    kept: list[int] = []
    at = content.start
    for found in _BREAK.finditer(text, content.start, content.end):
        kept.extend(range(at, found.start()))
        if (
            begins_unit(text, found.end())
            or _LABEL_AHEAD.match(text, found.end())
            or (ends_unit(text, content.start, found.start()) and begins_town(text, found.end()))
        ):
            kept.append(found.start())
        at = found.end()
    if at == content.start:
        return None
    kept.extend(range(at, content.end))
    return "".join(text[place] for place in kept), kept


def led_back(line: DutyLine, places: list[int], span: Span) -> DutyLine:
    """A line read in unwrapped text, with the spans of the text it came from."""
    shares = tuple(
        Share(share.part, tuple(_listed(each, places) for each in share.listed)) for share in line.shares
    )
    return replace(line, span=span, shares=shares, odd=tuple(_mention(each, places) for each in line.odd))


def _listed(listed: Listed, places: list[int]) -> Listed:
    return listed._replace(mention=_mention(listed.mention, places))


def _mention(mention: UnitMention, places: list[int]) -> UnitMention:
    span = Span(places[mention.span.start], places[mention.span.end - 1] + 1)
    return replace(mention, span=span)
