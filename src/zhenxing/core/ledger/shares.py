"""A goal laid upon areas or units: shares, whether they make up the whole, and an exact division of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal

#: digits that no sum of amounts of 28 digits runs over
_EXACT = 60
Sum = Literal["exact", "over", "under", "unknown", "not_additive"]


@dataclass(frozen=True)
class Total:
    """What the shares add up to beside the goal: `gap` is the sum less the goal (None: cannot be said).

    `unsaid` shares have no value: with one of them an `under` is not certain.
    """

    standing: Sum
    total: Decimal
    gap: Decimal | None
    unsaid: int = 0


def total(goal: Decimal | None, shares: Sequence[Decimal | None], *, additive: bool = True) -> Total:
    """Hold the sum of the shares against the goal, exactly. Rates and growths of areas add up to nothing."""
    known = [one for one in shares if one is not None]
    unsaid = len(shares) - len(known)
    with localcontext(prec=_EXACT):
        return _held(goal, sum(known, Decimal(0)), unsaid, additive)


def _held(goal: Decimal | None, added: Decimal, unsaid: int, additive: bool) -> Total:
    if not additive:
        return Total("not_additive", added, None, unsaid)
    if goal is None:
        return Total("unknown", added, None, unsaid)
    gap = added - goal
    if gap > 0:
        return Total("over", added, gap, unsaid)
    if unsaid:
        return Total("unknown", added, gap, unsaid)
    return Total("under" if gap < 0 else "exact", added, gap, unsaid)


def split(
    goal: Decimal, weights: Sequence[Decimal | int], quantum: Decimal = Decimal(1)
) -> tuple[Decimal, ...]:
    """Divide a goal by weights into multiples of `quantum` that add up to it exactly (largest remainders).

    What is left below one quantum goes to the first. Raises ValueError for no weights, a negative one,
    weights that are all zero, or a quantum that is not above zero.
    """
    parts = [Fraction(one) for one in weights]
    if not parts or min(parts) < 0 or not sum(parts) or quantum <= 0:
        raise ValueError("weights above zero and a quantum above zero")
    whole = sum(parts)
    units = int(Fraction(goal) / Fraction(quantum))
    exact = [one / whole * units for one in parts]
    floors = [int(one) for one in exact]  # towards zero, so that what is left has the goal's own sign
    left = units - sum(floors)
    by_rest = sorted(range(len(parts)), key=lambda at: (-abs(exact[at] - floors[at]), at))
    for at in by_rest[: abs(left)]:
        floors[at] += 1 if left > 0 else -1
    first = next(at for at, one in enumerate(parts) if one)
    with localcontext(prec=_EXACT):
        made = [quantum * one for one in floors]
        made[first] += goal - quantum * units
    return tuple(made)
