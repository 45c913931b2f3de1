"""Units of rules: what may be compared, added and divided, and how amounts are read and written.

A pure number has the unit "", a fraction “%”; others are products and quotients of names: 元, 元/亩.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from zhenxing.core import quantities

PURE, PERCENT = "", "%"
#: measure words that one may mean by another: 5户企业 are 5家企业
_UNITS_OF_THINGS = frozenset({"户", "家", "个", "项", "件", "处", "所", "只"})
_SAME = (
    _UNITS_OF_THINGS,
    frozenset({"人", "名"}),
    frozenset({"年", "岁", "周年"}),
    frozenset({"", "倍", "%"}),
)
#: units one may leave out behind a number: nobody reads 5 as 5万户
_MAY_BE_LEFT_OUT = _UNITS_OF_THINGS | {"", "倍", "人", "名", "年", "岁", "周年", "次", "分", "台", "套", "天"}
#: units that begin with a multiplier's character, which would be read as one
_THOUSANDS = ("千克", "千瓦", "千米", "千伏", "千卡", "千焦")
_PLAIN = re.compile(r"(\d{1,18}(?:\.\d{1,9})?)([^\d\s十百千万亿][^\d\s]{0,11}|)")
_QUOTIENT = re.compile(r"(\d{1,15})/(\d{1,15})")


def read(text: str) -> tuple[Fraction, str | None]:
    """An amount and its unit, None where it has none: 2000万元, 70%, -5%, 三分之一, 1/3, 500万千瓦时.

    Raises ValueError, saying what was expected, when `text` is not an amount.
    """
    folded = text.translate(quantities.WIDE).strip()
    if folded.startswith("-"):
        value, unit = _positive(folded[1:])
        return -value, unit
    return _positive(folded)


def _positive(folded: str) -> tuple[Fraction, str | None]:
    quotient = _QUOTIENT.fullmatch(folded)
    if quotient and int(quotient[2]):
        return Fraction(int(quotient[1]), int(quotient[2])), PERCENT
    if "分之" in folded:
        return _chinese_fraction(folded)
    return _amount(folded)


def _amount(text: str) -> tuple[Fraction, str | None]:
    thousand = next((at for name in _THOUSANDS if (at := text.find(name)) > 0), None)
    if thousand is not None:
        number = quantities.number(text[:thousand])
        if number is None:
            raise ValueError(f"“{text}”不是数量:应为数字加单位,如 500万千瓦时")
        return Fraction(number), text[thousand:]
    plain = _PLAIN.fullmatch(text)
    if plain:
        unit = quantities.canonical_unit(plain[2]) or None
        value = quantities.in_unit(Decimal(plain[1]), unit)
        return Fraction(value), PERCENT if unit in {"成", "‰"} else unit
    quantity = quantities.parse(text)
    return Fraction(quantity.value), quantity.unit


def _chinese_fraction(text: str) -> tuple[Fraction, str | None]:
    """三分之一 exactly; 百分之七十 is 70%."""
    below, _, above = text.partition("分之")
    divisor = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}.get(below)
    divisor = divisor if divisor is not None else quantities.number(below)
    share = quantities.number(above)
    if share is None or not divisor:
        raise ValueError(f"“{text}”不是分数:应如 三分之一、百分之七十")
    return Fraction(share) / Fraction(divisor), PERCENT


def terminates(value: Fraction) -> bool:
    """Whether a fraction is a finite decimal."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def decimal(value: Fraction) -> Decimal:
    """A fraction as a Decimal, exact when it is a finite one of up to 60 digits, else to 28 digits."""
    if not terminates(value):
        return Decimal(value.numerator) / Decimal(value.denominator)
    scale = 0
    while value.denominator != 1:
        value *= 10
        scale += 1
    sign, digits, _ = Decimal(value.numerator).as_tuple()
    return Decimal((sign, digits, -scale))


def write(value: Fraction, unit: str | None) -> str:
    """The one way an amount is written in a rulebook; `read` gives it back."""
    if not terminates(value):
        return f"{value.numerator}/{value.denominator}"
    return quantities.display(decimal(value), unit)


@lru_cache(maxsize=4096)
def canonical(unit: str | None) -> str:
    """A unit's one name; factors of products and quotients in a fixed order."""
    return _written(_factors(unit or ""), quantities.canonical_unit(unit or ""))


@lru_cache(maxsize=4096)
def multiply(first: str, second: str) -> str:
    factors = _factors(first)
    factors.update(_factors(second))
    return _written(factors, PERCENT if first == second == PERCENT else PURE)


@lru_cache(maxsize=4096)
def divide(first: str, second: str) -> str:
    """The unit of a quotient; of two equal units (户 by 家, too) a fraction."""
    if same(first, second):
        return PERCENT
    factors = _factors(first)
    factors.subtract(_factors(second))
    return _written(factors, PERCENT)


def same(first: str, second: str) -> bool:
    """Whether amounts of two units can be added and compared."""
    return first == second or any(first in group and second in group for group in _SAME)


def may_be_left_out(unit: str) -> bool:
    return unit in _MAY_BE_LEFT_OUT


def multiplied(unit: str) -> bool:
    """Whether a unit is written with 万 or 亿, as in 万元: values are kept without."""
    return not unit.startswith(_THOUSANDS) and unit.startswith(tuple("十百千万亿"))


def _factors(unit: str) -> Counter[str]:
    above, _, below = unit.partition("/")
    factors: Counter[str] = Counter()
    factors.update(quantities.canonical_unit(name) for name in above.split("·"))
    factors.subtract(quantities.canonical_unit(name) for name in below.split("/") if below)
    for pure in ("", "倍", "%", "1"):
        factors.pop(pure, None)
    return factors


def _written(factors: Counter[str], without: str) -> str:
    above = "·".join(name for name, power in sorted(factors.items()) for _ in range(power))
    below = "/".join(name for name, power in sorted(factors.items()) for _ in range(-power))
    if not above and not below:
        return without
    return f"{above or '1'}/{below}" if below else above
