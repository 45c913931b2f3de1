"""Rows of a list as HTML, by a plan that is made once for a register, its columns and a language.

The template engine took four fifths of a page of a hundred rows. Here a row is one format string, and
where the columns say what they read, no record is built for it: the database's values go straight in.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.db.models import DateField, F, ForeignKey, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhenxing.web.kit.keyset import Keyset, Read
from zhenxing.web.kit.register import Column, Register, text

#: what stands in an empty cell
BLANK = "—"
_KEY = "sort_key_"
_BADGE = '<span class="zx-badge zx-badge-%s">%s</span>'
_HINTED = '<span class="zx-badge zx-badge-%s" title="%s">%s</span>'


@dataclass(frozen=True)
class Row:
    """One fetched row: its key values for a cursor, and what the columns are made of."""

    keys: tuple[Any, ...]
    #: the values of the plan's fields in their order, or the record itself
    data: Any


@dataclass(frozen=True)
class RowPlan:
    """How rows are fetched and written. Without `fields` whole records are needed."""

    register: Register[Any]
    columns: tuple[Column, ...]
    fields: tuple[str, ...]
    #: what related records are called, where one field of theirs says it: read with the rows
    joined: tuple[str, ...]
    #: "…<td>%s</td>…": a slot for every column, before it those of the link and the tick box
    row: str
    pick: bool
    linked: bool

    def read(self, keys: Keyset) -> Read[Row]:
        """What reads a queryset into rows that carry their sort keys."""
        lookups = [key.lookup for key in keys.keys]
        return self._values(lookups) if self.fields else self._records(lookups)

    def _values(self, lookups: list[str]) -> Read[Row]:
        names = tuple(dict.fromkeys((*self.fields, *self.joined, *lookups)))
        places = [names.index(lookup) for lookup in lookups]

        def read(rows: QuerySet[Any]) -> list[Row]:
            # a values query fetches no related rows, and must not be told to
            found = rows.select_related(None).prefetch_related(None).values_list(*names)
            return [Row(tuple([row[at] for at in places]), row) for row in found]

        return read

    def _records(self, lookups: list[str]) -> Read[Row]:
        joined = {f"{_KEY}{at}": F(lookup) for at, lookup in enumerate(lookups) if "__" in lookup}
        names = [f"{_KEY}{at}" if "__" in lookup else lookup for at, lookup in enumerate(lookups)]

        def read(rows: QuerySet[Any]) -> list[Row]:
            found = rows.annotate(**joined) if joined else rows
            return [Row(tuple(_held(one, name) for name in names), one) for one in found]

        return read

    def html(self, rows: Sequence[Row]) -> SafeString:
        """The rows as `<tr>` elements; every value in them is escaped."""
        cells = self._cells_of_values(rows) if self.fields else self._cells_of_records(rows)
        return SafeString("".join([self.row % line for line in cells]))

    def _cells_of_records(self, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
        lines = []
        for row in rows:
            record = row.data
            cells = [_cell(column, record) for column in self.columns]
            version = getattr(record, "version", "")
            lines.append(self._line(record.pk, version, str(record), cells))
        return lines

    def _cells_of_values(self, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
        if not rows:
            return []
        page = _Page(self.register, self.fields, self.joined, [row.data for row in rows])
        by_column = [page.cells(column) for column in self.columns]
        versions = page.column("version") if "version" in self.fields else [""] * len(rows)
        return [
            self._line(pk, version, None, cells)
            for pk, version, *cells in zip(page.column(self.fields[0]), versions, *by_column, strict=True)
        ]

    def _line(self, pk: Any, version: Any, title: str | None, cells: list[str]) -> tuple[Any, ...]:
        """The slots of the row's format."""
        before: tuple[Any, ...] = ()
        if self.pick:
            named = escape(title) if title is not None else cells[0]
            before = (pk, version, pk if named.startswith("<") else named)
        return (*before, pk, *cells) if self.linked else (*before, *cells)


class _Page:
    """The values of one page: what related records are called is read once for all its rows."""

    def __init__(
        self,
        register: Register[Any],
        fields: tuple[str, ...],
        joined: tuple[str, ...],
        rows: list[tuple[Any, ...]],
    ) -> None:
        self.register = register
        self.fields = fields
        self.names = (*fields, *joined)
        self.rows = rows
        self._related: dict[str, dict[Any, Any]] = {}

    def column(self, name: str) -> list[Any]:
        at = self.names.index(name)
        return [row[at] for row in self.rows]

    def cells(self, column: Column) -> list[str]:
        if column.value is not None or column.badge is not None:
            return self._reckoned(column)
        if name := _said_by(self.register, column):
            blank = escape(str(column.blank)) or BLANK
            return [plain(value) if value else blank for value in self.column(name)]
        field = self.register.model._meta.get_field(column.name)
        values = self.column(column.name)
        known: dict[Any, str] = {}
        if isinstance(field, ForeignKey):
            known = {key: plain(str(one)) for key, one in self.related(field).items()}
        elif field.choices:
            known = {value: escape(str(label)) or BLANK for value, label in field.flatchoices}
        if column.blank:
            known |= dict.fromkeys((None, ""), escape(str(column.blank)))
        return [known[value] if value in known else plain(value) for value in values]

    def _reckoned(self, column: Column) -> list[str]:
        """The cells of a column that reckons with a record: once for all rows that read the same."""
        reads = column.reads or ()
        seen: dict[tuple[Any, ...], str] = {}
        cells = []
        for at, read in enumerate(zip(*(self.column(name) for name in reads), strict=True)):
            if read not in seen:
                seen[read] = _cell(column, self._record(at, reads))
            cells.append(seen[read])
        return cells

    def _record(self, at: int, reads: Sequence[str]) -> Any:
        """A record that knows no more than was fetched, and the related ones that a column reads."""
        model, row = self.register.model, self.rows[at]
        attributes, places = _attributes(model, self.fields)
        record = model.from_db(None, attributes, [row[place] for place in places])
        for name in reads:
            field = model._meta.get_field(name)
            if isinstance(field, ForeignKey):
                field.set_cached_value(record, self.related(field).get(getattr(record, field.attname)))
        return record

    def related(self, field: ForeignKey[Any, Any]) -> dict[Any, Any]:
        """The records a column points at, by what it holds."""
        if field.name not in self._related:
            keys = {key for key in self.column(field.name) if key is not None}
            self._related[field.name] = _related(self.register, field, keys) if keys else {}
        return self._related[field.name]


def plan(register: Register[Any], columns: tuple[Column, ...], pick: bool = False) -> RowPlan:
    """The plan for these columns of a register in the language of this thread."""
    return _planned(register, tuple(column.name for column in columns), pick, get_language())


@functools.lru_cache(maxsize=1024)
def _planned(register: Register[Any], names: tuple[str, ...], pick: bool, _language: str | None) -> RowPlan:
    by_name = {column.name: column for column in register.all_columns}
    columns = tuple(by_name[name] for name in names)
    fields, joined = _fields(register, columns)
    row = _format(register, columns, pick)
    return RowPlan(register, columns, fields, joined, row, pick, register.role("detail") is not None)


def _fields(register: Register[Any], columns: Sequence[Column]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(own fields, related names) to fetch, the primary key first; none when a column needs the record."""
    own: dict[str, None] = {register.model._meta.pk.name: None}
    joined: dict[str, None] = {}
    if register.has_field("version"):
        own["version"] = None
    for column in columns:
        if not _is_plain(register, column):
            if column.reads is None:
                return (), ()
            own.update(dict.fromkeys(column.reads))
        elif name := _said_by(register, column):
            joined[name] = None
        else:
            own[column.name] = None
    return tuple(own), tuple(joined)


def _said_by(register: Register[Any], column: Column) -> str:
    """The lookup of the field by which a related record is called; "" where there is no such one."""
    field = register.model._meta.get_field(column.name)
    said_by = getattr(field.related_model, "said_by", "") if isinstance(field, ForeignKey) else ""
    return f"{column.name}__{said_by}" if said_by else ""


def _is_plain(register: Register[Any], column: Column) -> bool:
    """Whether a cell is its field's value, said the usual way."""
    if column.value is not None or column.badge is not None or not register.has_field(column.name):
        return False
    own_words = hasattr(register.model, f"get_{column.name}_display")
    return bool(register.model._meta.get_field(column.name).choices) or not own_words


def _format(register: Register[Any], columns: Sequence[Column], pick: bool) -> str:
    parts = ["<tr>"]
    if pick:
        label = _percent(escape(_("选择")))
        parts.append(
            '<td class="zx-pick"><input class="form-check-input" type="checkbox" form="zx-bulk" name="pick"'
            f' value="%s.%s" aria-label="{label} %s"></td>'
        )
    link = _percent(register.url("detail", 0)).replace("/0/", "/%s/") if register.role("detail") else ""
    for column in columns:
        label = _percent(escape(str(register.column_label(column))))
        slot = f'<a href="{link}">%s</a>' if link and column is columns[0] else "%s"
        whole = " zx-whole" if _is_day(register, column) else ""
        parts.append(f'<td class="zx-{column.align}{whole}" data-label="{label}">{slot}</td>')
    return "".join([*parts, "</tr>\n"])


def _is_day(register: Register[Any], column: Column) -> bool:
    """Whether a column holds days, which are not broken over two lines."""
    return register.has_field(column.name) and isinstance(
        register.model._meta.get_field(column.name), DateField
    )


def _percent(said: str) -> str:
    return said.replace("%", "%%")


def plain(value: Any) -> str:
    """A value as HTML text. Letters, digits and characters need no escaping, and most values are that."""
    if isinstance(value, str):
        return value if value.isalnum() else escape(value) or BLANK
    said = text(value)
    return escape(said) if said else BLANK


def _cell(column: Column, record: Any) -> str:
    written = plain(column.of(record))
    colour = column.badge(record) if column.badge is not None and written != BLANK else ""
    if not colour:
        return written
    hint = column.hint(record) if column.hint is not None else ""
    return _HINTED % (escape(colour), escape(hint), written) if hint else _BADGE % (escape(colour), written)


def _held(record: Any, name: str) -> Any:
    """A key's value on a record; a relation is its key."""
    value = getattr(record, name)
    return getattr(value, "pk", value)


@functools.lru_cache(maxsize=1024)
def _attributes(model: type[Any], fields: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What the fields are called on a record and where they stand among `fields`, in the model's own order:
    `from_db` takes values in no other.
    """
    ordered = [field for field in model._meta.concrete_fields if field.name in fields]
    return tuple(one.attname for one in ordered), tuple(fields.index(one.name) for one in ordered)


def _related(register: Register[Any], field: ForeignKey[Any, Any], keys: set[Any]) -> dict[Any, Any]:
    begin = f"{field.name}__"
    below = [path.removeprefix(begin) for path in register.select_related if path.startswith(begin)]
    related: Any = field.related_model._base_manager
    found = related.select_related(*below) if below else related
    target = field.target_field.attname
    return {getattr(one, target): one for one in found.filter(**{f"{target}__in": keys}).order_by()}
