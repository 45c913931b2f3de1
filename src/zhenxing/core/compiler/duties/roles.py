"""Lead and support, weighed over all the lines of one task."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhenxing.core.compiler.duties.line import DutyLine, Part
from zhenxing.core.compiler.duties.units import Listed
from zhenxing.core.compiler.plan import UnitMention

_FIRST_LEADS = re.compile(
    r"(?:第一|首位|首个|首家|首名|排首|列首|居首|最前面?)(?:位|名|个|家)?的?(?:责任)?(?:单位|部门|者)?"
    r"(?:为|是|即为|即|作为|系|均为)?(?:该项|本项|此项)?(?:任务|工作|措施)?的?总?牵头"
    r"|牵头(?:责任)?(?:单位|部门)(?:为|是|均)?[排列居在][^。;；\n]{0,6}(?:第一|首)"
)

_LEADING_NOTES = ("牵头", "主办")


def first_listed_leads(text: str) -> bool:
    """Whether a note in the document says that the unit listed first is the lead."""
    return _FIRST_LEADS.search(text) is not None


def weigh(
    lines: Iterable[DutyLine], *, first_leads: bool
) -> tuple[tuple[UnitMention, ...], tuple[UnitMention, ...]]:
    """(lead, support) of a task, each in printed order and each unit once.

    责任单位 leads when nobody is named 牵头; where a covering note says so, the first of the
    units listed without a 牵头 leads and the others support.
    """
    entries = [
        (_noted(listed, share.part), listed)
        for line in lines
        for share in line.shares
        for listed in share.listed
    ]
    entries = [entry for entry in entries if entry[0] != "none"]
    parts = {part for part, _ in entries}
    annotated = any(listed.note in _LEADING_NOTES for _, listed in entries)
    leading = {"lead"} if "lead" in parts or annotated else {"answerable"}
    lead: dict[str, UnitMention] = {}
    support: dict[str, UnitMention] = {}
    for index, (part, listed) in enumerate(entries):
        leads = part in leading
        if first_leads and "lead" not in parts:
            leads = index == 0
        (lead if leads else support).setdefault(listed.mention.text, listed.mention)
    return tuple(lead.values()), tuple(m for text, m in support.items() if text not in lead)


def _noted(listed: Listed, part: Part) -> Part:
    if listed.note in _LEADING_NOTES:
        return "lead"
    if listed.note in ("配合", "协办", "参与"):
        return "support"
    return part
