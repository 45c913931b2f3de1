"""Tables of tasks as a PDF prints them: columns held apart by blanks, cells broken over lines.

     序号   重点任务          牵头单位       完成时限
            做大石材精深      县工业和信
      1                                      11月底
            加工              息化局

Every row becomes one line with a tab between its cells. What stands in a column is told by the places
that are blank in all lines of the table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: several titles on a line, far apart
_HEAD = re.compile(r"^[ \u3000]*[^\s]{1,12}(?:[ \u3000]{2,}[^\s]{1,14}){2,10}[ \u3000]*$", re.M)
_TITLES = re.compile(r"(?:单位|部门|责任|牵头|配合)")
_TASKS = re.compile(r"任务|事项|工作|项目|措施|举措|内容")
_GAP = re.compile(r"[ \u3000]{2,}")
_SERIAL = re.compile(r"\d{1,3}[.、]?")
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]")
_STOPS = re.compile(r"[ \u3000]*(?:备注[:：]|注[:：]|说明[:：]|抄送|附[件表])")
#: what a title, or a line of one, is made of
_TITLE = re.compile(
    "[序号备注类别名称重点主要工作具体任务事项举措措施内容年度目标要求牵头责任配合参与协办主办单位部门领导人完成时限间期节办结进度]{1,10}"
)
#: how the name of a unit ends, and how one begins that does not go on with the line above
_UNIT_ENDS = re.compile(r"(?:局|委|办|部|中心|院|会|府|公司|[支分]?行|集团|[站队社镇乡]|街道|政府[)）])$")
_UNIT_BEGINS = re.compile(
    r"[县市区省州旗团各](?!分|级)|人民银行|人行|人保|国网|中国|农[发商信]|国家|[相有]关|涉及|其[他它]"
)
#: a head on several lines says what its columns are within so many characters
_HEAD_ROOM = 160
#: so many ways to part rows are weighed at a time
_WAYS = 8
#: more lines than this are no table; so many blank lines end one
_MOST_LINES = 400
_MOST_BLANK = 4
#: so many lines below a head that are no table are not looked at again
_LONG = 20
_WIDEST = 240


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    #: (first place, place behind, words) of every stretch between gaps
    parts: tuple[tuple[int, int, str], ...]

    @property
    def is_blank(self) -> bool:
        return not self.parts


@dataclass
class _Row:
    first: _Line
    last: _Line
    cells: list[str]


def layout_tables(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, the row as one line with tabs) of every row of every such table, heads included."""
    if "   " not in text or not _TITLES.search(text):
        return
    reached = 0
    for head in _HEAD.finditer(text):
        near = head.end() + _HEAD_ROOM
        if head.start() < reached or not _TITLES.search(text, *head.span()):
            continue
        if not _TASKS.search(text, head.start(), near):
            continue
        lines = _region(text, head.start())
        columns = _columns(lines)
        rows = _rows(lines, columns) if len(columns) > 2 else []
        if len(rows) < 3 or not any("\n" in text[row.first.start : row.last.end] for row in rows):
            reached = lines[-1].end if len(lines) > _LONG else reached
            continue
        for row in rows:
            yield row.first.start, row.last.end, "\t".join(row.cells)
        reached = rows[-1].last.end


# --- lines ----------------------------------------------------------------------------------------


def _region(text: str, start: int) -> list[_Line]:
    """The lines of a table from its head on: up to running text, or a line that fills its gaps."""
    lines: list[_Line] = []
    taken: set[int] = set()
    blank = 0
    for line in _lines(text, start):
        blank = blank + 1 if line.is_blank else 0
        if blank > _MOST_BLANK or len(lines) >= _MOST_LINES or _STOPS.match(text, line.start):
            break
        places = {place for first, stop, _ in line.parts for place in range(first, stop)}
        if lines and not line.is_blank and _fills(line, lines[0], taken | places):
            break
        taken |= places
        lines.append(line)
    while lines and lines[-1].is_blank:
        lines.pop()
    return lines


def _fills(line: _Line, head: _Line, taken: set[int]) -> bool:
    """Whether with this line there is no blank left between two titles of the head."""
    for (_, end, _), (begin, _, _) in pairwise(head.parts):
        if all(place in taken for place in range(end, begin)):
            return True
    return len(line.parts) == 1 and line.parts[0][1] - line.parts[0][0] > (head.parts[-1][1] // 2)


def _lines(text: str, start: int) -> Iterator[_Line]:
    at = start
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        printed = text[at:end] if end - at <= _WIDEST else ""
        yield _Line(at, end, tuple(_parts(printed)) if printed else ((0, _WIDEST, ""),) if end > at else ())
        at = end + 1


def _parts(printed: str) -> Iterator[tuple[int, int, str]]:
    at = place = 0
    for gap in [*_GAP.finditer(printed), None]:
        end = gap.start() if gap else len(printed)
        words = printed[at:end]
        lead = len(words) - len(words.lstrip())
        wide = _width(words)
        if words.strip():
            yield place + lead, place + wide, words.strip()
        at = gap.end() if gap else end
        place += wide + (_width(gap.group()) if gap else 0)


def _width(words: str) -> int:
    # “ and — are as wide as a character in Chinese type
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in words)


# --- columns and rows -----------------------------------------------------------------------------


def _columns(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """The stretches of places that hold something in any line."""
    spans = sorted((first, stop) for line in lines for first, stop, _ in line.parts)
    columns: list[tuple[int, int]] = []
    for first, stop in spans:
        if columns and first < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(stop, columns[-1][1]))
        else:
            columns.append((first, stop))
    return columns


def _rows(lines: Sequence[_Line], columns: Sequence[tuple[int, int]]) -> list[_Row]:
    serials = [index for index, line in enumerate(lines) if _serial(line, columns)]
    if len(serials) < 2:
        return []
    blocks = _blocks(lines)
    own = [sum(first <= index < stop for index in serials) for first, stop in blocks]
    if max(own) > 1:
        blocks = _centred(lines, serials)
    rows: list[_Row] = []
    for first, stop in blocks:
        row = _row(lines[first:stop], columns)
        counted = any(first <= index < stop for index in serials)
        if counted or not rows or not _SERIAL.fullmatch(rows[-1].cells[0]) or _stands_apart(row, rows[0]):
            rows.append(row)
        else:
            # the rest of a row, on the next page
            rows[-1].last = row.last
            rows[-1].cells = [one + more for one, more in zip(rows[-1].cells, row.cells, strict=True)]
    return rows


def _stands_apart(row: _Row, head: _Row) -> bool:
    """Whether a row without a number is the head again, or names the group of those below."""
    filled = [cell for cell in row.cells if cell]
    return row.cells == head.cells or (len(filled) == 1 and bool(_SECTION.match(filled[0])))


def _serial(line: _Line, columns: Sequence[tuple[int, int]]) -> bool:
    if line.is_blank:
        return False
    first, stop, words = line.parts[0]
    return first >= columns[0][0] and stop <= columns[0][1] and bool(_SERIAL.fullmatch(words))


def _blocks(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """Stretches of lines without a blank one between them; the head printed again is one."""
    head = [words for _, _, words in lines[0].parts]
    blocks: list[tuple[int, int]] = []
    begun = None
    for index, line in enumerate(lines):
        again = index > 0 and [words for _, _, words in line.parts] == head
        if line.is_blank or again:
            blocks += [(begun, index)] if begun is not None else []
            blocks += [(index, index + 1)] if again else []
            begun = None
        elif begun is None:
            begun = index
    return [*blocks, (begun, len(lines))] if begun is not None else blocks


def _centred(lines: Sequence[_Line], serials: Sequence[int]) -> list[tuple[int, int]]:
    """Rows without blank lines between them: each number stands at the top of its row, or amid it."""
    head = 1
    while head < serials[0] and all(_TITLE.fullmatch(words) for _, _, words in lines[head].parts):
        head += 1
    starts = [*serials] if serials[0] == head else _starts(lines, serials, head)
    return [(0, head), *zip(starts, [*starts[1:], len(lines)], strict=True)]


def _starts(lines: Sequence[_Line], serials: Sequence[int], head: int) -> list[int]:
    """Where rows begin whose numbers stand amid them, so that fewest cells are cut in two."""
    # start of the row → (cost so far, the starts up to it)
    ways: dict[int, tuple[int, tuple[int, ...]]] = {head: (0, (head,))}
    for index, following in pairwise(serials):
        found: dict[int, tuple[int, tuple[int, ...]]] = {}
        for start, (cost, before) in ways.items():
            middle = 2 * index - start + 1
            for begin in {min(max(middle + off, index + 1), following) for off in (-1, 0, 1)}:
                way = (cost + _cut(lines, begin) + (begin != middle), (*before, begin))
                if begin not in found or way < found[begin]:
                    found[begin] = way
        # of many ways only the best few go on
        ways = dict(sorted(found.items(), key=_cost)[:_WAYS])
    last = serials[-1]
    ends = {
        start: (cost + abs(2 * last - start + 1 - len(lines)), way) for start, (cost, way) in ways.items()
    }
    return list(min(ends.values())[1])


def _cost(way: tuple[int, tuple[int, tuple[int, ...]]]) -> tuple[int, tuple[int, ...]]:
    return way[1]


def _cut(lines: Sequence[_Line], begin: int) -> int:
    """How many cells go on over the start of a row, less those that end before it."""
    above, below = lines[begin - 1], lines[begin]
    cost = 0
    for first, stop, words in above.parts:
        for begun, end, more in below.parts:
            if first < end and begun < stop and not _parts_units(words, more):
                # a cell that goes on has filled its line
                cost += 2 if stop >= end else -2
    return cost


def _parts_units(above: str, below: str) -> bool:
    """Whether a cell names one unit a line: 市财政局 / 市自然资源局."""
    return _UNIT_ENDS.search(above) is not None and _UNIT_BEGINS.match(below) is not None


def _row(lines: Sequence[_Line], columns: Sequence[tuple[int, int]]) -> _Row:
    cells = [""] * len(columns)
    for line in lines:
        for first, _, words in line.parts:
            index = next(i for i, (begin, stop) in enumerate(columns) if begin <= first < stop)
            cells[index] += f"、{words}" if _parts_units(cells[index], words) else words
    return _Row(lines[0], lines[-1], cells)
