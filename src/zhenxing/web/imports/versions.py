"""Rows of an exported workbook whose records others changed since: who changed what decides.

What the clerk left as it was exported keeps the others' values. What only the clerk changed is taken.
What both changed is an error at that cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import models

from zhenxing.web.imports import sets
from zhenxing.web.kit.differences import words
from zhenxing.web.kit.excel import is_set


@dataclass(frozen=True)
class Clash:
    """A cell that both changed: the row, the field, and who made what of it meanwhile. Without a field
    the exported version is not known any more."""

    row: int
    field: str
    what: str


@dataclass(frozen=True)
class Settled:
    """Cells to be left as they are now, by field, and those that clash."""

    kept: dict[str, list[int]]
    clashes: tuple[Clash, ...]


def settle(
    table: pa.Table, existing: pa.Table, partner: Any, fields: dict[str, models.Field[Any, Any]], model: Any
) -> Settled:
    """Compare each row of an older version with what was exported and with what stands now."""
    rows = _older(table, existing, partner)
    if not rows:
        return Settled({}, ())
    seen = dict(zip(rows, _pairs(table, rows), strict=True))
    exported = _versions(model, seen.values())
    now = model._base_manager.in_bulk([pk for pk, _version in seen.values()])
    names = [name for name in table.column_names if name in fields]
    columns = {name: table[name].take(pa.array(rows)).to_pylist() for name in names}
    kept: dict[str, list[int]] = {}
    clashes: list[Clash] = []
    for at, row in enumerate(rows):
        record, base = now[seen[row][0]], exported.get(seen[row])
        if base is None:
            clashes.append(Clash(row, "", ""))
            continue
        for name in names:
            outcome = _judged(fields[name], columns[name][at], base, record)
            if outcome == "kept":
                kept.setdefault(name, []).append(row)
            elif outcome == "clash":
                clashes.append(Clash(row, name, _told(fields[name], base, record)))
    return Settled(kept, tuple(clashes))


def _older(table: pa.Table, existing: pa.Table, partner: Any) -> list[int]:
    """Rows that carry another version than their record has."""
    if not {"record_id", "record_version"} <= set(table.column_names):
        return []
    held = existing["_version"].take(pa.array(partner, pa.int64(), mask=partner < 0)).cast(pa.int64())
    differs = pc.not_equal(table["record_version"].cast(pa.int64()), held).fill_null(False)
    numbered = pc.is_valid(table["record_id"])
    return [int(row) for row in np.flatnonzero(np.asarray(pc.and_(differs, numbered).to_numpy(), bool))]


def _pairs(table: pa.Table, rows: list[int]) -> Iterator[tuple[int, int]]:
    places = pa.array(rows)
    numbers, versions = table["record_id"].take(places), table["record_version"].take(places)
    yield from zip(numbers.to_pylist(), versions.to_pylist(), strict=True)


def _versions(model: Any, wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Any]:
    """The records as they were in some versions; a few hundred at a time."""
    pairs = list(wanted)
    found: dict[tuple[int, int], Any] = {}
    for start in range(0, len(pairs), 500):
        keys = [pk for pk, _version in pairs[start : start + 500]]
        for one in model.history.filter(id__in=keys).order_by("history_id"):
            found[one.id, one.version] = one
    return {pair: found[pair] for pair in pairs if pair in found}


def _judged(field: models.Field[Any, Any], cell: Any, base: Any, record: Any) -> str:
    if is_set(field):  # a version does not tell what its sets were: what differs from now may be anybody's
        return "" if not cell or cell == sets.held(field, [record.pk]).get(record.pk) else "clash"
    was, now = _plain(field, base), _plain(field, record)
    written = None if cell is None or cell == "" else str(cell) if field.is_relation else cell
    if was == now or written is None or written == now:
        return ""
    return "kept" if written == was else "clash"


def _plain(field: models.Field[Any, Any], record: Any) -> Any:
    """A value as the checked file has it."""
    value = getattr(record, field.attname)
    if value is None or value == "":
        return None
    return str(value) if field.is_relation else value


def _told(field: models.Field[Any, Any], base: Any, record: Any) -> str:
    if is_set(field):
        return ""
    return f"：{words(field, base)} → {words(field, record)}"
