"""A fictional town and what is kept about it."""

from __future__ import annotations

import itertools
import json
from datetime import date
from decimal import Decimal
from typing import Any

from zhenxing.web.codetables import queries as codes
from zhenxing.web.organisations.models import Area
from zhenxing.web.towns.models import Milestone, Town, TownFigure, TownTier

_number = itertools.count(1)


def town(where: Area, name: str = "", **fields: Any) -> Town:
    made: Town = Town.objects.create(
        area=where,
        name=name or f"{where}第{next(_number)}专业镇",
        category=codes.get("town_category", "light_industry"),
        industry=fields.pop("industry", None) or codes.get("industry", "3074"),
        product=fields.pop("product", "日用陶瓷"),
        **fields,
    )
    return made


def tier(of: Town, code: str, begins: date, **fields: Any) -> TownTier:
    made: TownTier = TownTier.objects.create(
        town=of, tier=codes.get("town_tier", code), begins=begins, source="云政办发〔2024〕8号", **fields
    )
    return made


def figure(of: Town, value: str, unit: str, year: int = 2023, **fields: Any) -> TownFigure:
    made: TownFigure = TownFigure.objects.create(
        town=of,
        indicator=codes.get("baseline_indicator", fields.pop("indicator", "revenue")),
        value=Decimal(value),
        unit=unit,
        year=year,
        source=fields.pop("source", "县工信局年报"),
        **fields,
    )
    return made


def milestone(of: Town, name: str = "规划评审", **fields: Any) -> Milestone:
    made: Milestone = Milestone.objects.create(town=of, name=name, **fields)
    return made


def square(west: float = 112.0, south: float = 36.0, size: float = 0.02) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def drawing(*zones: tuple[str, str, list[list[float]]]) -> bytes:
    """A GeoJSON file of (name, kind, ring) zones."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "kind": kind},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, kind, ring in zones
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()
