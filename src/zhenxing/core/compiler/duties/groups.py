"""The lists that set up a body: 组长：…, 副组长：…, 成员：…, each with whom it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from zhenxing.core.compiler.duties.names import glued_name, is_name, is_post
from zhenxing.core.compiler.duties.tables import find_tables
from zhenxing.core.compiler.duties.units import looks_like_unit, split_units
from zhenxing.core.compiler.plan import Plan, Suspicion, UnitMention
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.lines import AtLines

_GAP = r"[ \u3000]*"
_LABELS = ("组长", "指挥长", "总指挥", "主任", "召集人", "会长", "链长")
_LABEL = AtLines(
    rf"[ \u3000\t]*(?P<label>(?:第一|常务|执行|总)?(?:副{_GAP})?(?:{'|'.join(map(_GAP.join, _LABELS))})"
    rf"|成{_GAP}员(?:{_GAP}单{_GAP}位)?|联{_GAP}络{_GAP}员|顾{_GAP}问){_GAP}[:：]{_GAP}"
)
#: how those labels end
_LABEL_ENDS = frozenset("长挥任人员位问")
_TASK_LEADER = re.compile(
    r"(?P<role>(?:牵头|责任|分管|包联|联系|包保|主抓)(?:县|市|区)?级?领导)[ \u3000]*[:：][ \u3000]*"
)
_BODY_OF = re.compile(
    r"(?:的)?(?:主要|分管|相关|有关|具体)?(?:负责人|负责同志|领导同志|领导|责任人|同志|主任|局长|部长|书记|主席|理事长|行长|经理|镇长|乡长)"
    r"(?:组成|担任|为成员)?$"
)
_POST_UNIT = re.compile(
    r"^(?:[\u4e00-\u9fff()（）]{2,20}?(?:局|委|办|部|中心|会|院|社|公司|行|政府|管委会|办公室|台|队|站|所))"
    r"(?=党|副|局|主|部|书|常|总|经|行|院|会|队|台|理|一级|二级|三级|四级|委员|负责)"
)
_POST_TOWN = re.compile(r"^[\u4e00-\u9fff]{1,6}(?:镇|乡|街道)(?=党|镇|乡|副|书|人|办)")


@dataclass(frozen=True)
class Post:
    """One person of a list, with the post printed beside the name."""

    name: str
    span: Span
    post: str | None
    post_span: Span


@dataclass(frozen=True)
class Seat:
    """One label of a list and what stands behind it."""

    role: str
    label_span: Span
    body: Span
    people: tuple[Post, ...]
    units: tuple[UnitMention, ...]
    #: what could not be read as person or unit
    unread: tuple[Span, ...]


@dataclass(frozen=True)
class Group:
    """The seats of one body, in order."""

    span: Span
    seats: tuple[Seat, ...]

    @property
    def kind(self) -> str:
        return "member_units" if all(seat.role == "成员单位" for seat in self.seats) else "leading_group"


def groups_of(plan: Plan) -> tuple[Group, ...]:
    """Every labelled list of the document; labels of one clause make one group."""
    by_clause: dict[str | None, list[Seat]] = {}
    for seat in _seats(plan):
        clause = plan.clause_at(seat.label_span.start)
        by_clause.setdefault(clause.id if clause else None, []).append(seat)
    return tuple(
        Group(Span(seats[0].label_span.start, seats[-1].body.end), tuple(seats))
        for seats in by_clause.values()
    )


def _seats(plan: Plan) -> Iterator[Seat]:
    labels = sorted({*_printed_labels(plan.text), *_mended_labels(plan)}, key=lambda each: each[1])
    starts = [span.start for _, span in labels]
    for (role, span), following in zip(labels, [*starts[1:], len(plan.text)], strict=False):
        end = _end(plan, span, following)
        body = Span(span.end, max(span.end, end))
        yield _seat(plan.text, role, span, body)


# people and rosters both ask for the labels of one text
@lru_cache(maxsize=2)
def _before_colons(text: str) -> frozenset[str]:
    """The characters that stand before the colons of a text, blanks passed over."""
    found: set[str] = set()
    for colon in ":：":
        at = text.find(colon)
        while at >= 0:
            last = at - 1
            while last > 0 and text[last] in " \u3000":
                last -= 1
            found.add(text[last])
            at = text.find(colon, at + 1)
    return frozenset(found)


def _printed_labels(text: str) -> Iterator[tuple[str, Span]]:
    if _LABEL_ENDS.isdisjoint(_before_colons(text)):
        return
    for found in _LABEL.finditer(text):
        yield re.sub(r"\s", "", found["label"]), Span(found.start("label"), found.end())


def _mended_labels(plan: Plan) -> Iterator[tuple[str, Span]]:
    """长： where the text has lost 组; only the reading that survived the evidence is taken."""
    for suspicion in plan.suspicions:
        role = _label_reading(suspicion)
        if role:
            colon = re.compile(r"[ \u3000]*[:：][ \u3000]*").match(plan.text, suspicion.span.end)
            if colon:
                yield role, Span(suspicion.span.start, colon.end())


def _label_reading(suspicion: Suspicion) -> str | None:
    return suspicion.reading if suspicion.kind == "label" else None


def _end(plan: Plan, label: Span, following: int) -> int:
    """A seat ends at the next label, its clause's end, or an empty line after its text."""
    clause = plan.clause_at(label.start)
    end = min(following, clause.span.end if clause else following)
    text = plan.text
    at = label.end
    last = label.end
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop].strip()
        if line and at != label.end and not _continues(line):
            break
        last = stop if line else last
        at = stop + 1
    return last


def _continues(line: str) -> bool:
    """A further line of the same seat: a name with a post, or a list of units; not a sentence."""
    if len(line) > 400 or re.match(
        r"[一二三四五六七八九十\d]{1,3}[、.．]|[(（][一二三四五六七八九十\d]", line
    ):
        return False
    if re.search(r"领导小组|办公室设在|下设|如有变动|自行替补", line):
        return False
    person = _person_in(line, 0, len(line))
    return person is not None or bool(re.search(r"[、;；]", line) or looks_like_unit(line))


def _seat(text: str, role: str, label: Span, body: Span) -> Seat:
    people: list[Post] = []
    units: list[UnitMention] = []
    unread: list[Span] = []
    for chunk in _chunks(text, body):
        person = _person_in(text, chunk.start, chunk.end)
        if person:
            people.append(person)
            unit = _unit_of_post(text, person.post_span)
            units.extend([unit] if unit else [])
            continue
        listed = tuple(_units_in(text, chunk))
        units.extend(listed)
        if not listed:
            unread.append(chunk)
    return Seat(role, label, body, tuple(people), tuple(units), tuple(unread))


def task_leaders(text: str) -> Iterator[Post]:
    """牵头领导：张某某, in a line or in a table; `post` is the label."""
    for label in _TASK_LEADER.finditer(text) if "导" in _before_colons(text) else ():
        line_end = re.compile(r"[\n;；。)）]|$").search(text, label.end())
        stop = line_end.start() if line_end else len(text)
        yield from _listed_people(text, label["role"], Span(label.end(), min(stop, label.end() + 80)))
    for table in find_tables(text):
        for row in table.rows:
            for title, cell in row.leaders:
                yield from _listed_people(text, title, cell)


def _listed_people(text: str, role: str, span: Span) -> Iterator[Post]:
    for chunk in re.compile(r"[^、,，\s]+").finditer(text, *span):
        person = _person_in(text, chunk.start(), chunk.end())
        if person:
            yield Post(person.name, person.span, role, person.post_span)


def _chunks(text: str, body: Span) -> Iterator[Span]:
    """Lines and what ； parts; 、 parts too when it stands between bare names."""
    for found in re.compile(r"[^\n;；。]+").finditer(text, body.start, body.end):
        span = _stripped(text, Span(found.start(), found.end()))
        if span.start >= span.end:
            continue
        names = [part.strip() for part in text[span.start : span.end].split("、")]
        if len(names) > 1 and all(is_name(name) for name in names):
            at = span.start
            for part in text[span.start : span.end].split("、"):
                yield _stripped(text, Span(at, at + len(part)))
                at += len(part) + 1
        else:
            yield span


_SPACED = re.compile(r"([\u4e00-\u9fff])[ \u3000]{1,4}([\u4e00-\u9fff×xX*＊○])(?=[ \u3000\t(（]|$)")
_APART = re.compile(r"([\u4e00-\u9fff·×xX*＊○]{2,4})(?:[ \u3000\t]+|[(（]|[,，:：]|$)")


def _person_in(text: str, start: int, end: int) -> Post | None:
    """王 某  县长 / 王某某（县长）/ 王某某县长."""
    for pattern in (_SPACED, _APART):
        found = pattern.match(text, start, end)
        if found:
            name = re.sub(r"\s", "", "".join(filter(None, found.groups())))
            if is_name(name) or (len(name) < 4 and is_post(text[found.end() : end].strip())):
                return _post(text, name, Span(start, found.end(found.lastindex or 0)), end)
    size = glued_name(text[start : min(end, start + 24)])
    return _post(text, text[start : start + size], Span(start, start + size), end) if size else None


def _post(text: str, name: str, span: Span, end: int) -> Post:
    rest = _stripped(text, Span(span.end, end))
    while rest.start < rest.end and text[rest.start] in "(（,，:： \u3000\t":
        rest = Span(rest.start + 1, rest.end)
    while rest.end > rest.start and text[rest.end - 1] in ")）、,， \u3000":
        rest = Span(rest.start, rest.end - 1)
    return Post(name, span, text[rest.start : rest.end] or None, rest)


def _unit_of_post(text: str, post: Span) -> UnitMention | None:
    printed = text[post.start : post.end]
    found = _POST_UNIT.match(printed) or _POST_TOWN.match(printed)
    if found is None or found[0] in ("县委", "市委", "区委", "县政府", "市政府", "区政府", "省委", "省政府"):
        return None
    return UnitMention(found[0], Span(post.start, post.start + found.end()))


def _units_in(text: str, chunk: Span) -> Iterator[UnitMention]:
    for listed in split_units(text, chunk.start, chunk.end):
        mention = listed.mention
        printed = _BODY_OF.sub("", mention.text)
        if looks_like_unit(printed):
            # blanks inside a name are left out of its text, so that only the end can be counted from
            span = Span(mention.span.start, mention.span.end - len(mention.text) + len(printed))
            yield UnitMention(printed, span, mention.collective)


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in " \u3000\t\n、,，":
        start += 1
    while end > start and text[end - 1] in " \u3000\t\n、,，。;；":
        end -= 1
    return Span(start, end)
