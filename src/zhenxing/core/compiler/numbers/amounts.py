"""Every amount of a folded sentence: ASCII and Chinese numerals, ranges, lists that share a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zhenxing.core.compiler.numbers.units import (
    CHINESE_UNIT_PATTERN,
    CHINESE_UNITS,
    MONEY_UNITS,
    UNIT_PATTERN,
)
from zhenxing.core.quantities import canonical_unit, chinese_numeral, fraction, in_unit, multiplier, whole

#: what of a number follows its first digit
_DIGITS = r"(?:\d{0,2}(?:,\d{3}){1,4}(?!\d)|\d{0,14})(?:\.\d{1,9})?"
_MULTIPLIER = r"万亿|千亿|百亿|千万|百万|十万|[万亿千]|百(?=[余多]|亿)"
#: Han characters that follow a number without being a unit
_NO_UNIT = "室级以的左多余个号届月时点后前版路楼层区线院型代字期秒周则章节款至到或与和及分内外上下中可为等是"
#: begins with a digit and only then looks back, because a pattern is found fast by its first character;
#: `(…|)` is what `(…)?` finds, at half the cost
_ASCII = re.compile(
    rf"\d(?<![\dA-Za-z.]\d)({_DIGITS})\s?([余多来]|)({_MULTIPLIER}|)([余多]|)"
    rf"\s?(?:({UNIT_PATTERN})|((?![{_NO_UNIT}])[\u4e00-\u9fa5])(?=[,。;、)以左的]|$)|)"
)
_PER = re.compile(r"/(?:亩|人|户|平方米|立方米|升|吨|年|月|日|天|小时|家|公里)")
_NUMERAL = "[零〇一二两三四五六七八九十百千]"
_CHINESE = re.compile(
    rf"(?P<share>[百千万]分之{_NUMERAL}{{1,8}}(?:点{_NUMERAL}{{1,4}})?|[二三四五六七八九十]分之[一二两三四五六七八九])"
    rf"|(?<!第)(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?(?![员为立功本果效绩套品型片熟长就份都交])"
    rf"|(?:(?P<low>{_NUMERAL}{{1,4}})[至到]|)(?P<numeral>{_NUMERAL}{{1,9}})"
    r"(?P<more1>[余多来]|)(?P<mult>[万亿]{1,2}|)(?P<more2>[余多]|)"
    rf"(?P<unit>{CHINESE_UNIT_PATTERN})"
    r"|翻了?(?P<doubled>[一两二三])?番"
)
_UNIT_BEGINS = "".join(sorted({unit[0] for unit in CHINESE_UNITS}))
#: where an amount in Chinese numerals may begin: no such amount is missed, most numerals are passed over
CHINESE_BEGINS = (
    r"(?:分之|成|亿|了?[一两二三]?番|[零〇一二两三四五六七八九十百千余多来万亿至到]{0,18}"
    + f"[{_UNIT_BEGINS}])"
)
CHINESE_FIRST = "零〇一二两三四五六七八九十百千万翻"
_MAYBE_CHINESE = re.compile(f"[{CHINESE_FIRST}](?={CHINESE_BEGINS})")
_RANGE = re.compile(r"(?:\(不?含[^()]{0,10}\))?\s?(?:[-~—–―]{1,2}|至|到)\s?")
#: 翻一番达到6亿元, 从9家到18家的翻番: the number beside it says it
_DOUBLED_TO = re.compile(r"(?:达到|达|到|至|为)\s?\d")
_DOUBLED_OF = re.compile(r"\d[万亿]?[\u4e00-\u9fff]{0,3}的$")
#: 从9家到18家
_FROM, _UP_TO = re.compile(r"[从由自]\s?$"), frozenset({"到", "至"})
_JOINED = re.compile(r"\s?[、和及与]\s?")
_NOT_AMOUNT_AFTER = re.compile(r"[号届+*×#](?!率)|级|/\d|[A-Za-z]")
_YEAR_IN_BRACKETS = re.compile(r"[〔\[](?:19|20)\d\d[〕\]]$")
_OPENS_LABEL, _CLOSES_LABEL = frozenset("(〔[【"), frozenset(".、)〕]】")
#: 千家万户, 百家争鸣: round numerals are figures of speech unless something exceeds them
_ROUND = frozenset("百千")
_EXCEEDS = frozenset("超破过近约达上")
#: what is measured in 元 even where the unit is left out: 产值突破50亿
_MONEY_NOUN = re.compile(
    r"产值|营收|收入|税收|投资|销售额?|出口|利润|规模|贷款|交易额|资金|总额|价值|金额|增加值|总产|融资"
)
#: 带动5.6万农户, 3000余群众: who is counted stands for the unit
_WHOM = re.compile(
    r"(?:农|茶|果|菜|菌|药|蚕|牧|渔|养殖|种植|脱贫|贫困)户|(?:农民|群众|村民|牧民|居民|职工|员工|劳动力|人口)(?!均)"
)
#: 2000万元(含2000万元)以上 says the number twice
_COLONS = frozenset(":∶︰")
_INCLUDES = frozenset({"(含", "不含"})
#: 千亿元级 after what it reaches, 四千亿 with 元 left out; with 元 it is a numeral with its unit
_ROUND_MONEY = re.compile(
    r"(?<=达到|突破|超过|迈上|跨上|迈进|跃上|站上|冲刺|迈过|跨过)"
    r"([一二两三四五六七八九]?[百千万]|[二两三四五六七八九]?十[一二三四五六七八九]?)亿(?:元(?=级)|(?!元|大关))"
)
_RATES = frozenset({"/日", "/天", "/小时", "/年", "/月", "/立方米", "/升"})
_SHARES = frozenset({"‰", "成"})
_CLIMBS = frozenset("迈跨登站跃")
#: 数千家, 每一个: these before a Chinese numeral make it no amount
_NO_NUMERAL = frozenset("第数几每各同这那哪某另首上下届")


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
    #: 10亿级
    graded: bool = False
    #: the digits as written, and what stands for their scale
    digits: str = ""
    mult: str = ""


def amounts(text: str, masked: Sequence[tuple[int, int]] = ()) -> list[Amount]:
    """All amounts outside the `masked` spans (times), in order; ranges and lists are put together."""
    found = _ascii(text, masked)
    chinese = _chinese(text)
    if chinese:
        found += chinese
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


def _ascii(text: str, masked: Sequence[tuple[int, int]]) -> list[Amount]:
    found = []
    free, spans = 0, len(masked)
    ratios = ":" in text or "∶" in text or "︰" in text
    includes = "含" in text
    for match in _ASCII.finditer(text):
        start, end = match.span()
        # the digits of a time need no reading; what only touches one is left out later
        while free < spans and masked[free][1] <= start:
            free += 1
        if (free < spans and masked[free][0] <= start) or (start and _is_number_of(text, start)):
            continue
        if (includes and text[start - 2 : start] in _INCLUDES) or (ratios and _is_of_ratio(text, start, end)):
            continue
        per = _PER.match(text, end) if text.startswith("/", end) else None
        end = per.end() if per else end
        value, unit, more, digits, mult, known = _parts(match[0], per[0] if per else None)
        graded = False
        if not known and _is_label(text, start, end):
            continue
        if unit is None:
            graded = text.startswith("级", end)
            if not graded:
                if _NOT_AMOUNT_AFTER.match(text, end):
                    continue
                whom = _WHOM.match(text, end)
                if whom:
                    # 5.6万农户
                    unit = "户" if whom[0].endswith("户") else "人"
                elif mult and _is_money(text, start, mult):
                    value, unit = _valued(digits, mult, "元", per[0] if per else None)
        if unit == "个" and text.startswith("亿", end) and text[end + 1 : end + 2] not in {"元", "级"}:
            # 拿出1个亿
            end, value, unit = end + 1, value * multiplier("亿"), "元"
        found.append(Amount(start, end, value, unit, more, False, graded, digits, mult))
    return found


_Parts = tuple[Decimal, str | None, bool, str, str, bool]


@lru_cache(maxsize=8192)
def _parts(written: str, per: str | None) -> _Parts:
    """Value, unit, whether more is meant, digits, scale, and whether the unit is a known one."""
    match = _ASCII.match(written)
    assert match is not None, "what the pattern found is what it finds alone"
    _, more, mult, also, unit, odd = match.groups()
    digits = written[: match.end(1)]
    value, named = _valued(digits, mult, unit or odd, per)
    return value, named, bool(more or also), digits, mult, unit is not None


@lru_cache(maxsize=8192)
def _valued(digits: str, mult: str, unit: str | None, per: str | None = None) -> tuple[Decimal, str | None]:
    """The value and the unit of a number as written: 2.5, 亿, 元."""
    canonical = canonical_unit(unit) if unit else None
    value = whole(in_unit(Decimal(digits.replace(",", "")) * multiplier(mult), canonical))
    return value, _with_rate("%" if canonical in _SHARES else canonical, per)


def _with_rate(unit: str | None, per: str | None) -> str | None:
    """2万吨/日 is a rate; 15万元/亩 and 30万元/人 are amounts of 元."""
    return f"{unit}{per}" if unit and per in _RATES and unit not in MONEY_UNITS else unit


def _is_money(text: str, start: int, mult: str) -> bool:
    if "亿" not in mult and mult != "万":
        return False
    return bool(_MONEY_NOUN.search(text, max(0, start - 16), start))


def _is_number_of(text: str, start: int) -> bool:
    """第3项, 〔2022〕14次: the number of a part or a document."""
    before = text[start - 1]
    if before in "〕]":
        return _YEAR_IN_BRACKETS.search(text, max(0, start - 8), start) is not None
    return before == "第"


def _is_of_ratio(text: str, start: int, end: int) -> bool:
    """21:50:29, 3.2:1: neither side is an amount."""
    if text[start - 1 : start] in _COLONS and text[start - 2 : start - 1].isdigit():
        return True
    return text[end : end + 1] in _COLONS and text[end + 1 : end + 2].isdigit()


def _is_label(text: str, start: int, end: int) -> bool:
    """〔2024〕, 1.一个: a number that names a place, not an amount."""
    if text[end : end + 1] not in _CLOSES_LABEL:
        return False
    before = text[max(0, start - 3) : start].rstrip()
    return not before or before[-1] in _OPENS_LABEL


def _chinese(text: str) -> list[Amount]:
    found: list[Amount] = []
    at = 0
    if "亿" in text:
        found += _round_money(text)
    for candidate in _MAYBE_CHINESE.finditer(text):
        start = candidate.start()
        match = _CHINESE.match(text, start) if start >= at else None
        if match:
            at = match.end()
            found += _spelled(text, match)
    return found


def _round_money(text: str) -> Iterator[Amount]:
    """产值突破百亿, 规模达到千亿元级: a round sum that something is to reach."""
    for match in _ROUND_MONEY.finditer(text):
        sized = text.startswith(("规模", "的规模"), match.end())
        if sized or _MONEY_NOUN.search(text, max(0, match.start() - 16), match.start()):
            value = chinese_numeral(match[1]) or multiplier(match[1])
            yield Amount(match.start(), match.end(), value * multiplier("亿"), "元", chinese=True)


def _spelled(text: str, match: re.Match[str]) -> Iterator[Amount]:
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
    elif not (
        _DOUBLED_TO.match(text, match.end())
        or _DOUBLED_OF.search(text, max(0, match.start() - 8), match.start())
    ):
        times = 2 ** int(chinese_numeral(match["doubled"] or "一") or 1)
        yield Amount(match.start(), match.end(), Decimal(times), "倍", chinese=True)


def _numeral(text: str, match: re.Match[str]) -> Iterator[Amount]:
    value = chinese_numeral(match["numeral"])
    before = text[max(0, match.start() - 1) : match.start()]
    climbs = before == "上" and text[match.start() - 2 : match.start() - 1] in _CLIMBS
    if value is None or (before in _NO_NUMERAL and not climbs):
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
        if (
            item.unit
            or item.graded
            or item.chinese
            or not following.unit
            or (item.mult and not following.mult)
        ):
            continue
        between = text[item.end : following.start]
        if len(between) > 3:
            continue
        ranged = bool(_RANGE.fullmatch(between))
        if not ranged and not _JOINED.fullmatch(between):
            continue
        item.mult = item.mult or following.mult
        item.value = _valued(item.digits, item.mult, following.unit)[0]
        item.unit = following.unit
    return found


def _ranges(text: str, found: list[Amount]) -> list[Amount]:
    """Join 10%-15%, 3至5家, 1-2 into one amount with two values."""
    joined: list[Amount] = []
    for item in found:
        last = joined[-1] if joined else None
        if last and _makes_range(text, last, item):
            # `_makes_range` lets single values through only
            item.start, item.value = last.start, (last.value, item.value)  # type: ignore[assignment]
            joined[-1] = item
        else:
            joined.append(item)
    return joined


def _makes_range(text: str, low: Amount, high: Amount) -> bool:
    if high.start - low.end > 16 or low.unit != high.unit:
        return False
    if isinstance(low.value, tuple) or isinstance(high.value, tuple):
        return False
    if _FROM.search(text, max(0, low.start - 2), low.start) and text[low.end : high.start].strip() in _UP_TO:
        # 从9家到18家: a change, unless 不等 says that they differ
        return low.value < high.value and text.startswith("不等", high.end)
    return bool(_RANGE.fullmatch(text, low.end, high.start)) and low.value < high.value
