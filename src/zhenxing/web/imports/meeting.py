"""Which record each row of a workbook meets: by its number, by the natural key, or by the next best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhenxing.engines.difference import partners
from zhenxing.engines.relations import row_codes

Rows = npt.NDArray[np.int64]
Key = tuple[str, ...]


@dataclass
class Meeting:
    """For each row of the file the place of its record among the existing ones, or -1 for a new one.

    `lost` are rows whose record number nobody has, `several` rows that more than one record answers to
    (with the key that could not tell them apart), `repeated` rows whose record (or whose key) an
    earlier row has: later row → earlier one.
    """

    partner: Rows
    lost: list[int] = field(default_factory=list)
    several: dict[int, Key] = field(default_factory=dict)
    repeated: dict[int, int] = field(default_factory=dict)


def meet(table: pa.Table, existing: pa.Table, keys: Sequence[Key]) -> Meeting:
    """Match rows to records; `keys` in the order in which they are tried.

    A later key counts only where the first one says nothing: the row lacks it, or the record does.
    """
    size = table.num_rows
    found = Meeting(np.full(size, -1, np.int64))
    open_rows = np.ones(size, bool)
    if "record_id" in table.column_names:
        by_number = _by_number(table, existing)
        given = np.asarray(pc.is_valid(table["record_id"]).to_numpy(), bool)
        found.partner[given] = by_number[given]
        found.lost = np.flatnonzero(given & (by_number < 0)).tolist()
        open_rows &= ~given
    usable = [key for key in keys if set(key) <= set(table.column_names)]
    for key in usable:
        met = partners(table, existing, key)
        fits = open_rows & (met >= 0)
        if key != keys[0]:
            fits &= _unsaid(table, existing, met, keys[0])
        found.several |= dict.fromkeys(_ambiguous(existing, met, fits, key), key)
        found.partner[fits] = met[fits]
        open_rows &= ~fits
    found.repeated = dict(_repeated(found.partner, table, usable))
    return found


def _by_number(table: pa.Table, existing: pa.Table) -> Rows:
    at = pc.index_in(table["record_id"].cast(pa.int64()), value_set=existing["_pk"].combine_chunks())
    places: Rows = at.fill_null(-1).to_numpy().astype(np.int64)
    return places


def _unsaid(table: pa.Table, existing: pa.Table, met: Rows, key: Key) -> npt.NDArray[np.bool_]:
    """Where the row lacks a part of a key, or the record it met does."""
    here = set(key) <= set(table.column_names)
    row_lacks = row_codes(table, key) < 0 if here and table.num_rows else np.ones(table.num_rows, bool)
    if not existing.num_rows:
        return np.asarray(row_lacks, bool)
    record_lacks = row_codes(existing, key) < 0
    return np.asarray(row_lacks | record_lacks[np.maximum(met, 0)], bool)


def _ambiguous(existing: pa.Table, met: Rows, fits: Any, key: Key) -> Iterator[int]:
    if not existing.num_rows:
        return
    codes = row_codes(existing, key)
    times = np.bincount(codes[codes >= 0]) if (codes >= 0).any() else np.zeros(1, np.int64)
    for row in np.flatnonzero(fits).tolist():
        if times[codes[met[row]]] > 1:
            yield row


def _repeated(partner: Rows, table: pa.Table, keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
    """Rows after the first that met one record, and new rows after the first of one key."""
    yield from _later(partner, np.flatnonzero(partner >= 0))
    new = partner < 0
    for key in keys:
        if table.num_rows:
            codes = row_codes(table, key)
            rows = np.flatnonzero(new & (codes >= 0))
            yield from _later(codes, rows)
            new &= codes < 0


def _later(values: Rows, rows: Rows) -> Iterator[tuple[int, int]]:
    _distinct, first, place = np.unique(values[rows], return_index=True, return_inverse=True)
    for row, origin in zip(rows.tolist(), rows[first[place]].tolist(), strict=True):
        if row != origin:
            yield row, origin
