"""Every amount of a folded sentence: ASCII and Chinese numerals, ranges, lists that share a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zhenxing.core.compiler.numbers.units import CHINESE_UNIT_PATTERN, MONEY_UNITS, UNIT_PATTERN, UNITS
from zhenxing.core.quantities import canonical_unit, chinese_numeral, fraction, in_unit, multiplier, whole

_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}(?![\d])|\d{1,15})(?:\.\d{1,9})?"
_MULTIPLIER = r"万亿|千亿|百亿|千万|百万|十万|[万亿千]|百(?=[余多]|亿)"
#: Han characters that follow a number without being a unit
_NO_UNIT = "级以的左多余个号届月时点后前版路楼层区线院型代字期秒周岁则章节款至到或与和及分内外上下中可为等是"
_ASCII = re.compile(
    rf"(?<![\dA-Za-z.])(?P<digits>{_DIGITS})\s?(?P<more1>[余多来])?(?P<mult>{_MULTIPLIER})?(?P<more2>[余多])?"
    rf"\s?(?:(?P<unit>{UNIT_PATTERN})|(?P<odd>(?![{_NO_UNIT}])[\u4e00-\u9fa5])(?=[,。;、)以左的]|$))?(?P<per>/(?:亩|人|户|平方米|吨|年|月|日|天|小时|家|公里))?"
)
_NUMERAL = "[零〇一二两三四五六七八九十百千]"
_CHINESE = re.compile(
    rf"(?P<share>[百千万]分之{_NUMERAL}{{1,8}}(?:点{_NUMERAL}{{1,4}})?|[二三四五六七八九十]分之[一二两三四五六七八九])"
    rf"|(?<!第)(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?(?![员为立功本果效绩套品型片熟长就份都交])"
    rf"|(?:(?P<low>{_NUMERAL}{{1,4}})[至到])?(?P<numeral>{_NUMERAL}{{1,9}})(?P<more1>[余多来])?(?P<mult>[万亿]{{1,2}})?(?P<more2>[余多])?"
    rf"(?P<unit>{CHINESE_UNIT_PATTERN})"
    r"|翻了?(?P<doubled>[一两二三])?番"
)
_UNIT_BEGINS = "".join(sorted({unit[0] for unit in UNITS}))
#: cheap test that a text can hold an amount in Chinese numerals
_MAYBE_CHINESE = re.compile(f"{_NUMERAL}[余多来万亿]{{0,3}}[{_UNIT_BEGINS}]|分之|成|番")
_RANGE = re.compile(r"\s?(?:[-~—–―]{1,2}|至|到)\s?")
_JOINED = re.compile(r"\s?[、和及与]\s?")
_NOT_AMOUNT_AFTER = re.compile(r"[号届+*×#](?!率)|级|/\d|[A-Za-z]")
_ENUMERATOR_BEFORE = re.compile(r"(?:^|[\n(〔\[【])\s{0,4}$")
#: 千家万户, 百家争鸣: round numerals are figures of speech unless something exceeds them
_ROUND = frozenset("百千")
_EXCEEDS = frozenset("超破过近约达上")
#: what is measured in 元 even where the unit is left out: 产值突破50亿
_MONEY_NOUN = re.compile(
    r"产值|营收|收入|税收|投资|销售额?|出口|利润|规模|贷款|交易额|资金|总额|价值|金额|增加值|总产|融资"
)
_RATES = frozenset({"/日", "/天", "/小时", "/年", "/月"})
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Amount:
    """A number with its unit, where it stands in the sentence, and how it is written."""

    start: int
    end: int
    value: Decimal | tuple[Decimal, Decimal]
    unit: str | None
    #: 30余家, 2万多人: more than the number says
    more: bool = False
    #: written with Chinese numerals, which everyday words also hold
    chinese: bool = False
    #: per mu, per head: 万元/亩
    per: str | None = None
    #: 10亿级
    graded: bool = False
    raw: Decimal = Decimal(0)
    mult: str = ""


def amounts(text: str, masked: Sequence[tuple[int, int]] = ()) -> list[Amount]:
    """All amounts outside the `masked` spans (times), in order; ranges and lists are put together."""
    found = list(_ascii(text)) if _DIGIT.search(text) else []
    if _MAYBE_CHINESE.search(text):
        found += _chinese(text)
        found.sort(key=_order)
        found = _disjoint(found)
    if masked and found:
        found = _unmasked(found, masked)
    return found if len(found) < 2 else _ranges(text, _shared_units(text, found))


def _order(item: Amount) -> tuple[int, int]:
    return item.start, -item.end


def _unmasked(found: list[Amount], masked: Sequence[tuple[int, int]]) -> list[Amount]:
    """Drop what overlaps a masked span; both lists are in order of position."""
    kept, index = [], 0
    for item in found:
        while index < len(masked) and masked[index][1] <= item.start:
            index += 1
        if index == len(masked) or item.end <= masked[index][0]:
            kept.append(item)
    return kept


def _disjoint(found: list[Amount]) -> list[Amount]:
    kept: list[Amount] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _ascii(text: str) -> Iterator[Amount]:
    for match in _ASCII.finditer(text):
        unit = match["unit"] or match["odd"]
        after = text[match.end() : match.end() + 4]
        graded = not unit and after.startswith("级")
        if not unit and not graded and _NOT_AMOUNT_AFTER.match(after):
            continue
        if _is_label(text, match):
            continue
        if not unit and not graded and _is_money(text, match):
            unit = "元"
        raw = Decimal(match["digits"].replace(",", ""))
        canonical = canonical_unit(unit) if unit else None
        value = whole(in_unit(raw * multiplier(match["mult"] or ""), canonical))
        yield Amount(
            match.start(),
            match.end(),
            value,
            _with_rate("%" if canonical == "‰" else canonical, match["per"]),
            bool(match["more1"] or match["more2"]),
            False,
            match["per"],
            graded,
            raw,
            match["mult"] or "",
        )


def _with_rate(unit: str | None, per: str | None) -> str | None:
    """2万吨/日 is a rate; 15万元/亩 and 30万元/人 are amounts of 元."""
    return f"{unit}{per}" if unit and per in _RATES and unit not in MONEY_UNITS else unit


def _is_money(text: str, match: re.Match[str]) -> bool:
    if "亿" not in (match["mult"] or "") and match["mult"] != "万":
        return False
    return bool(_MONEY_NOUN.search(text, max(0, match.start() - 16), match.start()))


def _is_label(text: str, match: re.Match[str]) -> bool:
    """第3项, 2.1条, 〔2024〕, 1.一个: a number that names a place, not an amount."""
    before = text[max(0, match.start() - 3) : match.start()]
    if before.endswith("第"):
        return True
    return (
        not match["unit"]
        and bool(_ENUMERATOR_BEFORE.search(before))
        and text[match.end() : match.end() + 1]
        in {
            ".",
            "、",
            ")",
            "〕",
            "]",
            "】",
        }
    )


def _chinese(text: str) -> Iterator[Amount]:
    for match in _CHINESE.finditer(text):
        if match["share"]:
            value = fraction(match["share"])
            if value is not None:
                yield Amount(match.start(), match.end(), value, "%", chinese=True)
        elif match["tenths"]:
            value = chinese_numeral(match["tenths"]) or Decimal(0)
            value += Decimal("0.5") if match["half"] else 0
            yield Amount(match.start(), match.end(), value / 10, "%", chinese=True)
        elif match["numeral"]:
            yield from _numeral(text, match)
        else:
            times = 2 ** int(chinese_numeral(match["doubled"] or "一") or 1)
            yield Amount(match.start(), match.end(), Decimal(times), "倍", chinese=True)


def _numeral(text: str, match: re.Match[str]) -> Iterator[Amount]:
    value = chinese_numeral(match["numeral"])
    before = text[max(0, match.start() - 1) : match.start()]
    if value is None or before in {
        "第",
        "数",
        "几",
        "每",
        "各",
        "同",
        "这",
        "那",
        "哪",
        "某",
        "另",
        "首",
        "上",
        "下",
    }:
        return
    if (
        match["numeral"] in {"十", "百", "千"}
        and text[match.end("numeral") : match.end("numeral") + 1] == "分"
    ):
        return
    if match["numeral"] in _ROUND and before not in _EXCEEDS:
        return
    scale = multiplier(match["mult"] or "")
    low = chinese_numeral(match["low"] or "")
    ranged = low is not None and low < value
    yield Amount(
        match.start(),
        match.end(),
        (low * scale, value * scale) if low is not None and ranged else value * scale,
        canonical_unit(match["unit"]),
        bool(match["more1"] or match["more2"]),
        chinese=True,
    )


def _shared_units(text: str, found: list[Amount]) -> list[Amount]:
    """50、30、20家: a number without a unit takes that of the list it stands in."""
    for index in range(len(found) - 2, -1, -1):
        item, following = found[index], found[index + 1]
        between = text[item.end : following.start]
        if item.unit or item.graded or item.chinese or not following.unit or len(between) > 3:
            continue
        ranged = bool(_RANGE.fullmatch(between))
        if not ranged and not _JOINED.fullmatch(between):
            continue
        mult = item.mult or following.mult
        value = whole(in_unit(item.raw * multiplier(mult), following.unit))
        found[index] = replace(item, value=value, unit=following.unit, mult=mult)
    return found


def _ranges(text: str, found: list[Amount]) -> list[Amount]:
    """Join 10%-15%, 3至5家, 1-2 into one amount with two values."""
    joined: list[Amount] = []
    for item in found:
        last = joined[-1] if joined else None
        if last and _makes_range(text, last, item):
            low, high = last.value, item.value
            # `_makes_range` lets single values through only
            joined[-1] = replace(item, start=last.start, value=(low, high))  # type: ignore[arg-type]
        else:
            joined.append(item)
    return joined


def _makes_range(text: str, low: Amount, high: Amount) -> bool:
    if isinstance(low.value, tuple) or isinstance(high.value, tuple) or low.unit != high.unit:
        return False
    between = text[low.end : high.start]
    return len(between) <= 4 and bool(_RANGE.fullmatch(between)) and low.value < high.value
