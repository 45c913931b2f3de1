"""Lists in running text: the towns a document names, and the units it makes members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhenxing.core.compiler.duties.units import looks_like_unit, split_units
from zhenxing.core.compiler.plan import Clause, Plan, UnitMention
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.numbering import chinese_number

_NAMES_TOWNS = re.compile(
    r"专业镇[^。;；\n,，:：]{0,12}[,，]?(?:包括|分别为|分别是|即|名单为|名单如下|有)[:：]?"
)
_ROLL = re.compile(r"专业镇(?:培育|创建|认定|候选|入库|拟认定|第[一二三四五六]批)?(?:名单|名录|名册|目录)$")
_COUNT = re.compile(r"(\d{1,3}|[一二三四五六七八九十]{1,3})个[^。;；\n]{0,16}$")
_MEMBERS = re.compile(
    r"成员单位(?:包括|有|为|由|分别为)[:：]?|由(?=[^。;；\n]{4,400}(?:为成员单位|等(?:部门|单位)组成))"
)
_COMPOSES = re.compile(r"等?(?:有关|相关)?(?:部门|单位)?(?:共同)?组成|为成员单位")
_LIST_END = re.compile(r"[。;；\n]|$")
_ITEM = re.compile(
    r"^[ \u3000\t]*(?:\d{1,2}(?:[.．、)）]|[ \t])|[(（]?[一二三四五六七八九十]{1,3}[)）、])?"
    r"[ \u3000]*([^\n]{2,30})$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class TownList:
    """The towns one passage names; `announced` is the count it gives, when it gives one."""

    span: Span
    names: tuple[Span, ...]
    announced: int | None = None


def town_lists(plan: Plan) -> tuple[TownList, ...]:
    """Lists of specialised towns: in a sentence (…专业镇名单，包括…) or as a roll of their own."""
    return (*_in_sentences(plan.text), *_as_rolls(plan), *_as_items(plan))


def member_unit_lists(text: str) -> Iterator[tuple[Span, tuple[UnitMention, ...]]]:
    """(whole span, units) of every sentence that names member units."""
    for found in _MEMBERS.finditer(text):
        end = _LIST_END.search(text, found.end())
        stop = min(end.start() if end else len(text), found.end() + 800)
        tail = _COMPOSES.search(text, found.end(), stop)
        stop = tail.start() if tail else stop
        mentions = tuple(
            listed.mention
            for listed in split_units(text, found.end(), stop)
            if looks_like_unit(listed.mention.text)
        )
        if len(mentions) > 1:
            yield Span(found.start(), stop), mentions


def _in_sentences(text: str) -> Iterator[TownList]:
    for found in _NAMES_TOWNS.finditer(text):
        end = _LIST_END.search(text, found.end())
        stop = end.start() if end else len(text)
        if stop - found.end() > 600:
            continue
        names = tuple(_names(text, found.end(), stop))
        if len(names) > 1:
            before = _COUNT.search(text[max(0, found.start() - 20) : found.start() + 3])
            yield TownList(Span(found.start(), stop), names, chinese_number(before[1]) if before else None)


def _names(text: str, start: int, stop: int) -> Iterator[Span]:
    begin, depth = start, 0
    for position in range(start, stop + 1):
        mark = text[position] if position < stop else "、"
        depth += (mark in "(（") - (mark in ")）")
        if mark in "、,，" and depth <= 0:
            span = _trimmed(text, begin, position)
            if 2 <= span.end - span.start <= 24:
                yield span
            begin = position + 1
            if mark != "、":
                return


def _as_rolls(plan: Plan) -> Iterator[TownList]:
    for clause in plan.clauses:
        if _ROLL.search("".join(clause.heading.split())) and clause.role == "attachment":
            names = _children(plan, clause) or _lines(plan, clause)
            if names:
                yield TownList(clause.span, names)


def _as_items(plan: Plan) -> Iterator[TownList]:
    """1.云岭县陶瓷专业镇 2.…: numbered lines that name a town each and say no more."""
    run: list[Clause] = []
    for clause in (*plan.clauses, None):
        if clause and clause.role != "attachment" and _is_town(plan.text, clause):
            run.append(clause)
            continue
        if len(run) > 1:
            span = Span(run[0].span.start, run[-1].span.end)
            yield TownList(span, tuple(each.heading_span for each in run), _announced(plan.text, span.start))
        run = []


def _is_town(text: str, clause: Clause) -> bool:
    if not 4 < len(clause.heading) <= 24 or not clause.heading.endswith("专业镇"):
        return False
    end = clause.heading_span.end
    return text[end : end + 2].strip(" \u3000。;；、")[:1] in ("", "\n")


def _announced(text: str, start: int) -> int | None:
    """认定以下6个专业镇…: the count in the paragraph above a list."""
    before = text[max(0, start - 120) : start].rstrip().rsplit("\n", 1)[-1]
    found = re.search(r"(\d{1,3}|[一二三四五六七八九十]{1,3})个[^。；\n\d]{0,10}专业镇", before)
    return chinese_number(found[1]) if found else None


def _children(plan: Plan, clause: Clause) -> tuple[Span, ...]:
    below = [each for each in plan.clauses if each.parent == clause.id]
    return tuple(each.heading_span for each in below if each.heading)


def _lines(plan: Plan, clause: Clause) -> tuple[Span, ...]:
    found = _ITEM.finditer(plan.text, clause.heading_span.end, clause.span.end)
    return tuple(Span(*each.span(1)) for each in found if "专业镇" in each[1])


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \u3000\n“":
        start += 1
    others = re.search(r"等(?:\d{1,3}|[一二三四五六七八九十]{1,3})?个?[^、]{0,8}$", text[start:end])
    return Span(start, start + others.start() if others else end)
