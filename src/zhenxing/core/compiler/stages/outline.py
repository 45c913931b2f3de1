"""The clause tree: numbers at the start of lines (一、, (一), 1., (1), ①, 第N条) and what they head."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Clause, ClauseRole, Plan, ReviewItem
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text import numbering
from zhenxing.core.compiler.text.lines import Line, lines_of
from zhenxing.core.compiler.text.numbering import Marker, dotted_marker, inline_markers, marker_at
from zhenxing.core.compiler.text.part_lines import part_lines
from zhenxing.core.compiler.text.parts import Part, closing_start, parts_of
from zhenxing.core.compiler.text.roles import default_role, is_overview, role_of

NAME = "outline"

#: more than any document of the genre holds; what follows is left to a person
_MOST_CLAUSES = 20_000
_PREFIX = {numbering.CHAPTER: "ch", numbering.SECTION: "sec", numbering.ARTICLE: "art"}
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[ \u3000\t]+[\u4e00-\u9fff]")
#: 01 支持企业升规: numbered with a nought before
_PADDED = re.compile(r"0\d[ \u3000\t]+[\u4e00-\u9fff]")
_FEW = 2
_GLOSSARY = re.compile(r"(?:名词|有关名词|术语)(?:解释|注释|说明)[:：]?$|注释[:：]?$")
_HEADING_END = re.compile(r"[。；;：:…\u3000\t ](?:(?<! )|[ \u3000])")
_HEADING_CLOSED = re.compile(r"[【〔\[(（]([^】〕\])）]{2,24})[】〕\])）]\s*")


#: 主要举措:1.…;2.…。: a labelled line of a block that says who in lines of its own
_LABELLED = re.compile(
    r"(?:主要|工作|具体|重点|年度|推进)?(?:举措|措施|目标|内容|任务|做法|要求)[:：]\s?(?:1[.．、]|[(（]1[)）]|①)(?!.*(?:责任单位|牵头))"
)


@dataclass
class _Node:
    """A clause being built: `stop` is where it ends once that is known."""

    id: str
    marker: Marker
    level: int
    heading: Span
    parent: str | None
    stop: int = -1
    value: int = 0


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    lines = lines_of(plan.text)
    if not lines:
        return Declined("清理后没有正文")
    starts = [line.start for line in lines]
    clauses: list[Clause] = []
    review = plan.review
    for part in parts_of(plan.text):
        first, last = bisect_left(starts, part.span.start), bisect_left(starts, part.span.end)
        tree = _Tree(plan.text, part, lines[first:last])
        clauses += _part_clauses(tree)
        if tree.stopped:
            message = "此处以前的编号条目已超过两万个，以后的没有再分条，请人工核对或拆分文件"
            review = (*review, ReviewItem(NAME, tree.stopped.span, tree.stopped.text, message))
    return plan.changed(clauses=tuple(clauses), review=review)


def _part_clauses(tree: _Tree) -> list[Clause]:
    text, part = tree.text, tree.part
    nodes = tree.grow()
    own = _own_clause(part, text, tree.lines, bool(nodes))
    roles = _roles(text, part, nodes, own)
    clauses = [own] if own else []
    return clauses + [_clause(text, node, roles[node.id]) for node in nodes]


def _own_clause(part: Part, text: str, lines: Sequence[Line], numbered: bool) -> Clause | None:
    """The clause of a covering notice, an attachment, or a text without numbers."""
    if part.kind == "main":
        return None if numbered else _whole(part, lines)
    title = part.title_span or Span(part.span.start, part.span.start)
    if part.kind == "covering":
        return Clause("0", "", part.title, 1, part.span, title, None, "covering")
    return Clause(f"a{part.number}", "", part.title, 1, part.span, title, None, "attachment")


def _whole(part: Part, lines: Sequence[Line]) -> Clause | None:
    start = part.span.start
    if part.title_span and len(lines) > 1:
        start = next((line.start for line in lines if line.start >= part.title_span.end), start)
    return Clause("1", "", "", 1, Span(start, part.span.end), Span(start, start))


def _clause(text: str, node: _Node, role: ClauseRole) -> Clause:
    number = text[node.marker.start : node.marker.end].strip(" \t\u3000\xa0")
    span = Span(node.marker.start, node.stop)
    return Clause(node.id, number, _quote(text, node), node.level, span, node.heading, node.parent, role)


def _quote(text: str, node: _Node) -> str:
    return text[node.heading.start : node.heading.end]


@dataclass
class _Tree:
    """Grows the clauses of one part; `open` is the path from the root to the latest clause."""

    text: str
    part: Part
    lines: Sequence[Line]
    nodes: list[_Node] = field(default_factory=list)
    open: list[_Node] = field(default_factory=list)
    #: how often each id was wanted: a number printed twice gets its own id all the same
    ids: dict[str, int] = field(default_factory=dict)
    #: the latest value of each rank anywhere, for numbers that go on across parents or were lost
    latest: dict[int, int] = field(default_factory=dict)
    #: the text numbers its headings 1, 1.1, 1.1.1
    dotted: bool = False
    #: the line at which growing stopped, when there were too many clauses
    stopped: Line | None = None

    def grow(self) -> list[_Node]:
        digits = [line.text for line in self.lines if line.text[0].isdigit()]
        padded = sum(bool(_PADDED.match(line)) for line in digits) > _FEW
        self.dotted = padded or sum(bool(_DOTTED.match(line)) for line in digits) > 1
        last = -1
        for index, line in enumerate(self.lines):
            if len(self.nodes) >= _MOST_CLAUSES:
                self.stopped = line
                break
            if line.text[0] in "名注" and _GLOSSARY.match(line.text):
                # what words mean is no part of the last clause
                return self._closed(line.start)
            marker = self._marker(line)
            if marker:
                self._add(marker, line)
                last = index
            for inner in self._inline(line, marker):
                self._add(inner, line)
                last = index
        return self._closed(self._end(last)) if self.nodes else self.nodes

    def _closed(self, at: int) -> list[_Node]:
        self._close_all(at)
        return self.nodes

    def _marker(self, line: Line) -> Marker | None:
        marker = marker_at(self.text, line.start, line.end)
        return dotted_marker(self.text, line.start, line.end) if marker is None and self.dotted else marker

    def _end(self, last: int) -> int:
        """Where the last clause ends: before the signature and what follows it."""
        stop = closing_start(self.lines, len(self.lines), last + 1)
        return self.lines[stop - 1].end

    def _add(self, marker: Marker, line: Line) -> None:
        start = marker.start
        while self.open and self.open[-1].marker.rank >= marker.rank:
            self._close(self.open.pop(), start)
        parent = self.open[-1] if self.open else None
        value = marker.value if marker.value is not None else self._missing(marker.rank, parent)
        node = _Node(
            self._id(marker.rank, value, parent),
            marker,
            self._level(parent),
            heading_span(self.text, marker, line),
            parent.id if parent else self._root(),
            value=value,
        )
        self.latest[marker.rank] = value
        self.nodes.append(node)
        self.open.append(node)

    def _root(self) -> str | None:
        return {"covering": "0", "main": None, "attachment": f"a{self.part.number}"}[self.part.kind]

    def _level(self, parent: _Node | None) -> int:
        if parent:
            return parent.level + 1
        return 1 if self.part.kind == "main" else 2

    def _missing(self, rank: int, parent: _Node | None) -> int:
        """The value a lost number must have had: one more than the one before it."""
        return self.latest.get(rank, 0) + 1 if parent is None or parent.marker.rank < rank else 1

    def _id(self, rank: int, value: int, parent: _Node | None) -> str:
        base = parent.id if parent else self._root()
        own = f"{_PREFIX.get(rank, '')}{value}"
        # articles count through a whole document, whatever chapter they stand in
        if rank == numbering.ARTICLE:
            base = self._root()
        wanted = f"{base}.{own}" if base is not None else own
        copies = self.ids.get(wanted, 0) + 1
        self.ids[wanted] = copies
        return wanted if copies == 1 else f"{wanted}_{copies}"

    def _close(self, node: _Node, at: int) -> None:
        stop = at
        while stop > node.marker.start and self.text[stop - 1].isspace():
            stop -= 1
        node.stop = stop

    def _close_all(self, at: int) -> None:
        while self.open:
            node = self.open.pop()
            self._close(node, max(at, node.marker.end))

    def _inline(self, line: Line, marker: Marker | None) -> list[Marker]:
        """Numbered items inside one line, when they count 1, 2, … and so are a list."""
        after = marker.end if marker else line.start
        inside = list(inline_markers(self.text, after, line.end))
        if not inside or (marker is None and _LABELLED.match(line.text)):
            return []
        runs: dict[int, list[list[Marker]]] = {marker.rank: [[marker]]} if marker else {}
        for inner in inside:
            of_rank = runs.setdefault(inner.rank, [])
            if of_rank and inner.value == (of_rank[-1][-1].value or 0) + 1:
                of_rank[-1].append(inner)
            elif inner.value == 1:
                of_rank.append([inner])
        kept = [each for of_rank in runs.values() for run in of_rank if len(run) > 1 for each in run]
        return sorted((each for each in kept if each is not marker), key=lambda each: each.start)


def heading_span(text: str, marker: Marker, line: Line) -> Span:
    """The heading behind a number: up to the first full stop when the line goes on."""
    start = marker.end
    closed = _HEADING_CLOSED.match(text, start, line.end)
    if marker.rank == numbering.ARTICLE and closed:
        return Span(closed.start(1), closed.end(1))
    found = _HEADING_END.search(text, start, line.end)
    end = found.start() if found else line.end
    return Span(start, max(start, end))


def _roles(text: str, part: Part, nodes: Sequence[_Node], own: Clause | None) -> dict[str, ClauseRole]:
    """Each clause's role: its heading's when its parent has none, else its parent's."""
    roles: dict[str, ClauseRole] = {own.id: own.role} if own else {}
    for node in nodes:
        inherited = roles.get(node.parent or "", "body")
        said = role_of(_quote(text, node)) if inherited in _OPEN_ROLES else "body"
        roles[node.id] = inherited if said == "body" else said
    if part.kind == "main":
        _fill_by_title(text, part, nodes, roles)
        _fill_by_part_lines(text, nodes, roles)
    return roles


#: what is to be done next, as a heading without a number says it
_NEXT = re.compile("安排|打算|计划|思路|建议|下一?步|今后|未来|明年|重点工作|任务")


def _fill_by_part_lines(text: str, nodes: Sequence[_Node], roles: dict[str, ClauseRole]) -> None:
    """一、二、三 below the line 2022年工作安排 are what is to be done."""
    heads = list(part_lines(text))
    if not any(_NEXT.search(head.heading) for head in heads):
        return
    starts = [head.start for head in heads]
    filled: set[str | None] = set()
    for node in nodes:
        above = bisect_right(starts, node.marker.start) - 1
        if roles[node.id] != "body" or above < 0 or not _NEXT.search(heads[above].heading):
            continue
        if node.parent in filled or (node.parent is None and not is_overview(_quote(text, node))):
            filled.add(node.id)
            roles[node.id] = "tasks"


#: below these a heading's own words decide
_OPEN_ROLES = frozenset({"body", "attachment", "covering"})


def _fill_by_title(text: str, part: Part, nodes: Sequence[_Node], roles: dict[str, ClauseRole]) -> None:
    """When no heading orders anything, the title says what the numbered parts are for."""
    default = default_role(part.title)
    if default == "body" or any(role in ("tasks", "policies", "conditions") for role in roles.values()):
        return
    filled: set[str | None] = set()
    for node in nodes:
        if roles[node.id] != "body":
            continue
        heading = _quote(text, node)
        first = node.parent is None and bool(heading) and not is_overview(heading)
        if first or node.parent in filled:
            filled.add(node.id)
            roles[node.id] = default
