"""Amounts as official documents write them: exact values with a unit.

A value is kept in the written unit without 万 or 亿 (2.5亿元 is 250000000 元); units of one kind
are not converted into each other (公斤 stays 公斤); a percentage is a fraction with unit `%`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_CHINESE_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE_POWERS = {"十": 10, "百": 100, "千": 1000}
_CHINESE_MYRIADS = {"万": 10**4, "亿": 10**8}
_MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

#: full-width forms that stand one for one for ASCII
WIDE = str.maketrans({0xFF01 + offset: 0x21 + offset for offset in range(94)} | {"　": " "})

#: names of one unit, each with the name this program uses
UNIT_ALIASES = {
    "百分点": "个百分点",
    "个点": "个百分点",
    "基点": "个基点",
    "%": "%",
    "工作日": "个工作日",
    "人民币": "元",
    "元人民币": "元",
    "人次": "人次",
    "㎡": "平方米",
    "度电": "千瓦时",
    "千瓦小时": "千瓦时",
}

_DIGITS = r"(\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,9})?)"
_SCALE = r"(万亿|[十百千][万亿]|[万亿千]|)"
_NUMBER = re.compile(_DIGITS + _SCALE)
_QUANTITY = re.compile(rf"{_DIGITS}\s?{_SCALE}\s?([^\d\s]{{0,8}})")


@dataclass(frozen=True)
class Quantity:
    """An exact value and its unit; `unit` is None where the text has none."""

    value: Decimal
    unit: str | None = None

    def __str__(self) -> str:
        return display(self.value, self.unit)


def chinese_numeral(text: str) -> Decimal | None:
    """Read 二十三, 一百二十, 两千零五, 三万五千, 十二点五; None when `text` is not a numeral."""
    whole, point, decimals = text.partition("点")
    value = _chinese_whole(whole)
    if value is None or not point:
        return value
    digits = [_CHINESE_DIGITS.get(char) for char in decimals]
    if not digits or None in digits:
        return None
    return value + Decimal("0." + "".join(map(str, digits)))


def _chinese_whole(text: str) -> Decimal | None:
    if not text or len(text) > 20:
        return None
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in _CHINESE_DIGITS:
            if digit:
                return _spelled_digits(text)
            digit = _CHINESE_DIGITS[char]
        elif char in _CHINESE_POWERS:
            section += (1 if digit is None else digit) * _CHINESE_POWERS[char]
            digit = None
        elif char in _CHINESE_MYRIADS:
            section += digit or 0
            total = _scaled(total, section, char)
            section, digit = 0, None
        else:
            return None
    return Decimal(total + section + (digit or 0))


def _scaled(total: int, section: int, char: str) -> int:
    """亿 multiplies all that stands before it, 万 only its own section (一亿二千万)."""
    if char == "亿":
        return (total + section or 1) * _CHINESE_MYRIADS[char]
    return total + (section or 1) * _CHINESE_MYRIADS[char]


def _spelled_digits(text: str) -> Decimal | None:
    """Read 二〇二五 digit by digit."""
    digits = [_CHINESE_DIGITS.get(char) for char in text]
    return None if None in digits else Decimal("".join(map(str, digits)))


def number(text: str) -> Decimal | None:
    """Read one number: 3,750, ３７５０, 2.5亿, 1千万, 二十三; None when `text` is not a number."""
    folded = text.translate(WIDE).strip()
    match = _NUMBER.fullmatch(folded)
    if not match:
        return chinese_numeral(folded)
    return Decimal(match[1].replace(",", "")) * multiplier(match[2])


def multiplier(text: str) -> Decimal:
    """The factor that 万, 亿, 千万, 万亿 … stand for; 1 for an empty text."""
    factor = Decimal(1)
    for char in text:
        factor *= _MULTIPLIERS[char]
    return factor


def fraction(text: str) -> Decimal | None:
    """Read 百分之八十, 千分之五, 三分之一 as a fraction; None when `text` is not one."""
    below, divided, above = text.translate(WIDE).partition("分之")
    if not divided:
        return None
    divisor = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}.get(below) or number(below)
    share = number(above)
    if share is None or not divisor:
        return None
    return share / divisor


def canonical_unit(unit: str) -> str:
    """One name for units that have several."""
    return UNIT_ALIASES.get(unit, unit)


def in_unit(value: Decimal, unit: str | None) -> Decimal:
    """The value a written number stands for in its unit: percentages become fractions."""
    if unit in {"%", "成"}:
        return value / (100 if unit == "%" else 10)
    return value / 1000 if unit == "‰" else value


def whole(value: Decimal) -> Decimal:
    """The same value, without decimals when it has none: 250000000.0 is 250000000."""
    integral = value.to_integral_value()
    return integral if integral == value else value


def parse(text: str) -> Quantity:
    """Read a number with its unit, such as 2.5亿元, １５户, 80% or 百分之八十.

    Raises ValueError, saying what was expected, when `text` is not an amount.
    """
    folded = text.translate(WIDE).strip()
    share = fraction(folded)
    if share is not None:
        return Quantity(share, "%")
    match = _QUANTITY.fullmatch(folded)
    if match:
        unit = canonical_unit(match[3]) or None
        value = Decimal(match[1].replace(",", "")) * multiplier(match[2])
        return Quantity(in_unit(value, unit), "%" if unit in {"成", "‰"} else unit)
    return _parse_chinese(folded)


def _parse_chinese(text: str) -> Quantity:
    size = len(text)
    numeral = next((end for end in range(size, 0, -1) if chinese_numeral(text[:end]) is not None), 0)
    value = chinese_numeral(text[:numeral])
    if value is None:
        raise ValueError(f"“{text}”不是数量:应为数字加单位,如 2.5亿元、15户、80%")
    unit = canonical_unit(text[numeral:]) or None
    return Quantity(in_unit(value, unit), "%" if unit == "成" else unit)


def exact(text: str) -> Decimal:
    """A Decimal from machine-written text; raises ValueError when it is not a finite number."""
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"“{text}”不是数字") from error
    if not value.is_finite():
        raise ValueError(f"“{text}”不是有限的数字")
    return value


def plain(value: Decimal) -> str:
    """A value without exponent or trailing zeros: 1E+2 is 100, 2.50 is 2.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def display(value: Decimal, unit: str | None) -> str:
    """A value for people: 2.5亿元, 3750万公斤, 80%, 15户."""
    if unit in {"%", "‰"}:
        return plain(value * 100) + "%"
    size = abs(value)
    for factor, name in ((10**8, "亿"), (10**4, "万")):
        scaled = value / factor
        # the exponent of a finite Decimal is an int
        if size >= factor and -scaled.normalize().as_tuple().exponent <= 4:  # type: ignore[operator]
            return f"{plain(scaled)}{name}{unit or ''}"
    return f"{plain(value)}{unit or ''}"
