"""Dates as documents write them, and what a damaged one can be."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text.numbering import chinese_number

#: typed for want of the right one: letters, a circle, a figure
_ZERO = "〇○零ＯO0o◯"
_NUMERALS = f"{_ZERO}一二三四五六七八九十"
# Each pattern begins with a character class: the engine skips to it without trying every place.
_FIGURE_RUN = re.compile("[0-9][0-9]*")
_YEAR = re.compile("[12](?=[0-9]{3})")
_FIGURES = re.compile(
    r"[12]\d{3}(?: ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2}) ?日|"
    r"(?P<sep>[-/.])(?P<im>\d{1,2})(?P=sep)(?P<id>\d{1,2})(?!\d))"
)
_CHINESE = re.compile(
    rf"(?P<y>[一二][{_NUMERALS}]{{3}})年(?P<m>[{_NUMERALS}]{{1,2}})月(?P<d>[{_NUMERALS}]{{1,3}})日"
)
_ZEROS = str.maketrans(dict.fromkeys(_ZERO, "〇"))


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


# several stages ask about the figures of one text, each text is looked through once
@lru_cache(maxsize=4)
def figures_in(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every run of figures."""
    return tuple([match.span() for match in _FIGURE_RUN.finditer(text)])


@lru_cache(maxsize=4)
def _years_in(text: str) -> tuple[int, ...]:
    """Where a year can begin, inside a longer run of figures, too, from which the rest was lost."""
    return tuple([match.start() for match in _YEAR.finditer(text)])


def at_years(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)` for a pattern that begins with a year; several ask about one text."""
    reached = 0
    for at in _years_in(text):
        match = pattern.match(text, at) if at >= reached else None
        if match:
            reached = match.end()
            yield match


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[DateFound]:
    """Every whole date of a text in figures, then every one in Chinese numerals."""
    stop = len(text) if end is None else end
    whole = start == 0 and end is None
    for match in at_years(_FIGURES, text) if whole else _FIGURES.finditer(text, start, stop):
        yield from _found(
            match, int(match.group()[:4]), int(match["m"] or match["im"]), int(match["d"] or match["id"])
        )
    if "二" not in text and "一九" not in text:
        return
    for match in _CHINESE.finditer(text, start, stop):
        numbers = [chinese_number(match[name].translate(_ZEROS)) or 0 for name in ("y", "m", "d")]
        yield from _found(match, *numbers)


def _found(match: re.Match[str], year: int, month: int, day: int) -> Iterator[DateFound]:
    whole = valid(year, month, day)
    if whole:
        yield DateFound(whole, Span(match.start(), match.end()))


def first_date(text: str) -> DateFound | None:
    return next(dates_in(text), None)


def splits(year: int, digits: str) -> list[date]:
    """Every month and day that a run of digits can be: 925 → 9月25日; 111 → 1月11日 and 11月1日."""
    found: list[date] = []
    for at in (1, 2):
        month, day = digits[:at], digits[at:]
        # a zero is written only to fill two places
        if not 1 <= len(day) <= 2 or month == "0" or day == "0":
            continue
        if len(day) == 1 and month[0] == "0":
            continue
        whole = valid(year, int(month), int(day))
        if whole and whole not in found:
            found.append(whole)
    return found


def written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
