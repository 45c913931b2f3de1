"""Traditional characters and pinyin in brackets, which a bad page conversion leaves behind."""

from __future__ import annotations

from dataclasses import replace

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan, Repair
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text import script
from zhenxing.core.compiler.text.pinyin import without_pinyin

NAME = "traditional"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    plain = without_pinyin(plan)
    simple = _simplified(plain)
    if simple is plan:
        return Declined("已是简体字，没有括注的拼音")
    return simple


def _simplified(plan: Plan) -> Plan:
    """The plan in Simplified characters; the same plan when it already was."""
    spans = script.traditional_spans(plan.text)
    if not spans:
        return plan
    pieces: list[str] = []
    repairs: list[Repair] = []
    at = 0
    for span in spans:
        old = plan.quote(span)
        new = script.simplified(old)
        pieces += (plan.text[at : span.start], new)
        at = span.end
        repairs += _repairs(plan, span, old, new)
    pieces.append(plan.text[at:])
    traced = plan.traced.recast("".join(pieces))
    return replace(plan, traced=traced, repairs=(*plan.repairs, *repairs))


def _repairs(plan: Plan, span: Span, old: str, new: str) -> list[Repair]:
    """One repair a line that changed, counting its characters."""
    found: list[Repair] = []
    at = span.start
    for before, after in zip(old.split("\n"), new.split("\n"), strict=True):
        count = sum(a != b for a, b in zip(before, after, strict=True))
        if count:
            source = plan.source_span(Span(at, at + len(before)))
            found.append(Repair("traditional", source, before, after, count=count))
        at += len(before) + 1
    return found
