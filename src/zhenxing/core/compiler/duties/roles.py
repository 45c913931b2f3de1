"""Lead and support, weighed over all the lines of one task."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhenxing.core.compiler.duties.line import DutyLine, Part
from zhenxing.core.compiler.duties.units import Listed
from zhenxing.core.compiler.plan import UnitMention

_LEADS = re.compile(r"牵头(?:责任)?(?:单位|部门)|牵头负责|牵头落实|牵头抓总|为牵头|牵头")
_FIRST = re.compile(
    r"(?:排名|排序|排列|排位|排|列|名列|位列|居|署名|标注|标明|所列|列出的?)(?:在|为|于)?(?:第一|首位|首个|首|最前|前面|1)"
    r"|第一(?:个|家|位|顺位|责任)?(?:的)?(?:责任)?(?:单位|部门)|首(?:位|个|家)(?:的)?(?:责任)?(?:单位|部门)|位居首位|排首|首位"
)

_LEADING_NOTES = ("牵头", "主办")


def first_listed_leads(text: str) -> bool:
    """Whether a note in the document says that the unit listed first is the lead."""
    for found in _FIRST.finditer(text):
        sentence = text[max(0, found.start() - 30) : found.end() + 30]
        if _LEADS.search(_within_sentence(sentence, min(30, found.start()))):
            return True
    return False


def _within_sentence(window: str, middle: int) -> str:
    start = max(window.rfind(mark, 0, middle) for mark in "。;；\n") + 1
    ends = [at for mark in "。;；\n" if (at := window.find(mark, middle)) >= 0]
    return window[start : min(ends, default=len(window))]


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
