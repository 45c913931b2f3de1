"""The register of enterprises."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.web.enterprises import kinds
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit.register import Column, Filter, Panel, Register

_GROUP = _("企业")
_COMPUTED_LATER = _("待计算")


def _misfits() -> Q:
    """A form that its code contradicts."""
    misfit = Q()
    for prefix, form in kinds.FORM_OF_CODE.items():
        misfit |= Q(code__startswith=prefix) & ~Q(form=form)
    return misfit & ~Q(form="")


_DOUBTS = {
    "no_code": (_("缺统一社会信用代码"), Q(code__isnull=True)),
    "form": (_("组织形式与代码不符"), _misfits()),
    "no_industry": (_("缺行业代码"), Q(industry="")),
}


def _in_doubt(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(_DOUBTS[value][1]) if value in _DOUBTS else rows.none()


_DOUBT = Filter(
    "doubt",
    _("存疑"),
    choices=lambda _rows: tuple((key, label) for key, (label, _condition) in _DOUBTS.items()),
    apply=_in_doubt,
)


def _size(enterprise: Any) -> Any:
    return enterprise.get_size_class_display() or _COMPUTED_LATER


def _above_scale(enterprise: Any) -> Any:
    return _COMPUTED_LATER if enterprise.above_scale is None else enterprise.above_scale


ENTERPRISES = Register(
    Enterprise,
    key="enterprises",
    natural_key=("code",),
    columns=(
        "name",
        "code",
        Column("area", sort="area__path"),
        "town_role",
        "main_products",
        "industry",
        Column("status", badge=lambda one: kinds.TONES.get(one.status, "")),
        Column("doubts", _("存疑"), lambda one: one.doubts, badge=lambda one: "warn" if one.doubts else ""),
        Column("size_class", value=_size, sort=""),
        Column("form", hidden=True),
        Column("established_on", hidden=True),
        Column("registered_capital", align="end", hidden=True),
        Column("address", hidden=True, sort=""),
        Column("above_scale", value=_above_scale, sort="", hidden=True),
        Column("short_name", hidden=True, sort=""),
        Column("longitude", hidden=True, sort=""),
        Column("latitude", hidden=True, sort=""),
        Column("business_scope", hidden=True, sort=""),
    ),
    filters=("area", "town_role", "form", "status", _DOUBT),
    search=("name", "code", "short_name", "main_products"),
    order=("name",),
    panels=(
        Panel(
            _("基本情况"),
            (
                "name",
                "code",
                "doubts",
                "short_name",
                "form",
                "status",
                "area",
                "industry",
                "town_role",
                "main_products",
                "established_on",
                "registered_capital",
                "address",
                "business_scope",
                "size_class",
                "above_scale",
            ),
        ),
    ),
    fields=(
        "area",
        "name",
        "code",
        "short_name",
        "form",
        "status",
        "industry",
        "town_role",
        "main_products",
        "established_on",
        "registered_capital",
        "address",
        "longitude",
        "latitude",
        "business_scope",
    ),
    select_related=("area",),
    group=_GROUP,
    icon="building",
)
REGISTERS = (ENTERPRISES,)
