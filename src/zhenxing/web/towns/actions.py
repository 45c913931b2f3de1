"""Deeds on towns beyond saving one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.utils import timezone

from zhenxing.core.shapes import Polygon, square_kilometres
from zhenxing.web.codetables.models import Code
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.towns.models import Town, Zone


@dataclass(frozen=True)
class DrawnZone:
    """A zone as it was drawn."""

    name: str
    kind: str
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True)
class ReplaceZones(Action[Town]):
    """Take the zones of a town from one drawing: same names are redrawn, new ones added, others archived."""

    code: ClassVar[str] = "zones.replace-all"
    permission: ClassVar[str] = "zones.upload"

    town_id: int
    zones: tuple[DrawnZone, ...]

    def load(self) -> Town:
        return Town.objects.select_for_update().get(pk=self.town_id)

    def execute(self, deed: Deed) -> Town:
        town: Town = deed.subject
        kinds = {
            name: code
            for code in Code.objects.filter(table__key="zone_kind", archived_at__isnull=True)
            for name in (code.code, code.name)
        }
        there = {zone.name: zone for zone in town.zones.filter(archived_at__isnull=True)}
        before = "、".join(sorted(there))
        for drawn in self.zones:
            _draw(deed, there.pop(drawn.name, None) or Zone(town=town, name=drawn.name), drawn, kinds)
        for gone in there.values():
            gone.archived_at = timezone.now()
            deed.save(gone)
        deed.changes["zone_names"] = [before, "、".join(sorted(drawn.name for drawn in self.zones))]
        deed.batch(len(self.zones) + len(there))
        return town


def _draw(deed: Deed, zone: Zone, drawn: DrawnZone, kinds: Mapping[str, Any]) -> None:
    zone.kind = kinds[drawn.kind]
    zone.shape = [[[list(spot) for spot in ring] for ring in polygon] for polygon in drawn.polygons]
    zone.size = Decimal(square_kilometres(drawn.polygons)).quantize(Decimal("0.0001"))
    deed.save(zone)
