"""Amounts of goals as people type them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from zhenxing.core.quantities import parse

_LARGE = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))


def typed_amount(said: str, unit: str) -> Decimal:
    """What a person typed, in the goal's unit: 38亿元, 38亿, 36, 12.5%. ValueError says what to write."""
    try:
        read = parse(said)
    except ValueError:
        raise ValueError(_("请写数字，如 36、2.5亿元、12.5%。")) from None
    if unit == "%" and read.unit != "%":
        raise ValueError(_("这个目标按百分数计，请带上百分号，如 12.5%。"))
    if read.unit not in (None, "", unit):
        raise ValueError(_("这个目标的计量单位是“%(unit)s”，请换算后填写。") % {"unit": unit or "—"})
    if abs(read.value) >= 10**20:
        raise ValueError(_("这个数太大，请核对。"))
    return round(read.value, 6)


def typed(value: Decimal, unit: str) -> str:
    """An amount as it would be typed: exactly, so that it reads back as itself."""
    if unit == "%":
        return f"{(value * 100).normalize():f}%"
    for size, word in _LARGE:
        if value and value % (size / 10_000) == 0 and abs(value) >= size and unit:
            return f"{(value / size).normalize():f}{word}{unit}"
    return f"{value.normalize():f}{unit}"
