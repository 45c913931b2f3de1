"""Markup, code, entities, escapes and invisible characters that a page or a database leaves in a text."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.text import code, markdown, markup
from zhenxing.core.compiler.text.glued import glued_breaks, titled_numbers
from zhenxing.core.compiler.text.mending import Mending
from zhenxing.core.compiler.text.records import record_pieces
from zhenxing.core.compiler.text.signs import odd_in
from zhenxing.core.compiler.text.single_line import lost_breaks

NAME = "escapes"

#: what one round uncovers (`&amp;lt;p&amp;gt;`) the next one mends
_ROUNDS = 6


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    mended = _mended(_unpacked(plan))
    broken = _broken(mended)
    if broken is not mended:
        # marks that only begin a line show themselves where the lines are back
        mended = _mended(broken)
    return Declined("没有标签、转义符和不可见字符") if mended is plan else mended


def _unpacked(plan: Plan) -> Plan:
    """A page that is one record of a database, without the record around it."""
    mending = Mending(plan)
    for start, end, new in record_pieces(plan.text):
        mending.swap(start, end, new, "escape")
    return mending.done()


def _mended(plan: Plan) -> Plan:
    for _ in range(_ROUNDS):
        mending = Mending(plan)
        for start, end, new, kind in _changes(plan.text):
            mending.swap(start, end, new, kind)
        if not mending:
            break
        plan = mending.done()
    return plan


def _broken(plan: Plan) -> Plan:
    mending = Mending(plan)
    for start, end in lost_breaks(plan.text):
        mending.swap(start, end, "\n", "layout")
    if not mending:
        for at in glued_breaks(plan.text):
            mending.swap(at, at, "\n", "layout")
    if not mending:
        for start, end in titled_numbers(plan.text):
            mending.swap(start, end, "\n", "layout")
    return mending.done()


def _changes(text: str) -> list[markup.Change]:
    """Tags and escapes first: only behind them does it show what is code and what is Markdown."""
    odd = odd_in(text)
    if not markup.SIGNS.isdisjoint(odd):
        found = markup.changes(text)
        if found:
            return found
    if not code.SIGNS.isdisjoint(odd):
        found = [(start, end, "", "tag") for start, end in code.code_in(text)]
        if found:
            return found
    return [] if markdown.SIGNS.isdisjoint(odd) else markup.apart(sorted(markdown.changes(text)))
