"""Rows of breakdown tables: which cell stands in which column, and what the row says.

Where a cell holds for several rows, or a page broke it, what it looks like tells where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhenxing.core.compiler.duties.line import (
    FIRST_LEADS,
    DutyLine,
    Share,
    column_share,
    next_label,
    parse_line,
)
from zhenxing.core.compiler.duties.table_heads import DATED, GROUP, Column
from zhenxing.core.compiler.duties.units import begins_unit, looks_like_unit
from zhenxing.core.compiler.duties.wrapped import led_back, unwrapped
from zhenxing.core.compiler.source import Span

#: 1.编制规划: numbered inside the cell
_NUMBERED = re.compile(r"[(（]?(\d{1,2})(?:[)）]|\s?(?:[.．](?!\d)|、))\s?")
_CELL_MARK = re.compile(r"[ \u3000]*[\t|│┃][ \u3000]*|[ \u3000]{3,}")
_BARS = "|│┃"
_NAME = re.compile(r"[\u4e00-\u9fff]{1,2}[ \u3000]?[\u4e00-\u9fff]{1,2}")
_SERIAL = re.compile(r"[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?[.、．]?|\d{1,2}-\d{1,2}")
#: nothing but a time by which something is to be done: 2024年12月底前, 2024.10.31, 长期坚持
_TIME = re.compile(
    r"[\d年月日号上中下旬初底末前以之内第一二三四五六七八九十季度半每周个工作全天长短近远中期持续推进坚常态化"
    r"按序时完成办结立即时到至间起并.:：/—~、,，()（）今明本当贯穿始终动态实施开展\n -]+"
)
_TIMED = re.compile(r"\d|年|月|季|长期|持续|常态|立即|即时|按时|适时|序时|全程|[中短近远]期")
#: how the name of a task begins, and how that of a department ends
_VERB = re.compile(
    r"[建办引制开推打培组举完实加强争扩发召编申创优提做抓落搭改规盘整支探深修出拓招筹启参评认解健构新谋用扶壮"
    r"促延补链聚持巩保突细明严统对设成]"
)
_DEPARTMENT = re.compile(r"(?:局|委|办|部|厅|政府|委员会|办公室|公司|银行|支行|管委会|支队|大队)$")
#: lines and columns that are laid beside each other; more is no row
_MOST_LINES = 24
_LIST_MARK = re.compile(r"[、,，;；\n]")
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{1,8}")
#: 市工信局牵头;市财政局配合
_PART_TAKEN = re.compile(r"(?<=[局委办部会司行社院心府镇乡])(?:负责)?(?:牵头|配合|主办|协办|负责)(?:落实)?$")

Cell = tuple[Column, Span]


@dataclass(frozen=True)
class Row:
    """One row: its number, the cell that names the task, and its responsibility as a line."""

    span: Span
    number: str
    heading: Span
    rest: tuple[Span, ...]
    line: DutyLine
    #: (column title, cell) of those that name persons
    leaders: tuple[tuple[str, Span], ...] = ()
    #: cells that say what was done so far
    told: tuple[Span, ...] = ()
    #: (cell, column title) where the title says when what the cell sets out is due: 上半年目标
    dated: tuple[tuple[Span, str], ...] = ()
    #: a cell stood in a column it does not fit, or was missing
    doubtful: bool = False


@dataclass(frozen=True)
class Placed:
    """The cells of one row with their columns; `exact` where each column has its own."""

    cells: tuple[Cell, ...]
    exact: bool

    @property
    def span(self) -> Span:
        return Span(min(cell.start for _, cell in self.cells), max(cell.end for _, cell in self.cells))

    def of(self, kind: str) -> list[Cell]:
        return [(column, cell) for column, cell in self.cells if column.kind == kind]


def split_cells(text: str, line: Span) -> list[Span]:
    """The cells of a line, empty ones between tabs and bars included; the bars around it are left out."""
    start, end = line
    if start < end and text[start] in _BARS:
        start += 1
        while start < end and text[start] in " \u3000":
            start += 1
    cells: list[Span] = []
    for mark in _CELL_MARK.finditer(text, start, end):
        cells.append(stripped(text, start, mark.start()))
        start = mark.end()
    if start < end:
        cells.append(stripped(text, start, end))
    return cells


def filled(cells: Sequence[Span]) -> list[Span]:
    """The cells that hold something."""
    return [cell for cell in cells if cell.end > cell.start]


def stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \u3000\t\xa0":
        start += 1
    while end > start and text[end - 1] in " \u3000\t\xa0":
        end -= 1
    return Span(start, end)


def is_serial(printed: str) -> bool:
    """Whether a cell is nothing but a number."""
    return len(printed) <= 6 and _SERIAL.fullmatch(printed) is not None


# --- cells and columns ----------------------------------------------------------------------------


def place(text: str, columns: Sequence[Column], cells: Sequence[Span]) -> Placed:
    """The cells of one line in their columns: by position where they are as many, else by looks."""
    if len(cells) == len(columns):
        return Placed(tuple(zip(columns, cells, strict=True)), True)
    if 1 < len(cells) < len(columns) and len(filled(cells)) < len(cells):
        # the empty cells at the end of a line are not printed
        return Placed(tuple(zip(columns, cells, strict=False)), True)
    titled = [column for column in columns if column.title]
    full = filled(cells)
    if len(full) == len(titled):
        return Placed(tuple(zip(titled, full, strict=True)), True)
    rest = _without_group(text, titled, full)
    if rest is not None:
        left = [(titled[0], Span(full[0].start, full[0].start))] if titled[0] not in rest else []
        return Placed((*left, *zip(rest, full, strict=True)), True)
    if _opens(text, titled, full):
        return Placed(tuple(zip(titled, full, strict=False)), True)
    return aligned(text, titled, full)


def _opens(text: str, columns: Sequence[Column], cells: Sequence[Span]) -> bool:
    """Whether the cells of a line fill its first columns, so that only the last ones are empty."""
    if not 2 < len(cells) < len(columns) or columns[0].kind != "number":
        return False
    return is_serial(text[slice(*cells[0])]) and fits(text, columns[: len(cells)], cells)


def _without_group(text: str, columns: Sequence[Column], cells: Sequence[Span]) -> list[Column] | None:
    """The columns of a row without the cell (产业培育) that is printed in the first of its rows only."""
    if len(cells) != len(columns) - 1:
        return None
    last = max((index for index, column in enumerate(columns) if column.kind == "task"), default=0)
    for group, column in enumerate(columns[:3]):
        spans = column.kind in ("task", "other") and group < last
        if not (GROUP.fullmatch(column.title) or spans or (group == 0 and column.kind == "unit")):
            continue
        rest = [column for index, column in enumerate(columns) if index != group]
        if fits(text, rest, cells):
            return rest
    return None


def fits(text: str, columns: Sequence[Column], cells: Sequence[Span]) -> bool:
    """Whether units stand in the columns of units, and none in those of times."""
    pairs = [
        (column.kind, looks(text[cell.start : cell.end].replace("\n", "")))
        for column, cell in zip(columns, cells, strict=True)
        if column.kind in ("unit", "time") and cell.end > cell.start
    ]
    return all((found == "unit") == (kind == "unit") for kind, found in pairs)


def aligned(text: str, columns: Sequence[Column], cells: Sequence[Span]) -> Placed:
    """Cells laid beside columns in order, some columns empty and some with several of the cells.

    A cell that goes on over the next ones becomes one with them.
    """
    cells = _whole_names(text, cells[:_MOST_LINES])
    kinds = [_looks_of(text[cell.start : cell.end]) for cell in cells]
    best = _laid(kinds, columns)
    placed: list[Cell] = []
    at = 0
    for column, count in zip(columns, best, strict=True):
        if count:
            placed.append((column, Span(cells[at].start, cells[at + count - 1].end)))
        else:
            end = cells[at - 1].end if at else cells[0].start
            placed.append((column, Span(end, end)))
        at += count
    return Placed(tuple(placed), all(count == 1 for count in best))


def _whole_names(text: str, cells: Sequence[Span]) -> list[Span]:
    """Cells of which no name of a unit is broken in two: 县农业农村 / 局."""
    whole: list[Span] = []
    for cell in cells:
        if whole and _halves(text[slice(*whole[-1])], text[slice(*cell)]):
            whole[-1] = Span(whole[-1].start, cell.end)
        else:
            whole.append(cell)
    return whole


def _halves(before: str, after: str) -> bool:
    head, tail = _LIST_MARK.split(before)[-1], _LIST_MARK.split(after, maxsplit=1)[0]
    # 各金融机构 / 长期坚持
    if len(head) > 14 or looks(after) == "time" or not _SHORT_NAME.fullmatch(tail) or begins_unit(tail, 0):
        return False
    if not head or not begins_unit(head, 0):
        return False
    return looks_like_unit(head + tail) and not (looks_like_unit(head) and looks_like_unit(tail))


def _laid(kinds: Sequence[str], columns: Sequence[Column]) -> list[int]:
    """How many cells each column takes, so that most of them stand where they look to belong."""
    size = len(kinds)
    # score and choice of the best way to lay the first `at` cells in the columns so far
    scores: list[float] = [0.0] + [float("-inf")] * size
    choices: list[list[int]] = []
    leads = next((column for column in columns if column.kind == "unit"), None)
    for column in columns:
        # who leads is never missing, and seldom many
        first = 0.3 if column is leads else 0.0
        worth = [_worth(kind, column.kind) for kind in kinds]
        after = [float("-inf")] * (size + 1)
        chosen = [0] * (size + 1)
        for at in range(size + 1):
            if scores[at] == float("-inf"):
                continue
            total = scores[at] - _ABSENT[column.kind] - first
            for count in range(min(size - at, _MOST_CELLS.get(column.kind, size)) + 1):
                if count:
                    total = (
                        scores[at] + sum(worth[at : at + count]) - (_EXTRA[column.kind] + first) * (count - 1)
                    )
                if total > after[at + count]:
                    after[at + count], chosen[at + count] = total, count
        scores = after
        choices.append(chosen)
    counts: list[int] = []
    left = size
    for chosen in reversed(choices):
        counts.append(chosen[left])
        left -= chosen[left]
    return counts[::-1]


#: what it costs to leave a column empty, and to let a cell of it go on over another
_ABSENT = {"number": 0.5, "unit": 1.0, "leader": 0.5, "time": 0.8, "task": 1.5, "other": 0.6, "told": 0.5}
_EXTRA = {"number": 9.0, "unit": 0.6, "leader": 0.8, "time": 3.0, "task": 0.8, "other": 0.5, "told": 0.5}
#: more cells of such a column are not one
_MOST_CELLS = {"number": 1, "time": 2, "leader": 4}
_WORTH = {
    ("number", "number"): 3.0,
    ("unit", "unit"): 2.0,
    ("time", "time"): 3.0,
    ("name", "leader"): 2.0,
    ("text", "task"): 1.2,
    ("text", "other"): 1.0,
    ("text", "told"): 1.0,
    ("name", "told"): 0.6,
    ("name", "task"): 0.8,
    ("name", "other"): 0.8,
    ("number", "other"): 0.2,
    ("time", "other"): 0.0,
    ("unit", "other"): -0.8,
    ("unit", "task"): -0.5,
    ("name", "unit"): 0.2,
}


def _worth(looks: str, kind: str) -> float:
    return _WORTH.get((looks, kind), -3.0)


def _looks_of(printed: str) -> str:
    found = looks(printed)
    if found == "task":
        return "name" if _NAME.fullmatch(printed) else "text"
    return found


def looks(printed: str) -> str:
    """What a cell looks to hold: number, time, unit or task."""
    if is_serial(printed):
        return "number"
    short = len(printed) <= 24
    if short and (printed[:1] == "每" or (_TIME.fullmatch(printed) and _TIMED.search(printed))):
        return "time"
    first = _PART_TAKEN.sub("", _LIST_MARK.split(printed.lstrip("(（0123456789)）.．"), maxsplit=1)[0])
    return "unit" if _names_unit(first) else "task"


def _names_unit(printed: str) -> bool:
    """Whether a cell names a unit: 办好展会, 建设产业园 end as units do and are none."""
    named = looks_like_unit(printed) and not printed[-2:-1].isdecimal()
    return named and (not _VERB.match(printed) or _DEPARTMENT.search(printed) is not None)


# --- rows -----------------------------------------------------------------------------------------


def rows_of(text: str, placed: Sequence[Placed]) -> list[Row]:
    """The rows of a table: what is printed once for several of them is carried down."""
    grouped = _grouped(text, placed)
    rows: list[Row] = []
    above: dict[Column, Span] = {}
    for each in placed:
        row = _row(text, each, grouped, above)
        if row:
            rows.append(row)
        for column, cell in each.cells:
            if cell.end > cell.start:
                above[column] = cell
    return rows


def _grouped(text: str, placed: Sequence[Placed]) -> Column | None:
    """The task column that names a group of rows (行动 before 具体任务): its cells repeat or are empty."""
    exact = [each for each in placed if each.exact]
    repeats = 0
    last = ""
    column: Column | None = None
    for each in exact:
        tasks = each.of("task")
        if len(tasks) < 2 or tasks[1][1].end == tasks[1][1].start:
            continue
        column, cell = tasks[0]
        printed = text[cell.start : cell.end]
        own = any(unit.end > unit.start for _, unit in each.of("unit"))
        repeats += own and bool(last) and printed in ("", last)
        last = printed or last
    return column if repeats else None


def _row(text: str, placed: Placed, grouped: Column | None, above: dict[Column, Span]) -> Row | None:
    tasks = [cell for column, cell in placed.of("task") if column != grouped and cell.end > cell.start]
    if not tasks:
        return None
    heading = tasks[0]
    number = next((text[cell.start : cell.end] for _, cell in placed.of("number")), "")
    if not number and not _own(placed):
        # a line more of what the row above says
        return None
    numbered = _NUMBERED.match(text, heading.start, heading.end)
    if numbered and not number:
        number, heading = numbered[1], Span(numbered.end(), heading.end)
    rest = tuple(
        cell
        for column, cell in placed.cells
        if column.kind in ("other", "task") and cell.end != heading.end and cell.end > cell.start
    )
    leaders = tuple((column.title, cell) for column, cell in placed.of("leader"))
    told = tuple(cell for _, cell in placed.of("told") if cell.end > cell.start)
    dated = tuple(
        (cell, column.title)
        for column, cell in placed.cells
        if column.kind in ("other", "task") and cell.end > cell.start and DATED.search(column.title)
    )
    line = _line(text, placed, above)
    return Row(placed.span, number, heading, rest, line, leaders, told, dated, doubtful=not placed.exact)


def _own(placed: Placed) -> bool:
    """Whether a row names units or a time of its own."""
    return any(cell.end > cell.start for kind in ("unit", "time") for _, cell in placed.of(kind))


def _carried(placed: Placed, above: dict[Column, Span]) -> Iterator[Cell]:
    """The unit cells of a row, an empty one of who leads taken from above, with it those beside it."""
    units = placed.of("unit")
    carry = bool(units) and units[0][1].end == units[0][1].start
    for column, cell in units:
        empty = cell.end == cell.start
        yield column, above.get(column, cell) if carry and empty else cell


def _line(text: str, placed: Placed, above: dict[Column, Span]) -> DutyLine:
    units = list(_carried(placed, above))
    shares = tuple(share for column, cell in units for share in _shares(text, column, cell))
    times = [text[cell.start : cell.end] for _, cell in placed.of("time") if cell.end > cell.start]
    leaders = [text[cell.start : cell.end] for _, cell in placed.of("leader")]
    names = tuple(name for cell in leaders for name in re.split(r"[、,，\s]+", cell) if name)
    first = any(FIRST_LEADS.search(column.note) for column, _ in units if column.note)
    return DutyLine(placed.span, shares, names, times[0] if times else None, first_leads=first)


def _shares(text: str, column: Column, cell: Span) -> tuple[Share, ...]:
    if next_label(text, *cell):
        # 牵头单位：甲局 配合单位：乙局, in one cell
        return parse_line(text, cell).shares
    broken = unwrapped(text, cell)
    if broken is None:
        return column_share(text, column.title, cell)
    # a page broke the cell inside a name
    shares = column_share(broken[0], column.title, Span(0, len(broken[0])))
    return led_back(DutyLine(cell, shares), broken[1], cell).shares
