"""The list page as a frozen value: what was asked, what was found, and every link on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from zhenxing.web.kit.choices import Choice, FilterControl, control
from zhenxing.web.kit.keyset import Keyset, Slice, keyset
from zhenxing.web.kit.register import Column, Filter, Register
from zhenxing.web.kit.rows import Row, RowPlan, plan

#: a total is counted no further than this; beyond it reads "10000+"
COUNT_CAP = 10_000
#: what of an address says where in the list one is, not which list it is
PLACE = ("after", "before", "last", "page", "fill", "total")


@dataclass(frozen=True)
class Heading:
    name: str
    label: str | Promise
    align: str
    url: str
    #: "ascending", "descending" or "none", as aria-sort says it; "" when it cannot be sorted
    sorted: str


@dataclass(frozen=True)
class Total:
    """How many rows there are; `capped` when there are more than were counted."""

    number: int
    capped: bool


@dataclass(frozen=True)
class ListPage:
    headings: tuple[Heading, ...]
    #: the rows as `<tr>` elements
    body: SafeString
    shown: int
    filters: tuple[FilterControl, ...]
    words: str
    sort: str
    #: None until it is asked for: counting must not hold up the rows
    total: Total | None
    total_url: str
    count_url: str
    #: 0 when one came from the end and does not know
    number: int
    first_url: str
    previous_url: str
    next_url: str
    last_url: str
    #: the address without the place in it: what an export, a saved view and a link to a colleague take
    query: str
    #: columns to choose from, shown or not
    columns: tuple[Choice, ...]
    chosen: tuple[str, ...]
    filtered: bool
    searchable: bool
    pick: bool

    @property
    def rows(self) -> bool:
        return self.shown > 0


def narrowed(register: Register[Any], rows: QuerySet[Any], asked: QueryDict) -> QuerySet[Any]:
    """Search, filters and order applied; archived ones only when asked for."""
    return filtered(register, rows, asked).order_by(*order_of(register, asked.get("sort", "")))


def filtered(register: Register[Any], rows: QuerySet[Any], asked: QueryDict) -> QuerySet[Any]:
    """Search and filters applied, in no particular order; archived ones only when asked for."""
    rows = in_use(rows, asked.get("archived") == "1")
    words = _said(asked, "q").strip()
    if words and register.searchable:
        rows = rows.filter(register.search_condition(words))
    for one in register.all_filters:
        value = _said(asked, one.name)
        if value:
            rows = _filtered(one, rows, value)
    return rows


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


def order_of(register: Register[Any], asked: str) -> list[str]:
    """The order asked for by a column's name ("-name" for descending), else the register's own.

    The primary key ends it, in the direction of the key before it: one index serves both ways.
    """
    sign, name = ("-", asked[1:]) if asked.startswith("-") else ("", asked)
    for column in register.all_columns:
        lookup = register.sort_lookup(column)
        if column.name == name and lookup:
            return [f"{sign}{lookup}", f"{sign}pk"]
    own = [*(register.order or register.model._meta.ordering)]
    return [*own, "-pk" if own and own[-1].startswith("-") else "pk"]


def shown_columns(register: Register[Any], asked: QueryDict) -> tuple[Column, ...]:
    """The columns asked for, in the register's order; all that are not hidden when none is."""
    wanted = set(asked.getlist("column"))
    chosen = tuple(column for column in register.all_columns if column.name in wanted)
    return chosen or tuple(column for column in register.all_columns if not column.hidden)


def total_of(register: Register[Any], rows: QuerySet[Any], asked: QueryDict) -> Total:
    """How many rows the list has, counted no further than `COUNT_CAP`."""
    counted = filtered(register, rows, asked).order_by().values("pk")[: COUNT_CAP + 1].count()
    return Total(min(counted, COUNT_CAP), counted > COUNT_CAP)


def list_page(
    register: Register[Any], request: HttpRequest, rows: QuerySet[Any], pick: bool = False
) -> ListPage:
    """One page of the list, by its cursor; the total is counted only when it is asked for."""
    asked = request.GET
    columns = shown_columns(register, asked)
    row_plan = plan(register, columns, pick)
    keys = keyset(rows, order_of(register, asked.get("sort", "")))
    found, at_start = _slice(register, row_plan, keys, filtered(register, rows, asked), asked)
    filters = tuple(
        control(register, one, rows, asked, getattr(request, "user", None)) for one in register.all_filters
    )
    address = _Address.of(asked)
    links = _Links(asked, address, keys, found, 1 if at_start else _number(asked))
    return ListPage(
        headings=tuple(_heading(register, column, asked, address) for column in columns),
        body=row_plan.html(found.rows),
        shown=len(found.rows),
        filters=filters,
        words=asked.get("q", ""),
        sort=asked.get("sort", ""),
        total=_total(register, rows, asked, found),
        total_url=links.to(fill="total"),
        count_url=links.here(total="1"),
        number=links.number,
        first_url=links.to() if found.before else "",
        previous_url=links.previous(),
        next_url=links.next(),
        last_url=links.to(last="1") if found.after else "",
        query=address.to()[1:],
        columns=_column_choices(register, columns),
        chosen=tuple(dict.fromkeys(asked.getlist("column"))),
        filtered=bool(asked.get("q")) or any(one.active for one in filters) or asked.get("archived") == "1",
        searchable=register.searchable,
        pick=pick,
    )


def _slice(
    register: Register[Any], row_plan: RowPlan, keys: Keyset, rows: QuerySet[Any], asked: QueryDict
) -> tuple[Slice, bool]:
    """The rows of the page, and whether it is the first one.

    A page before the second is always the whole first page, and behind the last row stands the last page.
    """
    read, size = row_plan.read(keys), register.page_size
    if asked.get("last") == "1":
        found = keys.last(rows, size, read)
        return found, not found.before
    if cursor := keys.place(asked.get("before", "")):
        found = keys.before(rows, size, read, cursor)
        if found.before:
            return found, False
    elif cursor := keys.place(asked.get("after", "")):
        found = keys.after(rows, size, read, cursor)
        if found.rows:
            return found, False
        found = keys.last(rows, size, read)
        return found, not found.before
    return keys.first(rows, size, read), True


def _total(register: Register[Any], rows: QuerySet[Any], asked: QueryDict, found: Slice) -> Total | None:
    """Known when all rows stand here; counted when a reader without scripts asks."""
    if not (found.before or found.after):
        return Total(len(found.rows), False)
    return total_of(register, rows, asked) if asked.get("total") == "1" else None


@dataclass(frozen=True)
class _Links:
    """The addresses of the pages around this one."""

    asked: QueryDict
    address: _Address
    keys: Keyset
    found: Slice
    number: int

    def to(self, **place: str) -> str:
        return self.address.to(**place)

    def here(self, **more: str) -> str:
        place = {name: self.asked[name] for name in ("after", "before", "last", "page") if name in self.asked}
        return self.address.to(**place, **more)

    def _cursor(self, row: Row, beside: Row | None = None) -> str:
        return self.keys.cursor(row.keys, beside.keys if beside else None)

    def previous(self) -> str:
        if not self.found.before:
            return ""
        number = {"page": str(self.number - 1)} if self.number > 1 else {}
        return self.to(before=self._cursor(*self.found.rows[:2]), **number)

    def next(self) -> str:
        if not self.found.after:
            return ""
        number = {"page": str(self.number + 1)} if self.number else {}
        return self.to(after=self._cursor(*self.found.rows[:-3:-1]), **number)


def _number(asked: QueryDict) -> int:
    """Which page the links have counted to; 0 when one came from the end."""
    said = asked.get("page", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0


def _column_choices(register: Register[Any], shown: tuple[Column, ...]) -> tuple[Choice, ...]:
    return tuple(
        Choice(column.name, register.column_label(column), column in shown) for column in register.all_columns
    )


def _heading(register: Register[Any], column: Column, asked: QueryDict, address: _Address) -> Heading:
    label, sort = register.column_label(column), asked.get("sort", "")
    if not register.sort_lookup(column):
        return Heading(column.name, label, column.align, "", "")
    state = {column.name: "ascending", f"-{column.name}": "descending"}.get(sort, "none")
    target = f"-{column.name}" if state == "ascending" else column.name
    return Heading(column.name, label, column.align, address.to(sort=target), state)


@dataclass(frozen=True)
class _Address:
    """The address of this list without the place in it, for all the links of a page."""

    #: (name, "name=value" as an address writes it)
    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, asked: QueryDict) -> _Address:
        lists = ((name, values) for name, values in asked.lists() if name not in PLACE)
        return cls(tuple((name, urlencode({name: value})) for name, values in lists for value in values))

    def to(self, **changes: str) -> str:
        """The address with changes; it begins with "?"."""
        kept = [said for name, said in self.pairs if name not in changes]
        return f"?{'&'.join([*kept, urlencode(changes)] if changes else kept)}"
