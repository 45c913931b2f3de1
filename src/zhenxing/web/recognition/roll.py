"""The roll (名录): towns that hold a tier on a day, and what of them is public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from zhenxing.web.organisations.models import Area, in_force
from zhenxing.web.recognition.models import Decision, PublicRoll
from zhenxing.web.towns.models import Town, TownTier

#: tiers (codes) that stand in no roll: not recognised yet, or no more
_NOT_LISTED = frozenset({"reserve", "cultivating", "withdrawn"})


@dataclass(frozen=True)
class RollLine:
    """A town as the roll shows it: nothing that is not in a published decision or notice."""

    town: str
    area: str
    industry: str
    product: str
    tier: str
    batch: str
    begins: date
    number: str
    valid_until: date | None


@dataclass(frozen=True)
class RollPart:
    """The towns of one tier, the highest tier first."""

    tier: str
    lines: tuple[RollLine, ...]


def public_rolls(day: date) -> QuerySet[Any]:
    """The areas whose roll anybody may read on a day."""
    return (
        PublicRoll.objects.filter(in_force(day), archived_at__isnull=True)
        .select_related("area")
        .order_by("area__path")
    )


def roll_of(area: Area, day: date) -> tuple[RollPart, ...]:
    """The roll of an area and all below it on a day; a fixed number of queries."""
    towns = Town.objects.filter(area__path__startswith=area.path, archived_at__isnull=True)
    tiers = TownTier.objects.filter(archived_at__isnull=True).select_related("tier")
    rows = towns.select_related("area", "industry").prefetch_related(Prefetch("tiers", tiers))
    held = [
        (town, tier) for town in rows if (tier := town.tier_on(day)) and tier.tier.code not in _NOT_LISTED
    ]
    ends = _ends([tier.pk for _town, tier in held])
    current = [(town, tier, ends.get(tier.pk)) for town, tier in held]
    return _parts((town, tier, end) for town, tier, end in current if end is None or day <= end)


def _ends(tiers: list[int]) -> dict[int, date | None]:
    """Tier record → the last day its decision holds."""
    rows = Decision.objects.filter(tier__in=tiers, kind="recognise", archived_at__isnull=True)
    return dict(rows.values_list("tier", "valid_until"))


def _parts(held: Iterable[tuple[Town, TownTier, date | None]]) -> tuple[RollPart, ...]:
    ordered = sorted(
        held, key=lambda one: (-one[1].tier.position, one[0].area.path, one[1].begins, one[0].pk)
    )
    parts: dict[str, list[RollLine]] = {}
    for town, tier, end in ordered:
        parts.setdefault(str(tier.tier), []).append(_line(town, tier, end))
    return tuple(RollPart(tier, tuple(lines)) for tier, lines in parts.items())


def _line(town: Town, tier: TownTier, end: date | None) -> RollLine:
    return RollLine(
        town=town.name,
        area=str(town.area),
        industry=str(town.industry or ""),
        product=town.product,
        tier=str(tier.tier),
        batch=tier.batch,
        begins=tier.begins,
        number=tier.source,
        valid_until=end,
    )
