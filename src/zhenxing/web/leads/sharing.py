"""Sharing an amount by percentages, to the 分 and without remainder; whether two stretches of days meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Split:
    """What each party has of an amount, in 元."""

    origin: Decimal
    host: Decimal
    third: Decimal


def split(amount: Decimal, percents: Sequence[Decimal]) -> Split:
    """Share `amount` (元, two places) by three percentages that make 100.

    Each part is cut to the 分; the 分 left over go to the largest remainders, the earlier party first, so
    that the parts make up the amount. Raises ValueError when the percentages do not make 100.
    """
    if sum(percents) != 100 or len(percents) != 3:
        raise ValueError(f"shares make {sum(percents)} %")
    cents = int(amount / _CENT)
    exact = [Fraction(cents) * Fraction(one) / 100 for one in percents]
    whole = [int(one) for one in exact]
    order = sorted(range(3), key=lambda n: (whole[n] - exact[n], n))
    for n in order[: cents - sum(whole)]:
        whole[n] += 1
    return Split(*(_CENT * one for one in whole))


def overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two stretches (both ends included, None open) share a day."""
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])
