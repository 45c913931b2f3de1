"""An empty database gets from the models what its migrations would have made, or nothing at all."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from installation import Installation
from zhenxing.web.operations import tables


def shape(database: Path) -> dict[str, Any]:
    """Every table with its columns, keys, indexes and checks, in no order."""
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {name: table(connection, name) for name in names}


def table(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    made = connection.execute("SELECT sql FROM sqlite_master WHERE name=?", [name]).fetchone()[0]
    return {
        "columns": {row[1:] for row in connection.execute(f"PRAGMA table_info({name})")},
        "keys": {row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")},
        "indexes": {index(connection, row) for row in connection.execute(f"PRAGMA index_list({name})")},
        "checks": made.count(" CHECK "),
    }


def index(connection: sqlite3.Connection, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """One index: its name where somebody gave it one, whether it is unique, partial, and over what."""
    _number, name, unique, origin, partial = row
    columns = tuple(column for *_rest, column in connection.execute(f"PRAGMA index_info({name})"))
    made = connection.execute("SELECT sql FROM sqlite_master WHERE name=?", [name]).fetchone()[0] or ""
    return (name if origin == "c" else "", unique, partial, columns, made.partition(" WHERE ")[2])


@pytest.mark.drill
def test_both_ways_lead_to_the_same_tables(tmp_path: Path) -> None:
    migrated, built = Installation(tmp_path / "migrated"), Installation(tmp_path / "built")
    assert migrated.run("django", "migrate", "--verbosity=0").returncode == 0
    assert built.run("zhenxing.web.operations.prepare").returncode == 0
    expected, found = (shape(office.home / "zhenxing.sqlite3") for office in (migrated, built))
    assert set(found) == set(expected)
    for name, about in expected.items():
        assert found[name] == about, name
    assert built.run("django", "migrate", "--check").returncode == 0


def test_a_database_with_tables_is_migrated(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    done: list[Any] = []
    monkeypatch.setattr(tables, "call_command", lambda *args, **kwargs: done.append(args))
    monkeypatch.setattr(tables, "build", lambda: done.append("build"))
    tables.bring_up()
    assert done == [("migrate",)]


def test_cut_off_before_the_end_nothing_is_there(tmp_path: Path) -> None:
    office = Installation(tmp_path)
    program = (
        "from zhenxing.web.operations.bootstrap import start_django; start_django()\n"
        "from zhenxing.web.operations import tables\n"
        "tables._note_all_migrations = lambda: 1 / 0\n"
        "tables.bring_up()\n"
    )
    (tmp_path / "cut.py").write_text(program, encoding="utf-8")
    done = office.run("cut", PYTHONPATH=os.pathsep.join([str(tmp_path), *sys.path]))
    assert "ZeroDivisionError" in done.stderr
    assert shape(tmp_path / "zhenxing.sqlite3") == {}
