"""The scale of a timeline: a window of months, quarters or years, and where a day lies on it, in per cent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: zoom → (its name, months in a unit, units in the window, months the window moves at a time)
ZOOMS: dict[str, tuple[str | Promise, int, int, int]] = {
    "month": (gettext_lazy("按月"), 1, 12, 6),
    "quarter": (gettext_lazy("按季"), 3, 12, 12),
    "year": (gettext_lazy("按年"), 12, 10, 60),
}


@dataclass(frozen=True)
class Piece:
    """One unit of the scale, or a year over several: from `x` to `x + width` per cent."""

    label: str
    x: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 3)


@dataclass(frozen=True)
class Scale:
    """From `first` up to, not including, `end`."""

    zoom: str
    first: date
    end: date

    def at(self, day: date) -> float:
        """Where a day begins, in per cent of the window; outside it below 0 or above 100."""
        return round((day - self.first).days * 100 / (self.end - self.first).days, 3)

    def holds(self, day: date) -> bool:
        return self.first <= day < self.end

    @property
    def units(self) -> tuple[Piece, ...]:
        step = ZOOMS[self.zoom][1]
        return tuple(self._piece(begin, step, _unit(begin, self.zoom)) for begin in self._begins(step))

    @property
    def years(self) -> tuple[Piece, ...]:
        """The line of years over months and quarters; none where the units are years already."""
        if self.zoom == "year":
            return ()
        found = []
        for year in range(self.first.year, self.end.year + 1):
            begins, ends = max(self.first, date(year, 1, 1)), min(self.end, date(year + 1, 1, 1))
            if begins < ends:
                x = self.at(begins)
                found.append(Piece(_("%(year)s年") % {"year": year}, x, round(self.at(ends) - x, 3)))
        return tuple(found)

    def moved(self, windows: int) -> str:
        """The address's word for the window before (-1) or after (1); "" beyond the calendar's end."""
        begin = _later(self.first, windows * ZOOMS[self.zoom][3])
        return f"{begin:%Y-%m}" if begin is not None and _fits(begin, self.zoom) else ""

    def _begins(self, step: int) -> Iterator[date]:
        day: date | None = self.first
        while day is not None and day < self.end:
            yield day
            day = _later(day, step)

    def _piece(self, begin: date, months: int, label: str) -> Piece:
        ends = _later(begin, months) or self.end
        x = self.at(begin)
        return Piece(label, x, round(self.at(ends) - x, 3))


def scale(zoom: str, at: str, today: date) -> Scale:
    """The window asked for; an unknown zoom is by month, an unknown month the one around today."""
    zoom = zoom if zoom in ZOOMS else "month"
    begin = month_of(at)
    if begin is None or not _fits(begin, zoom):
        begin = _around(zoom, today)
    months = ZOOMS[zoom][1]
    if months > 1:  # a unit begins where the calendar's does
        begin = begin.replace(month=(begin.month - 1) // months * months + 1)
    end = _later(begin, months * ZOOMS[zoom][2])
    return Scale(zoom, begin, end or date.max)


def _around(zoom: str, today: date) -> date:
    """Where a window begins that shows some past and more of what comes."""
    if zoom == "month":
        return month_after(today.replace(day=1), -3)
    return date(today.year - (1 if zoom == "quarter" else 4), 1, 1)


def month_of(said: str) -> date | None:
    """The first day of a month written 2026-03 (or of the month of 2026-03-15); None for anything else."""
    year, _dash, month = said[:7].partition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and month.isascii() and month.isdigit()):
        return None
    if not (1900 <= int(year) <= 2200 and 1 <= int(month) <= 12):
        return None
    return date(int(year), int(month), 1)


def month_after(first: date, months: int) -> date:
    """The first day of a month so many months later; the end of the calendar beyond that."""
    return _later(first, months) or (date.max if months > 0 else date.min)


def _fits(begin: date, zoom: str) -> bool:
    _label, months, units, _step = ZOOMS[zoom]
    return begin.year >= 1900 and _later(begin, months * units) is not None and begin.year <= 2200


def _later(day: date, months: int) -> date | None:
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, 1) if MINYEAR <= year <= MAXYEAR else None


def _unit(begin: date, zoom: str) -> str:
    if zoom == "year":
        return str(begin.year)
    if zoom == "quarter":
        return _("%(n)s季度") % {"n": (begin.month + 2) // 3}
    return _("%(n)s月") % {"n": begin.month}
