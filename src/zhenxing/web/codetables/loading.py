"""Put the tables that come with the software into the database: what is missing, never over a site's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction
from simple_history.utils import bulk_create_with_history

from zhenxing.packs.code_tables import PackedCode, PackedTable
from zhenxing.web.codetables.models import Code, CodeTable
from zhenxing.web.kit.search import fill_search_keys

_BATCH = 1000


@dataclass(frozen=True)
class Installed:
    """How many tables and codes were added."""

    tables: int
    codes: int


def ready() -> bool:
    """Whether the database has our tables: it has not while it is migrated backwards."""
    return {Code._meta.db_table, Code.history.model._meta.db_table} <= set(
        connection.introspection.table_names()
    )


@transaction.atomic
def install(packed: Iterable[PackedTable]) -> Installed:
    """Add the tables and codes that are not there yet; those there stay as the site has them."""
    packed = tuple(packed)
    tables = {table.key: table for table in CodeTable.objects.all()}
    new = [_table(one) for one in packed if one.key not in tables]
    fill_search_keys(new)
    bulk_create_with_history(new, CodeTable)
    tables |= {table.key: table for table in new}
    known = {(code.table_id, code.code): code for code in Code.objects.all()}
    before = len(known)
    wanted = [
        (tables[one.key], position, code)
        for one in packed
        for position, code in enumerate(one.codes)
        if (tables[one.key].pk, code.code) not in known
    ]
    while wanted:
        wanted = _plant(wanted, known)
    return Installed(len(new), len(known) - before)


_Wanted = list[tuple[CodeTable, int, PackedCode]]


def _plant(wanted: _Wanted, known: dict[tuple[int, str], Code]) -> _Wanted:
    """Create the codes whose parents are there, all of one level at once; returns those that must wait."""
    now, later = [], []
    for table, position, code in wanted:
        if not code.parent or (table.pk, code.parent) in known:
            now.append(_code(table, position, code, known))
        else:
            later.append((table, position, code))
    if not now:
        raise ValueError(f"codes without a parent: {[code.code for _t, _p, code in later[:5]]}")
    fill_search_keys(now)
    bulk_create_with_history(now, Code, batch_size=_BATCH)
    known.update({(code.table_id, code.code): code for code in now})
    return later


def _table(one: PackedTable) -> CodeTable:
    return CodeTable(key=one.key, name=one.name, purpose=one.purpose, source=one.source, year=one.year)


def _code(table: CodeTable, position: int, one: PackedCode, known: Mapping[tuple[int, str], Code]) -> Code:
    return Code(
        table=table,
        code=one.code,
        name=one.name,
        parent=known.get((table.pk, one.parent)),
        position=position,
        source=one.source,
        note=one.note,
        valid_from=one.begins,
        valid_to=one.ends,
    )
