"""How amounts on a path are written: `3.2 个`, `12.5%`, `2.5 亿元`. Rounded here, and nowhere before."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

#: what is counted in wholes: a straight line is rounded to the nearest whole before anybody is called late
COUNTED: Final = frozenset("个户家件人项座名台套场次处批条种只所棒") | {"人次", "项次", "条次", "家次"}
#: from so many on, parts of one say nothing
_MANY = 100
_LARGE = ((10**8, "亿"), (10**4, "万"))


def said(value: Fraction, unit: str) -> str:
    """An amount to two decimals, without trailing zeros, with its unit; a fraction of `%` as percent."""
    if unit == "%":
        return f"{_rounded(value * 100)}%"
    for size, name in _LARGE:
        if abs(value) >= size:
            return f"{_rounded(value / size)} {name}{unit}"
    if unit in COUNTED and abs(value) >= _MANY:
        return f"{(value + Fraction(1, 2)).__floor__()} {unit}"
    return f"{_rounded(value)} {unit}".rstrip()


def _rounded(value: Fraction) -> str:
    hundredths = (abs(value) * 100 + Fraction(1, 2)).__floor__()
    whole, part = divmod(hundredths, 100)
    text = f"{whole}.{part:02d}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 and hundredths else text
