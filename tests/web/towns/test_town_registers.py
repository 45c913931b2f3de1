"""Towns, their tiers, figures, milestones and zones behave as every register does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from web.towns.town_samples import figure, milestone, square, tier, town
from zhenxing.web.codetables import queries as codes
from zhenxing.web.kit.testing import RegisterTests, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.towns.models import Zone
from zhenxing.web.towns.register import FIGURES, MILESTONES, TIERS, TOWNS, ZONES

pytestmark = pytest.mark.django_db


class TestTowns(RegisterTests):
    register = TOWNS
    most_queries = 30

    def record(self, where: Area) -> Any:
        return town(where)

    def form(self, where: Area) -> dict[str, Any]:
        return {
            "name": "云岭竹制品专业镇",
            "area": where.pk,
            "category": codes.get("town_category", "light_industry").pk,
            "industry": "2041",
            "product": "竹凉席",
            "lead_unit": unit(where).pk,
            "longitude": "112.538400",
            "latitude": "36.100000",
        }


class TestTiers(RegisterTests):
    register = TIERS

    def record(self, where: Area) -> Any:
        return tier(town(where), "county", date(2024, 3, 1))

    def form(self, where: Area) -> dict[str, Any]:
        city = codes.get("town_tier", "city").pk
        return {"town": town(where).pk, "tier": city, "begins": "2025-03-01", "source": "澄政办函〔2025〕3号"}


class TestFigures(RegisterTests):
    register = FIGURES

    def record(self, where: Area) -> Any:
        return figure(town(where), "2.05", "亿元")

    def form(self, where: Area) -> dict[str, Any]:
        return {
            "town": town(where).pk,
            "indicator": codes.get("baseline_indicator", "output").pk,
            "year": 2024,
            "value": "2.6",
            "unit": "亿元",
            "source": "县统计公报",
        }


class TestMilestones(RegisterTests):
    register = MILESTONES

    def record(self, where: Area) -> Any:
        return milestone(town(where), due_on=date(2024, 6, 30))

    def form(self, where: Area) -> dict[str, Any]:
        return {"town": town(where).pk, "name": "规划印发", "due_on": "2024-12-31"}


class TestZones(RegisterTests):
    register = ZONES

    def record(self, where: Area) -> Any:
        kind = codes.get("zone_kind", "industry")
        return Zone.objects.create(
            town=town(where), kind=kind, name="东片", shape=[[square()]], size=Decimal("3.9")
        )

    def form(self, where: Area) -> dict[str, Any]:
        return {"name": "东片产业区", "kind": codes.get("zone_kind", "service").pk}
