"""Filters of enterprises alone: by industry with all below it, and by what is doubtful."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.web.codetables import queries as codes
from zhenxing.web.codetables.models import Code
from zhenxing.web.enterprises import kinds
from zhenxing.web.kit.register import Filter


def _industries(_rows: Any) -> list[tuple[str, str]]:
    """Sections and divisions (门类、大类): few enough to choose from."""
    rows = codes.of("industry")
    return [(str(one.pk), one.labelled) for one in rows if len(one.code.lstrip("ABCDEFGHIJKLMNOPQRST")) <= 2]


def _in_industry(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if not value.isdecimal() or not Code.objects.filter(pk=int(value)).exists():
        return rows.none()
    return rows.filter(industry__in=codes.within([int(value)]))


INDUSTRY = Filter("industry", _("行业"), choices=_industries, apply=_in_industry)


def _misfits() -> Q:
    """A kind that the code contradicts."""
    misfit = Q()
    for prefix, ruled_out in kinds.NOT_OF_CODE.items():
        misfit |= Q(code__startswith=prefix, kind__code__in=ruled_out)
    return misfit


_DOUBTS: dict[str, tuple[Any, Callable[[], Q]]] = {
    "no_code": (_("缺统一社会信用代码"), lambda: Q(code__isnull=True)),
    "kind": (_("组织形式与代码不符"), _misfits),
    "no_industry": (_("缺行业"), lambda: Q(industry__isnull=True)),
}


def _doubtful(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(_DOUBTS[value][1]()) if value in _DOUBTS else rows.none()


DOUBT = Filter(
    "doubt",
    _("存疑"),
    choices=lambda _rows: tuple((key, label) for key, (label, _condition) in _DOUBTS.items()),
    apply=_doubtful,
)

#: computed by rule; what is not known has no answer yet
_SCALES: dict[str, tuple[Any, bool | None]] = {
    "yes": (_("是"), True),
    "no": (_("否"), False),
    "unknown": (_("未知"), None),
}


def _of_scale(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(above_scale=_SCALES[value][1]) if value in _SCALES else rows.none()


ABOVE_SCALE = Filter(
    "above_scale",
    _("四上企业"),
    choices=lambda _rows: tuple((key, label) for key, (label, _value) in _SCALES.items()),
    apply=_of_scale,
)
