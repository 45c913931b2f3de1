"""The map: how many records each place below has, how many are late, and the worst light among them.

Drawn from the site's own outlines where it has them all, else as tiles; the same stands below as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.core.shapes import Sketch, sketch
from zhenxing.web.kit import scope
from zhenxing.web.kit.layouts import Board, PlaceMap
from zhenxing.web.kit.layouts_frame import Card, cards, due_lookup, layout_page, rows_of, whole
from zhenxing.web.kit.layouts_outlines import outlines
from zhenxing.web.kit.layouts_sets import first_keys
from zhenxing.web.kit.layouts_switcher import address
from zhenxing.web.kit.layouts_tiles import tiles
from zhenxing.web.kit.register import Register

#: days ahead that count as soon
_SOON = timedelta(days=30)
#: places drawn and listed; a province has fewer counties
_MOST = 200


@dataclass
class _Tally:
    number: int = 0
    late: int = 0
    soon: int = 0
    first_due: date | None = None
    #: areas below that have records, by how their first open record is due
    firsts: list[tuple[date, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class PlaceShown:
    """One place: its counts, the light of its most urgent open record, where its records are listed."""

    key: str
    name: str | Promise
    number: int
    late: int
    soon: int
    tone: str
    light: str
    urgent: Card | None
    url: str
    below_url: str


@dataclass(frozen=True)
class Drawn:
    """One shape of the picture."""

    place: PlaceShown
    path: str
    x: float
    y: float


def answer_page(layout: PlaceMap, register: Register[Any], request: HttpRequest) -> HttpResponse:
    rows, asked_for = rows_of(register, request)
    tallies = _tallies(layout, register, asked_for)
    areas: Any = _area_model(register, layout.area)._default_manager
    paths = dict(areas.filter(pk__in=list(tallies)).values_list("pk", "path"))
    top = _top(areas, list(paths.values()), request.GET.get("at", ""))
    seen = scope.visible(areas.all(), request.user, f"{register.key}.view")
    below = _below(areas, seen, top, paths.values())
    places = _places(layout, register, request, asked_for, _gathered(tallies, paths, below), below, top)
    outline = outlines()
    width, height, drawn, bar = _drawn(places, outline.of(area.code for area in below))
    context = {
        "places": places,
        "top": top,
        "up_url": _up_url(register, areas, top, request),
        "width": width,
        "height": height,
        "drawn": drawn,
        "sketch": bar,
        "fault": outline.fault,
        "has_due": bool(_due(layout, register)),
        "total": sum(place.number for place in places),
    }
    return layout_page(register, layout, request, rows, context)


# --- counting ----------------------------------------------------------------------------------------------


def _due(layout: PlaceMap, register: Register[Any]) -> str:
    return layout.due or due_lookup(register)


def _still_open(layout: PlaceMap, register: Register[Any]) -> Q:
    """What still counts as late: said here, or the open states of the board; else everything."""
    if layout.open is not None:
        return layout.open
    for one in register.layouts:
        if isinstance(one, Board) and one.open_lanes is not None:
            return Q(**{f"{one.field}__in": sorted(one.open_lanes)})
    return Q()


def _tallies(layout: PlaceMap, register: Register[Any], rows: QuerySet[Any]) -> dict[Any, _Tally]:
    """What each area has itself, by its primary key, in one question."""
    due, today = _due(layout, register), timezone.localdate()
    plain = rows.select_related(None).prefetch_related(None).order_by().values(layout.area)
    asked: dict[str, Any] = {"number": Count("pk")}
    if due:
        still = _still_open(layout, register)
        asked["late"] = Count("pk", filter=still & Q(**{f"{due}__lt": today}))
        soon = Q(**{f"{due}__gte": today, f"{due}__lte": today + _SOON})
        asked["soon"] = Count("pk", filter=still & soon)
        asked["first_due"] = Min(due, filter=still)
    found: dict[Any, _Tally] = {}
    for row in plain.annotate(**asked):
        key = row.pop(layout.area)
        tally = _Tally(**row)
        if tally.first_due is not None:
            tally.firsts.append((tally.first_due, key))
        found[key] = tally
    return found


def _area_model(register: Register[Any], lookup: str) -> type[Model]:
    model: Any = register.model
    for name in lookup.split("__"):
        model = model._meta.get_field(name).related_model
    area_model: type[Model] = model
    return area_model


def _top(areas: Any, paths: Sequence[str], asked: str) -> Any:
    """The area whose parts are shown: the one asked for, else the lowest that holds all records.

    One without parts is shown among its neighbours.
    """
    step = areas.model.steplen
    common = _common(paths)
    common = common[: len(common) // step * step]
    found = areas.filter(path=common).first() if common else None
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        chosen = areas.filter(pk=int(asked)).first()
        # what lies neither above nor below anything the person has records of does not exist here
        if chosen is not None and any(path.startswith(chosen.path) for path in paths):
            found = chosen
    if found is not None and found.numchild == 0 and len(found.path) > step:
        found = areas.filter(path=found.path[:-step]).first()
    return found


def _common(paths: Sequence[str]) -> str:
    """What all of them begin with."""
    if not paths:
        return ""
    low, high = min(paths), max(paths)
    return next((low[:at] for at, sign in enumerate(low) if high[at : at + 1] != sign), low)


def _below(areas: Any, seen: QuerySet[Any], top: Any, paths: Iterable[str]) -> list[Any]:
    """The parts of the top area, by code: those in the person's reach, and those with records they see.

    A neighbour out of reach is left out: a zero there would say that it has nothing.
    """
    depth, begin = (top.depth + 1, top.path) if top is not None else (1, "")
    length = depth * areas.model.steplen
    held = {path[:length] for path in paths if len(path) >= length}
    parts = areas.filter(depth=depth, path__startswith=begin, archived_at__isnull=True)
    return list(parts.filter(Q(pk__in=seen.values("pk")) | Q(path__in=held)).order_by("code")[:_MOST])


def _gathered(
    tallies: Mapping[Any, _Tally], paths: Mapping[Any, str], below: Sequence[Any]
) -> dict[str, _Tally]:
    """The tallies by the path of the part they lie in; "" for what lies in no part: the top's own."""
    parts = {area.path: area for area in below}
    length = len(below[0].path) if below else 0
    found: dict[str, _Tally] = {}
    for key, tally in tallies.items():
        path = paths.get(key, "")[:length]
        into = found.setdefault(path if path in parts else "", _Tally())
        into.number += tally.number
        into.late += tally.late
        into.soon += tally.soon
        into.firsts += tally.firsts
    return found


# --- what is shown -----------------------------------------------------------------------------------------


def _places(
    layout: PlaceMap,
    register: Register[Any],
    request: HttpRequest,
    rows: QuerySet[Any],
    tallies: Mapping[str, _Tally],
    below: Sequence[Any],
    top: Any,
) -> list[PlaceShown]:
    urgent = _urgent(layout, register, request, rows, tallies)
    named: list[tuple[str, Any, str | Promise]] = [(area.path, area, str(area)) for area in below]
    if "" in tallies and tallies[""].number:
        named.append(("", top, _("%(place)s本级") % {"place": top} if top is not None else _("未分地区")))
    found = [
        _place(layout, register, request, path, area, name, tallies.get(path) or _Tally(), urgent.get(path))
        for path, area, name in named
    ]
    return sorted(found, key=lambda place: (-place.late, -place.number))  # ties stay by code


def _place(
    layout: PlaceMap,
    register: Register[Any],
    request: HttpRequest,
    path: str,
    area: Any,
    name: str | Promise,
    tally: _Tally,
    urgent: Card | None,
) -> PlaceShown:
    query = address(request.GET)
    opens = bool(path) and area.numchild > 0 and tally.number > 0
    return PlaceShown(
        area.code if path else "",
        name,
        tally.number,
        tally.late,
        tally.soon,
        urgent.tone if urgent else "",
        urgent.light if urgent else "",
        urgent,
        _list_url(layout, register, area, query) if tally.number and area is not None else "",
        f"{register.url('map')}?{query}&at={area.pk}" if opens else "",
    )


def _list_url(layout: PlaceMap, register: Register[Any], area: Any, query: str) -> str:
    """The list of a place's records, where the list has a filter by this very field."""
    for one in register.all_filters:
        if one.name == layout.area and one.choices is None and area.numchild == 0:
            return f"{register.url('list')}?{query}&{one.name}={area.pk}"
    return ""


def _urgent(
    layout: PlaceMap,
    register: Register[Any],
    request: HttpRequest,
    rows: QuerySet[Any],
    tallies: Mapping[str, _Tally],
) -> dict[str, Card]:
    """The open record of each place that is due first: its light is the worst there."""
    due = _due(layout, register)
    firsts = {path: min(one.firsts, key=lambda pair: pair[0]) for path, one in tallies.items() if one.firsts}
    if not firsts:
        return {}
    still = _still_open(layout, register)
    plain = rows.select_related(None).prefetch_related(None)
    parts = [
        plain.filter(still, **{layout.area: key, due: day}).order_by("pk") for day, key in firsts.values()
    ]
    keys = first_keys(parts, 1)
    by_key = whole(register, [found[0] for found in keys if found])
    shown = {card.pk: card for card in cards(register, list(by_key.values()), request.user)}
    return {
        path: shown[found[0]] for path, found in zip(firsts, keys, strict=True) if found and found[0] in shown
    }


def _drawn(
    places: Sequence[PlaceShown], polygons: Mapping[str, Any]
) -> tuple[int, int, list[Drawn], Sketch | None]:
    """(width, height, shapes, the sketch with its scale bar when it is drawn from outlines)."""
    if polygons:
        by_code = {place.key: place for place in places if place.key}
        made = sketch([(code, str(by_code[code].name), found) for code, found in polygons.items()])
        if made is not None:
            shapes = [Drawn(by_code[one.key], one.path, one.x, one.y) for one in made.outlines]
            return made.width, made.height, shapes, made
    by_place = sorted(places, key=lambda place: (not place.key, place.key))  # each keeps its tile
    width, height, cells = tiles(len(places))
    shapes = [Drawn(place, cell.path, cell.x, cell.y) for place, cell in zip(by_place, cells, strict=True)]
    return width, height, shapes, None


def _up_url(register: Register[Any], areas: Any, top: Any, request: HttpRequest) -> str:
    """Back to the whole, when one looked closer."""
    if not request.GET.get("at"):
        return ""
    return f"{register.url('map')}?{address(request.GET)}"
