"""Text that stands at places on a page → lines in reading order: down, then across, column by column."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

#: parts of a character's size: runs nearer than this in height stand on one line
_SAME_LINE: Final = 0.5
#: … a gap from which words are parted by a blank, beside Latin letters and between others
_LATIN_GAP: Final = 0.3
_WIDE_GAP: Final = 1.0
#: … a gap that may be the space between two columns
_GUTTER: Final = 1.5
#: so many lines at least make a column, and so much of its width must most of them fill
_COLUMN_LINES: Final = 4
_COLUMN_FILL: Final = 0.6


class Run(NamedTuple):
    """Characters side by side: from `x` to `end` on the base line `y` (downwards), `size` high."""

    x: float
    end: float
    y: float
    size: float
    text: str


class PrintedLine(NamedTuple):
    y: float
    text: str


def printed_lines(runs: Iterable[Run]) -> list[PrintedLine]:
    """The lines of a page. Two columns of running text are read one after the other."""
    rows = _rows(_once(runs))
    gutter = _gutter([part for row in rows for part in _parts(row)])
    if gutter is None:
        return [_line(row) for row in rows]
    return [line for band in _bands(rows, gutter) for line in band]


def _once(runs: Iterable[Run]) -> list[Run]:
    """Runs in order of height; text drawn twice at one place (false bold, shadows) counts once."""
    found: dict[tuple[str, int, int], Run] = {}
    for run in runs:
        # to the half size: a shadow is moved by far less
        unit = max(run.size, 0.1) / 2
        found.setdefault((run.text, round(run.x / unit), round(run.y / unit)), run)
    return sorted(found.values(), key=lambda run: (run.y, run.x))


def _rows(runs: list[Run]) -> list[list[Run]]:
    rows: list[list[Run]] = []
    for run in runs:
        first = rows[-1][0] if rows else None
        if first and run.y - first.y <= _SAME_LINE * max(first.size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.x) for row in rows]


def _line(row: list[Run]) -> PrintedLine:
    text = row[0].text
    for before, run in pairwise(row):
        text += _between(before, run) + run.text
    return PrintedLine(row[0].y, text.strip())


def _between(before: Run, run: Run) -> str:
    latin = before.text[-1:].isascii() or run.text[:1].isascii()
    least = _LATIN_GAP if latin else _WIDE_GAP
    return " " if run.x - before.end > least * min(before.size, run.size) else ""


# -- columns --------------------------------------------------------------------


def _parts(row: list[Run]) -> list[tuple[float, float]]:
    """From where to where a line's text goes, parted at gaps as wide as a gutter."""
    parts = [(row[0].x, row[0].end)]
    for run in row[1:]:
        start, end = parts[-1]
        if run.x - end >= _GUTTER * run.size:
            parts.append((run.x, run.end))
        else:
            parts[-1] = (start, max(end, run.end))
    return parts


def _gutter(parts: list[tuple[float, float]]) -> float | None:
    """The middle of the space between two columns, or None where the page has one."""
    if len(parts) < 2 * _COLUMN_LINES:
        return None
    left, right = min(start for start, _ in parts), max(end for _, end in parts)
    middle = (left + right) / 2
    # the gutter of two columns of equal width, give or take: where the right one's lines begin
    begins = [start for start, _ in parts if abs(start - middle) <= (right - left) * 0.2]
    ends = [end for _, end in parts if abs(end - middle) <= (right - left) * 0.2]
    if len(begins) < _COLUMN_LINES or len(ends) < _COLUMN_LINES:
        return None
    at = (median(begins) + median(ends)) / 2
    before = [part for part in parts if part[1] <= at]
    after = [part for part in parts if part[0] >= at]
    crossing = len(parts) - len(before) - len(after)
    fills = _fills(before, left, at) and _fills(after, at, right)
    return at if fills and crossing <= min(len(before), len(after)) else None


def _fills(parts: list[tuple[float, float]], start: float, end: float) -> bool:
    """Running text reaches across its column in most lines; cells of a table do not."""
    wide = [part for part in parts if part[1] - part[0] >= _COLUMN_FILL * (end - start)]
    return len(parts) >= _COLUMN_LINES and len(wide) * 3 >= len(parts) * 2


def _bands(rows: list[list[Run]], gutter: float) -> list[list[PrintedLine]]:
    """Lines across the whole page part it into bands; in a band the left column comes first."""
    bands: list[list[PrintedLine]] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for row in rows:
        if any(run.x < gutter < run.end for run in row):
            bands += [left, right, [_line(row)]]
            left, right = [], []
            continue
        for column, inside in ((left, True), (right, False)):
            if part := [run for run in row if (run.x < gutter) == inside]:
                column.append(_line(part))
    return [*bands, left, right]
