"""What calendars of any register show of working days: the site's own calendar, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from zhenxing.web.kit.layouts import DayMark
from zhenxing.web.ledger.queries import calendar


def marks(first: date, last: date) -> Mapping[date, DayMark]:
    """Every day from first to last: worked or free, and why where that is against the week's order."""
    known = calendar()
    found = {}
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        why = known.reason(day)
        name = _("%(why)s（暂定）") % {"why": why} if why and known.provisional(day) else why
        found[day] = DayMark(known.is_workday(day), name, bool(why))
    return found
