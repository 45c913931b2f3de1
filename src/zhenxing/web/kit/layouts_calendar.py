"""The month calendar: each record on its day, working and free days told apart, a day in full on demand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.keyset import keyset
from zhenxing.web.kit.layouts import DayMark, MonthCalendar, marks_between
from zhenxing.web.kit.layouts_days import bound, is_moment
from zhenxing.web.kit.layouts_frame import Card, cards, layout_page, rows_of, whole
from zhenxing.web.kit.layouts_paging import paged
from zhenxing.web.kit.layouts_scale import month_after, month_of
from zhenxing.web.kit.layouts_switcher import address
from zhenxing.web.kit.register import Register

#: records shown on a day of the month, and of a day alone
_A_DAY, _ALONE = 4, 60
_DAY = timedelta(days=1)
_WEEK = 7
WEEKDAYS = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
_SATURDAY = 5


@dataclass(frozen=True)
class DayShown:
    """One day: whether people work, why, how many records, the first of them."""

    day: date
    weekday: str | Promise
    inside: bool
    today: bool
    mark: DayMark
    number: int
    cards: tuple[Card, ...]
    url: str

    @property
    def more(self) -> int:
        return self.number - len(self.cards)


def answer_page(layout: MonthCalendar, register: Register[Any], request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    said = request.GET.get("at", "")
    month = month_of(said) or today.replace(day=1)
    chosen = _day_of(said)
    rows, asked_for = rows_of(register, request)
    base = f"{register.url('calendar')}?{address(request.GET)}"
    days = _days(layout, register, request, asked_for, month, today, base)
    context: dict[str, Any] = {
        "month": month,
        "days": days,
        "nothing": not any(day.number for day in days),
        "weekdays": WEEKDAYS,
        "at": f"{month:%Y-%m}",
        "before_url": f"{base}&at={month_after(month, -1):%Y-%m}",
        "today_url": base,
        "after_url": f"{base}&at={month_after(month, 1):%Y-%m}",
        "chosen": chosen,
    }
    if chosen is not None:
        context |= _one_day(layout, register, request, asked_for, chosen)
    return layout_page(register, layout, request, rows, context)


def _day_of(said: str) -> date | None:
    """The day asked for in full, 2026-03-15; None for a month or anything else."""
    if len(said) != len("2026-03-15") or month_of(said) is None:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _days(
    layout: MonthCalendar,
    register: Register[Any],
    request: HttpRequest,
    rows: QuerySet[Any],
    month: date,
    today: date,
    base: str,
) -> list[DayShown]:
    last = month_after(month, 1) - _DAY
    first, end = month - _DAY * month.weekday(), last + _DAY * (_WEEK - 1 - last.weekday())
    numbers, held = _found(layout, rows, month, last)
    records = whole(register, [key for keys in held.values() for key in keys])
    by_key = {card.pk: card for card in cards(register, list(records.values()), request.user)}
    marks = marks_between(first, end)
    return [
        DayShown(
            day,
            WEEKDAYS[day.weekday()],
            day.month == month.month,
            day == today,
            marks.get(day) or DayMark(day.weekday() < _SATURDAY),
            numbers.get(day, 0),
            tuple(by_key[key] for key in held.get(day, ()) if key in by_key),
            f"{base}&at={day}",
        )
        for day in _between(first, end)
    ]


def _between(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY


def _found(
    layout: MonthCalendar, rows: QuerySet[Any], first: date, last: date
) -> tuple[Mapping[date, int], Mapping[date, Sequence[Any]]]:
    """(how many on each day, the keys of the first of each), in two questions."""
    rows = rows.filter(**_range(rows, layout.on, first, last))
    day: Any = TruncDate(layout.on) if is_moment(rows.model, layout.on) else F(layout.on)
    # select_related and prefetch_related are of no use to values, and an order would split the groups
    plain = rows.select_related(None).prefetch_related(None).order_by().annotate(layout_day=day)
    numbers = dict(plain.values_list("layout_day").annotate(n=Count("pk")))
    order = Window(RowNumber(), partition_by=F("layout_day"), order_by=("pk",))
    first_ones = plain.annotate(layout_place=order).filter(layout_place__lte=_A_DAY)
    held: dict[date, list[Any]] = defaultdict(list)
    for on, key in first_ones.values_list("layout_day", "pk"):
        held[on].append(key)
    return numbers, {on: sorted(keys) for on, keys in held.items()}


def _range(rows: QuerySet[Any], name: str, first: date, last: date) -> dict[str, Any]:
    """The days from first to last as a range an index answers, of a date or of a moment."""
    begins, ends = (bound(rows.model, name, day) for day in (first, last + _DAY))
    return {f"{name}__gte": begins, f"{name}__lt": ends}


def _one_day(
    layout: MonthCalendar, register: Register[Any], request: HttpRequest, rows: QuerySet[Any], day: date
) -> dict[str, Any]:
    """All of one day, a page at a time."""
    rows = rows.filter(**_range(rows, layout.on, day, day))
    page = paged(rows, keyset(rows, ["pk"]), request.GET, _ALONE, "at")
    records = whole(register, page.keys)
    found = [records[key] for key in page.keys if key in records]
    return {"paging": page, "cards": cards(register, found, request.user)}
