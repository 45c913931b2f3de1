"""What the whole document tells each number: its genre, its dates, and the part it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, field
from functools import cached_property

from zhenxing.core.compiler.duties.deadlines import stated_deadline
from zhenxing.core.compiler.duties.tables import find_tables
from zhenxing.core.compiler.numbers.anchors import anchor_of, dated_by_event, ordered_for, planned_for
from zhenxing.core.compiler.numbers.deadlines import DueRow
from zhenxing.core.compiler.numbers.place_tables import place_tables
from zhenxing.core.compiler.numbers.row_cells import RowCells, row_cells
from zhenxing.core.compiler.numbers.sentences import fold, last_of
from zhenxing.core.compiler.numbers.table_lines import Cell
from zhenxing.core.compiler.numbers.tables import tables
from zhenxing.core.compiler.numbers.times import Anchor
from zhenxing.core.compiler.plan import Clause, ClauseRole, Genre, Header, Plan
from zhenxing.core.compiler.source import Span, TracedText
from zhenxing.core.compiler.text.part_lines import PartLine, part_lines

_HEADING_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
#: a reporter is named within so many characters
_OPENING = 250
#: a longer heading is a sentence of its own
_HEADING = 30
#: so many words that tell, and none that names who must do what, make a page of no known kind an account
_MOSTLY = 4
_TOLD = re.compile(
    r"同比|近年来|今年以来|目前|累计|先后|去年|截至|已(?:建|完|有|达|开|新|成)|实现(?:产值|销售|营)|取得了?[^,。]{0,6}成效"
)
_ORDERS = re.compile(r"牵头|责任(?:单位|部门|领导)|配合单位|现印发|请认真")
#: 政务信息快报 第135期: a brief tells what was done, whatever the headline of its piece
_BRIEF = re.compile(
    r"(?:简\s?报|快\s?报|专\s?报|信\s?息|动\s?态|参\s?阅)\s{0,20}[(]?[^\n。]{0,8}第\s?\d{1,4}\s?期"
)
_COUNTS = re.compile(
    r"成绩单|运行|数据|统计|公报|产值|营收|收入|增长|同比|突破|超额|完成|总结|\d[\d.]*[万亿%]"
)
_GENRES: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    (
        "report",
        re.compile(
            r"报告|总结|汇报|通报|公报|分析|监测|综述|简报|快报|专报|形势|数据|成绩单|会上的讲话|情况(?:$|\(|[和及与暨]|的?(?:公示|公布|公开|反馈)$)"
        ),
    ),
    (
        "other",
        re.compile(
            r"答复(?:$|的?函|意见)|提案|议案|建议$|答记者问|问答|访谈|实录|发布会|侧记|纪实|巡礼|见闻|致辞|发言"
        ),
    ),
    ("measure", re.compile(r"(?:办法|细则|规定|规则|规程|标准|条例|制度)(?:\(|的通知|$|》)")),
    ("opinion", re.compile(r"(?:政策|意见|措施|奖励|举措)[^,。]{0,6}(?:\(|的通知|$|》)")),
    ("plan", re.compile(r"方案|计划|规划|要点|行动|任务|清单|安排")),
    ("meeting", re.compile(r"纪要")),
)
_REPORT_NAMED = re.compile(r"《[^《》]{0,20}报告[^《》]{0,8}》|(?:政府|党代会)?工作报告")
_DEALS_OUT = re.compile(r"分解|分工|落实[^,。]{0,20}(?:任务|目标)|(?:重点|目标|主要)(?:工作)?任务")
#: a notice that invites applications sets conditions
_INVITES = re.compile(r"(?:申报|认定|评选|遴选|评定|征集|推荐)(?:工作|活动)?的?(?:通知|公告)")
_REPORTED = re.compile(r"记者(?!站|协会)|网讯|讯:|讯\(|本报|通讯员")
#: headings under which facts are told, and those under which aims are set
_PAST_HEADING = re.compile(
    r"现状|成效|回顾|总结|基本情况|开展情况|工作情况|办理情况|落实情况|执行情况|近年来|近几年|所做的?[^,。]{0,4}工作|工作开展|发展历程|发展基础|进展|成绩|亮点|发展基础|主要做法|完成情况|运行情况|取得|背景|走过|走来|成绩单|"
    r"上半年|前三季度|一季度|去年|今年以来|差距|存在[^,。]{0,8}(?:问题|不足|困难|短板)|^(?:主要|突出)?(?:问题|困难|不足)(?:清单|台账)?$|堵点|痛点|瓶颈"
)
_FUTURE_HEADING = re.compile(
    r"下一步|下步|目标|计划|思路|打算|任务|举措|措施|安排|要求|工程|行动|谋划|展望|重点工作|下半年|明年|今后|下阶段|对策|建议|议定|确定|决定|会议明确|怎么干|如何干|怎么做|怎么办|这[样么][干做拼]|任务书|施工图|路线图|上下功夫|^要在"
)
#: of these only some turn from what was to what shall be
_LATER = re.compile(r"下一?步|计划|思路|打算|安排|要求|谋划|展望|下半年|明年|今后|下阶段|对策|建议")
#: 关于“解决用工难”的建议: what delegates asked, over what is answered
_ASKED = re.compile(r"(?:针对|关于|对于?)[^。;]{2,60}(?:建议|意见|诉求|问题)$")
_CONDITION_HEADING = re.compile(
    r"(?:申报|认定|评定|评选|入选|入库|推荐|准入|必备|奖励|支持|享受|适用|退出)的?(?:基本)?(?:条件|标准)|^(?:基本|具体)?条件$|"
    r"(?:复核|复审|监测|复评)(?:的?内容)?[和与及]?(?:条件|标准|指标)|申报(?:范围|对象|要求)|准入|(?:监测|认定|管理|动态|考核|调整)[与和及、]?退出|退出(?:机制|情形|程序)|动态管理|管理与撤销|撤销|摘牌"
)
_SCORING_HEADING = re.compile(r"评分|计分|分值|考核指标|考核内容|指标体系|赋分")
#: cheap test that a heading can say any of these
_TELLING_HEADING = re.compile(
    "现状|成效|回顾|总结|情况|近年来|近几年|所做|开展|历程|进展|成绩|亮点|差距|发展基础|主要做法|取得|背景|上半年|季度|去年|今年|存在|问题|困难|不足|"
    "下一步|下步|目标|计划|思路|打算|任务|举措|措施|安排|要求|工程|行动|谋划|展望|重点工作|下半年|明年|今后|下阶段|对策|建议|议定|确定|决定|会议明确|怎么|如何|上下功夫|要在|"
    "条件|标准|复核|复审|复评|监测|申报|准入|退出|动态|撤销|摘牌|评分|计分|分值|考核|指标体系|赋分|20"
)


#: genres that tell what was
TELLING = frozenset({"news", "report", "meeting", "other"})


@dataclass(slots=True)
class Section:
    """The part of the document a number stands in, told by its headings."""

    role: ClauseRole = "body"
    past: bool = False
    future: bool = False
    conditional: bool = False
    scoring: bool = False
    year: int | None = None
    clause: str | None = None
    heading: str = ""


@dataclass(frozen=True, eq=False)
class Document:
    """A plan's folded text with what its header and outline say."""

    text: str
    genre: Genre
    anchor: Anchor
    single_year: bool
    starts: tuple[int, ...]
    sections: tuple[Section, ...]
    #: where a report's headline ends: what it says in numbers the text says again
    headline: int = 0
    #: its title says that it gives the figures of a time: 一季度成绩单
    counts: bool = True
    #: the values of tables, and where the tables stand
    cells: tuple[Cell, ...] = ()
    tables: tuple[Span, ...] = ()
    #: the rows of tables of tasks, in order, each with the time by which it is due
    rows: tuple[DueRow, ...] = ()
    row_cells: RowCells = field(default_factory=lambda: RowCells(()))

    def row(self, at: int) -> DueRow | None:
        """The row of a table of tasks that a position stands in."""
        index = bisect_right(self.rows, at, key=_row_start) - 1
        return self.rows[index] if index >= 0 and at < self.rows[index].span.end else None

    def in_table(self, at: int) -> bool:
        """Whether a position stands in a table of indicators, whose numbers are read as cells."""
        index = bisect_right(self.tables, at, key=lambda span: span.start) - 1
        return index >= 0 and at < self.tables[index].end

    def section(self, at: int) -> Section:
        """The section that holds a position."""
        return self.sections[bisect_right(self.starts, at) - 1]

    @cached_property
    def tells(self) -> bool:
        """News and reports tell what was; other genres say what shall be."""
        return self.genre in TELLING


#: the plans last read, by identity: stages ask for the same text and clauses in turn
_RECENT: deque[tuple[TracedText, tuple[Clause, ...], Header, Document]] = deque(maxlen=2)


def document_of(plan: Plan) -> Document:
    """Read a plan's context (kept for the stages that ask for the same plan in turn)."""
    for traced, clauses, header, document in tuple(_RECENT):
        if traced is plan.traced and clauses is plan.clauses and header is plan.header:
            return document
    document = _document(plan)
    _RECENT.append((plan.traced, plan.clauses, plan.header, document))
    return document


def _document(plan: Plan) -> Document:
    header = plan.header
    dated = header.issued_on or header.published_on
    folded = fold(plan.text)
    name = fold(header.title.value) if header.title else _first_lines(folded)
    anchor, single = anchor_of(name, dated.value if dated else None)
    kind = _genre(header.genre.value if header.genre else None, name, folded)
    heads = tuple(part_lines(folded)) if kind in TELLING else ()
    starts, sections = _sections(plan.clauses, folded, plan.text, heads)
    if kind not in TELLING and not single and anchor.last_year is None:
        anchor = ordered_for(planned_for(anchor, folded), folded)
    if anchor.issued_year is None and kind in TELLING:
        anchor = dated_by_event(anchor, folded)
    cells, spans = _tables(folded, anchor, tells=kind in TELLING)
    headline = header.title.span.end if header.title and kind == "news" else 0
    counts = _COUNTS.search(name) is not None
    rows = _due_rows(plan.text, anchor)
    inside = row_cells(plan.text, find_tables(plan.text), anchor)
    return Document(
        folded, kind, anchor, single, starts, sections, headline, counts, cells, spans, rows, inside
    )


def _due_rows(text: str, anchor: Anchor) -> tuple[DueRow, ...]:
    rows = ((row.span, row.line.deadline) for table in find_tables(text) for row in table.rows)
    # 每年12月底 comes round again
    dated = ((span, due if due and not due.startswith("每") else None) for span, due in rows)
    return tuple(DueRow(span, stated_deadline(due, anchor) if due else None) for span, due in dated)


def _row_start(row: DueRow) -> int:
    return row.span.start


def _tables(text: str, anchor: Anchor, *, tells: bool) -> tuple[tuple[Cell, ...], tuple[Span, ...]]:
    """Tables of indicators, and of places where no such table stands, in order."""
    cells, spans = tables(text, anchor, tells=tells)
    more, places = place_tables(text, anchor, tells=tells)
    free = [span for span in places if not any(span.overlaps(other) for other in spans)]
    if not free:
        return cells, spans
    cells += tuple(cell for cell in more if any(span.contains(cell.span) for span in free))
    return tuple(sorted(cells, key=_cell_start)), tuple(sorted((*spans, *free), key=_span_start))


def _cell_start(cell: Cell) -> int:
    return cell.span.start


def _span_start(span: Span) -> int:
    return span.start


def _first_lines(folded: str) -> str:
    """Where no header was found, the first lines stand for the title."""
    return "\n".join(line.strip() for line in folded[:400].split("\n")[:3])


def _genre(genre: str | None, name: str, folded: str) -> Genre:
    """The header's genre, but for what a reporter signs, and for covers, whose title tells more."""
    if genre in {None, "plan", "other"} and _REPORTED.search(folded[: _OPENING if genre else 2 * _OPENING]):
        return "news"
    if _REPORTED.search(name):
        return "news"
    if genre and genre not in {"notice", "other"}:
        return genre  # type: ignore[return-value]  # the header stage writes genres only
    if genre == "notice" and _INVITES.search(name):
        return "measure"
    # 分解《政府工作报告》重点任务: what is dealt out, not the report that set it
    name = _REPORT_NAMED.sub("", name) if _DEALS_OUT.search(name) else name
    for found, pattern in _GENRES:
        if pattern.search(name):
            return found
    if _BRIEF.search(folded, 0, _OPENING):
        return "report"
    # a speech orders as much as it tells
    tells = "讲话" not in name and len(_TOLD.findall(folded)) >= _MOSTLY and not _ORDERS.search(folded)
    return "other" if genre is None or tells else "plan"


def _sections(
    clauses: tuple[Clause, ...], folded: str, text: str, heads: tuple[PartLine, ...]
) -> tuple[tuple[int, ...], tuple[Section, ...]]:
    """Cut the text where clauses begin and end; each piece gets the section of its innermost clause.

    A heading without a number ends every clause before it, and holds for all up to the next one.
    """
    base = Section()
    starts, sections = [0], [base]
    stack: list[tuple[int, Section]] = []
    waiting = deque(heads)

    def close(until: int) -> None:
        while stack and stack[-1][0] <= until:
            end, _ = stack.pop()
            _cut(starts, sections, end, stack[-1][1] if stack else base)

    def begin(until: int) -> None:
        nonlocal base
        while waiting and waiting[0].start <= until:
            head = waiting.popleft()
            close(head.start)
            stack.clear()
            base = _told_by(head.heading, Section())
            _cut(starts, sections, head.start, base)

    for clause in sorted(clauses, key=_place):
        start, end = clause.span
        begin(start)
        close(start)
        section = _section(clause, stack[-1][1] if stack else base, folded, text)
        stack.append((end, section))
        _cut(starts, sections, start, section)
    begin(len(folded))
    close(max((end for end, _ in stack), default=0))
    return tuple(starts), tuple(sections)


def _place(clause: Clause) -> tuple[int, int]:
    return clause.span.start, clause.level


def _cut(starts: list[int], sections: list[Section], at: int, section: Section) -> None:
    if starts[-1] == at:
        sections[-1] = section
    else:
        starts.append(at)
        sections.append(section)


def _section(clause: Clause, parent: Section, folded: str, text: str) -> Section:
    heading = clause.heading
    if len(heading) > _HEADING:
        heading = ""
    elif heading:
        start = clause.heading_span.start
        same = text.startswith(heading, start)
        heading = folded[start : start + len(heading)] if same else fold(heading)
    return _told_by(heading, parent, clause.role, clause.id)


def _told_by(heading: str, parent: Section, role: ClauseRole = "body", clause: str | None = None) -> Section:
    """What a heading says of its part, and what it leaves as it is in the part around it."""
    conditional = role == "conditions" or parent.conditional
    if not (heading and _TELLING_HEADING.search(heading)):
        return Section(
            role, parent.past, parent.future, conditional, parent.scoring, parent.year, clause, heading
        )
    year = _HEADING_YEAR.search(heading)
    told, aimed = last_of(_PAST_HEADING, heading), last_of(_FUTURE_HEADING, heading)
    if _ASKED.match(heading):
        # what was asked for says nothing of when
        told = aimed = -1
    if parent.past and told < 0 and aimed >= 0 and not _LATER.search(heading):
        # 超额完成任务, in a part that looks back
        aimed = -1
    own = told >= 0 or aimed >= 0
    return Section(
        "body" if told > aimed and role == "goals" else role,
        told > aimed if own else parent.past,
        aimed > told if own else parent.future,
        conditional or bool(_CONDITION_HEADING.search(heading)),
        bool(_SCORING_HEADING.search(heading)) or parent.scoring,
        int(year[1]) if year else parent.year,
        clause,
        heading,
    )
