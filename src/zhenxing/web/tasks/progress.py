"""How far a task is, from its parts or its newest report. Pure: missing stays UNKNOWN, never zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Progress:
    """Per cent, 0 to 100. `percent` is None while a part is unknown, `at_least` while all of them are.

    `known` of `total` parts have been reported; a task without parts is its own only part.
    """

    percent: Decimal | None = None
    at_least: Decimal | None = None
    known: int = 0
    total: int = 1


def weighted(parts: Iterable[tuple[int, Decimal | int | None]]) -> Progress:
    """The weighted mean of (weight, per cent or None); ValueError for a weight that is not positive."""
    rows = list(parts)
    if any(weight <= 0 for weight, _percent in rows):
        raise ValueError("权重必须大于 0")
    total = sum(weight for weight, _percent in rows)
    known = [(weight, Decimal(percent)) for weight, percent in rows if percent is not None]
    if not known:
        return Progress(total=len(rows))
    reached = sum((weight * percent for weight, percent in known), Decimal(0)) / total
    reached = reached.quantize(_CENT, ROUND_HALF_UP)
    whole = reached if len(known) == len(rows) else None
    return Progress(whole, reached, len(known), len(rows))
