"""What a heading says: the name of a column, and the unit its numbers are in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

_BRACKETS: Final = re.compile(
    r"\(([^()]{0,40})\)|\[([^\[\]]{0,40})\]|【([^【】]{0,40})】|〔([^〔〕]{0,40})〕"
)
_PUNCTUATION: Final = re.compile(r"[\s*:;,.、·/\\_\-—~'\"“”‘’#]+")
_SCALES: Final = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6,
                  "千万": 10**7, "亿": 10**8, "十亿": 10**9, "万亿": 10**12}  # fmt: skip
_SCALED: Final = re.compile(r"(?P<scale>万亿|[十百千]?[万亿]|[十百千]|)(?P<base>.{0,12})")
#: base unit → (what it measures, how many of the smallest)
_BASES: Final[dict[str, tuple[str, Decimal]]] = {
    name: (names[0], Decimal(size))
    for size, names in (
        ("1", ("元", "人民币元", "元人民币", "人民币", "rmb", "cny")),
        ("1", ("人", "人次", "名", "位")),
        ("1", ("户", "家", "个", "项", "件", "台", "套", "台套", "条", "次", "种", "处")),
        ("1", ("%", "百分之")),
        ("1", ("平方米", "㎡", "m2", "平米", "平方")),
        ("1", ("千瓦时", "度", "kwh")),
        ("1", ("立方米", "m3", "方", "立方")),
        ("1", ("吨标准煤", "吨标煤", "tce")),
    )
    for name in names
} | {
    "公斤": ("公斤", Decimal(1)), "千克": ("公斤", Decimal(1)), "kg": ("公斤", Decimal(1)),
    "斤": ("公斤", Decimal("0.5")), "吨": ("公斤", Decimal(1000)), "t": ("公斤", Decimal(1000)),
    "公顷": ("平方米", Decimal(10_000)), "平方公里": ("平方米", Decimal(1_000_000)),
    "角": ("元", Decimal("0.1")), "分": ("元", Decimal("0.01")),
}  # fmt: skip
_BEFORE: Final = re.compile(
    r"(?:其中:?|#|△|\*|\d{1,2}[.、]|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十\d]{1,2}\))\s{0,3}(?=\S)"
)
_UNIT_WORD: Final = re.compile(r"(?:计量|金额|货币)?单位(?:为|是)?:?(.{1,12})")
_AFTER_MARK: Final = re.compile(r"(.{1,40})[/:](.{1,12})")
_UNIT_LINE: Final = re.compile(r"(?:计量|金额|货币)?单位(?:为|是)?[:：]\s{0,3}([^\s:：]{1,30})")


@dataclass(frozen=True)
class Heading:
    """A column's heading: `levels` from the outermost to its own, `unit` as it is written there.

    `column` counts from 0 within the sheet's cells, `letter` is Excel's.
    """

    column: int
    letter: str
    levels: tuple[str, ...]
    unit: str = ""

    @property
    def text(self) -> str:
        """The heading as one line."""
        return "·".join(self.levels)

    @property
    def key(self) -> str:
        """By what it is remembered, however it is spaced and bracketed."""
        return normalised("".join(self.levels))


def folded(text: str) -> str:
    """Half-width, lower case, without line breaks and spaces at the ends."""
    return unicodedata.normalize("NFKC", text).lower().strip()


@lru_cache(maxsize=4096)
def normalised(text: str) -> str:
    """A heading without brackets, spaces, stars and punctuation: 营业收入（万元）* is 营业收入."""
    plain = folded(text)
    bare = _PUNCTUATION.sub("", _BRACKETS.sub("", plain))
    return bare or _PUNCTUATION.sub("", plain)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A heading without its number, its 其中 and its unit: 1.其中：出口额/万元 is 出口额."""
    name = split_unit(text)[0]
    for _ in range(2):
        name = _without_number(folded(name))
    return name


def _without_number(text: str) -> str:
    found = _BEFORE.match(text)
    return text[found.end() :] if found else text


def split_unit(text: str) -> tuple[str, str]:
    """A heading and the unit it names in brackets or after a stroke; "" where it names none."""
    plain = folded(text)
    for found in _BRACKETS.finditer(plain):
        unit = _unit(next(group for group in found.groups() if group is not None))
        if unit:
            return (plain[: found.start()] + plain[found.end() :]).strip(), unit
    last = _AFTER_MARK.fullmatch(plain)
    if last and (unit := _unit(last[2])):
        return last[1].strip(), unit
    return text.strip(), ""


def _unit(text: str) -> str:
    """A unit that is known, as it is written; "" for other words."""
    said = _UNIT_WORD.fullmatch(text.strip())
    word = (said[1] if said else text).strip()
    return word if _measure(word) else ""


def unit_line(text: str) -> str:
    """The unit of money a line above the table names (单位：万元); "" for others (单位：县工信局)."""
    for found in _UNIT_LINE.finditer(unicodedata.normalize("NFKC", text)):
        for word in re.split(r"[、,，;；/]", found[1]):
            measure = _measure(word.strip("()（） "))
            if measure and measure[0] == "元":
                return word.strip("()（） ")
    return ""


def conversion(unit: str, wanted: str) -> Decimal | None:
    """How many of `wanted` one `unit` is: 10000 for 万元 in 元; None when they measure different things."""
    if not unit or unit == wanted:
        return Decimal(1)
    given, kept = _measure(unit), _measure(wanted or "个")
    if given is None or kept is None or (wanted and given[0] != kept[0]):
        return None
    return given[1] / kept[1]


def _measure(unit: str) -> tuple[str, Decimal] | None:
    """What a unit measures, and how many of the base unit it is."""
    word = folded(unit)
    if word in _BASES:
        return _BASES[word]
    found = _SCALED.fullmatch(word)
    if not found or not found["scale"]:
        return None
    base = _BASES.get(found["base"])
    if found["base"] == "":
        base = ("元", Decimal(1)) if found["scale"] in ("万", "亿", "百万", "千万") else None
    return (base[0], base[1] * _SCALES[found["scale"]]) if base else None
