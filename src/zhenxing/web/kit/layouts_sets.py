"""Many small questions about one table in one statement: how many in each lane, the first of each lane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet


def counts(parts: Sequence[QuerySet[Any]], cap: int) -> list[int]:
    """How many rows each part has, counted no further than `cap` + 1."""
    found = [0] * len(parts)
    limited = [part.order_by().values("pk")[: cap + 1] for part in parts]
    for at, number in _together(limited, "SELECT %d, COUNT(*) FROM (%s) part"):
        found[at] = number
    return found


def first_keys(parts: Sequence[QuerySet[Any]], size: int) -> list[list[Any]]:
    """The primary keys of the first rows of each part, in the part's own order."""
    found: list[list[Any]] = [[] for _ in parts]
    limited = [part.values_list("pk")[:size] for part in parts]
    for at, key in _together(limited, "SELECT %d, part.* FROM (%s) part"):
        found[at].append(key)
    return found


def _together(parts: Sequence[QuerySet[Any]], form: str) -> list[tuple[Any, ...]]:
    """The rows of `form` (the part's number, its SQL) over all parts, asked at once.

    Django puts no limit inside a union on SQLite; as a table to select from, a limited part is allowed.
    """
    if not parts:
        return []
    connection = connections[parts[0].db]
    said, given = [], []
    for at, part in enumerate(parts):
        try:
            sql, params = part.query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            continue
        said.append(form.replace("%d", str(at)).replace("%s", sql))
        given += params
    if not said:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(said), given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
