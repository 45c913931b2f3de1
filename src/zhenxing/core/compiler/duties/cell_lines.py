"""Breakdown tables that lost their rules: every cell of the head, and of the rows, on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhenxing.core.compiler.duties.table_heads import (
    Column,
    are_parts,
    columns_of,
    is_head_again,
    joined_titles,
    kind_of,
    with_parts,
)
from zhenxing.core.compiler.duties.table_rows import Placed, fits, looks, place
from zhenxing.core.compiler.duties.table_stacks import MOST_UNEVEN, plain_rows
from zhenxing.core.compiler.source import Span

#: what stands behind a table
NOTE = re.compile(r"备注[:：]|注[:：]|说明[:：]|附[件表]|填[报表]|抄送|联系人|审核")
#: 一、培育主体, （一）培育主体: a line of its own over the rows of a group
SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]")
SHORT = 40
_NUMBER_AHEAD = re.compile(r"(\d{1,3})[ \u3000]{1,4}(?=[\u4e00-\u9fff“《]{3})")
#: 1-1, 1-2, 2-1: numbered by groups
_COMPOUND = re.compile(r"\d{1,2}[-—－–]\d{1,2}")
_FIGURES: tuple[str, ...] = ("", *"一二三四五六七八九")
#: a longer line is no number
_SERIAL = 8


def rows_on_lines(text: str, lines: Sequence[Span], index: int) -> tuple[list[Placed], int]:
    """(the rows of a table whose head begins on a line, the line behind it); no rows where there is none."""
    columns, stop = _cells_head(text, lines, index)
    if columns is None:
        return [], index + 1
    # 任务类别 / 序号 / 具体任务: the name of a group stands before the number of its first row
    number = next((at for at, column in enumerate(columns[:3]) if column.kind == "number"), 0)
    columns = columns[number:]
    # the head may have been found below 任务类别, so that it is not among the columns
    groups = max(number, 1)
    if columns[0].kind != "number":
        shaped, end = _by_shape(text, lines, stop, columns)
        if columns[-1].kind not in ("unit", "time") or stop - index < 3:
            return shaped, end
        head = [text[slice(*line)] for line in lines[index:stop]]
        plain, behind = plain_rows(text, lines, stop, columns, head)
        return (plain, behind) if len(plain) > max(len(shaped), 1) else (shaped, end)
    placed: list[Placed] = []
    at, expected, uneven = stop, 1, 0
    head = [text[line.start : line.end] for line in lines[index:stop]]
    while at < len(lines):
        # the name of the table may stand over its head again
        again = next((i for i in range(at, at + 2) if placed and is_head_again(text, lines, i, head)), None)
        if again is not None:
            at = again + len(head)
            continue
        if not _begins_row(text, lines, at, expected):
            ahead = _begins_below(text, lines, at, expected, groups)
            if ahead:
                at += ahead
                continue
            if at + 1 < len(lines) and _begins_row(text, lines, at + 1, 1) and expected > 1:
                expected = 1
            elif not _is_heading(text, lines, at, expected):
                break
            at += 1
            continue
        end = _row_end(text, lines, at, expected, columns)
        end = next((i for i in range(at, end) if is_head_again(text, lines, i, head)), end)
        end -= _group_lines(text, lines[at:end], columns[-1].kind) if end - at > len(columns) else 0
        placed.append(place(text, columns, [*_number_apart(text, lines[at]), *lines[at + 1 : end]]))
        uneven += not placed[-1].exact
        if uneven > MOST_UNEVEN:
            break
        at, expected = end, expected + 1
    return placed, at


def _cells_head(text: str, lines: Sequence[Span], index: int) -> tuple[list[Column] | None, int]:
    """(columns, the line behind the head) of a head with a cell a line, on one level or two."""
    window = [
        text[line.start : line.end] for line in lines[index : index + 16] if line.end - line.start <= 40
    ]
    joined = joined_titles(window)
    titles = [title for title, _ in joined]
    if titles and (titles[0].endswith("分工") or "number" in map(kind_of, titles[1:3])):
        # 任务分工 is what the table is called: its head begins below
        return None, index + 1
    stop = index + sum(count for _, count in joined)
    parts = next((size for size in (3, 2) if len(titles) > size and are_parts(titles[-size:])), 0)
    if parts:
        spanned = with_parts(titles[:-parts], titles[-parts:])
        if len(spanned) == len(titles) - 1:
            return columns_of(spanned), stop
    return columns_of(titles), stop


def _row_end(text: str, lines: Sequence[Span], at: int, expected: int, columns: Sequence[Column]) -> int:
    """The line behind a row: where the next number stands, or the table ends."""
    size = len(columns)
    end = at + 1
    while end < len(lines) and end - at < 3 * size:
        if _begins_row(text, lines, end, expected + 1) or NOTE.match(text, lines[end].start):
            break
        end += 1
    if end == len(lines) or not _begins_row(text, lines, end, expected + 1):
        end = _last_row_end(text, lines, at, end, columns)
    if _is_heading(text, lines, end - 1, expected + 1) and end - at > size:
        end -= 1
    return end


def _last_row_end(text: str, lines: Sequence[Span], at: int, end: int, columns: Sequence[Column]) -> int:
    """The line behind a row with no number after it: full when its last column is, though broken."""
    size = len(columns)
    if columns[-1].kind == "time" and end - at > size:
        for stop in range(at + 2, min(end, at + 3 * size)):
            if looks(text[slice(*lines[stop])]) == "time":
                return stop + 1
    return min(end, at + size)


def _begins_below(text: str, lines: Sequence[Span], at: int, number: int, groups: int) -> int:
    """How many lines that name groups stand over the row of a number; 0 where it does not follow."""
    near = range(1, min(groups, len(lines) - at - 1) + 1)
    return next((ahead for ahead in near if _begins_row(text, lines, at + ahead, number)), 0)


def _group_lines(text: str, row: Sequence[Span], kind: str) -> int:
    """How many lines at the end of a row name the group of the next: behind its last time or unit."""
    if kind not in ("time", "unit"):
        return 0
    for count in range(min(3, len(row) - 2)):
        if looks(text[slice(*row[len(row) - 1 - count])]) == kind:
            return count
    return 0


def _is_heading(text: str, lines: Sequence[Span], at: int, expected: int) -> bool:
    """Whether a line over a row names its group: 二、提升品牌."""
    line = lines[at]
    if line.end - line.start > SHORT or at + 1 >= len(lines):
        return False
    return bool(SECTION.match(text, line.start)) and _begins_row(text, lines, at + 1, expected)


def _begins_row(text: str, lines: Sequence[Span], at: int, number: int) -> bool:
    first = _number_apart(text, lines[at])[0]
    if first.end - first.start > _SERIAL:
        return False
    printed = text[first.start : first.end].strip(".、．()（）").lstrip("0")
    return printed in (str(number), _spelled(number)) or _COMPOUND.fullmatch(printed) is not None


def _spelled(number: int) -> str:
    """12 as 十二."""
    tens, ones = divmod(number, 10)
    front: str = _FIGURES[tens % 10] if tens > 1 else ""
    return front + ("十" if tens else "") + _FIGURES[ones]


def _number_apart(text: str, line: Span) -> list[Span]:
    """3 建成交易市场: the number and what stands behind it on its line."""
    number = _NUMBER_AHEAD.match(text, line.start, line.end)
    return [Span(line.start, number.end(1)), Span(number.end(), line.end)] if number else [line]


def _by_shape(
    text: str, lines: Sequence[Span], stop: int, columns: Sequence[Column]
) -> tuple[list[Placed], int]:
    """One cell a line and no numbers: a row has as many lines as the head, while units stand in place."""
    placed: list[Placed] = []
    at, uneven = stop, 0
    while at < len(lines) and uneven <= MOST_UNEVEN:
        row, used = _shaped(text, lines, at, columns)
        if used != len(columns) and _names_group(text, lines[at]):
            below, more = _shaped(text, lines, at + 1, columns)
            row, used = (below, more + 1) if below else (row, used)
        if row is None:
            break
        placed.append(row)
        uneven += not row.exact
        at += used
    return (placed, at) if len(placed) > 1 else ([], at)


def _names_group(text: str, line: Span) -> bool:
    """Whether a line may stand over the rows of a group: 二、打响品牌."""
    return line.end - line.start <= SHORT and SECTION.match(text, line.start) is not None


def _shaped(
    text: str, lines: Sequence[Span], at: int, columns: Sequence[Column]
) -> tuple[Placed | None, int]:
    """The row that begins on a line, and how many lines it takes: as many as there are columns, one less
    where a cell holds for several rows, more where a cell has several lines."""
    size = len(columns)
    if at >= len(lines) or NOTE.match(text, lines[at].start) or _heads(text, lines, at):
        return None, 0
    cells = list(lines[at : at + size])
    if len(cells) == size and fits(text, columns, cells):
        return place(text, columns, cells), size
    for count in (size - 1, *range(size + 1, size + 4)):
        cells = list(lines[at : at + count])
        if count < 2 or len(cells) < count:
            break
        row = place(text, columns, cells)
        taken = [column for column, cell in row.cells if cell.end > cell.start]
        if count < size and not row.exact:
            continue
        if len(taken) >= size - 1 and fits(text, *_unzipped(row)) and _plain(text, row):
            return row, count
    return None, 0


def _heads(text: str, lines: Sequence[Span], at: int) -> bool:
    """Whether the head of another table stands here."""
    near = [text[slice(*line)] for line in lines[at : at + 3] if line.end - line.start <= SHORT]
    return len(near) == 3 and all(map(kind_of, near))


def _unzipped(row: Placed) -> tuple[list[Column], list[Span]]:
    return [column for column, _ in row.cells], [cell for _, cell in row.cells]


def _plain(text: str, row: Placed) -> bool:
    """Whether what is to be done is no name of a unit (办好推介会 only ends like one)."""
    return not any(
        text[cell.start] in "县市区省州各" and looks(text[cell.start : cell.end]) == "unit"
        for _, cell in row.of("task")
        if cell.end > cell.start
    )
