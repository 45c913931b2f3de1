"""The records a workbook may meet, as a table of the same types as the checked file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
from django.db import models
from django.db.models import QuerySet

from zhenxing.core.fields import TableSpec
from zhenxing.engines.difference import arrow_type
from zhenxing.web.kit import scope
from zhenxing.web.kit.lists import in_use
from zhenxing.web.kit.register import Register

#: a register this many times larger than the file is asked for the file's keys alone
_LARGER: Final = 4
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
    fields = [register.model._meta.get_field(name) for name in names]
    columns = ["pk", "version", *(one.attname for one in fields)]
    found = list(_asked(rows, columns, wanted, size))
    values = list(zip(*found, strict=True)) or [()] * len(columns)
    arrays = {"_pk": pa.array(values[0], pa.int64()), "_version": pa.array(values[1], pa.int32())}
    for one, held in zip(fields, values[2:], strict=True):
        arrays[one.name] = _typed(spec, one, held)
    return pa.table(arrays)


def _asked(
    rows: QuerySet[Any], columns: list[str], wanted: dict[str, list[Any]], size: int
) -> Iterator[tuple[Any, ...]]:
    if not wanted or rows.count() <= _LARGER * size + _ASKED:
        yield from rows.values_list(*columns).iterator(10_000)
        return
    seen: set[int] = set()
    for name, values in wanted.items():
        for start in range(0, len(values), _ASKED):
            part = rows.filter(**{f"{name}__in": values[start : start + _ASKED]})
            for row in part.values_list(*columns):
                if row[0] not in seen:
                    seen.add(row[0])
                    yield row


def _typed(spec: TableSpec, one: models.Field[Any, Any], held: Sequence[Any]) -> pa.Array:
    """A column in the type the checked file has it in; keys and codes are texts there."""
    kind = arrow_type(spec.field(one.name)) if one.name in spec.names else pa.string()
    if pa.types.is_string(kind) and not isinstance(one, models.CharField | models.TextField):
        held = [None if value is None else str(value) for value in held]
    return pa.array(held, kind)
