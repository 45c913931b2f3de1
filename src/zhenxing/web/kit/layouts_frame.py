"""What every layout of a list has around it: switcher, search, filters, views; and a record as a card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhenxing.web.kit import saved_views, scope
from zhenxing.web.kit.choices import FilterControl, control
from zhenxing.web.kit.layouts import Board, Layout, MonthCalendar, PlaceMap
from zhenxing.web.kit.layouts_days import day_of, relation_of
from zhenxing.web.kit.layouts_switcher import address, tabs
from zhenxing.web.kit.lists import filtered
from zhenxing.web.kit.register import Column, Register, text
from zhenxing.web.kit.register_pages import answer, buttons, find, summary

#: columns that say whose a record is; the first a register has stands on its cards
_UNITS = ("unit", "lead", "lead_unit", "owner_unit", "responsible_unit", "department")


@dataclass(frozen=True)
class Frame:
    """The parts of a list's page that do not depend on how its rows are drawn."""

    filters: tuple[FilterControl, ...]
    words: str
    searchable: bool
    filtered: bool
    #: the address without the place in it and without what belongs to one layout
    query: str
    #: (name, value): what the form of the filters hands on
    carried: tuple[tuple[str, str], ...]
    #: the same with what is typed and chosen: what a form that keeps the filters hands on
    carried_all: tuple[tuple[str, str], ...]
    here_url: str
    total_url: str
    count_url: str


@dataclass(frozen=True)
class Card:
    """A record as a board, a calendar or a timeline shows it."""

    pk: Any
    title: str
    url: str
    light: str
    tone: str
    hint: str
    due: date | None
    unit: str
    deeds_url: str


def frame(register: Register[Any], layout: Layout, request: HttpRequest, rows: QuerySet[Any]) -> Frame:
    """Search and filters as they stand above the list, with what the form must hand on."""
    asked = request.GET
    filters = tuple(control(register, one, rows, asked, request.user) for one in register.all_filters)
    query = address(asked)
    own = [(name, asked[name]) for name in ("zoom", "at") if asked.get(name)]
    kept = [(name, value) for name in ("view", "sort", "archived", "column") for value in asked.getlist(name)]
    list_url = register.url("list")
    return Frame(
        filters,
        asked.get("q", ""),
        register.searchable,
        bool(asked.get("q")) or any(one.active for one in filters) or asked.get("archived") == "1",
        query,
        tuple((name, value) for name, value in [*kept, *own] if value),
        tuple(parse_qsl(address(asked, "zoom", "at"))),
        register.url(layout.name),
        f"{list_url}?{query}&fill=total" if query else f"{list_url}?fill=total",
        f"{list_url}?{query}&total=1" if query else f"{list_url}?total=1",
    )


def layout_page(
    register: Register[Any],
    layout: Layout,
    request: HttpRequest,
    rows: QuerySet[Any],
    context: dict[str, Any],
) -> HttpResponse:
    """The page of a layout: its own part, and around it what the list has too."""
    asked = request.GET
    views = list(saved_views.views_for(request.user, register.key))
    shown = saved_views.links(views, request.user, asked)
    page = frame(register, layout, request, rows)
    around = {
        "page": page,
        "tabs": tabs(register, asked, layout.name),
        "views": shown,
        "current_view": next((view for view in shown if view.here), None),
        "view_query": urlencode({"query": page.query}),
        "register_key": register.key,
        "layout_title": layout.title,
        "clear_url": page.here_url,
    }
    return answer(register, layout.name, request, around | context)


def rows_of(register: Register[Any], request: HttpRequest) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """(what the person may see, of it what the address asks for)."""
    rows = register.rows(request.user, scanned=bool(request.GET.get("q")))
    return rows, filtered(register, rows, request.GET)


# --- cards -------------------------------------------------------------------------------------------------


def due_lookup(register: Register[Any]) -> str:
    """The field that says when a record is due; "" when none does."""
    for one in register.layouts:
        if isinstance(one, Board | PlaceMap) and one.due:
            return one.due
    for one in register.layouts:
        if isinstance(one, MonthCalendar):
            return one.on
    return "due_on" if register.has_field("due_on") else ""


def whole(register: Register[Any], keys: Iterable[Any], more: Sequence[str] = ()) -> dict[Any, Any]:
    """The records of these keys with what their cards say, in few queries; the keys are in scope already.

    `more` names relations that are read besides.
    """
    rows = register.model._default_manager.filter(pk__in=list(keys))
    due = relation_of(due_lookup(register))
    related = [name for name in (*register.select_related, *_unit_relation(register), due, *more) if name]
    if related:
        rows = rows.select_related(*related)
    return {one.pk: one for one in rows.prefetch_related(*register.prefetch_related)}


def _unit_relation(register: Register[Any]) -> tuple[str, ...]:
    column = _column(register, *_UNITS)
    if column is None or column.value is not None or not register.has_field(column.name):
        return ()
    return (column.name,) if isinstance(register.model._meta.get_field(column.name), ForeignKey) else ()


def _column(register: Register[Any], *names: str) -> Column | None:
    by_name = {column.name: column for column in register.all_columns}
    return next((by_name[name] for name in names if name in by_name), None)


def cards(register: Register[Any], records: Sequence[Any], user: Any) -> list[Card]:
    """The cards of records; no question to the database for any one of them."""
    light, unit = _column(register, "light"), _column(register, *_UNITS)
    due, menu = due_lookup(register), has_deeds(register, user)
    opens = register.role("detail") is not None
    return [
        Card(
            one.pk,
            str(one),
            register.url("detail", one.pk) if opens else "",
            text(light.of(one)) if light else "",
            light.badge(one) if light and light.badge else "",
            light.hint(one) if light and light.hint else "",
            day_of(one, due) if due else None,
            text(unit.of(one)) if unit else "",
            register.url("deeds", one.pk) if menu else "",
        )
        for one in records
    ]


# --- the menu of a card ------------------------------------------------------------------------------------


def has_deeds(register: Register[Any], user: Any) -> bool:
    """Whether there is any page of deeds on a record that this person might have."""
    if register.role("deeds") is None:
        return False
    roles = (role for role in register.all_roles if role.detail and role.label)
    return any(scope.permits(user, role.permission(register)) for role in roles)


def deeds_page(register: Register[Any], request: HttpRequest, pk: int) -> HttpResponse:
    """What this person may do to a record now: a menu's content with `part=1`, else a small page.

    Asked when a menu is opened, for one record: whether a deed is open may take questions to the
    database, and a board asks none for each of its cards.
    """
    record = find(register, request, pk, "view")
    offered = buttons(register, request, record)
    if request.GET.get("part") == "1":
        return render(request, "kit/deeds-menu.html", {"buttons": offered})
    context = {"record": summary(register, record), "offered": offered}
    return answer(register, "deeds", request, context, record)
