"""A register's rows on their way in: staged in a temporary table, judged there, written in one stroke.

The temporary table is this connection's own: filling it takes no lock that anybody else could feel, and
when the process dies it is gone, as if nothing had been. Everything that a reader may see happens in
`write`, inside the transaction of the caller, as a handful of statements over the whole set. The rows
themselves lie in the import's plan in the store, so an interrupted import begins here again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from string import Template
from typing import Any

from django.db import connection, models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.sql import Query
from django.utils import timezone
from django.utils.functional import Promise

from zhenxing.web.imports.models import ImportedRow
from zhenxing.web.imports.sets import StagedSets, together
from zhenxing.web.kit.excel import is_set

#: what a staged row does
INSERT, UPDATE = 1, 2
#: a staged row's number is its sheet's place times this, plus its row there (Excel ends at 1,048,576)
ROWS_A_SHEET = 2_000_000
_TABLE = "zx_staged"


@dataclass(frozen=True)
class Refusal:
    """A staged row that cannot be written as things stand: the sheet's row, why, and in which fields."""

    row: int
    code: str
    fields: tuple[str, ...] = ()
    message: str | Promise = ""


@dataclass(frozen=True)
class Written:
    """How many records were made and how many changed."""

    inserted: int
    updated: int


@dataclass
class Staging:
    """The staged rows of one import into one model; use it as a context.

    `names` are the fields that the rows carry, in the rows' order.
    """

    model: type[models.Model]
    names: tuple[str, ...]
    carried: list[models.Field[Any, Any]] = field(init=False)
    sets: StagedSets = field(init=False)

    def __post_init__(self) -> None:
        meta = self.model._meta
        given = [meta.get_field(name) for name in self.names]
        self.carried = [one for one in given if not is_set(one)]
        self.sets = StagedSets({one.name: one for one in given if is_set(one)})
        # what the database reckons itself (a generated column) is not written by anybody
        self._columns = [one for one in meta.concrete_fields if not (one.primary_key or one.generated)]
        self._others = [one for one in self._columns if one not in self.carried]

    def __enter__(self) -> Staging:
        self._run("DROP TABLE IF EXISTS $staged")
        self._run(
            "CREATE TEMPORARY TABLE $staged (zx_row integer PRIMARY KEY, zx_kind smallint NOT NULL,"
            " zx_target bigint, zx_version integer, $columns)",
            columns=", ".join(f"{_quoted(one.column)} {one.db_type(connection)}" for one in self._columns),
        )
        self.sets.open()
        return self

    def __exit__(self, *error: object) -> None:
        if not connection.needs_rollback:  # a broken transaction takes no statement; rolling back drops it
            self._run("DROP TABLE IF EXISTS $staged")
            self.sets.close()

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Stage rows: (sheet row, INSERT or UPDATE, target or None, version seen or None, *values).

        Values are as the database takes them (`prepared`).
        """
        columns = ["zx_row", "zx_kind", "zx_target", "zx_version", *self._names(self.carried)]
        statement = self._sql(
            "INSERT INTO $staged ($columns) VALUES ($marks)",
            columns=", ".join(columns),
            marks=", ".join(["%s"] * len(columns)),
        )
        with connection.cursor() as cursor, together(cursor):
            cursor.executemany(statement, rows)

    def complete(self) -> None:
        """Give the fields that the rows do not carry their values: defaults, or what the record holds."""
        self._run("CREATE INDEX zx_staged_target ON $staged (zx_target)")
        if not self._others:
            return
        defaults = [one.get_db_prep_save(_default(one), connection) for one in self._others]
        names = self._names(self._others)
        self._run(
            "UPDATE $staged SET $marks WHERE zx_kind = $insert",
            defaults,
            marks=", ".join(f"{name} = %s" for name in names),
        )
        self._run(
            "UPDATE $staged SET $held FROM $main AS held"
            " WHERE held.$id = $staged.zx_target AND $staged.zx_kind = $update",
            held=", ".join(f"{name} = held.{name}" for name in names),
        )

    def refusals(self) -> list[Refusal]:
        """The rows that cannot be written now: changed by others, or against a rule of the table."""
        found = [Refusal(row, "changed") for row in self._changed()]
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                rows = self._taken(constraint.fields, constraint.condition)
                found += _refused(rows, "taken", constraint.fields, constraint)
            elif isinstance(constraint, models.CheckConstraint):
                against = self._against(constraint.condition)
                found += _refused(against, "rule", _mentioned(constraint.condition), constraint)
        for one in self._columns:
            if one.unique:
                found += [Refusal(row, "taken", (one.name,)) for row in self._taken((one.name,), None)]
        return found

    def drop(self, rows: Iterable[int]) -> None:
        """Take rows out again."""
        with connection.cursor() as cursor:
            cursor.executemany(self._sql("DELETE FROM $staged WHERE zx_row = %s"), [(row,) for row in rows])

    def write(self, at: datetime, actor: Any, reason: str) -> Written:
        """Make and change the records, with their history; for the caller's transaction."""
        inserted = self._number_new()
        self._run(
            "INSERT INTO $main ($id, $columns) SELECT zx_target, $columns FROM $staged"
            " WHERE zx_kind = $insert ORDER BY zx_row",
            columns=", ".join(self._names(self._columns)),
        )
        updated = self._update(at)
        self.sets.write()
        self._remember(at, actor, reason)
        return Written(inserted, updated)

    def trace(self, brought_id: int) -> None:
        """Keep which row of the sheet each written record came from."""
        self._run(
            'INSERT INTO $trace (brought_id, record_id, sheet, "row", record_version)'
            " SELECT %s, held.$id, zx_row / %s, zx_row %% %s, held.version"
            " FROM $staged JOIN $main AS held ON held.$id = zx_target",
            [brought_id, ROWS_A_SHEET, ROWS_A_SHEET],
            trace=_quoted(ImportedRow._meta.db_table),
        )

    def written(self) -> RawSQL:
        """The keys of the records written, for a query's `pk__in`."""
        return RawSQL(self._sql("SELECT zx_target FROM $staged"), ())  # noqa: S611 — no value goes into it

    def _update(self, at: datetime) -> int:
        moment = self.model._meta.get_field("updated_at").get_db_prep_save(at, connection)
        return self._run(
            "UPDATE $main SET $carried, version = $main.version + 1, updated_at = %s"
            " FROM $staged AS new WHERE $main.$id = new.zx_target AND new.zx_kind = $update",
            [moment],
            carried=", ".join(f"{name} = new.{name}" for name in self._names(self.carried)),
        )

    def _remember(self, at: datetime, actor: Any, reason: str) -> None:
        """One row of simple-history for each record, as its own bulk functions would write it."""
        history = self.model.history.model  # type: ignore[attr-defined]  # every Record has it
        kept = {one.column for one in history._meta.concrete_fields}
        own = self.model._meta.concrete_fields
        columns = self._names(one for one in own if one.column in kept and not one.generated)
        moment = history._meta.get_field("history_date").get_db_prep_save(at, connection)
        self._run(
            "INSERT INTO $history"
            " ($columns, history_date, history_change_reason, history_user_id, history_type)"
            " SELECT $held, %s, %s, %s, CASE zx_kind WHEN $insert THEN '+' ELSE '~' END"
            " FROM $staged JOIN $main AS held ON held.$id = zx_target ORDER BY zx_row",
            [moment, reason[:100] or None, getattr(actor, "pk", None)],
            history=_quoted(history._meta.db_table),
            columns=", ".join(columns),
            held=", ".join(f"held.{column}" for column in columns),
        )

    def _number_new(self) -> int:
        """Give the new records their keys, from where the table's own counting stands. Returns how many."""
        table = self.model._meta.db_table
        if connection.vendor != "sqlite":
            return self._run(
                "UPDATE $staged SET zx_target = nextval(pg_get_serial_sequence(%s, %s))"
                " WHERE zx_kind = $insert",
                [_quoted(table), self.model._meta.pk.column],
            )
        # the caller's transaction holds the one writer's lock: nobody takes a number meanwhile
        return self._run(
            "UPDATE $staged SET zx_target = place.number"
            " + max(coalesce((SELECT max($id) FROM $main), 0),"
            " coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0))"
            " FROM (SELECT zx_row AS at, row_number() OVER (ORDER BY zx_row) AS number"
            " FROM $staged WHERE zx_kind = $insert) AS place WHERE place.at = zx_row",
            [table],
        )

    def _changed(self) -> list[int]:
        return self._rows(
            "SELECT zx_row FROM $staged LEFT JOIN $main AS held ON held.$id = zx_target"
            " WHERE zx_kind = $update AND (held.$id IS NULL OR held.version <> zx_version)"
        )

    def _taken(self, names: Sequence[str], condition: Q | None) -> list[int]:
        """Rows whose values of a unique key another record holds, or another row of the sheet takes."""
        columns = self._names(self.model._meta.get_field(name) for name in names)
        where, values = self._condition(condition)
        held = self._rows(
            "SELECT zx_row FROM $staged WHERE $where AND EXISTS"
            " (SELECT 1 FROM $main AS other WHERE $same AND $where AND NOT EXISTS"
            " (SELECT 1 FROM $staged AS mine WHERE mine.zx_target = other.$id))",
            [*values, *values],
            where=where,
            same=" AND ".join(f"other.{name} = {_TABLE}.{name}" for name in columns),
        )
        twice = self._rows(
            "SELECT zx_row FROM (SELECT zx_row, count(*) OVER (PARTITION BY $columns) AS times"
            " FROM $staged WHERE $where AND $present) AS counted WHERE times > 1",
            values,
            columns=", ".join(columns),
            where=where,
            present=" AND ".join(f"{name} IS NOT NULL" for name in columns),
        )
        return sorted({*held, *twice})

    def _against(self, condition: Q) -> list[int]:
        where, values = self._condition(condition)
        return self._rows("SELECT zx_row FROM $staged WHERE NOT ($where)", values, where=where)

    def _condition(self, condition: Q | None) -> tuple[str, list[Any]]:
        """A condition of the model as SQL over its bare column names, which the staged table has too."""
        if condition is None:
            return "1 = 1", []
        query = Query(self.model, alias_cols=False)
        compiler = query.get_compiler(connection=connection)
        sql, values = query.build_where(condition).as_sql(compiler, connection)
        return sql, list(values)

    def _names(self, columns: Iterable[models.Field[Any, Any]]) -> list[str]:
        return [_quoted(one.column) for one in columns]

    def _sql(self, statement: str, **parts: str) -> str:
        meta = self.model._meta
        known = {
            "staged": _TABLE,
            "main": _quoted(meta.db_table),
            "id": _quoted(meta.pk.column),
            "insert": str(INSERT),
            "update": str(UPDATE),
        }
        return Template(statement).substitute(known | parts)

    def _run(self, statement: str, values: Sequence[Any] = (), **parts: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(self._sql(statement, **parts), values)
            return int(cursor.rowcount)

    def _rows(self, statement: str, values: Sequence[Any] = (), **parts: str) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(self._sql(statement, **parts), values)
            return sorted(row for (row,) in cursor.fetchall())


def _refused(
    rows: list[int], code: str, names: Sequence[str], constraint: models.BaseConstraint
) -> list[Refusal]:
    said = constraint.violation_error_message
    message = "" if said == models.BaseConstraint.default_violation_error_message else said
    return [Refusal(row, code, tuple(names), message) for row in rows]


def _mentioned(condition: Q) -> tuple[str, ...]:
    """The fields a condition speaks of, each once."""
    found: dict[str, None] = {}
    for child in condition.children:
        if isinstance(child, Q):
            found.update(dict.fromkeys(_mentioned(child)))
        elif isinstance(child, tuple):
            lookup, value = child
            found[lookup.partition("__")[0]] = None
            if isinstance(value, F):
                found[value.name] = None
    return tuple(found)


def _default(one: models.Field[Any, Any]) -> Any:
    if getattr(one, "auto_now", False) or getattr(one, "auto_now_add", False):
        return timezone.now()
    return one.get_default()


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
