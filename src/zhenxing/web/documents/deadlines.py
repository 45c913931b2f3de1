"""Deadlines as documents write them: a year, a month or a day, as one canonical text.

`2025` and `2025年底` are the whole year, `2025-06` the month; a deadline falls due on the last
day of what it names.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:年|[-/.](?=\d)|$)(?:(?P<month>\d{1,2})(?:月|[-/.](?=\d)|$)(?:(?P<day>\d{1,2})日?)?)?"
    r"(?:底|末|前|年底|年末|月底)?"
)


def canonical(text: str) -> str:
    """`2025年6月底` → `2025-06`. Raises ValueError for what is no date."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    date(year or 0, month or 1, day or 1)
    parts = [f"{year:04d}"] + [f"{part:02d}" for part in (month, day) if part is not None]
    return "-".join(parts)


def due_on(text: str | None) -> date | None:
    """The last day of a canonical deadline; None when it says nothing."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return date(year, month, day)
