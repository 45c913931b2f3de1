"""A schematic map: one tile a place, in rows, for sites without outlines."""

from __future__ import annotations

from dataclasses import dataclass

#: the picture is as wide as a sketch of outlines, so that letters are of one size on both
WIDTH, HEIGHT, GAP, MOST_IN_A_ROW = 720, 96, 8, 4


@dataclass(frozen=True)
class Tile:
    """A tile's SVG path and the middle of it."""

    path: str
    x: float
    y: float


def tiles(number: int) -> tuple[int, int, list[Tile]]:
    """(width, height, tiles) of a picture with so many tiles, row by row."""
    across = max(1, min(MOST_IN_A_ROW, number))
    wide = (WIDTH - GAP * (across + 1)) / across
    down = -(-number // across)
    cells = []
    for at in range(number):
        x = GAP + (at % across) * (wide + GAP)
        y = GAP + (at // across) * (HEIGHT + GAP)
        path = f"M{x:g} {y:g}h{wide:g}v{HEIGHT}h{-wide:g}Z"
        cells.append(Tile(path, round(x + wide / 2, 1), y + HEIGHT / 2))
    return WIDTH, GAP + down * (HEIGHT + GAP), cells
