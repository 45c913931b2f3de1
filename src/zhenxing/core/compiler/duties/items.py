"""Which clauses of a document are its tasks.

The task is the lowest numbered level that carries measures: where 三 holds groups (一)…(八) without
text of their own, the items 1.…21. inside are the tasks; where (一)…(十一) have text, they are, and
(1)(2) inside are details unless they carry responsibility lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from zhenxing.core.compiler.duties.finding import find_lines
from zhenxing.core.compiler.duties.headings import clean_heading, first_sentence, head_above, sentence_of
from zhenxing.core.compiler.duties.line import FIRST_LEADS, DutyLine
from zhenxing.core.compiler.duties.table_rows import Row
from zhenxing.core.compiler.duties.tables import Table, find_tables
from zhenxing.core.compiler.plan import Clause, ClauseRole, Plan
from zhenxing.core.compiler.source import Span

_ORDERING: frozenset[ClauseRole] = frozenset({"tasks", "policies", "safeguards", "mechanism"})
_GENRES_THAT_ORDER = frozenset({"plan", "notice", "opinion", "measure", "other", "meeting"})
#: parts that say why, what for, or for whom, not what to do
_NO_ORDERS = re.compile(
    r"总体要求|总体思路|总体目标|指导思想|基本原则|工作原则|目标|意义|背景|形势|现状|基础|问题|总则|附则|适用|对象|依据|定义|名词|"
    r"范围|条件|标准|指标|评分|职责$|组成|人员|成员|机构|程序|材料|时间|地点|回顾|情况|流程|方式|联系|奖项|名额|有效期|附件|分值|计分|等次"
)
#: what a report means to do next
_NEXT_STEPS = re.compile(r"打算|下一?步|工作安排|工作计划|工作思路|重点工作|努力方向")
_ASSIGNS = re.compile(r"负责|牵头|应当|组织|会同|承担|建立|做好|开展|落实")
#: what minutes say was decided: 原则同意…, 由县财政局…, 县发改局要…
_DECIDES = re.compile(r"同意|[由要须]|议定|决定|明确|通过|抓紧|尽快|落实|支持")
#: 县农业农村局牵头工作(12项): whose items these are
_LEADS_ALL = re.compile(r"(?:牵头|承办|负责)的?(?:重点)?(?:工作|任务|事项)(?:$|[(（:：])")
#: an item of conditions, of scores, or the article that says what the paper is for
_SAYS_NOT_WHAT = re.compile(
    r"的$|[得加扣减计][\d.]{1,4}分|[(（]\d{1,3}分[)）]$|制定本[^,，。]{1,12}$|以[上下]的?(?:企业|单位|项目)$|\.(?:docx?|xlsx?|pdf|wps|zip|rar)$"
)
#: a line of a cell that begins an item, or ends one
_LISTED = re.compile(r"[。;；:：]\n|\n[ \u3000]*[(（]?\d{1,2}[)）.、．]")
_SHORT_CELL = 60
#: 问题一：…, 任务2：…: opens a card whose lines say who and by when
_CARD = re.compile(
    r"(?<=\n)[ \t]*(?:问题|任务|事项|项目|举措|措施|工作)\s?"
    r"([一二三四五六七八九十]{1,3}|\d{1,2})\s?[:：、.．]\s?"
)
_NUMBER_ENDS = "、.．。 \u3000\t"


@dataclass(frozen=True)
class Item:
    """One task: its clause, its own responsibility lines, or else those of the part around it."""

    clause: str | None
    number: str
    heading: str
    span: Span
    body_start: int
    section: str | None
    lines: tuple[DutyLine, ...] = ()
    inherited: tuple[DutyLine, ...] = ()
    #: in a table, the cells that say what is to be done
    cells: tuple[Span, ...] = ()


@dataclass
class Outline:
    """The clauses as a tree, each with the responsibility lines of its own text."""

    text: str
    genre: str | None
    roots: list[Clause]
    children: dict[str, list[Clause]]
    lines: dict[str, tuple[DutyLine, ...]] = field(default_factory=dict)
    #: lines of this clause or of any below it
    busy: dict[str, bool] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()

    @classmethod
    def of(cls, plan: Plan) -> Outline:
        ids = {clause.id for clause in plan.clauses}
        children: dict[str, list[Clause]] = {}
        for clause in plan.clauses:
            if clause.parent in ids:
                children.setdefault(clause.parent or "", []).append(clause)
        roots = [clause for clause in plan.clauses if clause.parent not in ids]
        genre = plan.header.genre.value if plan.header.genre else None
        outline = cls(plan.text, genre, roots, children, tables=find_tables(plan.text))
        for clause in reversed(plan.clauses):
            outline._read(clause)
        if not outline._each_its_own():
            for clause in reversed(plan.clauses):
                outline.lines[clause.id] = outline.lines[clause.id] or outline._lifted(clause)
        return outline

    def _read(self, clause: Clause) -> None:
        """Find the lines of a clause's own text; children come later in the list, so are read before."""
        own: list[DutyLine] = []
        for span in self.own_spans(clause):
            own += find_lines(self.text, span)
        if own and self.tables:
            own = [line for line in own if not any(table.span.overlaps(line.span) for table in self.tables)]
        self.lines[clause.id] = tuple(own)
        below = any(self.busy[child.id] for child in self.children.get(clause.id, ()))
        self.busy[clause.id] = below or any(line.names_units for line in own)

    def _each_its_own(self) -> bool:
        """Whether somewhere several items of one part each have a line in a paragraph of its own."""
        return any(
            sum(any(map(self._stands_alone, self.lines[child.id])) for child in kids) > 1
            for kids in self.children.values()
        )

    def _lifted(self, clause: Clause) -> tuple[DutyLine, ...]:
        """A line in a paragraph of its own behind the last item, the only one there is, speaks for all."""
        kids = self.children.get(clause.id, [])
        if len(kids) < 2 or any(self.busy[child.id] for child in kids[:-1]):
            return ()
        last = kids[-1].id
        lines = self.lines[last]
        alone = all(self._stands_alone(line) for line in lines) or self._runs_on(clause)
        if self.children.get(last) or not lines or not alone:
            return ()
        self.lines[last], self.busy[last] = (), False
        return lines

    def _runs_on(self, clause: Clause) -> bool:
        """(四)强化培育。1.…。2.…。(甲局牵头): items inside one paragraph, whose line closes it."""
        if "\n" in self.text[clause.span.start : clause.span.end].rstrip():
            return False
        line = self.lines[self.children[clause.id][-1].id][-1:]
        return bool(line) and line[0].span.end >= clause.span.end - 2

    def _stands_alone(self, line: DutyLine) -> bool:
        start = self.text.rfind("\n", 0, line.span.start) + 1
        return not line.above and not self.text[start : line.span.start].strip()

    def own_spans(self, clause: Clause) -> Iterator[Span]:
        """The stretches of a clause that belong to none of its children."""
        begin = clause.heading_span.start
        for child in self.children.get(clause.id, ()):
            if child.span.start > begin:
                yield Span(begin, child.span.start)
            begin = max(begin, child.span.end)
        if begin < clause.span.end:
            yield Span(begin, clause.span.end)

    def body_below(self, clause: Clause) -> str:
        """What stands between a clause's heading and its first child, without responsibility lines."""
        kids = self.children.get(clause.id, ())
        end = kids[0].span.start if kids else clause.span.end
        start = min(clause.heading_span.end, end)
        for line in self.lines[clause.id]:
            if start <= line.span.start < end:
                return self.text[start : line.span.start].strip(_NUMBER_ENDS + "\n")
        return self.text[start:end].strip(_NUMBER_ENDS + "\n")

    def all_lines(self) -> Iterator[DutyLine]:
        for lines in self.lines.values():
            yield from lines


def items_of(outline: Outline) -> tuple[Item, ...]:
    """The tasks of a document in order."""
    found: list[Item] = []
    for root in outline.roots:
        found.extend(_of_part(outline, root, None, ()))
    for table in outline.tables:
        found = _with_rows(outline, found, table)
    return tuple(item for item in found if item.lines or not _says_not_what(item.heading))


def _says_not_what(heading: str) -> bool:
    return bool(_SAYS_NOT_WHAT.search(heading) or FIRST_LEADS.search(heading))


def _with_rows(outline: Outline, items: list[Item], table: Table) -> list[Item]:
    """Add a table's rows; a row that repeats a task of the text only brings its responsibility line."""
    # the last row's clause may go on behind the table, to the imprint
    inside = [item for item in items if not table.span.start <= item.span.start < table.span.end]
    places = {_squeezed(item.heading): index for index, item in enumerate(inside)}
    for row in table.rows:
        item = _row_item(outline, row)
        index = places.get(_squeezed(item.heading))
        if index is None:
            inside.append(item)
        elif not inside[index].lines:
            inside[index] = replace(inside[index], lines=item.lines, inherited=())
    return inside


def _squeezed(heading: str) -> str:
    return "".join(heading.split())


def _row_item(outline: Outline, row: Row) -> Item:
    heading = _cell_heading(outline.text, row.heading)
    printed = outline.text[heading.start : heading.end].replace("\n", "").rstrip(_NUMBER_ENDS + ";；")
    line = replace(row.line, damaged=row.line.damaged or row.doubtful)
    return Item(None, row.number, printed, row.span, heading.end, None, (line,), cells=row.rest)


def _cell_heading(text: str, cell: Span) -> Span:
    """A short cell as it stands, also where a page broke it; of a long one the first sentence."""
    printed = text[cell.start : cell.end]
    if len(printed) <= _SHORT_CELL and not _LISTED.search(printed) and printed.find("。", 0, -1) < 0:
        return cell
    return first_sentence(text, cell)


def _of_part(
    outline: Outline, clause: Clause, section: str | None, inherited: tuple[DutyLine, ...]
) -> Iterator[Item]:
    if clause.role in ("covering", "attachment") and not clause.number:
        for child in outline.children.get(clause.id, ()):
            yield from _of_part(outline, child, section, inherited)
        if not outline.children.get(clause.id):
            yield from _unnumbered(outline, clause)
        return
    if not _orders_work(outline, clause):
        return
    yield from _select(outline, clause, section, inherited)


def _orders_work(outline: Outline, clause: Clause) -> bool:
    if outline.busy[clause.id]:
        return True
    if clause.role in _ORDERING:
        return True
    if _NEXT_STEPS.search(clause.heading):
        return True
    # minutes head what was decided by what it is about: 关于…问题, 关于用能指标
    topic = outline.genre == "meeting" and clause.heading.startswith("关于")
    of_body = clause.role == "body" or (topic and clause.role == "goals")
    if not of_body or outline.genre not in (None, *_GENRES_THAT_ORDER):
        return False
    if not clause.number or (not topic and _NO_ORDERS.search(clause.heading[:40])):
        return False
    if outline.children.get(clause.id):
        return True
    says = _DECIDES if topic else _ASSIGNS
    return says.search(outline.body_below(clause)[:400]) is not None


def _select(
    outline: Outline, clause: Clause, section: str | None, inherited: tuple[DutyLine, ...]
) -> Iterator[Item]:
    kids = outline.children.get(clause.id, [])
    if not clause.number and not clause.heading:
        yield from _unnumbered(outline, clause)
    elif kids and _is_group(outline, clause, kids):
        own = section or clause.number.strip(_NUMBER_ENDS)
        passed = tuple(line for line in outline.lines[clause.id] if line.names_units) or inherited
        yield from _children(outline, kids, own, passed)
    else:
        yield _item(outline, clause, section, inherited)


def _unnumbered(outline: Outline, clause: Clause) -> Iterator[Item]:
    """A text without numbers: every paragraph that ends in a responsibility line is a task.

    Lines with nothing between them (牵头单位：… / 配合单位：… / 整改时限：…) belong to one task.
    """
    text, reached = outline.text, clause.span.start
    item: Item | None = None
    # 责任领导：… above 牵头单位：…
    waiting: tuple[DutyLine, ...] = ()
    for line in outline.lines[clause.id]:
        if item and _adjoins(text, reached, line):
            item = replace(item, lines=(*item.lines, line), span=Span(item.span.start, line.span.end))
            reached = line.span.end
            continue
        if waiting and not _adjoins(text, waiting[-1].span.end, line):
            waiting = ()
        waiting = (*waiting, line)
        if not line.names_units:
            continue
        if item:
            yield item
        item, reached, waiting = _ended_by(outline, clause, waiting, reached), line.span.end, ()
    if item:
        yield item


def _adjoins(text: str, reached: int, line: DutyLine) -> bool:
    """Whether nothing but marks stands between two responsibility lines."""
    return not text[reached : line.span.start].strip(_NUMBER_ENDS + "\n;；")


def _ended_by(outline: Outline, clause: Clause, lines: tuple[DutyLine, ...], reached: int) -> Item | None:
    """The task that responsibility lines close: the card (问题一：…) above them, or their paragraph."""
    text, line = outline.text, lines[0]
    cards = list(_CARD.finditer(text, reached, line.span.start))
    start = cards[-1].end() if cards else text.rfind("\n", clause.span.start, line.span.start) + 1
    if not cards and not text[start : line.span.start].strip():
        above = text[clause.span.start : max(start - 1, clause.span.start)].rstrip()
        start = clause.span.start + above.rfind("\n") + 1
    # a paragraph with several lines is as many tasks: each begins behind the line before it
    start = max(start, reached)
    head = None if cards else head_above(text, Span(reached, start), Span(start, line.span.start))
    heading = head or first_sentence(text, Span(start, line.span.start))
    if heading.end <= heading.start:
        return None
    printed = text[heading.start : heading.end]
    number = cards[-1][1] if cards else ""
    span = Span(min(start, heading.start), lines[-1].span.end)
    return Item(clause.id, number, printed, span, heading.end, None, lines)


def _children(
    outline: Outline, kids: list[Clause], section: str, inherited: tuple[DutyLine, ...]
) -> Iterator[Item]:
    above = _speaking_for_all(outline, kids)
    for child in kids:
        if child.role in ("goals", "conditions") and not outline.busy[child.id]:
            continue
        if child.role == "body" and _NO_ORDERS.search(child.heading[:20]) and not outline.busy[child.id]:
            continue
        yield from _select(outline, child, section, above or inherited)


def _speaking_for_all(outline: Outline, kids: list[Clause]) -> tuple[DutyLine, ...]:
    """以上任务由…, printed behind the last item of a part."""
    last = outline.lines[kids[-1].id]
    return tuple(line for line in last if line.above)


def _is_group(outline: Outline, clause: Clause, kids: list[Clause]) -> bool:
    """Whether the items below are the tasks, rather than this clause."""
    if any(outline.busy[child.id] for child in kids):
        return True
    if clause.level == 1 or _LEADS_ALL.search(clause.heading):
        return True
    body = outline.body_below(clause)
    if outline.lines[clause.id]:
        if "\n" not in outline.text[clause.span.start : clause.span.end]:
            return False
        return len(body) < 12 and _have_text(outline, kids)
    return len(body) < 12 or (body[-1] in ":：" and len(body) < 60)


def _have_text(outline: Outline, kids: list[Clause]) -> bool:
    """Whether the items below say more than their headings."""
    return sum(len(outline.body_below(child)) > 3 for child in kids) * 2 > len(kids)


def _item(outline: Outline, clause: Clause, section: str | None, inherited: tuple[DutyLine, ...]) -> Item:
    lines = tuple(line for line in outline.lines[clause.id] if not line.above)
    heading = clean_heading(outline.text, sentence_of(outline.text, clause, lines), lines)
    body_start = max(heading.end, clause.heading_span.start)
    if heading.start >= heading.end:
        heading = first_sentence(outline.text, Span(clause.heading_span.start, clause.span.end))
        body_start = clause.heading_span.start
    # 一、甲局牵头工作: / 1.…(协同单位:乙局): who leads stands above, who helps in the line
    helps = any(lines) and all(share.part == "support" for line in lines for share in line.shares)
    led = inherited if helps and any(line.names_units for line in lines) else ()
    return Item(
        clause=clause.id,
        number=clause.number,
        heading=outline.text[heading.start : heading.end],
        span=clause.span,
        body_start=body_start,
        section=section,
        lines=(*led, *(line for line in lines if line.names_units or line.leaders or line.deadline)),
        inherited=() if any(line.names_units for line in lines) else inherited,
    )
