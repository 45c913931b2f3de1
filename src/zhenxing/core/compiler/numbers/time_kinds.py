"""What a time is: of this year, or a day on which things were counted."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers.times import Time

_FIGURE = re.compile(r"\d")


def is_this_year(time: Time) -> bool:
    """今年 is the year of writing, whatever year was named before; 当年 and 年内 are the one named."""
    return time.offset == 0 and not time.same


def was_counted(time: Time | None) -> bool:
    """Whether a time is a day on which things were counted, so that 现有 behind it means that day."""
    return time is not None and time.kind in {"point", "running"} and time.year is not None and not time.by


def is_present(text: str, time: Time) -> bool:
    """如今, 现在, 目前的463家: now and not the day named before, as 现有 may be."""
    return text.startswith(("如今", "现在"), time.start) or text.startswith("的", time.end)


def remark_end(time: Time, text: str) -> int:
    """Where the brackets close in which a time says when a number beside it was: (2022年为142家); else -1.

    Brackets that hold a time alone, 中期(2025年), are a heading.
    """
    if text[time.start - 1 : time.start] != "(":
        return -1
    closed = text.find(")", time.end)
    return closed if closed > 0 and _FIGURE.search(text, time.end, closed) else -1


def is_loose(time: Time | None) -> bool:
    """Whether nothing, or only 三年内, says when: a date stated for the whole block says it better."""
    return time is None or time.kind == "within"
