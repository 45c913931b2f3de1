"""The timeline: a table of records with a bar each over months, quarters or years, and what marks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhenxing.web.kit.keyset import keyset
from zhenxing.web.kit.layouts import DayOf, Mark, Span, Timeline
from zhenxing.web.kit.layouts_days import bound, day_of, relation_of
from zhenxing.web.kit.layouts_frame import Card, cards, layout_page, rows_of, whole
from zhenxing.web.kit.layouts_paging import Paged, paged
from zhenxing.web.kit.layouts_scale import ZOOMS, Scale, scale
from zhenxing.web.kit.layouts_switcher import address
from zhenxing.web.kit.lists import order_of
from zhenxing.web.kit.register import Register

_ROWS = 40
#: what has no days is counted no further than this
_CAP = 999
_DAY = timedelta(days=1)
_NARROW = 0.6


@dataclass(frozen=True)
class Bar:
    """A bar from `x`, `width` wide, in per cent; `shape` is planned, actual or open (an end is unknown)."""

    x: float
    width: float
    shape: str
    tone: str
    label: str
    actual: bool


@dataclass(frozen=True)
class Dot:
    x: float
    tone: str
    label: str


@dataclass(frozen=True)
class Line:
    """One record: its card, its days as planned and as they went, and what is drawn of them."""

    card: Card
    begins: date | None
    ends: date | None
    began: date | None
    ended: date | None
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    #: everything drawn, in words
    notes: tuple[str, ...]
    #: nothing of it lies in the window: "before" or "after"
    beyond: str


def answer_page(layout: Timeline, register: Register[Any], request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    window = scale(request.GET.get("zoom", ""), request.GET.get("at", ""), today)
    rows, asked_for = rows_of(register, request)
    page = _page(layout, register, request, asked_for, window)
    lines = _lines(layout, register, request, page.keys, window)
    here, query = register.url("timeline"), address(request.GET)
    context = {
        "lines": lines,
        "scale": window,
        "today": window.at(today) if window.holds(today) else None,
        "has_marks": any(line.dots for line in lines),
        "has_actual": bool(layout.began or layout.ended or layout.spans),
        "paging": page,
        "zooms": [_Way(label, f"{here}?{query}&zoom={key}", key == window.zoom) for key, label in _zooms()],
        "moves": _moves(window, here, query),
        "undated": _undated(layout, asked_for),
        "window_last": window.end - _DAY,
    }
    return layout_page(register, layout, request, rows, context)


@dataclass(frozen=True)
class _Way:
    label: str | Promise
    url: str
    here: bool = False


def _zooms() -> Iterable[tuple[str, str | Promise]]:
    return ((key, label) for key, (label, *_rest) in ZOOMS.items())


def _moves(window: Scale, here: str, query: str) -> tuple[_Way, ...]:
    base = f"{here}?{query}&zoom={window.zoom}"
    earlier, later = window.moved(-1), window.moved(1)
    ways = ((_("更早"), earlier, f"{base}&at={earlier}"), (_("今天"), "-", base))
    ways += ((_("更晚"), later, f"{base}&at={later}"),)
    return tuple(_Way(label, url) for label, said, url in ways if said)


# --- which rows --------------------------------------------------------------------------------------------


def _page(
    layout: Timeline, register: Register[Any], request: HttpRequest, rows: QuerySet[Any], window: Scale
) -> Paged:
    """The rows with days in the window by the day they begin; where days are reckoned, the list's rows."""
    begins, ends = layout.begins, layout.ends
    order = order_of(register, request.GET.get("sort", ""))
    if isinstance(begins, str) and isinstance(ends, str):
        rows = rows.filter(_within(rows.model, begins, ends, window))
        order = order if request.GET.get("sort") else [begins, ends, "pk"]
    return paged(rows, keyset(rows, order), request.GET, _ROWS, "zoom", "at")


def _within(model: Any, begins: str, ends: str, window: Scale) -> Q:
    """What has a day in the window; a side that is not known reaches as far as nobody knows."""
    before = {f"{begins}__lt": bound(model, begins, window.end)}
    since = {f"{ends}__gte": bound(model, ends, window.first)}
    until = {f"{ends}__lt": bound(model, ends, window.end)}
    both, open_end = Q(**before, **since), Q(**before, **{f"{ends}__isnull": True})
    return both | open_end | Q(**since, **until, **{f"{begins}__isnull": True})


@dataclass(frozen=True)
class _Undated:
    number: int
    #: "+" when there are more than were counted
    more: str


def _undated(layout: Timeline, rows: QuerySet[Any]) -> _Undated | None:
    """How many have neither day, counted no further than the cap; None where there are none or days are
    reckoned."""
    begins, ends = layout.begins, layout.ends
    if not (isinstance(begins, str) and isinstance(ends, str)):
        return None
    blank = rows.filter(**{f"{begins}__isnull": True, f"{ends}__isnull": True})
    number = blank.order_by().values("pk")[: _CAP + 1].count()
    return _Undated(min(number, _CAP), "+" if number > _CAP else "") if number else None


# --- what is drawn -----------------------------------------------------------------------------------------


def _lines(
    layout: Timeline,
    register: Register[Any],
    request: HttpRequest,
    keys: Sequence[Any],
    window: Scale,
) -> list[Line]:
    days = (layout.begins, layout.ends, layout.began, layout.ended)
    related = [relation_of(name) for name in days if isinstance(name, str)]
    by_key = whole(register, keys, related)
    records = [by_key[key] for key in keys if key in by_key]
    marks: Mapping[Any, Iterable[Mark]] = layout.marks(records) if layout.marks else {}
    spans: Mapping[Any, Iterable[Span]] = layout.spans(records) if layout.spans else {}
    return [
        _line(layout, card, record, tuple(marks.get(record.pk, ())), tuple(spans.get(record.pk, ())), window)
        for card, record in zip(cards(register, records, request.user), records, strict=True)
    ]


def _line(
    layout: Timeline, card: Card, record: Any, marks: Sequence[Mark], spans: Sequence[Span], window: Scale
) -> Line:
    begins, ends = _day(layout.begins, record), _day(layout.ends, record)
    began, ended = _day(layout.began, record), _day(layout.ended, record)
    every = [Span(begins, ends, _("计划"), tone=card.tone or "info"), *spans]
    if began or ended:
        every.append(Span(began or begins, ended, _("实际"), actual=True))
    bars = tuple(bar for one in every for bar in _bars(one, window))
    dots = tuple(
        Dot(window.at(one.day), one.tone, _said(one.label, one.day)) for one in marks if window.holds(one.day)
    )
    notes = [_span_said(one) for one in every if one.begins or one.ends]
    notes += [_said(one.label, one.day) for one in marks]
    beyond = "" if bars or dots else _beyond(begins or began, ends or ended, window)
    return Line(card, begins, ends, began, ended, bars, dots, tuple(notes), beyond)


def _day(of: DayOf, record: Any) -> date | None:
    if not of:
        return None
    return day_of(record, of) if isinstance(of, str) else of(record)


def _bars(span: Span, window: Scale) -> Iterable[Bar]:
    """The bar of a span as far as it lies in the window; a day alone is a narrow bar."""
    if span.begins is None and span.ends is None:
        return
    first = span.begins or span.ends
    last = span.ends or (window.end - _DAY if span.begins else None)
    assert first is not None and last is not None  # one of the two is there
    if last < window.first or first >= window.end:
        return
    x = max(window.at(first), 0.0)
    ends = min(window.at(min(last, date.max - _DAY) + _DAY), 100.0)
    shape = "actual" if span.actual else "planned"
    if span.ends is None or span.begins is None:
        shape = f"{shape}-open"
    width = max(round(ends - x, 3), _NARROW)
    yield Bar(min(x, 100 - _NARROW), width, shape, span.tone, _span_said(span), span.actual)


def _beyond(begins: date | None, ends: date | None, window: Scale) -> str:
    if (last := ends or begins) is not None and last < window.first:
        return "before"
    return "after" if (begins or ends) is not None else ""


def _said(label: object, day: date) -> str:
    return f"{label} {day}"


def _span_said(span: Span) -> str:
    unknown = _("未定")
    between = {"what": span.label, "from": span.begins or unknown, "to": span.ends or unknown}
    return _("%(what)s %(from)s 至 %(to)s") % between
