"""Columns whose cells name several records (覆盖区域、集聚特征): read, compared, and written whole.

Between its cell and the table such a set is one text, the records' numbers in order ("3,17"): so it is
compared, kept in the plan and shown as any other value is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from string import Template
from typing import Any, Final

from django.db import connection

from zhenxing.engines.texts import as_compared, reference

_BETWEEN: Final = re.compile(r"[、，,;；|｜\n\r\t]")
#: records asked for at once
_ASKED: Final = 500


Wrong = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Names:
    """By which names the records of a set are known: name → key; `unclear` are names of several."""

    known: Mapping[str, str]
    unclear: frozenset[str] = frozenset()

    @cached_property
    def table(self) -> dict[str, str]:
        return {as_compared(name): key for name, key in self.known.items()}

    @cached_property
    def written(self) -> list[str]:
        return list(self.known)


@dataclass(frozen=True)
class Read:
    """A cell as a set: the text it is kept by (None where nothing is named), and what of it is wrong.

    A wrong part is (what was written, the fault's code, the fault's details).
    """

    kept: str | None
    wrong: tuple[Wrong, ...] = ()


def read(written: str, names: Names) -> Read:
    """What a cell names. Named twice counts once; the order does not matter."""
    keys: set[int] = set()
    wrong: dict[str, Wrong] = {}
    for name in filter(None, map(str.strip, _BETWEEN.split(written))):
        if name in names.unclear:
            wrong[name] = (name, "unclear", ())
            continue
        key, fault = reference(name, names.table, names.written)
        if fault is not None:
            wrong[name] = (name, *fault)
        elif key is not None:
            keys.add(int(key))
    return Read(_kept(keys), tuple(wrong.values()))


def numbers(kept: str | None) -> list[int]:
    """The records' numbers of a kept text."""
    return [int(part) for part in kept.split(",")] if kept else []


def _kept(keys: Iterable[int]) -> str | None:
    return ",".join(str(key) for key in sorted(keys)) or None


def held(one: Any, keys: Sequence[int]) -> dict[int, str]:
    """Record → the text of the set it holds; those that hold nothing are not there."""
    through, here, there = one.remote_field.through, one.m2m_field_name(), one.m2m_reverse_field_name()
    found: dict[int, set[int]] = {}
    for start in range(0, len(keys), _ASKED):
        rows = through._base_manager.filter(**{f"{here}__in": keys[start : start + _ASKED]})
        for record, other in rows.values_list(f"{here}_id", f"{there}_id"):
            found.setdefault(record, set()).add(other)
    return {record: kept for record, others in found.items() if (kept := _kept(others))}


@contextmanager
def together(cursor: Any) -> Iterator[None]:
    """SQLite writes many rows of the temporary table as one, without asking for the database's lock."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    cursor.execute("SAVEPOINT zx_rows")
    try:
        yield
    except BaseException:
        cursor.execute("ROLLBACK TO zx_rows")
        raise
    finally:
        cursor.execute("RELEASE zx_rows")


#: which records the staged rows name for one column: (record, named)
_WANTED: Final = (
    "SELECT mine.zx_target, named.zx_other FROM zx_staged_sets AS named"
    " JOIN zx_staged AS mine ON mine.zx_row = named.zx_row WHERE named.zx_name = %s"
)


@dataclass(frozen=True)
class StagedSets:
    """The sets of staged rows, in a temporary table beside the rows' own (`zx_staged`)."""

    fields: dict[str, Any]

    def open(self) -> None:
        self.close()
        self._run(
            "CREATE TEMPORARY TABLE zx_staged_sets"
            " (zx_row integer NOT NULL, zx_name varchar(100) NOT NULL, zx_other bigint NOT NULL)"
        )

    def close(self) -> None:
        self._run("DROP TABLE IF EXISTS zx_staged_sets")

    def add(self, name: str, rows: Iterable[tuple[int, str | None]]) -> None:
        """Stage the sets of some rows: (staged row, kept text)."""
        pairs = [(row, name, other) for row, kept in rows for other in numbers(kept)]
        with connection.cursor() as cursor, together(cursor):
            cursor.executemany("INSERT INTO zx_staged_sets VALUES (%s, %s, %s)", pairs)

    def write(self) -> None:
        """Make the records' sets those staged: what is named no more goes, what is new comes."""
        for name, one in self.fields.items():
            parts = {
                "through": _quoted(one.remote_field.through._meta.db_table),
                "here": _quoted(one.m2m_column_name()),
                "there": _quoted(one.m2m_reverse_name()),
            }
            self._run(
                "DELETE FROM $through WHERE $here IN (SELECT zx_target FROM zx_staged) AND NOT EXISTS"
                " ($wanted AND mine.zx_target = $through.$here AND named.zx_other = $through.$there)",
                [name],
                **parts,
            )
            self._run(
                "INSERT INTO $through ($here, $there) $wanted AND NOT EXISTS (SELECT 1 FROM $through"
                " AS old WHERE old.$here = mine.zx_target AND old.$there = named.zx_other)",
                [name],
                **parts,
            )

    def _run(self, statement: str, values: Sequence[Any] = (), **parts: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(Template(statement).substitute(parts, wanted=_WANTED), values)


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def in_words(one: Any, kept: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(kept text, what its records are called), for those given; one question for all of them."""
    texts = list(dict.fromkeys(kept))
    keys = {key for text in texts for key in numbers(text)}
    known = one.related_model._base_manager.in_bulk(list(keys)) if keys else {}
    for text in texts:
        yield text, "、".join(str(known.get(key, f"#{key}")) for key in numbers(text))
