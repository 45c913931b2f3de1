"""The table of `pages.py`: a register of enterprises with as many rows as asked for.

The database makes the rows by one statement, and its indexes after them, as a dump is loaded: row by
row a million of them in a dozen indexes take most of an hour on PostgreSQL. What is measured is
the table so made, with the indexes of the migrations.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.management import call_command
from django.db import connection

from zhenxing.web.enterprises.models import Enterprise

_TOWNSHIPS = 100
_CODES = ("enterprise_role", "industry")
_TABLE = Enterprise._meta.db_table


@dataclass(frozen=True)
class Table:
    """The table in place, whose pages are looked at by a person of the county's office."""

    size: int
    user: Any
    path: str

    @classmethod
    def of(cls, size: int) -> Table:
        """Migrate, and fill the table by one statement of the database itself."""
        from zhenxing.web.kit.testing import area, person, unit

        call_command("migrate", interactive=False, verbosity=0)
        county = area("云岭县")
        townships = [area(f"第{number}乡", county, "township") for number in range(_TOWNSHIPS)]
        _fill(size, townships[0].pk)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        connection.close()
        connection.ensure_connection()
        return cls(size, person("office", unit(county)), county.path)


def _fill(size: int, first_area: int) -> None:
    """Copies of one enterprise, each with a name, place, role, industry and status of its own.

    Names are a permutation, so their order is not that of the rows in the table.
    """
    model = Enterprise(area_id=first_area, name="0", status="operating", main_products="日用陶瓷、陶瓷原料")
    model.established_on, model.registered_capital = date(2012, 5, 1), 5_000_000
    model.save()
    columns = [field.column for field in Enterprise._meta.concrete_fields if not field.primary_key]
    own = _own(first_area)
    taken = ", ".join(own.get(name, f"e.{name}") for name in columns)
    with connection.cursor() as cursor, _without_indexes(cursor):
        cursor.execute(
            f"INSERT INTO {_TABLE} ({', '.join(columns)})"
            " WITH RECURSIVE n(i) AS ("
            f"SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {size - 1})"
            f" SELECT {taken} FROM n CROSS JOIN {_TABLE} e WHERE e.id = {model.pk}"
        )


def _own(first_area: int) -> dict[str, str]:
    """What each row has of its own, as SQL over its number `n.i`."""
    own = {
        "name": "'云岭县第' || substr('000000' || (n.i * 7919 % 1000003), -7) || '陶瓷有限公司'",
        "area_id": f"{first_area} + n.i % {_TOWNSHIPS}",
        "status": "CASE WHEN n.i % 10 = 0 THEN 'suspended' ELSE 'operating' END",
        "code": "'9114' || substr('00000000000000' || n.i, -14)",
        **_codes(),
    }
    if connection.vendor == "postgresql":
        own = {name: said.replace("substr(", "right(").replace(", -", ", ") for name, said in own.items()}
    return own


#: name and text of the indexes that are no part of a constraint
_INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    f" AND tbl_name = '{_TABLE}' ORDER BY name",
    "postgresql": f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename = '{_TABLE}' AND NOT EXISTS"
    " (SELECT FROM pg_constraint WHERE conname = indexname) ORDER BY indexname",
}
#: for the filling alone: room to sort in, no journal; no look at each foreign key, which all are known
_EASY = {
    "sqlite": ("PRAGMA cache_size=-200000", "PRAGMA journal_mode=OFF"),
    "postgresql": ("SET maintenance_work_mem = '1GB'", "SET session_replication_role = replica"),
}


@contextmanager
def _without_indexes(cursor: Any) -> Iterator[None]:
    """The table without its indexes, which are made anew, the same ones, after it is filled."""
    for wish in _EASY[connection.vendor]:
        cursor.execute(wish)
    before = _indexes(cursor)
    for name, _definition in before:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _name, definition in before:
        cursor.execute(definition)
    if _indexes(cursor) != before:
        raise RuntimeError("the indexes are not those of the migrations")


def _indexes(cursor: Any) -> list[tuple[str, str]]:
    cursor.execute(_INDEXES[connection.vendor])
    return list(cursor.fetchall())


def _codes() -> dict[str, str]:
    """Roles and industries from the code tables that come with the product."""
    from zhenxing.web.codetables.models import Code

    found = {}
    for column, table in zip(("role_id", "industry_id"), _CODES, strict=True):
        keys = list(Code.objects.filter(table__key=table).values_list("pk", flat=True)[:40])
        if keys:
            cases = " ".join(f"WHEN {at} THEN {key}" for at, key in enumerate(keys))
            found[column] = f"CASE n.i % {len(keys)} {cases} END"
    return found
