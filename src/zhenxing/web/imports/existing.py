"""The records a workbook may meet, as a table of the same types as the checked file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

import numpy as np
import pyarrow as pa
from django.db import connection, models
from django.db.models import QuerySet

from zhenxing.core.fields import TableSpec
from zhenxing.engines.difference import arrow_type
from zhenxing.web.imports import sets
from zhenxing.web.kit import scope
from zhenxing.web.kit.excel import is_set
from zhenxing.web.kit.lists import in_use
from zhenxing.web.kit.register import Register

#: a register this many times larger than the file is asked for the file's keys alone
_LARGER: Final = 4
#: whole numbers that a float holds exactly
_EXACT: Final = 2.0**53
#: keys in one question
_ASKED: Final = 500


def existing_table(
    register: Register[Any],
    user: Any,
    spec: TableSpec,
    names: Sequence[str],
    wanted: dict[str, list[Any]],
    size: int,
) -> pa.Table:
    """Records in use that the person may edit: `_pk`, `_version` and the named fields.

    `wanted` has, by field, the values the file's rows could meet them by ("pk" for record numbers);
    `size` is the number of the file's rows.
    """
    rows = in_use(scope.visible(register.model._default_manager.order_by(), user, f"{register.key}.edit"))
    every = [register.model._meta.get_field(name) for name in names]
    fields = [one for one in every if not is_set(one)]
    columns = ["pk", "version", *(one.attname for one in fields)]
    quick = connection.vendor == "sqlite" and not any(hasattr(one, "from_db_value") for one in fields)
    found = list(_asked(rows, columns, wanted, size, _driver if quick else _converted))
    values = list(zip(*found, strict=True)) or [()] * len(columns)
    arrays = {"_pk": pa.array(values[0], pa.int64()), "_version": pa.array(values[1], pa.int32())}
    for one, held in zip(fields, values[2:], strict=True):
        arrays[one.name] = _typed(spec, one, held, quick)
    for one in every:
        if is_set(one):
            known = sets.held(one, values[0])
            arrays[one.name] = pa.array([known.get(pk) for pk in values[0]], pa.string())
    return pa.table(arrays)


def _converted(rows: QuerySet[Any], columns: list[str]) -> Iterator[tuple[Any, ...]]:
    yield from rows.values_list(*columns).iterator(10_000)


def _driver(rows: QuerySet[Any], columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows as SQLite has them: Django's conversion of each value costs more than all the rest."""
    sql, values = rows.values_list(*columns).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while batch := cursor.fetchmany(10_000):
            yield from batch


def _asked(
    rows: QuerySet[Any],
    columns: list[str],
    wanted: dict[str, list[Any]],
    size: int,
    read: Callable[[QuerySet[Any], list[str]], Iterator[tuple[Any, ...]]],
) -> Iterator[tuple[Any, ...]]:
    if not wanted or rows.count() <= _LARGER * size + _ASKED:
        yield from read(rows, columns)
        return
    seen: set[int] = set()
    for name, values in wanted.items():
        for start in range(0, len(values), _ASKED):
            part = rows.filter(**{f"{name}__in": values[start : start + _ASKED]})
            for row in read(part, columns):
                if row[0] not in seen:
                    seen.add(row[0])
                    yield row


def _typed(spec: TableSpec, one: models.Field[Any, Any], held: Sequence[Any], quick: bool) -> pa.Array:
    """A column in the type the checked file has it in; keys and codes are texts there."""
    kind = arrow_type(spec.field(one.name)) if one.name in spec.names else pa.string()
    if pa.types.is_string(kind) and not isinstance(one, models.CharField | models.TextField):
        return (
            pa.array(held).cast(pa.string()) if any(value is not None for value in held) else _nothing(held)
        )
    if quick and pa.types.is_decimal(kind):
        return _decimals(held, kind)
    return pa.array(held, kind)


def _nothing(held: Sequence[Any]) -> pa.Array:
    return pa.nulls(len(held), pa.string())


def _decimals(held: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """SQLite's floats as the decimals they were: exact while all digits fit a float."""
    floats = np.array([np.nan if value is None else value for value in held], float)
    scaled = np.rint(floats * 10.0**kind.scale)
    if not (np.abs(scaled[np.isfinite(scaled)]) < _EXACT).all():
        quantum = Decimal(1).scaleb(-kind.scale)
        return pa.array(
            [None if value is None else Decimal(repr(value)).quantize(quantum) for value in held], kind
        )
    absent = np.isnan(scaled)
    whole = np.where(absent, 0, scaled).astype(np.int64)
    wide = np.empty((len(whole), 2), np.int64)
    wide[:, 0], wide[:, 1] = whole, whole >> 63
    mask = pa.array(~absent).buffers()[1] if absent.any() else None
    return pa.Array.from_buffers(kind, len(whole), [mask, pa.py_buffer(wide)])
