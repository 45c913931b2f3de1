"""One file that holds the whole installation, and the way back from it.

In it: the database, consistent at one moment while people work, every stored file and the lake. Not in it:
the secret key (who finds a backup must not be able to forge a session) and what can be made anew.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from zhenxing import __version__
from zhenxing.web.operations import archive, tables
from zhenxing.web.operations.archive import BackupError, Manifest

_DATABASES = {"sqlite": "database.sqlite3", "pg_dump": "database.dump", "json": "database.json"}
#: made anew by `migrate`, so a JSON copy must not bring its own
_MADE_BY_MIGRATE = ("contenttypes", "auth.permission", "sessions.session")


def back_up(target: Path, now: datetime) -> tuple[Path, Manifest]:
    """Write a backup to `target` (a file, or a folder that gets a file named by the moment).

    Raises BackupError when it cannot be written; what stood at `target` before stays until it is done.
    """
    target = target / f"zhenxing-{now:%Y%m%d-%H%M%S}.zip" if target.is_dir() else target
    try:
        with tempfile.TemporaryDirectory() as scratch, archive.writing(target) as out:
            kind, copy = _copy_database(Path(scratch))
            out.add(copy, _DATABASES[kind])
            for path, name in _stored_files():
                out.add(path, name)
            manifest = Manifest(now.isoformat(), __version__, kind, dict(out.members))
            out.close(manifest)
    except OSError as problem:
        raise BackupError(f"备份写不进 {target}：{problem.strerror or problem}") from problem
    return target, manifest


def restore(source: Path, *, force: bool = False) -> Manifest:
    """Put database and files back as they were; an older database is brought up to this version.

    Everything in the backup is verified before anything here is touched. Raises BackupError when
    the backup is not sound, is for another kind of database, or would replace data without `force`.
    """
    with archive.reading(source) as (content, manifest), tempfile.TemporaryDirectory() as scratch:
        archive.verify(content, manifest)
        _refuse_other_database(manifest.database)
        if not force and in_use():
            raise BackupError("这里已有数据。确认要用备份替换，请加 --force（建议先备份现有数据）。")
        copy = Path(scratch) / _DATABASES[manifest.database]
        archive.extract(content, copy.name, copy)
        with _files_replaced(content, manifest):
            _RESTORE[manifest.database](copy)
            call_command("migrate", interactive=False, verbosity=0)
    return manifest


def in_use() -> bool:
    """Does this installation hold anything a restore would replace?"""
    from django.contrib.auth import get_user_model

    users = get_user_model()
    migrated = users._meta.db_table in connection.introspection.table_names()
    return (migrated and users._default_manager.exists()) or any(True for _ in _stored_files())


# --- the database ------------------------------------------------------------------------------------


def _copy_database(folder: Path) -> tuple[str, Path]:
    if connection.vendor == "sqlite":
        target = folder / _DATABASES["sqlite"]
        _copy_sqlite(Path(connection.settings_dict["NAME"]), target)
        return "sqlite", target
    if shutil.which("pg_dump"):
        target = folder / _DATABASES["pg_dump"]
        _postgres("pg_dump", "--format=custom", f"--file={target}")
        return "pg_dump", target
    target = folder / _DATABASES["json"]
    call_command("dumpdata", exclude=_MADE_BY_MIGRATE, output=str(target), verbosity=0)
    return "json", target


def _copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own online copy: one moment, whatever is being written meanwhile."""
    if not source.is_file():
        raise BackupError(f"没有找到数据库：{source}")
    with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target)) as copy:
        origin.backup(copy)


def _refuse_other_database(kind: str) -> None:
    if kind not in _DATABASES:
        raise BackupError(f"不认识备份里的数据库格式：{kind}")
    if (kind == "sqlite") != (connection.vendor == "sqlite"):
        raise BackupError("备份与本机用的不是同一种数据库(SQLite / PostgreSQL)，不能直接恢复。")


def _restore_sqlite(copy: Path) -> None:
    """Into the living file in one transaction, so that who reads meanwhile sees before or after."""
    with closing(sqlite3.connect(copy)) as origin:
        if origin.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupError("备份里的数据库没有通过完整性检查，未作任何改动。")
        path = Path(connection.settings_dict["NAME"])
        path.parent.mkdir(parents=True, exist_ok=True)
        connection.close()
        with closing(sqlite3.connect(path, timeout=30)) as target:
            origin.backup(target)


def _restore_dump(copy: Path) -> None:
    database = connection.settings_dict["NAME"]
    how = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
    _postgres("pg_restore", *how, f"--dbname={database}", str(copy))


def _restore_json(copy: Path) -> None:
    tables.bring_up()  # an empty server has none yet
    call_command("flush", interactive=False, verbosity=0)
    call_command("loaddata", str(copy), verbosity=0)


_RESTORE = {"sqlite": _restore_sqlite, "pg_dump": _restore_dump, "json": _restore_json}


def _postgres(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database; the password goes by the environment."""
    where = shutil.which(program)
    if where is None:
        raise BackupError(f"没有找到 {program}。Debian/Ubuntu 请先执行：apt-get install postgresql-client")
    connection.close()
    done = subprocess.run(  # noqa: S603 - our own command line, no shell
        [where, *arguments], env=_postgres_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupError(f"{program} 失败：{done.stderr.strip()[-500:]}")


def _postgres_environment() -> dict[str, str]:
    given = connection.settings_dict
    named = {f"PG{key}": given.get(key) for key in ("HOST", "PORT", "USER", "PASSWORD")}
    named["PGDATABASE"] = given["NAME"]
    return {**os.environ, **{name: str(value) for name, value in named.items() if value}}


# --- the stored files and the lake -------------------------------------------------------------------


def _folders() -> dict[str, Path]:
    """The folders of a backup by the name they have in it."""
    return {"files/": Path(settings.MEDIA_ROOT), "lake/": Path(settings.LAKE_ROOT)}


def _stored_files() -> Iterator[tuple[Path, str]]:
    """Each stored file and its name in the archive."""
    for prefix, root in _folders().items():
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.name.startswith("."):  # a hidden one is still being written
                yield path, prefix + path.relative_to(root).as_posix()


@contextmanager
def _files_replaced(content: zipfile.ZipFile, manifest: Manifest) -> Iterator[None]:
    """The backup's files in place of ours while the block runs; ours come back if it fails."""
    with ExitStack() as folders:
        for prefix, root in _folders().items():
            names = [name for name in manifest.members if name.startswith(prefix)]
            folders.enter_context(
                _folder_replaced(content, root, {name.removeprefix(prefix): name for name in names})
            )
        yield


@contextmanager
def _folder_replaced(content: zipfile.ZipFile, root: Path, names: Mapping[str, str]) -> Iterator[None]:
    """One folder; `names` says which member each of its files is."""
    fresh, before = root.with_name(f"{root.name}.restoring"), root.with_name(f"{root.name}.before-restore")
    if before.is_dir() and not root.exists():  # an earlier restore was cut off between its two steps
        before.rename(root)
    for folder in (fresh, before):
        shutil.rmtree(folder, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, member in names.items():
        path = fresh / name
        archive.extract(content, member, path)
        path.chmod(0o400)  # as the store keeps them: write once
    if root.exists():
        root.rename(before)
    fresh.rename(root)
    try:
        yield
    except BaseException:
        shutil.rmtree(root)
        if before.exists():
            before.rename(root)
        raise
    shutil.rmtree(before, ignore_errors=True)
