"""How far a time reaches: beyond its clause, beyond its sentence, to the end of a plan."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers.document import Document, Section
from zhenxing.core.compiler.numbers.sentences import Sentence
from zhenxing.core.compiler.numbers.time_kinds import is_present, is_this_year, remark_end
from zhenxing.core.compiler.numbers.times import Anchor, Time

#: marks before the items of a list
BULLETS = frozenset("◆◇●○■□▪•·★▲▶✅✔☑")
_OVER_YEARS = re.compile(
    r"\s{0,4}(?:据(?:了解|悉|介绍)[,:]?)?(?:近年来|多年来|近几年|这些年|一直以来|长期以来|历年来|[一二两三四五六七八九十\d]{1,2}年多?来|此后[一二三四五六七八九十\d]{0,2}年?|[^,。]{2,10}先后|[^,。]{2,16},先后)"
)

#: a time that opens its sentence stands within so many characters, 自 and 从 before it
_OPENS = 3

#: the kinds of time that hold for what follows
_GOVERN = frozenset({"point", "running", "range", "within", "now"})


_FORECAST = re.compile(r"(?:预计|预期|有望|预测|力争)[^,。;]{0,4}$")


def governing(sentence: Sentence, *, counted: bool, told: bool) -> list[Time]:
    """The times of a sentence that may hold for what follows; `counted`: 目前 only goes on with a count.

    今年达到30亿元，三年内冲刺50亿元; 1—11月增长9%，预计全年达9.5%: what follows is of the first time.
    """
    kept = [time for time in sentence.times if time.kind in _GOVERN and not (time.base or time.origin)]
    if counted:
        kept = [time for time in kept if time.kind != "now" or is_present(sentence.text, time)]
    kept = [time for time in kept if not is_aside(time, sentence)] if "(" in sentence.text else kept
    if len(kept) > 1 and kept[-1].kind == "within" and is_this_year(kept[-2]):
        kept.pop()
    if told and len(kept) > 1:
        # 产值达到15亿元，三年内上市。: said of one thing
        kept = [time for time in kept if time.kind != "within" or time.start <= _OPENS]
    if len(kept) > 1 and kept[-2].kind == "running" and kept[-2].month is not None:
        start = kept[-1].start
        if _FORECAST.search(sentence.text, max(0, start - 8), start):
            kept.pop()
    return kept


def reaches(time: Time, sentence: Sentence, *, told: bool) -> bool:
    """Whether a time may govern what comes after its sentence; `told`: where results are told, it does.

    A part of the year by which a single thing is due (一季度开工率达60%、上半年全部开工) does not, unless
    it opens its clause: 6月底前,…;….
    """
    if time.month is None or told:
        return True
    text = sentence.text
    if text[sentence.clause_start(time.start) : time.start].strip(" 、"):
        return False
    return text[time.end : time.end + 1] in ",:" or time is sentence.times[0]


def is_aside(time: Time, sentence: Sentence) -> bool:
    """260家(2022年为142家): a year in brackets behind what another time governs holds for no more."""
    first = sentence.times[0]
    return first is not time and first.year is not None and remark_end(time, sentence.text) > 0


def goes_down(time: Time | None) -> bool:
    """◆到2026年,… / ◆…: the year by which the first of a list is due is that of all."""
    return time is not None and time.by and time.year is not None and time.month is None


def goes_on(text: str, sentence: Sentence) -> bool:
    """Whether a semicolon parts a sentence from the one before it."""
    return sentence.start > 0 and text[sentence.start - 1] == ";"


#: a line of an account's list is no longer: 工业投资9.2亿元
_LISTED = 32


def time_alone(sentence: Sentence) -> Time | None:
    """The time that is all a line says: 1-10月, over the lines that tell of it."""
    time = sentence.times[0] if len(sentence.times) == 1 else None
    if time is None or time.kind not in ("point", "running"):
        return None
    return (
        time
        if not sentence.text[: time.start].strip() and not sentence.text[time.end :].strip(" ,:")
        else None
    )


def goes_under(text: str, at: int) -> bool:
    """Whether the line at `at` is short and has no full stop, so that a time above it is its own."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - at <= _LISTED and text.find("。", at, end) < 0


def ordered(text: str, sentence: Sentence) -> bool:
    """Whether the paragraph goes on to say who leads what the sentence orders."""
    end = text.find("\n", sentence.end)
    return text.find("牵头", sentence.end, end if end >= 0 else len(text)) >= 0


def breaks_off(sentence: Sentence) -> bool:
    """近年来先后投入4500万元, 2021年起投入…: told of many years, whatever day the sentence before told of."""
    if _OVER_YEARS.match(sentence.text):
        return not sentence.times or sentence.times[0].kind in {"duration", "span"}
    if sentence.times:
        first = sentence.times[0]
        if first.kind == "duration":
            # 近三年累计引进人才1240人
            return first.start <= _OPENS and sentence.text[first.start] in "近过最"
        began = first.since or sentence.text.startswith("起", first.end)
        return first.origin and began and first.start <= _OPENS
    return _OVER_YEARS.match(sentence.text) is not None


def plan_end(time: Time, anchor: Anchor) -> str | None:
    """三年引进120个 in a plan for just those three years is due in the last of them."""
    if time.kind != "span" or time.length is None or anchor.first_year is None or anchor.last_year is None:
        return None
    return str(anchor.last_year) if anchor.last_year - anchor.first_year + 1 == time.length else None


def is_over(time: Time, anchor: Anchor) -> bool:
    """2022年以来 said in a later year names when something began, not when it was counted."""
    return time.since and time.year is not None and (anchor.year is None or time.year < anchor.year)


def lies_ahead(when: str, anchor: Anchor) -> bool:
    """Whether a day comes after the document's own, so that nothing can have been counted on it."""
    return anchor.issued_month is not None and when[:7] > f"{anchor.issued_year}-{anchor.issued_month:02d}"


def told_period(document: Document, section: Section) -> str | None:
    """The period that the heading of a part, or the title of a report, says it tells of."""
    anchor = document.anchor
    if section.year:
        return str(section.year)
    if not document.tells or (anchor.title_year is None and anchor.title_month is None):
        return None
    if document.genre == "news" and anchor.title_month is None and not document.counts:
        return None
    month = f"-{anchor.title_month:02d}" if anchor.title_month else ""
    return f"{anchor.title_year or anchor.issued_year}{month}" if anchor.year else None
