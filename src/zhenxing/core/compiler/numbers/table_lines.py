"""Lines of a table in running text: cut into cells, and a cell read as a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhenxing.core.compiler.numbers.amounts import amounts
from zhenxing.core.compiler.numbers.comparators import compare
from zhenxing.core.compiler.plan import Operator, Value
from zhenxing.core.compiler.source import Span

#: a longer line is no row, a longer cell no value
ROW = 240
CELL = 24
_BRACKETED_UNIT = re.compile(r"\(([^()]{1,8})\)$")
_NUMBER = re.compile(r"[≥≤><]?=?\s?\[?\d")
#: cells stand apart by a tab, a bar or several blanks
BLANKS = re.compile(r"\t|\s{0,4}\|\s{0,4}| {2,}")
_ANY_BLANK = re.compile(r"\s+")


@dataclass(slots=True)
class Cell:
    """One value of a table with what its row and its column say of it."""

    span: Span
    indicator: str
    op: Operator
    value: Value
    unit: str | None
    when: str | None
    goal: bool


def line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def split_cells(line: str, *, loose: bool) -> list[tuple[str, int]]:
    """The cells of a line with their offsets; empty ones between bars and tabs stay."""
    cells: list[tuple[str, int]] = []
    at = 0
    parts = _ANY_BLANK if loose else BLANKS
    for match in [*parts.finditer(line), None]:
        end = match.start() if match else len(line)
        words = line[at:end]
        cells.append((words.strip(), at + len(words) - len(words.lstrip())))
        at = match.end() if match else end
    while cells and not cells[0][0]:
        cells.pop(0)
    while cells and not cells[-1][0]:
        cells.pop()
    return cells


def named(words: str) -> tuple[str, str | None]:
    """出口额(万美元): the unit may stand in brackets after the name."""
    bracketed = _BRACKETED_UNIT.search(words)
    if bracketed is None or not amounts(f"1{bracketed[1]}"):
        return words.partition("(")[0] if bracketed else words, None
    return words[: bracketed.start()], bracketed[1]


def cells_of(
    cell: tuple[str, int], start: int, indicator: str, unit: str, *, when: str | None, goal: bool
) -> Iterator[Cell]:
    """The value of a cell (words, offset) of a line that begins at `start`; nothing without an amount."""
    words, at = cell
    if len(words) > CELL or not _NUMBER.match(words):
        return
    found = amounts(words.replace("[", "").replace("]", ""))
    bare = len(found) == 1 and found[0].unit is None
    if bare or not found:
        number = re.match(r"([≥≤><=\s]*)([\d.,]+(?:\s?[-~—]\s?[\d.,]+)?)", words.replace("[", ""))
        if number is None:
            return
        found = amounts(f"{number[2]}{_spelled(unit)}")
    if len(found) != 1 or (unit and found[0].unit is None):
        return
    number_at = re.search(r"\d", words)
    before = words[: number_at.start()] if number_at else ""
    after = re.sub(r"^[\d.,%\s\]]+", "", words[len(before) :])
    op: Operator = "range" if isinstance(found[0].value, tuple) else compare(before, after).op
    span = Span(start + at, start + at + len(words))
    yield Cell(span, indicator, op, found[0].value, found[0].unit, when, goal)


def _spelled(unit: str) -> str:
    """亿元 and 万美元 follow a number as they stand; 元/人 is money."""
    return "" if unit in {"-", "—", "/"} else unit
