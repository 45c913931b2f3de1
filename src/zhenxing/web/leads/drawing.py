"""The chain as a drawing: boxes in columns, arrows between them. Pure geometry, in pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT, _BETWEEN, _ACROSS, _EDGE, _TOP = 168, 76, 18, 72, 12, 34
#: characters in a line of a box
_LINE = 10


@dataclass(frozen=True)
class Box:
    """One link: its lines of text from the top left corner."""

    pk: int
    x: int
    y: int
    lines: tuple[str, ...]
    aside: str
    tone: str


@dataclass(frozen=True)
class Arrow:
    """A line from box to box as a path of SVG."""

    path: str


@dataclass(frozen=True)
class Drawing:
    """All of it. `heads` are the columns' titles with the middle they stand over."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    heads: tuple[tuple[int, str], ...]
    box_width: int = _WIDTH
    box_height: int = _HEIGHT


@dataclass(frozen=True)
class Shown:
    """What is drawn of a link."""

    pk: int
    column: str
    name: str
    aside: str
    tone: str


def draw(columns: Mapping[str, str], shown: Sequence[Shown], flows: Sequence[tuple[int, int]]) -> Drawing:
    """Boxes by column (key → title, in order; empty ones are left out), in the order given."""
    used = [key for key in columns if any(one.column == key for one in shown)]
    boxes: dict[int, Box] = {}
    for number, key in enumerate(used):
        x = _EDGE + number * (_WIDTH + _ACROSS)
        for row, one in enumerate(link for link in shown if link.column == key):
            y = _TOP + row * (_HEIGHT + _BETWEEN)
            boxes[one.pk] = Box(one.pk, x, y, _wrapped(one.name), one.aside, one.tone)
    heads = tuple((_EDGE + n * (_WIDTH + _ACROSS) + _WIDTH // 2, columns[key]) for n, key in enumerate(used))
    width = 2 * _EDGE + len(used) * _WIDTH + max(0, len(used) - 1) * _ACROSS
    height = max((box.y + _HEIGHT for box in boxes.values()), default=_TOP) + _EDGE
    arrows = tuple(Arrow(_path(boxes[a], boxes[b])) for a, b in flows if a in boxes and b in boxes)
    return Drawing(width, height, tuple(boxes.values()), arrows, heads)


def _wrapped(name: str) -> tuple[str, ...]:
    """Two lines at most; what is longer ends in dots (the table beside has it whole)."""
    if len(name) <= _LINE:
        return (name,)
    rest = name[_LINE:]
    return name[:_LINE], rest if len(rest) <= _LINE else f"{rest[: _LINE - 1]}…"


def _path(one: Box, other: Box) -> str:
    """A curve from side to side; within a column, round its right."""
    y1, y2 = one.y + _HEIGHT // 2, other.y + _HEIGHT // 2
    if one.x == other.x:
        start = end = one.x + _WIDTH
        bend = start + _ACROSS // 2
    else:
        forth = one.x < other.x
        start, end = (one.x + _WIDTH, other.x) if forth else (one.x, other.x + _WIDTH)
        bend = (start + end) // 2
    return f"M{start},{y1} C{bend},{y1} {bend},{y2} {end},{y2}"
