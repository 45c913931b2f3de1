"""Fictional products and honours for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from web.enterprises.enterprise_samples import enterprise
from zhenxing.web.brands.models import MarketShare, Product
from zhenxing.web.codetables import queries as codes
from zhenxing.web.organisations.models import Area


def product(where: Area, name: str = "青釉酒瓶", **fields: Any) -> Product:
    made: Product = Product.objects.create(area=where, enterprise=enterprise(where), name=name, **fields)
    return made


def share(where: Area, **fields: Any) -> MarketShare:
    given = {"market": "national", "year": 2024, "share": "31.5", "rank": 2, "says": "association", **fields}
    made: MarketShare = MarketShare.objects.create(product=product(where), source="协会2024年报告", **given)
    return made


def credential(model: type[Any], where: Area, table: str = "", code: str = "", **fields: Any) -> Any:
    """A credential of any kind, valid for years."""
    if table:
        fields["kind"] = codes.get(table, code)
    given = {"name": "云岭青釉", "number": "云-001", "valid_to": date(2031, 5, 1), **fields}
    return model.objects.create(area=where, enterprise=enterprise(where), **given)
