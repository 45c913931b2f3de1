"""Numbers that begin a heading: 第二章, 第五条, 一、, (一), 1., (1), ①."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

#: how deep a kind of number stands when all kinds are used; only their order matters
CHAPTER, SECTION, ARTICLE, FIRST, SECOND, THIRD, FOURTH, FIFTH = range(8)

_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100}
_CHINESE = "一二三四五六七八九十百零〇"


class Marker(NamedTuple):
    """A number at `[start, end)`; `value` is None when the digits themselves were lost."""

    rank: int
    value: int | None
    start: int
    end: int


# headings count with the same few numerals again and again
@lru_cache(maxsize=1024)
def chinese_number(text: str) -> int | None:
    """一百二十三 → 123, also plain digits and figures read one by one (二〇二三)."""
    if text.isdecimal():
        return int(text)
    if not text or any(mark not in _DIGITS and mark not in _TENS for mark in text):
        return None
    if not any(mark in _TENS for mark in text):
        return int("".join(str(_DIGITS[mark]) for mark in text))
    total = digit = 0
    for mark in text:
        if mark in _TENS:
            total += (digit or 1) * _TENS[mark]
            digit = 0
        else:
            digit = _DIGITS[mark]
    return total + digit


_ENCLOSED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x2776 + i): i + 1 for i in range(10)}
_IN_BRACKETS = {chr(0x2474 + i): i + 1 for i in range(20)}
_WITH_DOT = {chr(0x2488 + i): i + 1 for i in range(20)}
_HAN_IN_BRACKETS = {chr(0x3220 + i): i + 1 for i in range(10)}
_ONE_CHAR = (
    {mark: (FIFTH, value) for mark, value in _ENCLOSED.items()}
    | {mark: (FOURTH, value) for mark, value in _IN_BRACKETS.items()}
    | {mark: (THIRD, value) for mark, value in _WITH_DOT.items()}
    | {mark: (SECOND, value) for mark, value in _HAN_IN_BRACKETS.items()}
)
#: marks that set an item apart (★ for new ones) and are no part of its number
_STARS = "★☆※▲△◆◇■□●○◎◉►▶▷➤➢➣☞✦✧✪❖❑•·👉📌🔹🔸🔷🔶📍✅✔☑"
_NAMES = "任行工举措专重"
_FIRST_CHARS = frozenset(f"{_NAMES}第(（、.．0123456789０１２３４５６７８９{_CHINESE}") | frozenset(_ONE_CHAR)

_PART = re.compile(
    rf"第\s*([{_CHINESE}\d]{{0,6}})\s*(编|章|节|条)(?:之[{_CHINESE}])?(?![例款件约目理])[\s、:：]*"
)
_TOP = re.compile(rf"([{_CHINESE}]{{1,4}})\s?(?:、|[.．](?!\d))\s*")
#: 一、二产业 and 一、二级 are words of a wrapped line, not numbers
_TOP_WORD = re.compile(r"[一二三四五六七八九十](?:[、和]|级|类|批|产业|等奖|季度|线城|期工程)")
_BRACKETED = re.compile(rf"[(（]\s*([{_CHINESE}]{{1,4}}|\d{{1,3}})\s*[)）]\s?、?\s*")
_BARE_BRACKETS = re.compile(r"[(（]\s*[)）]\s*(?=[\u4e00-\u9fff])")
_POINT = re.compile(
    r"(\d{1,3})\s?(?:[.．](?!\d)|[.．](?=(?:19|20)\d\d年|\d[GgDd][^\d])|、(?!\d)|[)）])\s*(?=[^\s.．、,，)）%])"
)
#: the digits are gone but the mark behind them is not; a wrapped line may begin with 、 too, but
#: a heading is short and holds no other mark
_LOST = re.compile(r"(、)(?=[\u4e00-\u9fff“”]{2,24}$)|([.．])\s?(?=[\u4e00-\u9fff]{2,30}(?:[。:：]|$))", re.M)


_CLAUSE = re.compile(rf"[{_CHINESE}]{{1,4}}、|[(（][{_CHINESE}]{{1,4}}[)）]|第[{_CHINESE}\d]{{1,6}}[章条节]")


def begins_clause(line: str) -> bool:
    """Whether a line begins as only a clause of a document does: 一、, (一), 第一条."""
    return line[0] in _CLAUSE_FIRST and _CLAUSE.match(line) is not None


_CLAUSE_FIRST = frozenset(f"(（第{_CHINESE}")


def marker_at(text: str, start: int, end: int) -> Marker | None:
    """The number that begins at `start`, if one does, within `end`."""
    first = text[start]
    if first in _STARS:
        return _starred(text, start + 1, end)
    if first not in _FIRST_CHARS:
        return None
    if first in _ONE_CHAR:
        rank, value = _ONE_CHAR[first]
        return Marker(rank, value, start, _past_blank(text, start + 1, end))
    if first == "第":
        return _part(text, start, end)
    if first in "(（":
        return _in_brackets(text, start, end)
    if first in _NAMES:
        return _named(text, start, end)
    if first in "、.．":
        return _lost(text, start, end)
    return _plain(text, start, end)


def _starred(text: str, start: int, end: int) -> Marker | None:
    while start < end and text[start] in " \u3000":
        start += 1
    # a bullet before words numbers nothing, and one star more is a drawing
    return marker_at(text, start, end) if start < end and text[start] not in _STARS else None


def _past_blank(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \u3000、.．":
        at += 1
    return at


def _part(text: str, start: int, end: int) -> Marker | None:
    found = _PART.match(text, start, end)
    if not found:
        return None
    rank = {"编": CHAPTER, "章": CHAPTER, "节": SECTION, "条": ARTICLE}[found.group(2)]
    return Marker(rank, chinese_number(found.group(1)), start, found.end())


#: 任务1:壮大龙头, 行动三:品牌提升
_NAMED = re.compile(
    rf"(?:重点|专项)?(?:任务|行动|工程|举措|措施)([{_CHINESE}]{{1,3}}|\d{{1,2}})\s?"
    r"(?:[:：、.．]|[ \u3000](?=[\u4e00-\u9fff]))\s*"
)


def _named(text: str, start: int, end: int) -> Marker | None:
    found = _NAMED.match(text, start, end)
    return Marker(THIRD, chinese_number(found.group(1)), start, found.end()) if found else None


def _in_brackets(text: str, start: int, end: int) -> Marker | None:
    found = _BRACKETED.match(text, start, end)
    if found:
        number = found.group(1)
        return Marker(FOURTH if number.isdecimal() else SECOND, chinese_number(number), start, found.end())
    bare = _BARE_BRACKETS.match(text, start, end)
    return Marker(SECOND, None, start, bare.end()) if bare else None


def _lost(text: str, start: int, end: int) -> Marker | None:
    found = _LOST.match(text, start, end)
    if not found:
        return None
    return Marker(FIRST if found.group(1) else THIRD, None, start, found.end())


def _plain(text: str, start: int, end: int) -> Marker | None:
    found = _TOP.match(text, start, end)
    if found:
        if _TOP_WORD.match(text, found.end(), end):
            return None
        return Marker(FIRST, chinese_number(found.group(1)), start, found.end())
    found = _POINT.match(text, start, end)
    if not found:
        return None
    return Marker(THIRD, int(found.group(1)), start, found.end())


_DOTTED = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){0,3})[ \u3000\t]{1,4}(?=[\u4e00-\u9fff“《])(?!年|月|日|个|家|户|项|万|亿|元)"
)
_DOTTED_RANK = {1: THIRD, 2: FOURTH, 3: FIFTH, 4: FIFTH}


def dotted_marker(text: str, start: int, end: int) -> Marker | None:
    """`2`, `2.1`, `2.1.3` before a blank: how technical plans number; only for texts that do so."""
    found = _DOTTED.match(text, start, end)
    if not found:
        return None
    parts = found.group(1).split(".")
    return Marker(_DOTTED_RANK[len(parts)], int(parts[-1]), start, found.end())


_INLINE = re.compile(
    rf"[。；;：:]\s*([(（]\s*(?:[{_CHINESE}]{{1,3}}|\d{{1,2}})\s*[)）]|[\u2460-\u2473\u2474-\u2487]|\d{{1,2}}[.．、](?!\d)|"
    rf"[{_CHINESE}]{{1,3}}、(?![{_CHINESE}]))"
)


def inline_markers(text: str, start: int, end: int) -> Iterator[Marker]:
    """Numbers inside a line, behind a mark that ends a clause: `：(1)…；(2)…`."""
    for found in _INLINE.finditer(text, start, end):
        marker = marker_at(text, found.start(1), end)
        if marker and marker.value is not None:
            yield marker
