"""What changed between two sheets: new, still there (for how many months), gone. Pure.

A line is told from others by its `key`; `months` says for how many sheets in a row it has been there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_Line = Mapping[str, Any]


@dataclass(frozen=True)
class Changes:
    """`since` is what the earlier sheet is called; "" when there is none to compare with."""

    since: str = ""
    new: tuple[str, ...] = ()
    #: the lines of the earlier sheet that are no longer there
    gone: tuple[_Line, ...] = ()
    still: tuple[str, ...] = ()


def compared(lines: Sequence[_Line], earlier: Iterable[_Line], since: str) -> Changes:
    """What is new, gone and still there against the lines of an earlier sheet."""
    before = {one["key"]: one for one in earlier}
    now = {one["key"] for one in lines}
    return Changes(
        since,
        tuple(one["key"] for one in lines if one["key"] not in before),
        tuple(one for key, one in before.items() if key not in now),
        tuple(one["key"] for one in lines if one["key"] in before),
    )


def aged(lines: Iterable[_Line], earlier: Iterable[_Line]) -> list[dict[str, Any]]:
    """The lines with their `months`: one for a new line, one more than on the earlier sheet for others."""
    before = {one["key"]: one.get("months", 1) for one in earlier}
    return [{**one, "months": before.get(one["key"], 0) + 1} for one in lines]
