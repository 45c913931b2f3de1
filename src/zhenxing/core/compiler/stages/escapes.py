"""Markup, entities, escapes and invisible characters that a web page or a database leaves in a text."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.text import markup
from zhenxing.core.compiler.text.mending import Mending

NAME = "escapes"

#: what one round uncovers (`&amp;lt;p&amp;gt;`) the next one mends
_ROUNDS = 6


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    mended = plan
    for _ in range(_ROUNDS):
        if not markup.SIGNS.search(mended.text):
            break
        mending = Mending(mended)
        for start, end, new, kind in markup.changes(mended.text):
            mending.swap(start, end, new, kind)
        if not mending:
            break
        mended = mending.done()
    return Declined("没有标签、转义符和不可见字符") if mended is plan else mended
