"""From a plan to staged rows: in batches, with the values as the database takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, models

from zhenxing.web.imports.plans import Plan
from zhenxing.web.imports.staging import INSERT, ROWS_A_SHEET, UPDATE, Staging

#: rows staged between two looks at whether somebody has cancelled
BATCH: Final = 5000
Tell = Callable[[int, int], None]


@contextmanager
def staged(plan: Plan, model: type[models.Model], tell: Tell | None = None) -> Iterator[Staging]:
    """The rows of a plan that write something, staged; gone when the context ends."""
    kinds = plan.kinds
    chosen = plan.rows.filter(pa.array((kinds == INSERT) | (kinds == UPDATE)))
    with Staging(model, plan.carried) as staging:
        for start in range(0, chosen.num_rows, BATCH):
            if tell is not None:
                tell(start, chosen.num_rows)
            batch = chosen.slice(start, BATCH)
            own = [one.name for one in staging.carried]
            numbers, *values = _columns(batch, own)
            staging.add(list(zip(numbers, *values, strict=True)))
            for name in staging.sets.fields:
                staging.sets.add(name, zip(numbers, batch[name].to_pylist(), strict=True))
        staging.complete()
        yield staging


def _columns(rows: pa.Table, carried: Sequence[str]) -> Iterator[list[Any]]:
    sheets = rows["_sheet"].to_numpy().astype(np.int64)
    yield (sheets * ROWS_A_SHEET + rows["_row"].to_numpy()).tolist()
    yield rows["_kind"].to_pylist()
    yield rows["_target"].to_pylist()
    yield rows["_version"].to_pylist()
    for name in carried:
        yield prepared(rows[name])


def prepared(values: Any) -> list[Any]:
    """A column as the database's driver takes it: SQLite has neither decimals nor dates."""
    kind = values.type
    if connection.vendor == "sqlite" and (pa.types.is_decimal(kind) or pa.types.is_date(kind)):
        values = pc.cast(values, pa.string())
    listed: list[Any] = values.to_pylist()
    return listed
