"""Three truth values, and the evidence one of them rests on.

Missing data is UNKNOWN, never FALSE: `~UNKNOWN` is UNKNOWN, and only what is known can decide
(`FALSE & UNKNOWN` is FALSE, `TRUE | UNKNOWN` is TRUE; Kleene's strong logic).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

#: what a fact or a threshold may be: an exact number, a text, yes or no, a day
Value = Decimal | str | bool | date


class Truth(Enum):
    """TRUE, FALSE or UNKNOWN. Never usable in `if`: ask `is Truth.TRUE`."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    @classmethod
    def of(cls, value: bool | None) -> Truth:
        """TRUE, FALSE, or UNKNOWN for None."""
        if value is None:
            return cls.UNKNOWN
        return cls.TRUE if value else cls.FALSE

    @classmethod
    def all(cls, values: Iterable[Truth]) -> Truth:
        """TRUE when every one is; TRUE for none at all."""
        return min(values, key=lambda truth: truth.value, default=cls.TRUE)

    @classmethod
    def any(cls, values: Iterable[Truth]) -> Truth:
        """TRUE when one is; FALSE for none at all."""
        return max(values, key=lambda truth: truth.value, default=cls.FALSE)

    @property
    def known(self) -> bool | None:
        """The truth as a bool, None when unknown."""
        return None if self is Truth.UNKNOWN else self is Truth.TRUE

    @property
    def label(self) -> str:
        """The truth for people."""
        return ("不满足", "未知", "满足")[self.value]

    def __and__(self, other: Truth) -> Truth:
        return self if self.value <= other.value else other

    def __or__(self, other: Truth) -> Truth:
        return self if self.value >= other.value else other

    def __invert__(self) -> Truth:
        return Truth(2 - self.value)

    def __bool__(self) -> bool:
        raise TypeError("a Truth has three values: ask `is Truth.TRUE`, `is Truth.FALSE` or `.known`")


@dataclass(frozen=True)
class Evidence:
    """One condition held against one value.

    `value` None means it is missing; numbers are in `unit` (元, not 万元; a percentage is a fraction
    with unit %). `required` is for people (≥2000万元). `gap`, never negative, is what is missing to
    the threshold, in `unit`; None when it cannot be said. `note` says why a value is not there.
    """

    field: str
    label: str
    value: Value | None
    unit: str | None
    required: str
    gap: Decimal | None
    verdict: Truth
    clause: str
    document: str
    period: str
    source: str
    note: str = ""
