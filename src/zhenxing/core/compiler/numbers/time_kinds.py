"""What a time is: of this year, or a day on which things were counted."""

from __future__ import annotations

from zhenxing.core.compiler.numbers.times import Time


def is_this_year(time: Time) -> bool:
    """今年 is the year of writing, whatever year was named before; 当年 and 年内 are the one named."""
    return time.offset == 0 and not time.same


def was_counted(time: Time | None) -> bool:
    """Whether a time is a day on which things were counted, so that 现有 behind it means that day."""
    return time is not None and time.kind in {"point", "running"} and time.year is not None and not time.by


def is_present(text: str, time: Time) -> bool:
    """如今, 现在, 目前的463家: now and not the day named before, as 现有 may be."""
    return text.startswith(("如今", "现在"), time.start) or text.startswith("的", time.end)
