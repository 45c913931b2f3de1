"""Multi-level headings: which cells become one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """A heading over rows `top..bottom` and columns `left..right`, all inclusive."""

    text: str
    top: int
    left: int
    bottom: int
    right: int


def heading_rows(paths: Sequence[tuple[str, ...]]) -> list[Block]:
    """For each column its headings from the outermost to its own title.

    Neighbours that share a heading and everything above it share a cell; a column with fewer
    levels than the deepest has its title reach down to the last row.
    """
    depth = max(map(len, paths), default=0)
    blocks: list[Block] = []
    for level in range(depth):
        left = 0
        for column in range(1, len(paths) + 1):
            if column < len(paths) and _together(paths[left], paths[column], level):
                continue
            if level < len(paths[left]):
                own = level == len(paths[left]) - 1
                blocks.append(Block(paths[left][level], level, left, depth - 1 if own else level, column - 1))
            left = column
    return blocks


def _together(left: tuple[str, ...], right: tuple[str, ...], level: int) -> bool:
    """Only headings above a title are shared: two columns may be called alike."""
    grouped = level < len(left) - 1 and level < len(right) - 1
    return grouped and left[: level + 1] == right[: level + 1]
