"""Dates as documents write them, whole or damaged."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.numbering import chinese_number

_NUMERALS = "〇○零一二三四五六七八九十Ｏ"
_WHOLE = re.compile(
    rf"(?P<y>(?:19|20)\d\d)\s?年\s?(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?日|"
    rf"(?P<iy>(?:19|20)\d\d)(?P<sep>[-/.])(?P<im>\d{{1,2}})(?P=sep)(?P<id>\d{{1,2}})(?!\d)|"
    rf"(?P<cy>[二一][{_NUMERALS}]{{3}})年(?P<cm>[{_NUMERALS}]{{1,2}})月(?P<cd>[{_NUMERALS}]{{1,3}})日"
)
_ZEROS = str.maketrans("○Ｏ", "〇〇")


class DateFound(NamedTuple):
    """A whole date and where it stands."""

    day: date
    span: Span

    @property
    def iso(self) -> str:
        return self.day.isoformat()


def valid(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    if not (1900 <= year <= 2100 and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[DateFound]:
    """Every whole date of a text, in whatever form."""
    for match in _WHOLE.finditer(text, start, len(text) if end is None else end):
        day = valid(*_parts(match))
        if day:
            yield DateFound(day, Span(match.start(), match.end()))


def first_date(text: str) -> DateFound | None:
    return next(dates_in(text), None)


def _parts(match: re.Match[str]) -> tuple[int, int, int]:
    if match["y"]:
        return int(match["y"]), int(match["m"]), int(match["d"])
    if match["iy"]:
        return int(match["iy"]), int(match["im"]), int(match["id"])
    numbers = [chinese_number(match[name].translate(_ZEROS)) or 0 for name in ("cy", "cm", "cd")]
    return numbers[0], numbers[1], numbers[2]


def splits(year: int, digits: str) -> list[date]:
    """Every month and day that a run of digits can be: 925 → 9月25日; 111 → 1月11日 and 11月1日."""
    found: list[date] = []
    for at in (1, 2):
        month, day = digits[:at], digits[at:]
        if not month or not 1 <= len(day) <= 2:
            continue
        # a zero is written only to fill two places, in the month and in the day alike
        padded = (len(month) == 2 and month[0] == "0", len(day) == 2 and day[0] == "0")
        if (month[0] == "0" and not padded[0]) or (day[0] == "0" and not padded[1]):
            continue
        whole = valid(year, int(month), int(day))
        if whole and whole not in found:
            found.append(whole)
    return found


def written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
