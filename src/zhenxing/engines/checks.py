"""Every fault of a file at once: types, ranges, codes, sums and repetitions, whole columns at a time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhenxing.core.faults import Fault
from zhenxing.core.fields import NUMBERS, RECORD_FIELDS, RECORD_ID, Field, TableSpec
from zhenxing.engines import texts
from zhenxing.engines.columns import arrow_type
from zhenxing.engines.dates import parse_dates, parse_years
from zhenxing.engines.numbers import parse_numbers, shown
from zhenxing.engines.parsed import Details, Mask, Parsed
from zhenxing.engines.relations import Written, broken_rules, repeated_rows


class ColumnGiven(Protocol):
    """A column of a mapped sheet (intake's `MappedColumn`)."""

    @property
    def field(self) -> str: ...
    @property
    def letter(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def values(self) -> pa.Array: ...
    @property
    def unit(self) -> str: ...
    @property
    def factor(self) -> Decimal | None: ...


class SheetGiven(Protocol):
    """A mapped sheet (intake's `MappedSheet`)."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> Sequence[ColumnGiven]: ...
    @property
    def rows(self) -> npt.NDArray[np.int32]: ...


@dataclass(frozen=True)
class Known:
    """What the site knows: written form → what is kept, for codes and for names of other records.

    None (or a field that is not among the `references`) is not checked against a list.
    """

    divisions: Mapping[str, str] | None = None
    industries: Mapping[str, str] | None = None
    references: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Checked:
    """A file's rows, typed, and everything wrong with them.

    `table` has one row for every record of the file, bad cells null, with the columns of the mapped
    fields and `_sheet` and `_row` (Excel's number); `bad` marks the rows that have a fault.
    """

    table: pa.Table
    faults: tuple[Fault, ...]
    bad: Mask
    notes: tuple[str, ...] = ()

    @property
    def good(self) -> pa.Table:
        """The rows without a fault."""
        return self.table.filter(pa.array(~self.bad))

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the columns that the file has."""
        return tuple(name for name in self.table.column_names if not name.startswith("_"))


def check(sheets: Iterable[SheetGiven], spec: TableSpec, known: Known | None = None) -> Checked:
    """Type and check the mapped sheets of a file."""
    done = [_Sheet(sheet, spec, known or Known()) for sheet in sheets]
    for key, code in ((spec.natural_key, "duplicate"), ((RECORD_ID.name,), "record_twice")):
        for one, rows in zip(done, repeated_rows([each.table for each in done], key), strict=True):
            one.add_repeats(key, code, rows)
    table = pa.concat_tables([one.table for one in done], promote_options="default") if done else pa.table({})
    bad = np.concatenate([one.bad for one in done]) if done else np.zeros(0, bool)
    faults = [fault for one in done for fault in one.sorted_faults()]
    notes = tuple(note for one in done for note in one.notes)
    return Checked(table, tuple(faults), bad, notes)


class _Sheet:
    """One sheet being checked."""

    def __init__(self, sheet: SheetGiven, spec: TableSpec, known: Known) -> None:
        self._sheet, self._spec, self._known = sheet, spec, known
        self._columns = {column.field: column for column in sheet.columns}
        self._fields = {one.name: one for one in (*spec.fields, *RECORD_FIELDS)}
        self._found: list[Fault] = []
        self.bad = np.zeros(len(sheet.rows), bool)
        self.notes: list[str] = []
        parsed = {name: self._parsed(name) for name in self._columns}
        for name, one in parsed.items():
            self._check_column(self._fields[name], one)
        self._check_rules(parsed)
        self._check_missing()
        self.table = self._table(parsed)

    # -- columns ------------------------------------------------------------

    def _parsed(self, name: str) -> Parsed:
        field, column = self._fields[name], self._columns[name]
        if column.factor is None:
            return self._unusable(field, column)
        parsed = _parse(field, column, self._known)
        self.notes += [f"{self._sheet.name}：{note}" for note in parsed.notes]
        return parsed

    def _unusable(self, field: Field, column: ColumnGiven) -> Parsed:
        """A column whose unit measures something else: one fault, and no value of it is taken."""
        details = (("unit", column.unit), ("kept", field.stored_in))
        label = self._label(field.name)
        fault = Fault(self._sheet.name, 0, column.letter, field.name, label, "column_unit", details=details)
        self._found.append(fault)
        self.bad[:] = True
        return Parsed(pa.nulls(len(self._sheet.rows), arrow_type(field)))

    def _check_column(self, field: Field, parsed: Parsed) -> None:
        for row, (code, details) in parsed.bad.items():
            self._fault(row, field.name, code, details)
        valid = parsed.valid
        if field.required and self._columns[field.name].factor is not None:
            empty = ~valid
            empty[list(parsed.bad)] = False
            for row in np.flatnonzero(empty).tolist():
                self._fault(row, field.name, "required")
        for code, bound in _bounds(field):
            if parsed.number is None:
                continue
            held = _held(bound, field)
            beyond = parsed.number < held if code in ("too_small", "too_early") else parsed.number > held
            shown = shown_bound(bound, field)
            for row in np.flatnonzero(valid & beyond).tolist():
                self._fault(row, field.name, code, (("bound", shown),))

    def _check_rules(self, parsed: Mapping[str, Parsed]) -> None:
        written = {
            name: Written(column.values, column.unit, column.factor or Decimal(1))
            for name, column in self._columns.items()
        }
        for name, row, code, details in broken_rules(self._spec, parsed, written):
            self._fault(row, name, code, details)

    def _check_missing(self) -> None:
        """Required columns that the sheet does not have."""
        for field in self._spec.fields:
            if field.required and field.name not in self._columns and len(self._sheet.rows):
                self._found.append(Fault(self._sheet.name, 0, "", field.name, field.label, "no_column"))
                self.bad[:] = True

    def add_repeats(self, key: Sequence[str], code: str, rows: Sequence[tuple[int, str, int]]) -> None:
        """`rows` repeat an earlier one by `key`: (row, sheet and Excel row of the first)."""
        labels = "、".join(self._fields[name].label for name in key)
        for row, sheet, first in rows:
            where = f"第 {first} 行" if sheet == self._sheet.name else f"工作表“{sheet}”第 {first} 行"
            self._fault(row, key[0], code, (("where", where), ("keys", labels)))

    # -- faults -------------------------------------------------------------

    def _fault(self, row: int, name: str, code: str, details: Details = ()) -> None:
        column = self._columns[name]
        value = column.values[row].as_py() or ""
        at = int(self._sheet.rows[row])
        fault = Fault(self._sheet.name, at, column.letter, name, self._label(name), code, value, details)
        self._found.append(fault)
        self.bad[row] = True

    def _label(self, name: str) -> str:
        return self._columns[name].heading or self._fields[name].label

    def sorted_faults(self) -> list[Fault]:
        return sorted(self._found, key=lambda fault: (fault.row, len(fault.column), fault.column))

    def _table(self, parsed: Mapping[str, Parsed]) -> pa.Table:
        size = len(self._sheet.rows)
        columns: dict[str, Any] = {name: one.values for name, one in parsed.items()}
        columns["_sheet"] = pa.array([self._sheet.name]).take(pa.array(np.zeros(size, np.int64)))
        columns["_row"] = pa.array(self._sheet.rows, pa.int32())
        return pa.table(columns)


def _parse(field: Field, column: ColumnGiven, known: Known) -> Parsed:
    values = column.values
    if field.kind in NUMBERS:
        return parse_numbers(values, field, column.factor or Decimal(1))
    if field.kind == "division":
        return texts.parse_divisions(values, field, known.divisions)
    if field.kind == "industry":
        return texts.parse_industries(values, field, known.industries)
    if field.kind == "reference":
        return texts.parse_references(values, field, known.references.get(field.name))
    plain = {
        "date": parse_dates,
        "year": parse_years,
        "flag": texts.parse_flags,
        "choice": texts.parse_choices,
        "uscc": texts.parse_credit_codes,
        "text": texts.parse_text,
    }
    return plain[field.kind](values, field)


def _bounds(field: Field) -> list[tuple[str, int | Decimal | date]]:
    low, high = ("too_early", "too_late") if field.kind in ("date", "year") else ("too_small", "too_large")
    bounds = [(low, field.minimum), (high, field.maximum)]
    return [(code, bound) for code, bound in bounds if bound is not None]


def _held(bound: int | Decimal | date, field: Field) -> int:
    """A bound as its column holds numbers."""
    if isinstance(bound, date):
        return (bound - date(1970, 1, 1)).days
    return int(Decimal(bound).scaleb(field.decimals)) if field.kind in NUMBERS else int(bound)


def shown_bound(bound: int | Decimal | date, field: Field) -> str:
    if isinstance(bound, date):
        return bound.isoformat()
    return shown(_held(bound, field), field) if field.kind in NUMBERS else str(bound)
