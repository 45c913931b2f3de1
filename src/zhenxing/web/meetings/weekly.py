"""The week in figures: what was finished, what turned red, letters, meetings, next week's dates.

A figure is counted from rows, and the rows go with it: nothing in a bulletin is a bare number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.demo import is_demo
from zhenxing.web.ledger import queries
from zhenxing.web.ledger.models import Clock, Letter, Transit
from zhenxing.web.ledger.registry import ledgers
from zhenxing.web.ledger.states import WITHDRAWN
from zhenxing.web.meetings import parts
from zhenxing.web.meetings.flow import MEETINGS
from zhenxing.web.meetings.freezing import FORMAT
from zhenxing.web.meetings.models import Bulletin, Meeting
from zhenxing.web.meetings.providers import MOST, Found, Line


def bulletin_content(bulletin: Bulletin) -> dict[str, Any]:
    """The bulletin of its week, Monday to Sunday (as far as it has gone), as plain values in Chinese."""
    first, last = bulletin.week, bulletin.week + timedelta(days=6)
    with translation.override("zh-hans"):
        figures = [_figure(*one) for one in _figures(bulletin.area, first, last)]
    return {
        "format": FORMAT,
        "kind": "bulletin",
        "area": str(bulletin.area),
        "unit": str(bulletin.unit),
        "number": bulletin.number,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "opening": bulletin.opening.strip(),
        "closing": bulletin.closing.strip(),
        "issued": bulletin.issued_on.isoformat() if bulletin.issued_on else "",
        "figures": figures,
        "demo": is_demo(),
    }


def _figure(key: str, section: str, label: str, found: Found) -> dict[str, Any]:
    lines = [asdict(one) for one in found.lines]
    return {"key": key, "section": section, "label": label, "total": found.total, "lines": lines}


def _figures(area: Any, first: date, last: date) -> Iterator[tuple[str, str, str, Found]]:
    """(key, section, what is counted, its rows) in the order in which the bulletin tells them."""
    today = timezone.localdate()
    done, red, out, next_ = "本周办结", "本周新增超期", "督办函件", "下周日程"
    yield "done", done, "办结、销号事项", finished(area, first, last)
    yield "meetings", done, "召开会议", _meetings(area, first, last, held=True)
    yield "red", red, "新增超期事项", turned_red(area, first, last)
    yield "open", red, "仍在超期的事项", parts.overdue(area, min(last + timedelta(days=1), today))
    yield "issued", out, "签发函件", parts.of_letters(_letters(area).filter(issued_on__range=(first, last)))
    signed = Q(signed_at__date__range=(first, last))
    yield "signed", out, "签收函件", parts.of_letters(_letters(area).filter(signed))
    closed = Q(closed_at__date__range=(first, last))
    yield "closed", out, "复核销号函件", parts.of_letters(_letters(area).filter(closed))
    ahead = (last + timedelta(days=1), last + timedelta(days=7))
    yield "due", next_, "下周到期事项", parts.due_between(area, *ahead)
    yield "coming", next_, "下周会议", _meetings(area, *ahead, held=False)


def _letters(area: Any) -> QuerySet[Letter]:
    found: QuerySet[Letter] = Letter.objects.current().filter(area__path__startswith=area.path)
    return found.exclude(state=WITHDRAWN)


def turned_red(area: Any, first: date, last: date) -> Found:
    """Times that ran out in the days from `first` to `last`, and were not stopped in time."""
    # overdue on a day is what was due the day before
    ended = (first - timedelta(days=1), min(last, timezone.localdate()) - timedelta(days=1))
    rows = Clock.objects.current().filter(area__path__startswith=area.path, due_on__range=ended)
    late = rows.filter(Q(stopped_on__isnull=True) | Q(stopped_on__gt=F("due_on")))
    return parts.of_clocks(late, last)


def finished(area: Any, first: date, last: date) -> Found:
    """What left the open states of its ledger for a good end in these days, of any ledger."""
    lines: list[Line] = []
    for one in ledgers():
        path = getattr(getattr(one.model, "scope_by", None), "area", None)
        # minutes and sheets that went out are no matter that was dealt with
        own = one.model._meta.app_label == Meeting._meta.app_label
        if one.table is not None and path is not None and not own:
            lines += _finished(one, path, area, first, last)
    return Found(tuple(lines[:MOST]), len(lines))


def _finished(one: Any, path: str, area: Any, first: date, last: date) -> Iterator[Line]:
    ends = one.table.holding(Capability.COUNTED) - one.table.holding(Capability.OPEN)
    moved = Transit.objects.filter(
        subject_type=one.subject_type, target__in=ends, at__date__range=(first, last)
    )
    here = one.model._default_manager.filter(**{f"{path}__startswith": area.path}).values("pk")
    rows = moved.filter(subject_id__in=here).order_by("at", "pk")
    seen: set[int] = set()
    for row in rows:
        if row.subject_id not in seen:
            seen.add(row.subject_id)
            yield Line(
                key=f"{row.subject_type}:{row.subject_id}",
                what=row.subject_label,
                due=f"{row.at.astimezone():%Y-%m-%d}",
                note=str(one.table.state(row.target).label),
                url=queries.url_of(row.subject_type, row.subject_id),
            )


def _meetings(area: Any, first: date, last: date, *, held: bool) -> Found:
    not_yet = MEETINGS.holding(Capability.EDITABLE) | MEETINGS.holding(Capability.NOTICED)
    rows = (
        Meeting.objects.current()
        .filter(area__path__startswith=area.path, held_on__range=(first, last))
        .exclude(state="cancelled")
    )
    rows = rows.exclude(state__in=not_yet) if held else rows.filter(state__in=not_yet)
    lines = tuple(
        Line(
            key=f"meetings.meeting:{one.pk}",
            what=one.title,
            unit=str(one.unit),
            due=one.held_on.isoformat(),
            note=one.place,
            url=queries.url_of(one._meta.label_lower, one.pk),
        )
        for one in rows.select_related("unit").order_by("held_on", "pk")[:MOST]
    )
    return Found(lines, len(lines))
