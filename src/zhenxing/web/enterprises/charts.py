"""A small bar chart as plain numbers: the template draws it as SVG, and each bar says its value in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

#: the drawing is this high; a column with its gap is this wide
HEIGHT = 96
STEP = 72
_BAR = 40
_TOP = 18


@dataclass(frozen=True)
class Bar:
    """One bar in the drawing's own units, y counted from the top."""

    x: int
    y: int
    width: int
    height: int
    label: str
    text: str

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def above(self) -> int:
        """Where the value stands."""
        return self.y - 5

    @property
    def right(self) -> int:
        """The end of its column: of the last bar, the width of the drawing."""
        return self.x + _BAR + (STEP - _BAR) // 2


def bars(values: Sequence[tuple[str, Decimal, str]]) -> tuple[Bar, ...]:
    """Bars for (label, value, value in words), in order; from zero, so that heights can be compared.

    Values below zero are drawn as none: their words stand over the line.
    """
    highest = max((value for _label, value, _text in values), default=Decimal(0))
    return tuple(
        _bar(index, label, value, words, highest) for index, (label, value, words) in enumerate(values)
    )


def _bar(index: int, label: str, value: Decimal, words: str, highest: Decimal) -> Bar:
    height = round((HEIGHT - _TOP) * value / highest) if highest > 0 and value > 0 else 0
    return Bar(index * STEP + (STEP - _BAR) // 2, HEIGHT - height, _BAR, height, label, words)
