"""Periods of time with one canonical text: 2024, 2024H1, 2024Q1, 2024-03, 2024-03-15.

A Period is a year, half, quarter, month or day. It knows its months, the period before it and the
same period last year; nothing here reads a clock.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Literal

Grain = Literal["year", "half", "quarter", "month", "day"]

_TEXT = re.compile(
    r"(?P<year>(?:19|20)\d\d)"
    r"(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
)
_PER_YEAR = {"year": 1, "half": 2, "quarter": 4, "month": 12}


@total_ordering
@dataclass(frozen=True)
class Period:
    """A calendar period. `index` counts from 1 within the year (1 for a year or a day)."""

    year: int
    grain: Grain = "year"
    index: int = 1
    #: set for a day only
    on: date | None = None

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a canonical text; raises ValueError when it is not one."""
        match = _TEXT.fullmatch(text)
        if match is None:
            raise ValueError(f"“{text}”不是时期:应如 2024、2024H1、2024Q1、2024-03 或 2024-03-15")
        year = int(match["year"])
        if match["day"]:
            return cls.day(_date(text))
        if match["month"]:
            return cls.month(year, int(match["month"]))
        if match["half"]:
            return cls(year, "half", int(match["half"]))
        return cls(year, "quarter", int(match["quarter"])) if match["quarter"] else cls(year)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        if not 1 <= month <= 12:
            raise ValueError(f"没有{month}月:月份应为1至12")
        return cls(year, "month", month)

    @classmethod
    def day(cls, on: date) -> Period:
        return cls(on.year, "day", 1, on)

    def __str__(self) -> str:
        if self.on is not None:
            return self.on.isoformat()
        forms = {
            "year": f"{self.year}",
            "half": f"{self.year}H{self.index}",
            "quarter": f"{self.year}Q{self.index}",
            "month": f"{self.year}-{self.index:02d}",
        }
        return forms[self.grain]

    def __lt__(self, other: Period) -> bool:
        """Earlier end first; of two with one end, the longer first."""
        return (self.last, self.first) < (other.last, other.first)

    @property
    def label(self) -> str:
        """The period for people: 2024年上半年, 2024年一季度, 2024年3月."""
        if self.on is not None:
            return f"{self.on.year}年{self.on.month}月{self.on.day}日"
        year = f"{self.year}年"
        parts = {
            "year": "",
            "half": ("上半年", "下半年")[(self.index - 1) % 2],
            "quarter": f"{'一二三四'[(self.index - 1) % 4]}季度",
            "month": f"{self.index}月",
        }
        return year + parts[self.grain]

    @property
    def first(self) -> date:
        """Its first day."""
        return self.on or date(self.year, self.months()[0].index, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        if self.on is not None:
            return self.on
        month = self.months()[-1].index
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def months(self) -> tuple[Period, ...]:
        """The months it spans, in order (for a day, the month that holds it)."""
        if self.on is not None:
            return (Period.month(self.on.year, self.on.month),)
        size = 12 // _PER_YEAR[self.grain]
        start = (self.index - 1) * size + 1
        return tuple(Period.month(self.year, month) for month in range(start, start + size))

    @property
    def previous(self) -> Period:
        """The period of the same kind just before it."""
        if self.on is not None:
            return Period.day(self.on - timedelta(days=1))
        if self.index > 1:
            return Period(self.year, self.grain, self.index - 1)
        return Period(self.year - 1, self.grain, _PER_YEAR[self.grain])

    @property
    def same_last_year(self) -> Period:
        """The same period a year before (28 February for 29 February)."""
        if self.on is None:
            return Period(self.year - 1, self.grain, self.index)
        day = min(self.on.day, calendar.monthrange(self.on.year - 1, self.on.month)[1])
        return Period.day(date(self.on.year - 1, self.on.month, day))

    def contains(self, other: Period) -> bool:
        return self.first <= other.first and other.last <= self.last


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"“{text}”不是日期:没有这一天") from error
