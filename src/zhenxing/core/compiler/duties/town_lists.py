"""Lists in running text: the towns a document names, and the units it makes members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhenxing.core.compiler.duties.units import looks_like_unit, split_units
from zhenxing.core.compiler.plan import Plan, UnitMention
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.numbering import chinese_number

_NAMES_TOWNS = re.compile(
    r"专业镇[^。;；\n,，:：]{0,12}[,，]?(?:包括|分别为|分别是|名单为|名单如下|即(?=[:：]))[:：]?"
)
_ROLL = re.compile(r"专业镇(?:培育|创建|认定|候选|入库|拟认定|第[一二三四五六]批)?(?:名单|名录|名册|目录)$")
_COUNT = re.compile(r"(\d{1,3}|[一二三四五六七八九十]{1,3})个[^。;；\n]{0,16}$")
_MEMBERS = re.compile(
    r"成员单位(?:包括|有|为|由|分别为)[:：]?|由(?=[^。;；\n]{4,400}(?:为成员单位|等(?:部门|单位)组成))"
)
_COMPOSES = re.compile(r"等?(?:有关|相关)?(?:部门|单位)?(?:共同)?组成|为成员单位")
_LIST_END = re.compile(r"[。;；\n]|$")
_TOWN_LINE = re.compile(
    r"^[ \u3000\t]{0,40}(?:\d{1,2}(?:[.．、)）]|[ \t])|[(（]?[一二三四五六七八九十]{1,3}[)）、])?"
    r"[ \u3000]{0,10}(?P<name>[^\n、,，。;；:：]{2,20}专业镇)[ \u3000;；。]*$",
    re.MULTILINE,
)


#: without such a line end there is no such line, and it is found much faster
_ENDS_TOWN = re.compile(r"专业镇[ \u3000;；。]*$", re.MULTILINE)


@dataclass(frozen=True)
class TownList:
    """The towns one passage names; `announced` is the count it gives, when it gives one."""

    span: Span
    names: tuple[Span, ...]
    announced: int | None = None


def town_lists(plan: Plan) -> tuple[TownList, ...]:
    """Lists of specialised towns: in a sentence (…专业镇名单，包括…) or as a roll of their own."""
    return (*_in_sentences(plan.text), *_as_rolls(plan), *_as_lines(plan.text))


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
    """The numbered items of an attachment called …专业镇名单, unless each line says 专业镇 itself."""
    for clause in plan.clauses:
        if clause.role == "attachment" and _ROLL.search("".join(clause.heading.split())):
            below = [each for each in plan.clauses if each.parent == clause.id and each.heading]
            if below and not all(each.heading.endswith("专业镇") for each in below):
                yield TownList(clause.span, tuple(each.heading_span for each in below))


def _as_lines(text: str) -> Iterator[TownList]:
    """1.云岭县陶瓷专业镇 2.…: adjoining lines that name a town each and say no more."""
    if not _ENDS_TOWN.search(text):
        return
    run: list[re.Match[str]] = []
    for line in (*_TOWN_LINE.finditer(text), None):
        if line and (not run or not text[run[-1].end() : line.start()].strip()):
            run.append(line)
            continue
        if len(run) > 1:
            span = Span(run[0].start(), run[-1].end())
            yield TownList(
                span, tuple(Span(*each.span("name")) for each in run), _announced(text, span.start)
            )
        run = [line] if line else []


def _announced(text: str, start: int) -> int | None:
    """认定以下6个专业镇…: the count in the paragraph above a list."""
    before = text[max(0, start - 120) : start].rstrip().rsplit("\n", 1)[-1]
    found = re.search(r"(\d{1,3}|[一二三四五六七八九十]{1,3})个[^。；\n\d]{0,10}专业镇", before)
    return chinese_number(found[1]) if found else None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \u3000\n“":
        start += 1
    others = re.search(r"等(?:\d{1,3}|[一二三四五六七八九十]{1,3})?个?[^、]{0,8}$", text[start:end])
    return Span(start, start + others.start() if others else end)
