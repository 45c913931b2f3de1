"""Printed names ↔ the units of an area and of those above and below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhenxing.core.compiler.knowledge import UnitName
from zhenxing.web.organisations.models import Area, Unit, UnitAlias, in_force


def units_in_reach(area: Area) -> QuerySet[Unit]:
    """The units a document of the area can give work to: of the area, above it and below it."""
    step, path = Area.steplen, area.path
    above = [path[:end] for end in range(step, len(path), step)]
    line = Q(area__path__startswith=path) | Q(area__path__in=above)
    return Unit.objects.filter(line, in_force(timezone.localdate()), archived_at=None)


def known_units(area: Area) -> tuple[UnitName, ...]:
    """The units in reach as the compiler's knowledge, with every alias people have confirmed."""
    aliases: dict[int, list[str]] = {}
    reach = units_in_reach(area).select_related("area")
    for unit, text in UnitAlias.objects.filter(unit__in=reach, archived_at=None).values_list("unit", "text"):
        aliases.setdefault(unit, []).append(text)
    return tuple(
        UnitName(
            key=key_of(unit),
            name=unit.name,
            aliases=tuple(dict.fromkeys([*filter(None, [unit.short_name]), *aliases.get(unit.pk, [])])),
            level=unit.level,
            area=unit.area.code,
        )
        for unit in reach.exclude(kind="collective")
    )


def key_of(unit: Unit) -> str:
    """The key the compiler knows a unit by."""
    return unit.key or f"unit-{unit.pk}"


class Directory:
    """Names of the units in reach of an area, read once. A name two units share names neither."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self.units: dict[int, Unit] = {unit.pk: unit for unit in units_in_reach(area).select_related("area")}
        self._by_key = {key_of(unit): unit for unit in self.units.values()}
        self._by_name: dict[str, set[int]] = {}
        for unit in self.units.values():
            self._learn(unit.name, unit.pk)
            self._learn(unit.short_name, unit.pk)
        #: (unit, printed form) → the document whose review taught it
        self._taught: dict[tuple[int, str], str] = {}
        aliases = UnitAlias.objects.filter(unit__in=self.units, archived_at=None)
        for pk, text, learnt_from in aliases.values_list("unit", "text", "learnt_from"):
            self._learn(text, pk)
            self._taught[pk, text] = learnt_from

    def _learn(self, name: str, pk: int) -> None:
        if name:
            self._by_name.setdefault(name, set()).add(pk)

    def named(self, name: str) -> Unit | None:
        """The one unit so called; its own area's before others'."""
        found = [self.units[pk] for pk in self._by_name.get(name, ())]
        own = [unit for unit in found if unit.area_id == self.area.pk]
        found = own if len(own) == 1 else found
        return found[0] if len(found) == 1 else None

    def suggest(self, payload: Mapping[str, Any]) -> Unit | None:
        """The unit a proposal means: by the compiler's key, else by its name or a printed form."""
        by_key = self._by_key.get(payload["key"])
        if by_key is not None:
            return by_key
        for name in (payload["name"], *payload["printed"]):
            unit = self.named(name)
            if unit is not None:
                return unit
        return None

    def taught_by(self, unit: Unit, printed: list[str]) -> str:
        """The title of the document in whose review a person said that a printed form means the unit."""
        found = (self._taught.get((unit.pk, text), "") for text in printed)
        return next(filter(None, found), "")

    def names(self) -> list[str]:
        """Every unit's name, for a list to choose from."""
        return sorted({unit.name for unit in self.units.values()})

    def add(self, unit: Unit) -> None:
        """Know a unit that was just made."""
        self.units[unit.pk] = unit
        self._by_key[key_of(unit)] = unit
        self._learn(unit.name, unit.pk)


def new_unit(payload: Mapping[str, Any], area: Area, name: str = "", collective: bool | None = None) -> Unit:
    """An unsaved unit for a proposal: its level and kind as the compiler read them.

    One of that name which was archived comes back, still to be saved: a name stands for one unit.
    """
    collective = bool(payload["collective"]) if collective is None else collective
    level = payload.get("level", "unknown")
    kind = "collective" if collective else "township" if level == "township" else "department"
    home, name = _home(level, area), (name or payload["name"])[:100]
    archived: Unit | None = Unit.objects.filter(area=home, name=name).exclude(archived_at=None).first()
    if archived is not None:
        archived.archived_at = None
        return archived
    return Unit(
        name=name,
        key="" if payload["key"].startswith("?") else payload["key"][:120],
        area=home,
        level=level if level != "unknown" else area.level,
        kind=kind,
    )


def _home(level: str, area: Area) -> Area:
    """The area a unit of that level belongs to: an ancestor for a higher level, else the document's."""
    if level in {"national", "province", "city"} and level != area.level:
        return next((above for above in Area.objects.get_ancestors(area) if above.level == level), area)
    return area
