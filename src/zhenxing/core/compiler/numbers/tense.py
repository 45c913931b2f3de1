"""Told of the past, or set for the future."""

from __future__ import annotations

import re
from typing import Literal

from zhenxing.core.compiler.numbers import cues
from zhenxing.core.compiler.numbers.document import Document, Section
from zhenxing.core.compiler.numbers.mentions import Mention
from zhenxing.core.compiler.numbers.sentences import last_of
from zhenxing.core.compiler.numbers.times import Anchor, Time, year_of
from zhenxing.core.compiler.numbers.units import MONEY_UNITS

_LAST_MONTH = 12

Tense = Literal["past", "future", ""]


def tense_of_words(
    text: str,
    start: int,
    end: int,
    tense: Tense,
    *,
    reports: bool,
    past_part: bool = False,
    aims: bool = False,
) -> Tense:
    """The tense after the words `text[start:end]`: the last cue in them, else what it was.

    `reports`: in this part 同比 and 累计 tell of the past. `past_part`: the heading looks back, so
    that a year's results are 预计 only because its accounts are not closed. `aims`: among aims 成功创建
    is what shall be attained.
    """
    past = -1
    for match in cues.PAST.finditer(text, start, end):
        if not (aims and match[0] in cues.ATTAINED):
            past = match.start()
    if reports:
        past = max(past, last_of(cues.PAST_IN_REPORTS, text, start, end))
    future = -1
    for match in cues.FUTURE.finditer(text, start, end):
        if past_part and match[0] in cues.FORECAST:
            continue
        future = match.start()
    if past < 0 and future < 0:
        return tense
    return "past" if past > future else "future"


def closes_year(anchor: Anchor, text: str) -> bool:
    """今年以来,…预计全年增长7%, said as the year ends: its accounts are not closed, yet it is told."""
    return "预计全年" in text and anchor.issued_month == _LAST_MONTH and "以来" in text


def tense_of_time(time: Time | None, anchor: Anchor, carried_year: int | None, *, tells: bool) -> Tense:
    """What a date alone decides, seen from the day of the document; '' where it does not.

    `tells`: the document reports, so that 9月末 is the day a figure was taken.
    """
    if time is None or time.kind in {"duration", "recurring", "span", "now"}:
        return ""
    year = year_of(time, anchor, carried_year)
    now = anchor.issued_year
    begins = anchor.title_year or anchor.first_year
    if now is None and year is not None and begins is not None and time.kind == "point" and year < begins:
        # 2023年产值…, in a plan for 2024 that bears no date
        return "" if time.by else "past"
    if year is None or now is None:
        # 年末 in a bulletin of the year that its title names is when it counted
        told = tells and time.year is None and year == anchor.title_year
        return "future" if time.by and now is None and not (told and year) else ""
    if year != now:
        return "future" if year > now else "past"
    if time.month is None or anchor.issued_month is None:
        return "future" if time.by else ""
    if time.by and not (tells and time.month < anchor.issued_month):
        return "future"
    if time.month > anchor.issued_month:
        return "future" if time.kind == "running" else ""
    return "past" if time.kind == "running" or time.month < anchor.issued_month else ""


def tense_of_part(document: Document, section: Section) -> Tense:
    """What the part of the document and its genre lead one to expect."""
    if section.past:
        return "past"
    return "past" if document.tells and not section.future else "future"


def strives(mention: Mention) -> bool:
    """Whether 力争 stands before a number whose time was named in an earlier sentence."""
    time, sentence = mention.time, mention.sentence
    if time is None or time in sentence.times:
        return False
    strives = last_of(cues.STRIVES, sentence.text, 0, mention.amount.start)
    return strives > last_of(cues.PAST, sentence.text, 0, mention.amount.start)


def comes_after(mention: Mention) -> bool:
    """5月投产,达产后年产值15亿元: what comes of a thing done is still to come, whenever it was done."""
    time, sentence = mention.time, mention.sentence
    start = time.end if time in sentence.times and time is not None else 0
    return cues.ONCE_DONE.search(sentence.text, start, mention.amount.start) is not None


def names_fund(mention: Mention) -> bool:
    """要抓紧兑现2023年度奖补资金: the year is part of the fund's name, not when it was paid."""
    time, text = mention.time, mention.sentence.text
    if time is None or time not in mention.sentence.times or not text.startswith("年度", time.end - 2):
        return False
    order = cues.ORDERS.search(text, 0, time.start)
    return order is not None and not cues.PAST.search(text, order.end(), mention.amount.start)


def is_from_before(mention: Mention) -> bool:
    """Whether an earlier sentence named the time that governs a number."""
    return mention.time is not None and mention.time not in mention.sentence.times


def is_ahead(mention: Mention) -> bool:
    """Whether words say that a number is still to come, though the time that governs it is gone by."""
    return strives(mention) or comes_after(mention) or names_fund(mention)


def recast(mention: Mention, dated: Tense, words: Tense) -> Tense:
    """The tense of a number in a report whose time another sentence named, or words belie.

    2023年达到15亿元。政府预留了100亩…: what is told does not go on with what is to come; what was told
    before does not date what is striven for. The time that was carried then falls away.
    """
    if dated == "past" and is_ahead(mention):
        other: Tense = "future"
    elif dated == "future" and words == "past" and is_from_before(mention):
        other = "past"
    else:
        return dated
    mention.time = None
    return other


def striven_for(mention: Mention) -> Tense:
    """Whether the sentence goes on with 力争 and says nothing of the past."""
    text, at = mention.sentence.text, mention.amount.end
    aim = cues.ASPIRES.search(text, at)
    if aim is None or cues.PAST.search(text) or cues.PAST_IN_REPORTS.search(text, at, aim.start()):
        return ""
    return "future"


#: 每年引进项目不少于10个: what is done year by year because it was promised
_PLEDGES = re.compile("引进|引育|招引|培育|新增|建设|新建|培训|安排|支持|打造|认定")
#: 每年节约成本3000万元以上: what comes of what was done
_YIELDS = re.compile("节约|节省|增收|创收|带来|节支|每年[就都能]")


def yearly(mention: Mention, *, rate: bool) -> Tense:
    """每年安排1000万元, 每年至少1亿元: reporters tell of money that is yet to come, too; 年均 is how fast."""
    bounded = mention.comparison.op in {">=", "<="}
    pledged = bounded and (mention.amount.unit in MONEY_UNITS or _PLEDGES.search(mention.governing))
    if _YIELDS.search(mention.governing):
        return ""
    return "future" if (pledged and not rate) or cues.PUBLIC_MONEY.search(mention.before) else ""
