"""Filters by place and code, for every register of what a place has.

Each choice is asked for one row: with a million rows that is a look into an index, not a scan.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.web.codetables import queries as codes
from zhenxing.web.kit.lists import in_use
from zhenxing.web.kit.register import Filter
from zhenxing.web.organisations.models import Area

_MOST = 500


def area_filter(path: str = "area") -> Filter:
    """「地区」: where there are rows, and the places above; a choice takes all below it.

    Each area is asked for one row: with a million rows that is a look into an index, not a scan.
    """

    def choices(rows: QuerySet[Any]) -> list[tuple[str, str]]:
        living = in_use(rows).order_by().filter(**{path: OuterRef("pk")})
        here = Area.objects.filter(Exists(living))
        paths = {one[:end] for one in here.values_list("path", flat=True)[:_MOST] for end in _steps(one)}
        places = Area.objects.filter(path__in=paths, level__in=("county", "park", "township", "city"))
        return [(str(area.pk), "　" * _below(area) + area.name) for area in places.order_by("path")[:_MOST]]

    def apply(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        chosen = Area.objects.filter(pk=int(value)).first() if value.isdecimal() else None
        return rows.filter(**{f"{path}__path__startswith": chosen.path}) if chosen else rows.none()

    return Filter("area", _("地区"), choices=choices, apply=apply)


def _steps(path: str) -> range:
    return range(Area.steplen, len(path) + 1, Area.steplen)


def _below(area: Area) -> int:
    return 1 if area.level in ("township", "park") else 0


def code_filter(name: str, table: str, label: Any = "") -> Filter:
    """A choice from one code table."""
    return Filter(name, label, choices=lambda _rows: codes.choices(table))
