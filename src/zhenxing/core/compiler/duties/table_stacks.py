"""Rows with a cell a line and no numbers: each begins where words follow units or times.

打造砚台文化产业园
主体工程2万平方米
县文旅公司
县住建局
6月底
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhenxing.core.compiler.duties.table_heads import Column, is_head_again, kind_of
from zhenxing.core.compiler.duties.table_rows import Placed, aligned, fits, looks
from zhenxing.core.compiler.source import Span

#: so many lines one row may have
_MOST_LINES = 24
#: a row has no more cells that read as titles of columns
_TITLES = 2
#: a table with more rows that do not fit its columns is none
MOST_UNEVEN = 500
_ENDS = re.compile(
    r"备\s?注[:：]|注[:：]|附[件:：]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|说明[:：]|抄送"
    r"|第[一二三四五六七八九十]{1,3}[章条]"
)
_DATED = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")


def plain_rows(
    text: str, lines: Sequence[Span], at: int, columns: Sequence[Column], head: Sequence[str]
) -> tuple[list[Placed], int]:
    """The rows from a line on and the line behind them; linear in the lines."""
    placed: list[Placed] = []
    uneven = 0
    while at < len(lines) and uneven <= MOST_UNEVEN:
        if placed and is_head_again(text, lines, at, head):
            at += len(head)
            continue
        stop = _row_end(text, lines, at)
        cells = list(lines[at:stop])
        if "unit" not in {looks(text[slice(*cell)]) for cell in cells} or len(cells) < 2:
            break
        if sum(kind_of(text[slice(*cell)]) is not None for cell in cells[:5]) > _TITLES:
            # the head of another table
            break
        even = len(cells) == len(columns) and fits(text, columns, cells)
        row = Placed(tuple(zip(columns, cells, strict=True)), True) if even else aligned(text, columns, cells)
        placed.append(row)
        uneven += not even
        at = stop
    return placed, at


def _row_end(text: str, lines: Sequence[Span], at: int) -> int:
    """Behind the units and times that close the row that begins on a line."""
    closing = False
    stop = at
    while stop < len(lines) and stop - at < _MOST_LINES:
        printed = text[slice(*lines[stop])]
        kind = looks(printed)
        if stop > at and _ENDS.match(printed):
            break
        if closing and kind not in ("unit", "time") and not _open(text, lines[stop - 1]):
            break
        if closing and _DATED.search(printed) and kind != "time":
            break
        closing = closing or kind == "unit"
        stop += 1
    return max(stop, at + 1)


def _open(text: str, line: Span) -> bool:
    """Whether a list goes on behind a line."""
    return text[line.end - 1] in "、，,"
