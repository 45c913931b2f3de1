"""On a database server: `pg_dump` where it is, JSON where it is not; both bring everything back."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from installation import Installation
from zhenxing.web.operations import backup
from zhenxing.web.operations.archive import BackupError


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Two empty databases on the suite's own server, as environments."""
    import psycopg

    url = urlsplit(os.environ["ZHENXING_DATABASE_URL"])
    names = [f"backup_{os.getpid()}_{number}" for number in (1, 2)]
    with psycopg.connect(os.environ["ZHENXING_DATABASE_URL"], autocommit=True) as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE {name}")
        one, two = ({"ZHENXING_DATABASE_URL": url._replace(path=f"/{name}").geturl()} for name in names)
        yield one, two
        for name in names:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["pg_dump", "json"])
def test_a_round_trip_between_two_databases(
    servers: tuple[dict[str, str], dict[str, str]], tmp_path: Path, kind: str
) -> None:
    first, second = servers
    path = {"PATH": ""} if kind == "json" else {}
    office, other = Installation(tmp_path / "one"), Installation(tmp_path / "two")
    secret = tmp_path / "password"
    secret.write_text("long-enough-谷雨", encoding="utf-8")
    account = ("createuser", "first", "--name", "甲", "--role", "system_administrator")
    assert office.make_tables(**first).returncode == 0
    for command in (
        ("zhenxing.cli", *account, "--password-file", str(secret)),
        ("zhenxing.cli", "backup", str(tmp_path / "b.zip")),
    ):
        done = office.run(*command, **first, **path)
        assert done.returncode == 0, done.stderr
    copy = {"pg_dump": "database.dump", "json": "database.json"}[kind]
    assert copy in zipfile.ZipFile(tmp_path / "b.zip").namelist()

    done = other.run("zhenxing.cli", "restore", str(tmp_path / "b.zip"), **second, **path)
    assert done.returncode == 0, done.stderr
    again = other.run("zhenxing.cli", *account, "--password-file", str(secret), **second)
    assert again.returncode == 2, "the account is there already"
    assert other.run("zhenxing.cli", "restore", str(tmp_path / "b.zip"), **second, **path).returncode == 1


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A connection that looks like PostgreSQL's; nothing listens there."""
    given = {"HOST": "127.0.0.1", "PORT": "5433", "USER": "zx", "PASSWORD": "s3", "NAME": "zx", "ENGINE": ""}

    class Connection:
        vendor = "postgresql"
        settings_dict = given

        def close(self) -> None: ...

    monkeypatch.setattr(backup, "connection", Connection())
    return given


def program(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_the_password_goes_by_the_environment(
    server: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "$PGHOST $PGPORT $PGUSER $PGDATABASE $PGPASSWORD $*"
    script = f'for a in "$@"; do case $a in --file=*) echo "{words}" >"${{a#--file=}}";; esac; done'
    program(tmp_path, "pg_dump", script, monkeypatch)
    kind, copy = backup._copy_database(tmp_path)
    said = copy.read_text().split()
    assert kind == "pg_dump"
    assert said[:5] == ["127.0.0.1", "5433", "zx", "zx", "s3"]
    assert "s3" not in said[5:]


def test_what_the_program_complains_of_is_passed_on(
    server: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "pg_restore", "echo 'no such database' >&2; exit 1", monkeypatch)
    with pytest.raises(BackupError, match="no such database"):
        backup._restore_dump(tmp_path / "x")


def test_without_the_program_the_message_says_what_to_install(
    server: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="postgresql-client"):
        backup._restore_dump(tmp_path / "x")


def test_without_pg_dump_the_copy_is_json(
    server: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[Any, ...]] = []
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(backup, "call_command", lambda *words, **options: called.append((words, options)))
    monkeypatch.setattr(backup.tables, "bring_up", lambda: called.append((("tables",), {})))
    assert backup._copy_database(tmp_path) == ("json", tmp_path / "database.json")
    backup._restore_json(tmp_path / "database.json")
    assert [words[0] for words, _options in called] == ["dumpdata", "tables", "flush", "loaddata"]


def test_a_sqlite_backup_does_not_go_into_a_server(server: dict[str, Any]) -> None:
    with pytest.raises(BackupError, match="同一种数据库"):
        backup._refuse_other_database("sqlite")
    backup._refuse_other_database("pg_dump")
    backup._refuse_other_database("json")
