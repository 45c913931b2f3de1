"""The parts of a town's page, as plain values for their templates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.quantities import display
from zhenxing.core.shapes import sketch
from zhenxing.web.kit import scope
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.related import inward
from zhenxing.web.towns import queries
from zhenxing.web.towns.models import Town, TownTier, Zone

LADDER_LEVELS = ("county", "province")
TONES = {"done": "good", "late": "bad", "open": "info", "undated": "muted"}
STANDINGS = {"done": _("已完成"), "late": _("已逾期"), "open": _("未到期"), "undated": _("没有期限")}
#: registers whose rows stand in panels of their own
_OWN_PANELS = frozenset({"town_tiers", "town_figures", "milestones", "zones"})
#: how many linked records of a kind the page names
_SHOWN = 100


def _may(town: Town, user: Any, permission: str) -> bool:
    """Whether links to add something are shown: the person may, here, and the town is in use."""
    return (
        town.archived_at is None and scope.permits(user, permission) and scope.holds(town, user, "towns.edit")
    )


def _url(key: str, record: Record) -> str:
    from zhenxing.web.registers import register  # it imports this app's register

    return register(key).url("detail", record.pk)


def tiers(town: Town, user: Any) -> dict[str, Any]:
    """Its tiers, newest first; the one it has today is marked."""
    today = timezone.localdate()
    now = town.tier_on(today)
    rows = TownTier.objects.filter(town=town, archived_at__isnull=True).select_related("tier", "document")
    seen = _seen("documents", user, [one.document_id for one in rows if one.document_id])
    return {
        "tiers": [
            {
                "tier": one,
                "now": one == now,
                "url": _url("town_tiers", one),
                "document_url": seen.get(one.document_id, ""),
            }
            for one in rows
        ],
        "may": _may(town, user, "town_tiers.create"),
    }


def _seen(key: str, user: Any, pks: list[int]) -> dict[int, str]:
    """The addresses of those records the person may see."""
    from zhenxing.web.registers import register  # it imports this app's register

    kind = register(key)
    found = kind.rows(user).filter(pk__in=pks).values_list("pk", flat=True) if pks else ()
    return {pk: kind.url("detail", pk) for pk in found}


def sizes(town: Town, user: Any) -> list[dict[str, Any]]:
    """Where it stands on the ladders of county and province, each drawn as steps."""
    today = timezone.localdate()
    found = [queries.size(town, level, today) for level in LADDER_LEVELS]
    return [_ladder(one, town.aim) for one in found if one is not None]


def _ladder(one: queries.Size, aim: int | None) -> dict[str, Any]:
    reached = one.standing.reached if one.standing else None
    steps = [
        {
            "step": step,
            "x": 8 + 88 * number,
            "y": 76 - 12 * number,
            "height": 24 + 12 * number,
            "reached": reached is not None and step <= reached,
            "aim": step == aim,
        }
        for number, step in enumerate(one.ladder.steps)
    ]
    gap = one.standing.gap if one.standing else None
    return {
        "ladder": one.ladder,
        "steps": steps,
        "width": 16 + 88 * len(steps),
        "reached": reached,
        "following": one.standing.following if one.standing else None,
        "gap": display(_rounded(gap), "元") if gap is not None else "",
        "figure": one.figure,
    }


def _rounded(amount: Decimal) -> Decimal:
    """To 万元: what is missing is an orientation, not an account."""
    return amount.quantize(Decimal(10_000)) if amount >= 10_000 else amount


def figures(town: Town, user: Any) -> dict[str, Any]:
    """Its figures by indicator and year; several accounts of one year stand side by side."""
    rows = town.figures.filter(archived_at__isnull=True).select_related("indicator")
    lines = queries.figure_lines(list(rows))
    return {
        "lines": [
            {"line": line, "figures": [(one, _url("town_figures", one)) for one in line.figures]}
            for line in lines
        ],
        "charts": [chart for chart in map(_chart, _series(lines)) if chart],
        "may": _may(town, user, "town_figures.create"),
    }


def _series(lines: tuple[queries.FigureLine, ...]) -> list[tuple[str, list[tuple[int, Decimal, str]]]]:
    """(indicator, [(year, value, shown)]) for those with undisputed figures of several years in one unit."""
    series: dict[str, list[tuple[int, Decimal, str]]] = {}
    units: dict[str, set[str | None]] = {}
    for line in lines:
        read = line.figures[0].quantity
        if read is not None and not line.disputed:
            series.setdefault(line.indicator, []).append((line.year, read.value, line.figures[0].amount))
            units.setdefault(line.indicator, set()).add(read.unit)
    return [
        (name, sorted(points)) for name, points in series.items() if len(points) > 1 and len(units[name]) == 1
    ]


def _chart(one: tuple[str, list[tuple[int, Decimal, str]]]) -> dict[str, Any] | None:
    """Bars of a series on a plane 100 high; None when a value is negative: bars would mislead."""
    name, points = one
    most = max(value for _year, value, _shown in points)
    if most <= 0 or min(value for _year, value, _shown in points) < 0:
        return None
    bars = []
    for number, (year, value, shown) in enumerate(points):
        height = round(float(value / most) * 84, 1)
        left = 8 + 64 * number
        bars.append(
            {
                "year": year,
                "shown": shown,
                "x": left,
                "y": round(104 - height, 1),
                "height": height,
                "middle": left + 24,
                "above": round(98 - height, 1),
            }
        )
    return {"name": name, "bars": bars, "width": 16 + 64 * len(bars)}


def plan(town: Town, user: Any) -> dict[str, Any]:
    """The plan's documents and its milestones, with how far it is."""
    today = timezone.localdate()
    rows = town.milestones.filter(archived_at__isnull=True).select_related("unit")
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    wanted = [pk for pk in (town.plan_id, town.policy_id) if pk]
    seen = _seen("documents", user, wanted)
    return {
        "documents": [
            (label, document, seen.get(document.pk, ""))
            for label, document in ((_("规划"), town.plan), (_("一镇一策"), town.policy))
            if document is not None
        ],
        "milestones": [_milestone(one, today) for one in rows],
        "progress": queries.progress(town, today),
        "may": _may(town, user, "milestones.create"),
    }


def _milestone(one: Any, today: date) -> dict[str, Any]:
    standing = one.standing(today)
    return {
        "milestone": one,
        "label": STANDINGS[standing],
        "tone": TONES[standing],
        "url": _url("milestones", one),
    }


def zones(town: Town, user: Any) -> dict[str, Any]:
    """The zones drawn as a sketch, and listed with their areas."""
    rows = list(Zone.objects.filter(town=town, archived_at__isnull=True).select_related("kind"))
    rows.sort(key=lambda zone: (zone.kind.position, zone.name))
    return {
        "sketch": zone_sketch(rows, town),
        "zones": [(zone, _url("zones", zone)) for zone in rows],
        "total": sum((zone.size for zone in rows), Decimal(0)),
        "kinds": list(dict.fromkeys((zone.kind.code, zone.kind.name) for zone in rows)),
        "may": _may(town, user, "zones.upload"),
        "pk": town.pk,
    }


def zone_sketch(rows: list[Zone], town: Town) -> Any:
    shapes = [
        (
            zone.kind.code,
            zone.name,
            tuple(tuple(tuple(map(tuple, ring)) for ring in polygon) for polygon in zone.shape),
        )
        for zone in rows
    ]
    here = town.longitude is not None and town.latitude is not None
    points = [(town.name, (float(town.longitude), float(town.latitude)))] if here else []  # type: ignore[arg-type]  # both are there
    return sketch(shapes, points)


def links(town: Town, user: Any) -> dict[str, Any]:
    """What it is linked with, as far as the person may see it; and who else lives on the same industry."""
    from zhenxing.web.registers import register  # it imports this app's register

    kinds = []
    for key, related in (
        ("goals", town.goals),
        ("tasks", town.tasks),
        ("documents", town.documents),
        ("units", town.units),
    ):
        kind = register(key)
        rows = kind.rows(user).filter(pk__in=related.values("pk"))[:_SHOWN]
        kinds.append((kind.title, [(str(one), kind.url("detail", one.pk)) for one in rows]))
    towns = register("towns")
    same = queries.alike(town, towns.rows(user))[:_SHOWN]
    return {
        "kinds": kinds,
        "joined": inward(town, user, apart=_OWN_PANELS),
        "alike": [(str(one), one.area.name, one.product, towns.url("detail", one.pk)) for one in same],
        "may": _may(town, user, "towns.edit"),
    }
