"""When two numbers speak of the same thing: names, grades, measures and units of indicators."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zhenxing.core.compiler.plan import Figure, Goal
from zhenxing.core.compiler.source import Span
from zhenxing.core.periods import Period

_NOT_WORDS = re.compile(r"[^\w%]+")
_OPENING = re.compile(
    r"^(?:到?\d{4}年(?:底|末)?|力争|争取|确保|实现|全[县市区省镇]|[我本][县市区省镇]|全年|年度|累计|年(?=[产销营]))+"
)
_CLOSING = re.compile(r"(?:数量|总数|总量|个数|户数|家数|总额|总值)$")
_GROWTH = re.compile(r"(?:同比|年均|平均|每年)*(?:增长率|增长速度|增速|增幅|增长)$")
_GRADES = re.compile(r"国家级|省级|市级|县级|区级|镇级|国家|全国|全省|省部级|世界")
#: measures by their last word; those of one family move together, so their growth can be compared
_OUTPUT = (
    "产值",
    "产量",
    "营业收入",
    "营收",
    "销售收入",
    "销售额",
    "销售总额",
    "主营业务收入",
    "主营收入",
    "经营收入",
)
_MEASURES = re.compile(
    r"(?:工业|农业|年)?总?(" + "|".join((*_OUTPUT, "增加值", "出口额", "税收", "利润", "就业人数")) + r")$"
)
#: names of the programme's own subject: they narrow a measure to nothing else
_GENERIC = frozenset(
    {"", "主导产业", "特色产业", "专业镇", "专业镇主导产业", "特色专业镇", "产业", "全产业链", "专业镇产业"}
)
_COUNTED = frozenset("个家户项")
_SCALES = {
    "公斤": ("千克", Decimal(1)),
    "吨": ("千克", Decimal(1000)),
    "斤": ("千克", Decimal("0.5")),
    "公顷": ("亩", Decimal(15)),
}


@dataclass(frozen=True)
class Baseline:
    """A number already known: of this document, or handed in by a site.

    `period` is a canonical text (2023, 2023-06); `source` says where it comes from; `span` and
    `clause` are set for a figure of the document itself.
    """

    indicator: str
    value: Decimal
    unit: str | None
    period: str
    source: str = ""
    text: str = ""
    span: Span | None = None
    clause: str | None = None


def baselines_of(figures: tuple[Figure, ...]) -> tuple[Baseline, ...]:
    """The figures that can serve as a baseline: one exact amount of a known period."""
    return tuple(
        Baseline(
            each.indicator,
            each.value,
            each.unit,
            each.period,
            text=each.text,
            span=each.span,
            clause=each.clause,
        )
        for each in figures
        if isinstance(each.value, Decimal) and each.period and each.suspicion is None
    )


@lru_cache(maxsize=4096)
def name_of(indicator: str) -> str:
    """The indicator without marks, places that go without saying, and words for a count."""
    folded = _NOT_WORDS.sub("", unicodedata.normalize("NFKC", indicator))
    name = _CLOSING.sub("", _OPENING.sub("", folded))
    return name or folded


def grown(indicator: str) -> str | None:
    """What a growth rate is the growth of, or None when the indicator is no growth rate."""
    name = name_of(indicator)
    base = _GROWTH.sub("", name)
    return base if base and base != name else None


def grades(indicator: str) -> frozenset[str]:
    """国家级, 省级 …: targets of different grades are different targets."""
    return frozenset(_GRADES.findall(indicator))


def measure_of(indicator: str) -> tuple[str, str] | None:
    """(subject, measure) of a name that ends in a measure: 竹编产值 → (竹编, 产值).

    The programme's own names (主导产业, 专业镇) narrow nothing: their subject is empty.
    """
    match = _MEASURES.search(name_of(indicator))
    if match is None:
        return None
    subject = name_of(indicator)[: match.start()]
    return ("" if subject in _GENERIC else subject), match[1]


def same_measure(one: str, other: str) -> bool:
    """Whether two names measure one thing: equal, or one measure of which at most one has a subject."""
    if name_of(one) == name_of(other):
        return True
    first, second = measure_of(one), measure_of(other)
    if first is None or second is None or first[1] != second[1]:
        return False
    return first[0] == second[0] or "" in (first[0], second[0])


def same_family(one: str, other: str) -> bool:
    """Whether two measures of output (产量, 产值, 营业收入 …) have one subject."""
    first, second = measure_of(one), measure_of(other)
    if first is None or second is None or not {first[1], second[1]} <= set(_OUTPUT):
        return False
    return first[0] == second[0] or "" in (first[0], second[0])


def unit_of(unit: str | None) -> str | None:
    """One name for units that are compared with each other: 个 家 户 项; 公斤 吨."""
    if unit in _COUNTED:
        return "个"
    return _SCALES[unit][0] if unit in _SCALES else unit


def scaled(value: Decimal, unit: str | None) -> Decimal:
    """The value in the unit that `unit_of` names."""
    return value * _SCALES[unit][1] if unit in _SCALES else value


def amount_of(item: Goal | Baseline) -> Decimal | None:
    """The single amount of a goal or baseline in its comparable unit."""
    return scaled(item.value, item.unit) if isinstance(item.value, Decimal) else None


def period_of(text: str | None) -> Period | None:
    """A canonical period, or None for what is none (unknown is not an error here)."""
    try:
        return Period.parse(text) if text else None
    except ValueError:
        return None
