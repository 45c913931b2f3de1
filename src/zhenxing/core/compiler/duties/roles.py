"""Lead and support, weighed over all the lines of one task."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhenxing.core.compiler.duties.line import FIRST_LEADS, DutyLine, Part
from zhenxing.core.compiler.duties.units import Listed
from zhenxing.core.compiler.plan import UnitMention

#: a note inside one item's line is about that line, unless it says that it holds from there on
_FROM_HERE = re.compile(r"下同|以下|各项|均为|全文|其他")
_LEADING_NOTES = ("牵头", "主办")


def first_listed_leads(text: str, lines: Iterable[DutyLine] = ()) -> bool:
    """Whether a note says for the whole document that the unit listed first is the lead.

    `lines` are the responsibility lines of items: a note inside one of them holds for it alone.
    """
    if "首" not in text and "第一" not in text and "最前" not in text:
        return False
    notes = list(FIRST_LEADS.finditer(text))
    if not notes:
        return False
    spans = [line.span for line in lines if line.first_leads]
    return any(
        _FROM_HERE.search(text, note.start(), min(len(text), note.end() + 12))
        or not any(span.start <= note.start() < span.end for span in spans)
        for note in notes
    )


def weigh(
    lines: Iterable[DutyLine], *, first_leads: bool
) -> tuple[tuple[UnitMention, ...], tuple[UnitMention, ...]]:
    """(lead, support) of a task, each in printed order and each unit once.

    责任单位 leads when nobody is named 牵头; where a covering note says so, the first of the
    units listed without a 牵头 leads and the others support.
    """
    lines = tuple(lines)
    if not lines:
        return (), ()
    first_leads = first_leads or any(line.first_leads for line in lines)
    entries = [
        (_noted(listed, share.part), listed)
        for line in lines
        for share in line.shares
        for listed in share.listed
    ]
    entries = [entry for entry in entries if entry[0] != "none"]
    parts = {part for part, _ in entries}
    annotated = any(listed.note in _LEADING_NOTES for _, listed in entries)
    leading = {"lead"} if "lead" in parts or annotated or _follow(entries) else {"answerable"}
    lead: dict[str, UnitMention] = {}
    support: dict[str, UnitMention] = {}
    for index, (part, listed) in enumerate(entries):
        leads = part in leading
        if first_leads and "lead" not in parts:
            leads = index == 0
        (lead if leads else support).setdefault(listed.mention.text, listed.mention)
    return tuple(lead.values()), tuple(m for text, m in support.items() if text not in lead)


def _follow(entries: list[tuple[Part, Listed]]) -> bool:
    """甲局、乙局按职责分工负责,各市人民政府负责落实: those below carry out what others share in."""
    parts = [part for part, _ in entries]
    if "support" not in parts or "answerable" not in parts:
        return False
    below = parts.index("answerable") > parts.index("support")
    return below and all(listed.mention.collective for part, listed in entries if part == "answerable")


def _noted(listed: Listed, part: Part) -> Part:
    if listed.note in _LEADING_NOTES:
        return "lead"
    if listed.note in ("配合", "协办", "参与"):
        return "support"
    return part
