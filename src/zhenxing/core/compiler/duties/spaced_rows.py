"""Tables of tasks as copying from a PDF leaves them: one blank between cells, cells broken over lines.

序号 工作任务 具体目标 责任单位 完成时限
1 建设交易市场 完成西口市场改造，
年交易量突破8万头。 县商务局
白塔镇 9月底

Which words stand in which column, only what they look like tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhenxing.core.compiler.duties.cell_lines import NOTE, SECTION
from zhenxing.core.compiler.duties.table_heads import Column, columns_of, kind_of
from zhenxing.core.compiler.duties.table_rows import Placed, aligned, looks
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.lines import Line, line_at, lines_of

_HEAD = re.compile(
    r"序 ?号(?<![^\n \u3000]序号)(?<![^\n \u3000]序 号)(?:[ \u3000][^\s\d]{2,14}){3,8}[ \u3000]*$", re.M
)
_BLANK = re.compile(r"[ \u3000\n]+")
#: 杨 柳: the blank evens out names of two characters
_NAME = re.compile(r"(?<![^ \u3000\n])([\u4e00-\u9fff])[ \u3000]{1,2}([\u4e00-\u9fff])(?![^ \u3000\n])")
_SERIAL = re.compile(r"(\d{1,3})[.、]?(?:[ \u3000]+|$)")
_LIST_MARK = "、，,；;"
#: a row has no more lines, and no more words
_MOST_LINES = 14
_MOST_WORDS = 24
_LONGEST = 500
#: of the rows so many must be whole, or it is no such table
_LEAST_ROWS = 2


def spaced_rows(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, the row as one line with tabs) of every row of every such table, heads included."""
    if "序号" not in text and "序 号" not in text:
        return
    reached = 0
    lines: Sequence[Line] = ()
    for head in _HEAD.finditer(text):
        if head.start() < reached:
            continue
        titles = _BLANK.split(head.group().strip().replace("序 号", "序号"))
        columns = columns_of(titles) if all(map(kind_of, titles)) else None
        if columns is None:
            continue
        lines = lines or lines_of(text)
        at = line_at(lines, head.end())
        rows = list(_rows(text, lines, at + 1, columns, titles))
        broken = any("\n" in text[start:end] for start, end, _ in rows)
        if len(rows) < _LEAST_ROWS or not broken:
            continue
        yield lines[at].start, lines[at].end, "\t".join(titles)
        yield from rows
        reached = rows[-1][1]


def _rows(
    text: str, lines: Sequence[Line], at: int, columns: Sequence[Column], titles: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    expected = 1
    while at < len(lines):
        start = lines[at]
        if not start.text.strip() or SECTION.match(start.text.strip()) or _is_head(start.text, titles):
            at += 1
            continue
        if not _begins(start.text, expected):
            return
        end = _row_end(lines, at, expected, columns, titles)
        placed, words = _placed(text[start.start : lines[end - 1].end], columns)
        if placed is None:
            return
        yield start.start, lines[end - 1].end, "\t".join(_cells(placed, words))
        at, expected = end, expected + 1


def _is_head(line: str, titles: Sequence[str]) -> bool:
    return _BLANK.split(line.strip().replace("序 号", "序号")) == list(titles)


def _begins(line: str, number: int) -> bool:
    serial = _SERIAL.match(line.lstrip())
    return serial is not None and int(serial[1]) == number


def _row_end(
    lines: Sequence[Line], at: int, expected: int, columns: Sequence[Column], titles: Sequence[str]
) -> int:
    """The line behind a row: where the next one begins, or a group of rows, or where its last cell ends."""
    last = columns[-1].kind
    end = at + 1
    while end < len(lines) and end - at < _MOST_LINES:
        line = lines[end].text.strip()
        if not line or NOTE.match(line) or _begins(line, expected + 1) or _is_head(line, titles):
            return end
        if SECTION.match(line) and end + 1 < len(lines) and _begins(lines[end + 1].text, expected + 1):
            return end
        closed = _BLANK.split(lines[end - 1].text.strip())[-1]
        if looks(closed) == last == "time" and looks(_BLANK.split(line)[0]) != "time":
            return end
        if last == "unit" and looks(closed) == "unit" and looks(_BLANK.split(line)[0]) != "unit":
            return end
        end += 1
    return end


def _placed(printed: str, columns: Sequence[Column]) -> tuple[Placed | None, str]:
    """The words of a row in its columns, and the row as it was read: a word a line."""
    if len(printed) > _LONGEST:
        return None, ""
    parts = [part for part in _BLANK.split(_NAME.sub(r"\1\2", printed.strip())) if part]
    if not 2 < len(parts) <= _MOST_WORDS:
        return None, ""
    words = "\n".join(parts)
    spans: list[Span] = []
    at = 0
    for part in parts:
        spans.append(Span(at, at + len(part)))
        at += len(part) + 1
    placed = aligned(words, columns, spans)
    units = [words[slice(*cell)] for _, cell in placed.of("unit")]
    first = units[0].partition("\n")[0] if units else ""
    return (placed if first and looks(first) == "unit" else None), words


def _cells(placed: Placed, words: str) -> Iterator[str]:
    for column, cell in placed.cells:
        parts = words[cell.start : cell.end].split("\n")
        yield _listed(parts) if column.kind == "unit" else "".join(parts)


def _listed(parts: Sequence[str]) -> str:
    """Names on lines of their own with a mark between them; one that a line broke is whole again."""
    whole = parts[0]
    for before, part in pairwise(parts):
        apart = before[-1:] not in _LIST_MARK and looks(before) == "unit" and looks(part) == "unit"
        whole += ("、" if apart else "") + part
    return whole
