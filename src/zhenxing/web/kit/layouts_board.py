"""The board: a column for each state, the most urgent cards of each, counted no further than shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from zhenxing.web.kit.layouts import Board, Lane
from zhenxing.web.kit.layouts_frame import (
    Card,
    cards,
    due_lookup,
    layout_page,
    rows_of,
    whole,
)
from zhenxing.web.kit.layouts_sets import counts, first_keys
from zhenxing.web.kit.layouts_switcher import address
from zhenxing.web.kit.register import Register

#: cards of a lane beside others, and of a lane alone
_BESIDE, _ALONE = 20, 60
#: so many rows are read at once rather than lane by lane; a word is looked for in all rows each time it is
#: asked, so with one more are read before it is asked for every lane
_FEW, _FOUND = 10_000, 50_000
#: a lane is counted no further than this; beyond it reads "999+"
_CAP = 999


@dataclass(frozen=True)
class LaneShown:
    """A lane with its first cards. `more_url` leads to all of it, "" when all stand here."""

    key: str
    label: object
    tone: str
    number: int
    capped: bool
    cards: tuple[Card, ...]
    more_url: str
    #: the one a narrow screen begins with
    first: bool
    #: to this lane alone; "" when it is
    alone_url: str


def answer_page(board: Board, register: Register[Any], request: HttpRequest) -> HttpResponse:
    rows, asked_for = rows_of(register, request)
    lanes = board.lanes_of(register)
    chosen = next((one for one in lanes if one.key == request.GET.get("lane")), None)
    shown = _shown(board, register, request, asked_for, (chosen,) if chosen else lanes)
    query = address(request.GET)
    context = {
        "lanes": shown,
        "choices": lanes,
        "chosen": chosen.key if chosen else "",
        "all_url": f"{register.url('board')}?{query}",
    }
    return layout_page(register, board, request, rows, context)


def _shown(
    board: Board, register: Register[Any], request: HttpRequest, rows: QuerySet[Any], lanes: Sequence[Lane]
) -> list[LaneShown]:
    size = _ALONE if len(lanes) == 1 else _BESIDE
    due = due_lookup(register)
    most = _FOUND if request.GET.get("q") else _FEW
    numbers, keys = _few(board, rows, lanes, due, size, most) or _many(board, rows, lanes, due, size)
    records = whole(register, [key for found in keys for key in found])
    by_key = {one.pk: one for one in cards(register, list(records.values()), request.user)}
    held = [tuple(by_key[key] for key in found if key in by_key) for found in keys]
    first = _first_lane(board, lanes, numbers)
    query = address(request.GET)
    return [
        LaneShown(
            lane.key,
            lane.label,
            lane.tone,
            min(number, _CAP),
            number > _CAP,
            found,
            _more(register, board, lane, query, len(lanes) == 1) if number > len(found) else "",
            lane is first,
            "" if len(lanes) == 1 else _alone(register, query, lane),
        )
        for lane, number, found in zip(lanes, numbers, held, strict=True)
    ]


_Held = tuple[list[int], list[list[Any]]]


def _few(
    board: Board, rows: QuerySet[Any], lanes: Sequence[Lane], due: str, size: int, most: int
) -> _Held | None:
    """(how many, the first keys) of each lane when a unit's or a document's rows are asked for: read once
    and put into lanes here. None when there are many, or a lane is more than a value of its field.
    """
    if any(lane.where is not None for lane in lanes):
        return None
    plain = rows.order_by().select_related(None).prefetch_related(None)
    found = list(plain.values_list(board.field, due or "pk", "pk")[: most + 1])
    if len(found) > most:
        return None
    held: dict[str, list[tuple[bool, Any, Any]]] = {lane.key: [] for lane in lanes}
    for state, day, key in found:
        if str(state) in held:
            held[str(state)].append((day is None, day if due and day is not None else 0, key))
    lined = [sorted(held[lane.key], reverse=not due) for lane in lanes]
    return [len(line) for line in lined], [[key for *_order, key in line[:size]] for line in lined]


def _many(board: Board, rows: QuerySet[Any], lanes: Sequence[Lane], due: str, size: int) -> _Held:
    """The same, each lane counted and read no further than it is shown."""
    parts = [rows.filter(lane.condition(board.field)) for lane in lanes]
    return counts(parts, _CAP), _first(parts, due, size)


def _first_lane(board: Board, lanes: Sequence[Lane], numbers: Sequence[int]) -> Lane | None:
    """The first lane with something to do in it, else with anything, else the first."""
    open_lanes = board.open_lanes
    filled = [lane for lane, number in zip(lanes, numbers, strict=True) if number]
    to_do = [lane for lane in filled if open_lanes is None or lane.key in open_lanes]
    return next(iter((*to_do, *filled, *lanes)), None)


def _first(parts: Sequence[QuerySet[Any]], due: str, size: int) -> list[list[Any]]:
    """The keys of the most urgent rows of each part: by the day they are due, then those without one.

    Two ranges of an index instead of one order with the blanks last, for which there is no index.
    """
    if not due:
        return first_keys([part.order_by("-pk") for part in parts], size)
    dated = [part.filter(**{f"{due}__isnull": False}).order_by(due, "pk") for part in parts]
    undated = [part.filter(**{f"{due}__isnull": True}).order_by("pk") for part in parts]
    found = first_keys([*dated, *undated], size)
    return [[*found[at], *found[at + len(parts)]][:size] for at in range(len(parts))]


def _alone(register: Register[Any], query: str, lane: Lane) -> str:
    return f"{register.url('board')}?{query}&lane={lane.key}" if query else f"?lane={lane.key}"


def _more(register: Register[Any], board: Board, lane: Lane, query: str, alone: bool) -> str:
    """To the lane alone; from there to the list of it, when the list has such a filter."""
    if not alone:
        return _alone(register, query, lane)
    if not any(one.name == board.field for one in register.all_filters):
        return f"{register.url('list')}?{query}"
    return f"{register.url('list')}?{query}&{board.field}={lane.key}"
