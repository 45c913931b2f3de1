"""Tables of places: a row for each township or unit, a column for each indicator, its unit in brackets.

    乡镇    总产值(亿元)    新增规上企业(户)
    石桥镇  5.2             2

Whether the cells are aims or facts, and of which year, only the lines above the table and the title say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhenxing.core.compiler.numbers.table_lines import (
    BLANKS,
    ROW,
    Cell,
    cells_of,
    line_end,
    named,
    split_cells,
)
from zhenxing.core.compiler.numbers.times import Anchor
from zhenxing.core.compiler.plan import Operator
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.lines import AtLines

#: what a table begins with whose rows are places
_FIRST = re.compile(
    r"(?:乡镇|镇街|镇\(街道\)|县区|县\(市、区\)|地区|单位|园区|专业镇|企业)(?:名称)?|(?:责任|填报)单位"
)
_HEAD = AtLines(
    r"[ \t|]*(?:序号[\s|]{1,8})?"
    r"(?:乡镇|镇街|镇\(街|县区|县\(市|地区|单位|园区|专业镇|企业|责任单位|填报单位)[^\n]{4,200}"
)
_PLACE = re.compile(r"[\u4e00-\u9fff()]{2,20}")
#: how far above the table a line may say what its numbers are
_ABOVE = 160
_AIMED = re.compile("目标|任务|计划|预期|指标分解|下达")
_REACHED = re.compile("完成情况|进展|运行|实际|完成值|统计|通报|实绩")
_YEAR = re.compile(r"((?:19|20)\d\d)\s?年")
_LESS = re.compile("下降|降低|压减|控制")
#: 单位:亿元、户、万人, once above the table
_SAID_ONCE = re.compile(r"单位[:为]\s?([^\s。;)]{1,24})")
_MEASURES = (
    (re.compile("率|占比|比重|增速|增幅|强度"), re.compile("%")),
    (re.compile("就业|从业|人员|人数|人次|培训|人口|人才|游客"), re.compile("人")),
    (re.compile("收入|产值|投资|税收|利润|销售额|资金|贷款|交易额|出口|营收|到位"), re.compile("元")),
    (re.compile("面积|规模"), re.compile("亩|平方米|公顷")),
    (re.compile("企业|主体|户数|项目|个数|合作社|商户|平台|品牌|数$"), re.compile("[户家个]")),
)
#: what stands below a title that spans several columns
_PART = re.compile(
    r"(?:年度|全年|本年|当年|预期|计划|20\d\d年)?(?:目标值?|任务数?|总量|总额|数量|数值|绝对额|计划数?|增速|增幅|增长率?|占比|比重|基数)"
    r"(?:\([^()]{1,8}\))?"
)
#: columns that only a table of what was reached has
_DONE = re.compile("完成率|完成数|位次|排名|名次|实际")
#: a number of the row, not a value
_INDEX = re.compile("序号|排名|名次|位次|得分|备注")


@dataclass(frozen=True, slots=True)
class _Head:
    place: int
    #: (index, indicator, unit) of each column of values
    columns: tuple[tuple[int, str, str], ...]
    #: the titles of all columns
    titles: tuple[str, ...]
    loose: bool

    @property
    def size(self) -> int:
        return len(self.titles)


def place_tables(text: str, anchor: Anchor, *, tells: bool) -> tuple[tuple[Cell, ...], tuple[Span, ...]]:
    """Every cell of every such table in a folded text, and where the tables stand."""
    cells: list[Cell] = []
    spans: list[Span] = []
    at = 0
    for match in _HEAD.finditer(text):
        start = match.start() + (text[match.start()] == "\n")
        if start < at:
            continue
        at = line_end(text, start)
        head = _head(text[start:at], text[max(0, start - _ABOVE) : start])
        if head is None:
            continue
        below = line_end(text, at + 1)
        parts = _parts(text[at + 1 : below], text[below + 1 : line_end(text, below + 1)], head.titles)
        if parts is not None:
            head = _head("\t".join(parts), text[max(0, start - _ABOVE) : start])
            at = below
        if head is None:
            continue
        goal, when = _meaning(text[max(0, start - _ABOVE) : start], head, anchor, tells=tells)
        found, end = _body(text, at, head, goal=goal, when=when)
        if found:
            cells += found
            spans.append(Span(start, end))
            at = end
    return tuple(cells), tuple(spans)


def _head(line: str, above: str) -> _Head | None:
    loose = not BLANKS.search(line.strip())
    words = [cell for cell, _ in split_cells(line, loose=loose)]
    place = next((index for index, cell in enumerate(words[:2]) if _FIRST.fullmatch(cell)), None)
    if place is None:
        return None
    said = _SAID_ONCE.search(above.rstrip().rpartition("\n")[2])
    columns = tuple(_columns(words, place, re.split("[、,/]", said[1]) if said else []))
    return _Head(place, columns, tuple(words), loose) if len(columns) >= 2 else None


def _parts(line: str, row: str, titles: tuple[str, ...]) -> list[str] | None:
    """The titles of a head of two levels as one: 产值 above 目标值 and 增速.

    The title above is printed again for each part or once, with blank cells or none behind it.
    """
    parts = [part.strip() for part in line.split("\t") if part.strip()]
    if len(parts) < 2 or any(char.isdigit() for char in line) or not all(map(_PART.fullmatch, parts)):
        return None
    size = len(row.split("\t"))
    if size == len(titles) + len(parts) - 1:
        at = [index for index, title in enumerate(titles) if _MEASURES[2][0].search(title)]
        return (
            [*titles[: at[0]], *(titles[at[0]] + part for part in parts), *titles[at[0] + 1 :]]
            if at
            else None
        )
    whole: list[str] = []
    spanning: list[int] = []
    for index, title in enumerate(titles):
        whole.append(title or (whole[-1] if whole else ""))
        same = index and whole[-1] == whole[-2]
        spanning += [] if not same else [index] if spanning[-1:] == [index - 1] else [index - 1, index]
    if len(spanning) != len(parts):
        return None
    for index, part in zip(spanning, parts, strict=True):
        whole[index] += part
    return whole


def _columns(words: list[str], place: int, units: list[str]) -> Iterator[tuple[int, str, str]]:
    """The columns whose heading says in what they count, or whose `units` the caption lists."""
    for index, cell in enumerate(words):
        if index > place and not _INDEX.search(cell):
            indicator, unit = named(cell)
            unit = unit or _unit_for(indicator, units)
            if unit and indicator:
                yield index, indicator, unit


def _unit_for(indicator: str, units: list[str]) -> str | None:
    """Of 亿元、户、万人 the one that such an indicator is counted in."""
    for measured, counted in _MEASURES:
        if measured.search(indicator):
            return next((unit.strip() for unit in units if counted.search(unit)), None)
    return None


def _meaning(above: str, head: _Head, anchor: Anchor, *, tells: bool) -> tuple[bool, str | None]:
    """Whether the cells are aims, and of which year."""
    lines = above.rstrip().split("\n")
    caption = lines[-1]
    if caption.lstrip(" (").startswith("单位") and len(lines) > 1:
        caption = lines[-2] + caption
    reached = bool(_REACHED.search(caption)) or any(map(_DONE.search, head.titles))
    goal = not tells
    for said in (
        (reached, bool(_AIMED.search(caption))),
        (bool(_REACHED.search(above)), bool(_AIMED.search(above))),
    ):
        if said[0] != said[1]:
            goal = said[1]
            break
        if tells:
            break
    years = _YEAR.findall(caption) or ([] if tells else _YEAR.findall(above))
    own = anchor.title_year or anchor.issued_year
    when = years[-1] if years else str(own) if own else None
    if not goal and anchor.title_month and when == str(own):
        # 一季度…完成情况的通报
        when = f"{when}-{anchor.title_month:02d}"
    return goal, when


def _body(text: str, at: int, head: _Head, *, goal: bool, when: str | None) -> tuple[list[Cell], int]:
    """The cells of the rows under a head, and where the table ends."""
    cells: list[Cell] = []
    while at < len(text):
        start, end = at + 1, line_end(text, at + 1)
        row = list(_row(text[start:end], start, head, goal=goal, when=when)) if end - start <= ROW else []
        if not row:
            break
        cells += row
        at = end
    return cells, at


def _row(line: str, start: int, head: _Head, *, goal: bool, when: str | None) -> Iterator[Cell]:
    words = split_cells(line, loose=head.loose)
    if len(words) != head.size or not _PLACE.fullmatch(words[head.place][0]):
        return
    for index, indicator, unit in head.columns:
        found = cells_of(
            words[index], start, f"{words[head.place][0]}{indicator}", unit, when=when, goal=goal
        )
        for cell in found:
            cell.op = _direction(cell.op, indicator, goal=goal)
            yield cell


def _direction(op: Operator, indicator: str, *, goal: bool) -> Operator:
    """A bare aim is to be reached; one to come down to is not to be exceeded."""
    return "<=" if goal and op == "=" and _LESS.search(indicator) else op
