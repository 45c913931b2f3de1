"""Filters that more than one register has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.register import Filter

#: 临近: how many days ahead counts as soon
SOON = timedelta(days=30)

_WHEN: dict[str, tuple[Any, Callable[[str, date], Q]]] = {
    "overdue": (_("已到期"), lambda name, day: Q(**{f"{name}__lt": day})),
    "soon": (_("30 天内到期"), lambda name, day: Q(**{f"{name}__gte": day, f"{name}__lte": day + SOON})),
    "later": (_("30 天后到期"), lambda name, day: Q(**{f"{name}__gt": day + SOON})),
    "none": (_("没有期限"), lambda name, day: Q(**{f"{name}__isnull": True})),
}


def due_filter(name: str = "due_on", **still_open: Any) -> Filter:
    """「到期」: overdue, soon, later, none. `still_open` narrows overdue and soon to what is unfinished."""

    def apply(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value not in _WHEN:
            return rows.none()
        rows = rows.filter(_WHEN[value][1](name, timezone.localdate()))
        return rows.filter(**still_open) if value in {"overdue", "soon"} else rows

    choices = tuple((key, label) for key, (label, _condition) in _WHEN.items())
    return Filter("due", _("到期"), choices=lambda _rows: choices, apply=apply)
