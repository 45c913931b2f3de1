"""The seam through which a ledger brings its part of a dispatch or of an agenda's paper.

A part is a title and the lines that belong to it on a day, as plain values: they are frozen as they are.
Whoever adds a part calls `dispatch_part`; said twice, the last word counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

#: lines of one part; how many there are in all is told besides
MOST = 500


@dataclass(frozen=True)
class Line:
    """One matter. `key` tells it from others from month to month ("tasks.task:12:deadline").

    `days` are working days past the end (negative: left); `light` a colour of the ledger, "" for none.
    """

    key: str
    what: str
    unit: str = ""
    clause: str = ""
    due: str = ""
    days: int | None = None
    light: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Found:
    """The first `MOST` lines, and how many there are."""

    lines: tuple[Line, ...] = ()
    total: int = 0


Rows = Callable[[Any, date, Any], Found]


@dataclass(frozen=True)
class Part:
    """`rows(area, day, unit)` gives what belongs to it; `unit` (or None) narrows it to one unit.

    `on_sheet`: it stands on every dispatch. `title` is Chinese: what is frozen is an official paper.
    """

    key: str
    title: str
    rows: Rows
    order: int
    on_sheet: bool
    label: str | Promise

    def content(self, area: Any, day: date, unit: Any = None) -> dict[str, Any]:
        """The part as plain values."""
        found = self.rows(area, day, unit)
        return {
            "key": self.key,
            "title": self.title,
            "total": found.total,
            "lines": [asdict(one) for one in found.lines],
        }


_PARTS: dict[str, Part] = {}


def dispatch_part(
    key: str, title: str, rows: Rows, *, order: int = 50, on_sheet: bool = True, label: str | Promise = ""
) -> Part:
    """Declare a part of dispatches and papers."""
    made = Part(key, title, rows, order, on_sheet, label or title)
    _PARTS[key] = made
    return made


def parts() -> tuple[Part, ...]:
    """All of them, in their order."""
    _declared()
    return tuple(sorted(_PARTS.values(), key=lambda one: one.order))


def part(key: str) -> Part | None:
    """The part so called; None when the ledger it comes from is not installed."""
    _declared()
    return _PARTS.get(key)


def _declared() -> None:
    from zhenxing.web.ledger.registry import ledgers

    # both declare parts when they are read
    from zhenxing.web.meetings import other_parts, parts  # noqa: F401

    ledgers()  # an app says in its `ledgers.py` which parts it brings
