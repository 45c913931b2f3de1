"""What must hold between the cells of a row, and between the rows of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhenxing.core.fields import Rule, SumRule, TableSpec
from zhenxing.core.quantities import plain
from zhenxing.engines.parsed import Details, Parsed

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Written:
    """How a column is written in the file: its texts, its unit, and what turns that into the kept one."""

    values: pa.Array
    unit: str
    factor: Decimal


def broken_rules(
    spec: TableSpec, parsed: Mapping[str, Parsed], written: Mapping[str, Written]
) -> Iterator[tuple[str, int, str, Details]]:
    """(field, row, code, details) of every row that breaks a rule whose values are all there."""
    for rule in spec.rules:
        if all(name in parsed and parsed[name].number is not None for name in rule.fields):
            yield from _broken(rule, spec, parsed, written)


def _broken(
    rule: Rule, spec: TableSpec, parsed: Mapping[str, Parsed], written: Mapping[str, Written]
) -> Iterator[tuple[str, int, str, Details]]:
    places = max(spec.field(name).decimals for name in rule.fields)
    valid = np.logical_and.reduce([parsed[name].valid for name in rule.fields])
    held = {name: _aligned(parsed[name], places - spec.field(name).decimals) for name in rule.fields}
    if isinstance(rule, SumRule):
        found = sum((held[name] for name in rule.parts), np.zeros(len(valid), np.int64))
        gap = held[rule.total] - found
        wrong = valid & (np.abs(gap) > int(rule.tolerance.scaleb(places)))
        names = (("total", spec.field(rule.total).label), ("parts", spec.labels(rule.parts)))
        for row in np.flatnonzero(wrong).tolist():
            sums = (int(found[row]), abs(int(gap[row])))
            said = [_as_written(number, places, written[rule.total]) for number in sums]
            yield rule.total, row, "sum", (*names, ("found", said[0]), ("gap", said[1]))
    else:
        wrong = valid & (held[rule.part] > held[rule.whole])
        names = (("part", spec.field(rule.part).label), ("whole", spec.field(rule.whole).label))
        for row in np.flatnonzero(wrong).tolist():
            whole = str(written[rule.whole].values[row])
            yield rule.part, row, "at_most", (*names, ("found", whole))


def _aligned(parsed: Parsed, places: int) -> Ints:
    number = parsed.number
    assert number is not None
    return number * 10**places if places else number


def _as_written(number: int, places: int, column: Written) -> str:
    """A kept number in the unit of the file's column."""
    return f"{plain(Decimal(number).scaleb(-places) / column.factor)}{column.unit}"


def repeated_rows(tables: Sequence[pa.Table], key: Sequence[str]) -> list[list[tuple[int, str, int]]]:
    """For every table its rows that repeat an earlier one of any table by a key.

    Each is (row, sheet and Excel row of the first one).
    """
    found: list[list[tuple[int, str, int]]] = [[] for _ in tables]
    keyed = [index for index, table in enumerate(tables) if _has_key(table, key)]
    if not keyed:
        return found
    keys = [tables[index].select(list(key)) for index in keyed]
    codes = row_codes(pa.concat_tables(keys), key)
    if np.bincount(codes[codes >= 0], minlength=1).max() < 2:
        return found
    starts = np.cumsum([0, *(key.num_rows for key in keys)])
    given = np.flatnonzero(codes >= 0)
    _, first, inverse = np.unique(codes[given], return_index=True, return_inverse=True)
    origin = given[first[inverse]]
    for row, begin in zip(given[origin != given].tolist(), origin[origin != given].tolist(), strict=True):
        part = int(np.searchsorted(starts, row, "right")) - 1
        source = int(np.searchsorted(starts, begin, "right")) - 1
        table, at = tables[keyed[source]], begin - int(starts[source])
        where = (str(table["_sheet"][at].as_py()), int(table["_row"][at].as_py()))
        found[keyed[part]].append((row - int(starts[part]), *where))
    return found


def _has_key(table: pa.Table, key: Sequence[str]) -> bool:
    return bool(key) and set(key) <= set(table.column_names) and table.num_rows > 0


def row_codes(table: pa.Table, key: Sequence[str]) -> Ints:
    """One number for each row, equal where all the key's columns are; -1 where one of them is null."""
    codes = np.zeros(table.num_rows, np.int64)
    absent = np.zeros(table.num_rows, bool)
    for name in key:
        encoded = pc.dictionary_encode(table[name].combine_chunks())
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.combine_chunks()
        places = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        absent |= places < 0
        codes = codes * (len(encoded.dictionary) + 1) + places
        if len(key) > 1:
            codes = np.unique(codes, return_inverse=True)[1].astype(np.int64)
    codes[absent] = -1
    return codes
