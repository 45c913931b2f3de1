"""Paging by the sort keys of the last row seen: page 5,001 costs what page 1 costs, and nothing shifts.

A page is read in segments, each a range of one index: first the rows that tie with the cursor in all
keys but the last, then those that tie in fewer. Blanks stand last in either direction, whatever the
database thinks of them, because they are a segment of their own.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Func, Q, QuerySet
from django.db.models import Value as Bound

Row = TypeVar("Row")
Values = tuple[Any, ...]
#: reads rows of a filtered, ordered, sliced queryset
Read = Callable[[QuerySet[Any]], list[Row]]

#: no stored number has more digits on either side of its point
_DIGITS = 40


@dataclass(frozen=True)
class SortKey:
    """One key: a lookup, its direction, whether it may be blank, and how its text becomes a value."""

    lookup: str
    descending: bool
    nullable: bool
    parse: Callable[[Any], Any]

    def then(self, forward: bool) -> Any:
        """As a later key of an ordering, with blanks where they belong."""
        if not self.nullable:
            return self.first(forward)
        key = F(self.lookup)
        blanks = {"nulls_last": True} if forward else {"nulls_first": True}
        return key.desc(**blanks) if self.descending == forward else key.asc(**blanks)

    def first(self, forward: bool) -> str:
        """As the leading key of a segment without blanks: a plain range of an index."""
        return f"-{self.lookup}" if self.descending == forward else self.lookup

    def equal(self, value: Any) -> Q:
        return Q(**{f"{self.lookup}__isnull": True} if value is None else {self.lookup: value})

    def past(self, forward: bool) -> str:
        return "lt" if self.descending == forward else "gt"

    def beyond(self, value: Any, forward: bool) -> Q:
        return Q(**{f"{self.lookup}__{self.past(forward)}": value})


Segment = tuple[Q, list[Any]]


class Beyond(Func):
    """`(a, b, id) > (x, y, z)`: one comparison of rows, which one index answers by going to the place.

    Half as long to prepare as the conditions it stands for; both databases know it. No part may be blank.
    """

    output_field = models.BooleanField()

    def __init__(self, lookups: Sequence[str], values: Values, past: str) -> None:
        super().__init__(*map(F, lookups))
        self.values, self.sign = values, {"gt": ">", "lt": "<"}[past]

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, list[Any]]:
        columns = self.get_source_expressions()
        pairs = zip(columns, self.values, strict=True)
        bound = [Bound(value, output_field=column.output_field) for column, value in pairs]
        names, given = zip(*map(compiler.compile, columns), strict=True)
        marks, taken = zip(*map(compiler.compile, bound), strict=True)
        said = f"({', '.join(names)}) {self.sign} ({', '.join(marks)})"
        return said, [one for part in (*given, *taken) for one in part]


class Cursor(NamedTuple):
    """A place in an order. `tied`: rows before it share its first key, so that a range would begin
    with rows already seen. It says how to read on, never what is read.
    """

    values: Values
    tied: bool


@dataclass(frozen=True)
class Slice:
    """The rows of one page in list order, and whether there are others on either side."""

    rows: list[Any]
    before: bool
    after: bool


@dataclass(frozen=True)
class Keyset:
    """An order of rows that no two share a place in: its last key is the primary key."""

    keys: tuple[SortKey, ...]

    def first(self, rows: QuerySet[Any], size: int, read: Read[Row]) -> Slice:
        found = _fetch(rows, self._from(0, True), size + 1, read)
        return Slice(found[:size], False, len(found) > size)

    def last(self, rows: QuerySet[Any], size: int, read: Read[Row]) -> Slice:
        found = _fetch(rows, self._from(0, False), size + 1, read)
        return Slice(found[:size][::-1], len(found) > size, False)

    def after(self, rows: QuerySet[Any], size: int, read: Read[Row], cursor: Cursor) -> Slice:
        found = _fetch(rows, self._past(cursor, True), size + 1, read)
        return Slice(found[:size], True, len(found) > size)

    def before(self, rows: QuerySet[Any], size: int, read: Read[Row], cursor: Cursor) -> Slice:
        found = _fetch(rows, self._past(cursor, False), size + 1, read)
        return Slice(found[:size][::-1], len(found) > size, True)

    def _past(self, cursor: Cursor, forward: bool) -> Iterator[Segment]:
        """The rows beyond a cursor: in one range while few rows tie with it, else ties first."""
        values = cursor.values
        if not cursor.tied and values[0] is not None and not any(key.nullable for key in self.keys[1:]):
            yield self._range(values, forward), self._order(0, forward)
            if self.keys[0].nullable and forward:
                yield from self._blank(0, forward)
            return
        for depth in reversed(range(len(self.keys))):
            ties = Q()
            for key, value in zip(self.keys[:depth], values[:depth], strict=True):
                ties &= key.equal(value)
            for condition, order in self._strictly(depth, values[depth], forward):
                yield ties & condition, order

    def _range(self, values: Values, forward: bool) -> Q:
        """One range of one index; only the first key may be blank somewhere, and is not here."""
        first = self.keys[0]
        if all(key.descending == first.descending for key in self.keys):
            return Q(Beyond([key.lookup for key in self.keys], values, first.past(forward)))
        at_least = Q(**{f"{first.lookup}__{first.past(forward)}e": values[0]})
        return at_least & self._beyond(values, 0, forward)

    def _beyond(self, values: Values, depth: int, forward: bool) -> Q:
        key, value = self.keys[depth], values[depth]
        if depth == len(self.keys) - 1:
            return key.beyond(value, forward)
        return key.beyond(value, forward) | key.equal(value) & self._beyond(values, depth + 1, forward)

    def _strictly(self, depth: int, value: Any, forward: bool) -> Iterator[Segment]:
        key = self.keys[depth]
        if value is not None:
            yield key.beyond(value, forward), self._order(depth, forward)
            if key.nullable and forward:
                yield from self._blank(depth, forward)
        elif not forward:
            yield Q(**{f"{key.lookup}__isnull": False}), self._order(depth, forward)

    def _from(self, depth: int, forward: bool) -> Iterator[Segment]:
        """All rows in the order of the keys from `depth` on."""
        key = self.keys[depth]
        if not key.nullable:
            yield Q(), self._order(depth, forward)
            return
        if not forward:
            yield from self._blank(depth, forward)
        yield Q(**{f"{key.lookup}__isnull": False}), self._order(depth, forward)
        if forward:
            yield from self._blank(depth, forward)

    def _blank(self, depth: int, forward: bool) -> Iterator[Segment]:
        absent = Q(**{f"{self.keys[depth].lookup}__isnull": True})
        for condition, order in self._from(depth + 1, forward):
            yield absent & condition, order

    def _order(self, depth: int, forward: bool) -> list[Any]:
        return [self.keys[depth].first(forward), *(key.then(forward) for key in self.keys[depth + 1 :])]

    # --- cursors ---------------------------------------------------------------------------------------

    def cursor(self, values: Sequence[Any], beside: Sequence[Any] | None = None) -> str:
        """The key values of a row as text for an address; `beside` are those of its neighbour on the page."""
        tied = beside is None or beside[0] == values[0]
        said = json.dumps([self._print(), int(tied), *map(_plain, values)], ensure_ascii=False)
        return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")

    def place(self, cursor: str) -> Cursor | None:
        """The place a cursor names; None for one that was not made for this order."""
        try:
            said = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            if not isinstance(said, list) or said[:1] != [self._print()] or len(said) != len(self.keys) + 2:
                return None
            values = (_parsed(key, value) for key, value in zip(self.keys, said[2:], strict=True))
            return Cursor(tuple(values), said[1] != 0)
        except (binascii.Error, ValueError, TypeError, ArithmeticError, RecursionError, ValidationError):
            return None

    def _print(self) -> int:
        return zlib.crc32(" ".join(key.first(True) for key in self.keys).encode())


def keyset(rows: QuerySet[Any], order: Sequence[str]) -> Keyset:
    """The keyset of an order as `order_by` takes it; the primary key is added where it is missing.

    A relation stands for its model's own order, as in Django.
    """
    keys: list[SortKey] = []
    for lookup, descending in _expanded(rows.model, order):
        field = _field(rows, lookup)
        primary = "__" not in lookup and getattr(field, "primary_key", False)
        parse = field.to_python if field is not None else _same
        keys.append(SortKey(lookup, descending, not primary and _nullable(rows.model, lookup), parse))
        if primary:
            return Keyset(tuple(keys))
    last = keys[-1].descending if keys else False
    primary_key = rows.model._meta.pk
    return Keyset((*keys, SortKey(primary_key.name, last, False, primary_key.to_python)))


def _same(value: Any) -> Any:
    return value


def _expanded(model: type[models.Model], order: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """(lookup, descending) with relations replaced by the order of what they lead to."""
    for item in order:
        descending, lookup = item.startswith("-"), item.lstrip("-")
        if lookup == "pk":
            lookup = model._meta.pk.name
        target = _related(model, lookup)
        if target is None:
            yield lookup, descending
            continue
        for below, down in _expanded(target, target._meta.ordering or ("pk",)):
            yield f"{lookup}__{below}", down != descending


def _related(model: type[models.Model], lookup: str) -> type[models.Model] | None:
    fields = _path(model, lookup)
    field = fields[-1] if fields else None
    if field is None or not field.is_relation or lookup.endswith("_id"):
        return None
    return field.related_model


def _path(model: type[models.Model], lookup: str) -> list[Any]:
    """The fields a lookup goes through; none when it is not one of fields (an annotation)."""
    found: list[Any] = []
    current: Any = model
    for part in lookup.split("__"):
        try:
            field = current._meta.pk if part == "pk" else current._meta.get_field(part)
        except FieldDoesNotExist:
            return []
        found.append(field)
        current = field.related_model if field.is_relation else None
        if current is None:
            break
    return found if len(found) == lookup.count("__") + 1 else []


def _nullable(model: type[models.Model], lookup: str) -> bool:
    fields = _path(model, lookup)
    return not fields or any(field.null for field in fields)


def _field(rows: QuerySet[Any], lookup: str) -> Any:
    if fields := _path(rows.model, lookup):
        return fields[-1]
    annotation = rows.query.annotations.get(lookup)
    return annotation.output_field if annotation is not None else None


def _fetch(rows: QuerySet[Any], segments: Iterator[Segment], limit: int, read: Read[Row]) -> list[Row]:
    found: list[Row] = []
    for condition, order in segments:
        found += read(rows.filter(condition).order_by(*order)[: limit - len(found)])
        if len(found) >= limit:
            break
    return found


def _plain(value: Any) -> Any:
    """A key value as JSON holds it, exactly."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value if isinstance(value, str | int | float) or value is None else str(value)


def _parsed(key: SortKey, value: Any) -> Any:
    if value is None:
        if not key.nullable:
            raise ValueError(key.lookup)
        return None
    if isinstance(value, list | dict):
        raise ValueError(key.lookup)
    if isinstance(value, str):
        if "\x00" in value:
            raise ValueError("NUL")  # PostgreSQL refuses it
        value.encode()  # a lone surrogate is no text
    parsed = key.parse(value)
    if parsed is None:
        raise ValueError(key.lookup)
    if isinstance(parsed, Decimal) and not (parsed.is_finite() and abs(parsed.adjusted()) < _DIGITS):
        raise ValueError(key.lookup)
    return parsed
