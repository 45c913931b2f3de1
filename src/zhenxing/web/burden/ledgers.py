"""Asks under the ledger: who admits them, whose they are, and that they move when work changes hands."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.burden.flow import ADMITTED, ASKS, ENDED, REFUSED, SUBMITTED
from zhenxing.web.burden.models import Ask
from zhenxing.web.ledger.queries import mine
from zhenxing.web.ledger.registry import Responsible, handed_over, ledger, todo, work


def _standing() -> QuerySet[Any]:
    return Ask.objects.current().exclude(state=ENDED).order_by("name")


ledger(Ask, table=ASKS, light="", responsible=lambda ask: Responsible(ask.area, ask.by_unit))
todo(
    "asks",
    _("待准入的报送要求"),
    permission="asks.admit",
    rows=lambda _user, _day: Ask.objects.current().filter(state=SUBMITTED).order_by("updated_at", "pk"),
    url=f"asks:list?state={SUBMITTED}",
    asks="decide",
)
todo(
    "asks-refused",
    _("未准入的报送要求"),
    permission="asks.submit",
    rows=lambda user, day: (
        Ask.objects.current().filter(mine(user, day, "by_unit"), state=REFUSED).order_by("pk")
    ),
    url=f"asks:list?state={REFUSED}",
)
todo(
    "asks-over",
    _("过了停止日期的报送要求"),
    permission="asks.end",
    rows=lambda _user, day: Ask.objects.current().filter(state=ADMITTED, ends__lt=day).order_by("ends", "pk"),
    url=f"asks:list?state={ADMITTED}",
    asks="watch",
    due="ends",
)
handed_over(Ask, "by_unit")
handed_over(Ask, "of_unit")
work(
    "asks",
    _("向基层提出的报送要求"),
    of_unit=lambda unit: _standing().filter(by_unit=unit),
    columns=("whom", "repeats", "state"),
    due="ends",
)
work(
    "asked",
    _("要报送的事项"),
    of_unit=lambda unit: _asked_of(unit),
    columns=("by_unit", "repeats", "notice_workdays"),
    due="ends",
)


def _asked_of(unit: Any) -> QuerySet[Any]:
    """The standing asks in force for a unit: by name, or as one of the townships of the place."""
    day = timezone.localdate()
    named = Q(of_unit=unit)
    if unit.kind == "township":
        path = unit.area.path
        above = [path[:end] for end in range(unit.area.steplen, len(path) + 1, unit.area.steplen)]
        named |= Q(whom="townships", of_unit__isnull=True, area__path__in=above)
    return _standing().filter(named, Q(ends__isnull=True) | Q(ends__gte=day), state=ADMITTED)
