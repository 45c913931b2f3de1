"""Traditional characters and pinyin in brackets, which a bad page conversion leaves behind."""

from __future__ import annotations

from rapidfuzz.distance import Hamming

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan, Repair
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text import script
from zhenxing.core.compiler.text.pinyin import without_pinyin
from zhenxing.core.compiler.text.signs import odd_in
from zhenxing.core.compiler.text.traditional_signs import ONLY_TRADITIONAL

NAME = "traditional"
_PLAIN = "已是简体字，没有括注的拼音"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    odd = odd_in(plan.text)
    spelt = any(map(str.islower, odd))
    if not spelt and ONLY_TRADITIONAL.isdisjoint(odd):
        return Declined(_PLAIN)
    plain = without_pinyin(plan) if spelt else plan
    simple = _simplified(plain, _spelt_lines(plain, plan))
    return Declined(_PLAIN) if simple is plan else simple


def _spelt_lines(plain: Plan, plan: Plan) -> list[Span]:
    """The lines that had pinyin in them: what spells one character has converted them all."""
    text = plain.text
    lines: dict[int, Span] = {}
    for repair in plain.repairs[len(plan.repairs) :]:
        at = plain.traced.clean_span(Span(max(0, repair.source_span.start - 1), repair.source_span.start))
        if at is not None:
            stop = text.find("\n", at.start)
            start = text.rfind("\n", 0, at.start) + 1
            lines[start] = Span(start, len(text) if stop < 0 else stop)
    return [lines[start] for start in sorted(lines)]


def _simplified(plan: Plan, spelt: list[Span]) -> Plan:
    """The plan in Simplified characters; the same plan when it already was."""
    spans = script.traditional_spans(plan.text)
    known = {span.start for span in spans}
    if not (len(spans) == 1 and spans[0] == Span(0, len(plan.text))):
        spans = sorted([*spans, *(line for line in spelt if line.start not in known)])
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
    return plan.changed(traced=traced, repairs=(*plan.repairs, *repairs))


def _repairs(plan: Plan, span: Span, old: str, new: str) -> list[Repair]:
    """One repair a line that changed, counting its characters."""
    found: list[Repair] = []
    at = span.start
    for before, after in zip(old.split("\n"), new.split("\n"), strict=True):
        size = min(len(before), len(after))
        count = Hamming.distance(before[:size], after[:size])
        if count:
            source = plan.source_span(Span(at, at + len(before)))
            found.append(Repair("traditional", source, before, after, count=count))
        at += len(before) + 1
    return found
