"""What the compiler knows of the world, as one value handed to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Division:
    """An administrative division: GB/T 2260 to county (6 digits), GB/T 10114 to township (9)."""

    code: str
    name: str
    level: str  # province | city | county | township
    parent: str | None = None


@dataclass(frozen=True)
class UnitName:
    """A unit the site knows: its full name, level and every other way it is written.

    `area` is a division code when the unit belongs to one place; None for names that every
    county has (工业和信息化局).
    """

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    level: str = "county"
    area: str | None = None
    successor: str | None = None


def _frozen() -> Mapping[str, tuple[Division, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Knowledge:
    """Names, divisions and the calendar; plain values, read from packs at the edge.

    `divisions` maps a name, full (应县) or short (运城 for 运城市), to every division so called.
    """

    divisions: Mapping[str, tuple[Division, ...]] = field(default_factory=_frozen)
    units: tuple[UnitName, ...] = ()
    #: the division code of the site's own county or city, if it has said so
    home: str | None = None
