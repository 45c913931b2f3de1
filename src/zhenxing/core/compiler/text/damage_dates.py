"""Damaged document numbers and dates: what is wrong there and what they may have been."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from zhenxing.core.compiler.plan import Reading
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.text import dates
from zhenxing.core.compiler.text.damage import Evidence, Loss
from zhenxing.core.compiler.text.doc_numbers import Damage, damaged_at_line, damaged_in_text
from zhenxing.core.compiler.text.lines import Line

#: whole dates are only gathered when a damaged one asks for them
Knows = Callable[[], Evidence]

_HEAD_LINES = 16
#: how long before its publication a document is usually issued
_SOON = timedelta(days=45)

# Each pattern begins with a character class: the engine skips to it without trying every place.
_RUN_DATE = re.compile(
    r"[12][09]\d\d(?:[ \u3000]?(?P<run>\d{2,4})日|年(?P<late>\d{2,4})日(?!内)|"
    r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日|年(?P<em>\d{1,2})月(?P<ed>\d{1,2})(?=\n|印发|\Z))"
)
_PERIOD = re.compile("日(?:[内历间]|以内|之内)")
_LEAP_YEAR = 2024
_BARE_RUN = re.compile(r"((?:19|20)\d\d)(\d{2,4})$")
_NO_DIGITS = re.compile(r"年(?:月\d{0,2}|\d{1,2}月)日")


def number_losses(text: str, lines: Sequence[Line], evidence: Knows) -> Iterator[Loss]:
    """Document numbers without their brackets, 号 or digits."""
    for line in lines[:_HEAD_LINES]:
        damage = damaged_at_line(line.text, line.start)
        if damage:
            yield _number_loss(damage, evidence)
            break
    for damage in damaged_in_text(text):
        yield _number_loss(damage, evidence)


def _number_loss(damage: Damage, evidence: Knows) -> Loss:
    message = "文号缺少括号、“号”字或数字"
    if damage.reading is None:
        return Loss("doc_number", damage.span, message + "，缺的数字无法推断，请查原件")
    known = damage.year in evidence().years
    why = f"年份{damage.year}与文中日期一致" if known else "前四位只能是年份，其余是序号"
    return Loss("doc_number", damage.span, message, (Reading(damage.reading, why, likely=True),))


def date_losses(text: str, lines: Sequence[Line], evidence: Knows) -> Iterator[Loss]:
    """Dates whose 年, 月, 日 or digits are gone; a reading is likely only when it alone survives."""
    for match in dates.at_years(_RUN_DATE, text):
        if match.group()[:2] in ("19", "20") and not text[match.start() - 1 : match.start()].isdigit():
            yield _date_loss(Span(match.start(), match.end()), _candidates(match), evidence)
    for line in lines:
        bare = _BARE_RUN.match(line.text) if len(line.text) <= 8 else None
        days = dates.splits(int(bare[1]), bare[2]) if bare else []
        if days:
            yield _date_loss(line.span, days, evidence)
    for start, end in dates.figures_in(text):
        if 3 <= end - start <= 4 and text.startswith("日", end):
            yield from _monthless(text, start, end)
    for match in _NO_DIGITS.finditer(text):
        start = match.start() - 4 if text[match.start() - 4 : match.start()].isdecimal() else match.start()
        yield Loss("date", Span(start, match.end()), "日期的数字丢了，无法推断，请查原件")


def _monthless(text: str, start: int, end: int) -> Iterator[Loss]:
    """`925日` without a year: a day of the month is no such number, and no period ends so oddly."""
    before, run = text[start - 1 : start], text[start:end]
    days = dates.splits(_LEAP_YEAR, run)
    if before.isdigit() or before in tuple("年月.-/") or run[-1] in "05" or not days:
        return
    if _PERIOD.match(text, end):
        return
    readings = tuple(Reading(f"{day.month}月{day.day}日", "月和日之间可能丢了“月”字") for day in days)
    yield Loss("date", Span(start, end + 1), "日期缺少“月”等字，请查原件", readings)


def _candidates(match: re.Match[str]) -> list[date]:
    year = int(match.group()[:4])
    run = match["run"] or match["late"]
    if run:
        return dates.splits(year, run)
    whole = dates.valid(year, int(match["m"] or match["em"]), int(match["d"] or match["ed"]))
    return [whole] if whole else []


def _date_loss(span: Span, days: list[date], evidence: Knows) -> Loss:
    message = "日期缺少“年”“月”“日”等字"
    if not days:
        return Loss("date", span, message + "，数字也不全，请查原件")
    if len(days) == 1:
        reason = "只有这一种读法是日历上有的日子"
        return Loss("date", span, message, (Reading(dates.written(days[0]), reason, likely=True),))
    chosen, reason = _by_evidence(days, evidence())
    readings = tuple(
        Reading(dates.written(day), reason if day == chosen else "日历上有这一天", likely=day == chosen)
        for day in days
    )
    return Loss("date", span, message if chosen else message + "，有几种读法，请查原件", readings)


def _by_evidence(days: list[date], evidence: Evidence) -> tuple[date | None, str]:
    same = [day for day in days if day in evidence.dates]
    if len(same) == 1:
        return same[0], "文中别处完整地写着这一天"
    if evidence.published is None:
        return None, ""
    published = evidence.published.isoformat()
    before = [day for day in days if day <= evidence.published]
    if len(before) == 1:
        return before[0], f"另一种读法晚于发布日期{published}"
    near = [day for day in before if evidence.published - day <= _SOON]
    if len(near) == 1:
        return near[0], f"与发布日期{published}相近的只有这一天"
    return None, ""
