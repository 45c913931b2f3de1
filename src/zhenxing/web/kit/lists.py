"""The list page as a frozen value: what was asked, what was found, and every link on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

from zhenxing.web.kit.register import Column, Filter, Register, text

#: a total is counted no further than this; beyond it reads "10000+"
COUNT_CAP = 10_000


@dataclass(frozen=True)
class Heading:
    name: str
    label: str | Promise
    align: str
    url: str
    #: "ascending", "descending" or "none", as aria-sort says it; "" when it cannot be sorted
    sorted: str


@dataclass(frozen=True)
class Cell:
    text: str
    align: str
    badge: str = ""
    label: str | Promise = ""


@dataclass(frozen=True)
class Row:
    pk: int
    url: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Choice:
    value: str
    label: str | Promise
    chosen: bool


@dataclass(frozen=True)
class FilterControl:
    name: str
    label: str | Promise
    choices: tuple[Choice, ...]
    active: bool


@dataclass(frozen=True)
class ListPage:
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    filters: tuple[FilterControl, ...]
    words: str
    sort: str
    total: int
    capped: bool
    number: int
    previous_url: str
    next_url: str
    query: str
    #: columns to choose from, shown or not
    columns: tuple[Choice, ...]
    filtered: bool


def narrowed(register: Register[Any], rows: QuerySet[Any], asked: QueryDict) -> QuerySet[Any]:
    """Search, filters and order applied; archived ones only when asked for."""
    rows = in_use(rows, asked.get("archived") == "1")
    words = _said(asked, "q").strip()
    if words and register.searchable:
        found = register.model._default_manager.filter(register.search_condition(words))
        rows = rows.filter(pk__in=found.values("pk"))  # a join would list a row once for every hit
    for one in register.all_filters:
        value = _said(asked, one.name)
        if value:
            rows = _filtered(one, rows, value)
    return rows.order_by(*_order(register, asked.get("sort", "")))


def _said(asked: QueryDict, name: str) -> str:
    """What was asked, without the NUL that PostgreSQL refuses."""
    return asked.get(name, "").replace("\x00", "")


def in_use(rows: QuerySet[Any], archived: bool = False) -> QuerySet[Any]:
    """Without the archived ones, or only those; kinds that cannot be archived are all in use."""
    if not hasattr(rows.model, "archived_at"):
        return rows.none() if archived else rows
    return rows.filter(archived_at__isnull=not archived)


def _filtered(one: Filter, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if one.apply is not None:
        return one.apply(rows, value)
    try:
        return rows.filter(**{one.lookup or one.name: value})
    except (ValueError, TypeError, ValidationError):  # somebody typed into the address: nothing matches
        return rows.none()


def _order(register: Register[Any], asked: str) -> list[str]:
    sign, name = ("-", asked[1:]) if asked.startswith("-") else ("", asked)
    for column in register.all_columns:
        lookup = register.sort_lookup(column)
        if column.name == name and lookup:
            return [f"{sign}{lookup}", "pk"]
    return [*(register.order or register.model._meta.ordering), "pk"]


def shown_columns(register: Register[Any], asked: QueryDict) -> tuple[Column, ...]:
    """The columns asked for, in the register's order; all that are not hidden when none is."""
    wanted = set(asked.getlist("column"))
    chosen = tuple(column for column in register.all_columns if column.name in wanted)
    return chosen or tuple(column for column in register.all_columns if not column.hidden)


def list_page(register: Register[Any], request: HttpRequest, rows: QuerySet[Any]) -> ListPage:
    """One page of the list; one query for the rows, one capped count."""
    asked = request.GET
    columns = shown_columns(register, asked)
    found = narrowed(register, rows, asked)
    number = _number(asked.get("page", ""))
    start = (number - 1) * register.page_size
    records = list(found[start : start + register.page_size + 1])
    more, records = len(records) > register.page_size, records[: register.page_size]
    counted = found.order_by().values("pk")[: COUNT_CAP + 1].count()
    filters = tuple(_control(register, one, rows, asked) for one in register.all_filters)
    return ListPage(
        headings=tuple(_heading(register, column, asked) for column in columns),
        rows=tuple(_row(register, record, columns) for record in records),
        filters=filters,
        words=asked.get("q", ""),
        sort=asked.get("sort", ""),
        total=min(counted, COUNT_CAP),
        capped=counted > COUNT_CAP,
        number=number,
        previous_url=_with(asked, page=str(number - 1)) if number > 1 else "",
        next_url=_with(asked, page=str(number + 1)) if more else "",
        query=asked.urlencode(),
        columns=_column_choices(register, columns),
        filtered=bool(asked.get("q")) or any(one.active for one in filters) or asked.get("archived") == "1",
    )


def _column_choices(register: Register[Any], shown: tuple[Column, ...]) -> tuple[Choice, ...]:
    return tuple(
        Choice(column.name, register.column_label(column), column in shown) for column in register.all_columns
    )


def _number(asked: str) -> int:
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 8 else 1


def _row(register: Register[Any], record: Any, columns: tuple[Column, ...]) -> Row:
    cells = tuple(
        Cell(
            text(column.of(record)),
            column.align,
            column.badge(record) if column.badge else "",
            register.column_label(column),
        )
        for column in columns
    )
    url = register.url("detail", record.pk) if register.role("detail") else ""
    return Row(record.pk, url, str(record), cells)


def _heading(register: Register[Any], column: Column, asked: QueryDict) -> Heading:
    label, sort = register.column_label(column), asked.get("sort", "")
    if not register.sort_lookup(column):
        return Heading(column.name, label, column.align, "", "")
    state = {column.name: "ascending", f"-{column.name}": "descending"}.get(sort, "none")
    target = f"-{column.name}" if state == "ascending" else column.name
    return Heading(column.name, label, column.align, _with(asked, sort=target, page=""), state)


def _control(register: Register[Any], one: Filter, rows: QuerySet[Any], asked: QueryDict) -> FilterControl:
    value = asked.get(one.name, "")
    pairs = one.choices(rows) if one.choices else _field_choices(register, one, rows)
    label = one.label or register.field_label(one.name)
    choices = tuple(Choice(str(key), name, str(key) == value) for key, name in pairs)
    return FilterControl(one.name, label, choices, bool(value))


def _field_choices(register: Register[Any], one: Filter, rows: QuerySet[Any]) -> list[tuple[str, Any]]:
    field = register.model._meta.get_field(one.name)
    if getattr(field, "flatchoices", None):
        return [(str(key), label) for key, label in field.flatchoices]
    if field.is_relation:
        used = rows.order_by().values(one.name)
        related = field.related_model._default_manager.filter(pk__in=used)
        return [(str(item.pk), str(item)) for item in related[:500]]
    values = rows.order_by(one.name).values_list(one.name, flat=True).distinct()[:500]
    return [(str(value), text(value)) for value in values if value not in (None, "")]


def _with(asked: QueryDict, **changes: str) -> str:
    query = asked.copy()
    for name, value in changes.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"?{query.urlencode()}"
