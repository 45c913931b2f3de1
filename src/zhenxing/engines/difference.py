"""What a table would change in another: rows to add, rows to change and where, rows that stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhenxing.core.fields import RECORD_FIELDS, TableSpec
from zhenxing.engines.columns import arrow_type
from zhenxing.engines.parsed import Mask, as_mask
from zhenxing.engines.relations import row_codes

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Difference:
    """Row numbers, from 0, of the new table (`existing_rows`: of the old one, beside `updates`).

    `changed` says for each compared column which of the updates change it.
    """

    inserts: Rows
    updates: Rows
    existing_rows: Rows
    changed: dict[str, Mask]
    unchanged: Rows

    def changed_columns(self, update: int) -> tuple[str, ...]:
        """The names of the columns that the i-th update changes."""
        return tuple(name for name, mask in self.changed.items() if mask[update])


def typed_table(spec: TableSpec, rows: Iterable[Sequence[Any]], names: Sequence[str]) -> pa.Table:
    """Plain rows as a table of the fields' types, to be compared with a checked file.

    Names that are no fields (`pk`, `version`) get the type their values have.
    """
    fields = {field.name: field for field in (*spec.fields, *RECORD_FIELDS)}
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = {}
    for name, values in zip(names, columns, strict=True):
        field = fields.get(name)
        arrays[name] = pa.array(values, arrow_type(field)) if field else pa.array(values)
    return pa.table(arrays)


def diff_rows(
    new: pa.Table,
    existing: pa.Table,
    key: Sequence[str],
    columns: Sequence[str] | None = None,
    blanks: Literal["clear", "keep"] = "clear",
) -> Difference:
    """Compare rows of one key. A row without its key is an insert; a key that the new table repeats
    is compared each time. `blanks="keep"`: an empty cell leaves what is there.
    """
    if columns is None:
        shared = set(new.column_names) & set(existing.column_names)
        columns = [name for name in new.column_names if name in shared and name not in key]
    partner = partners(new, existing, key)
    known = np.flatnonzero(partner >= 0)
    changed = {name: _differs(new[name], existing[name], known, partner[known], blanks) for name in columns}
    any_change = np.zeros(len(known), bool)
    for mask in changed.values():
        any_change |= mask
    return Difference(
        inserts=np.flatnonzero(partner < 0),
        updates=known[any_change],
        existing_rows=partner[known][any_change],
        changed={name: mask[any_change] for name, mask in changed.items()},
        unchanged=known[~any_change],
    )


def partners(new: pa.Table, existing: pa.Table, key: Sequence[str]) -> Rows:
    """For each new row the existing row of its key, or -1."""
    size = new.num_rows
    if not existing.num_rows or not size:
        return np.full(size, -1, np.int64)
    both = pa.concat_tables(
        [existing.select(list(key)), new.select(list(key)).cast(existing.select(list(key)).schema)]
    )
    codes = row_codes(both, key)
    old, wanted = codes[: existing.num_rows], codes[existing.num_rows :]
    place = np.full(int(codes.max(initial=0)) + 1, -1, np.int64)
    have = np.flatnonzero(old >= 0)
    place[old[have]] = have
    return np.where(wanted >= 0, place[np.maximum(wanted, 0)], -1)


def _differs(new: Any, existing: Any, rows: Rows, partners: Rows, blanks: str) -> Mask:
    given = new.take(pa.array(rows))
    old = existing.take(pa.array(partners))
    if given.type != old.type:
        old = old.cast(given.type)
    unequal = as_mask(pc.not_equal(given, old)).copy()
    if given.type == pa.string() and unequal.any():
        at = pa.array(np.flatnonzero(unequal))
        unequal[at] = as_mask(pc.not_equal(_plain(given.take(at)), _plain(old.take(at))))
    absent, was_absent = ~as_mask(given.is_valid()), ~as_mask(old.is_valid())
    if given.type == pa.string():
        # an empty text in the database is an empty cell in a sheet
        was_absent |= as_mask(pc.equal(old, ""))
        absent |= as_mask(pc.equal(given, ""))
    differs: Mask = (unequal & ~was_absent & ~absent) | (was_absent & ~absent)
    return differs if blanks == "keep" else differs | (absent & ~was_absent)


def _plain(texts: Any) -> Any:
    """Texts as a workbook keeps them: one kind of line end, no white space at the ends."""
    return pc.utf8_trim_whitespace(pc.replace_substring(texts, "\r\n", "\n"))
