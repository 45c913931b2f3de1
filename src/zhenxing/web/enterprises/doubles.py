"""Pairs of records that may be one enterprise, for the page that merges them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zhenxing.core.duplicates import Doublet, Listed, find_doublets
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.organisations.models import Area

#: more enterprises than this are searched for doubles area by area
MOST_COMPARED = 50_000
#: pairs on one page; merging them brings the next ones up
MOST_PAIRS = 200


@dataclass(frozen=True)
class Pair:
    """Two records that may be one enterprise."""

    first: Enterprise
    second: Enterprise
    reason: str
    score: float

    @property
    def sides(self) -> tuple[Enterprise, Enterprise]:
        return self.first, self.second

    @property
    def why(self) -> str:
        """What makes them alike, in words."""
        if self.reason == "code":
            return _("统一社会信用代码相同")
        if self.reason == "organisation":
            return _("组织机构代码相同")
        return _("名称相近（%(score)d%%）") % {"score": self.score}


def doublets(rows: QuerySet[Enterprise]) -> tuple[tuple[Pair, ...], int]:
    """The first pairs among these rows, and how many there are in all; three queries, however many rows."""
    county = _counties()
    listed = (
        Listed(pk, name, code or "", address, county(path))
        for pk, name, code, address, path in rows.order_by("pk")
        .values_list("pk", "name", "code", "address", "area__path")
        .iterator(5000)
    )
    found = find_doublets(listed)
    shown = found[:MOST_PAIRS]
    wanted = {key for one in shown for key in (one.first, one.second)}
    known = rows.in_bulk(list(wanted))
    return tuple(_pair(one, known) for one in shown), len(found)


def _pair(one: Doublet, known: dict[int, Enterprise]) -> Pair:
    return Pair(known[one.first], known[one.second], one.reason, one.score)


def _counties() -> Any:
    """The name of the county above an area's path."""
    names = dict(Area.objects.filter(level="county").values_list("path", "name"))
    step = Area.steplen

    def above(path: str) -> str:
        ends = range(step, len(path) + 1, step)
        return next((names[path[:end]] for end in ends if path[:end] in names), "")

    return above
