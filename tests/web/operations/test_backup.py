"""A backup taken from one installation makes another one the same, or touches nothing.

Each case runs the commands themselves in a folder of its own, as an administrator would.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from installation import FILE, Installation

LAKE = "lake/registry/enterprises/as_of=2025-01-01/part-0.parquet"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one account and one stored file, to be copied."""
    office = Installation(tmp_path_factory.mktemp("made") / "office")
    done = office.make_tables()
    assert done.returncode == 0, done.stderr
    office.add_user("first")
    office.file.parent.mkdir(parents=True)
    office.file.write_bytes("演示数据".encode())
    (office.home / "files/.incoming-x").write_bytes(b"half a file")
    (office.home / LAKE).parent.mkdir(parents=True)
    (office.home / LAKE).write_bytes(b"PAR1")
    return office.home


@pytest.fixture
def office(made_once: Path, tmp_path: Path) -> Installation:
    return Installation(Path(shutil.copytree(made_once, tmp_path / "office")))


def test_a_round_trip_brings_everything_back(office: Installation, tmp_path: Path) -> None:
    target = tmp_path / "b.zip"
    done = office.zhenxing("backup", str(target))
    assert done.returncode == 0, done.stderr
    assert "3 个文件" in done.stdout
    assert "secret-key" not in str(zipfile.ZipFile(target).namelist())

    other = Installation(tmp_path / "other")
    done = other.zhenxing("restore", str(target))
    assert done.returncode == 0, done.stderr
    assert other.users() == ["first"]
    assert other.file.read_bytes() == office.file.read_bytes()
    assert (other.home / LAKE).read_bytes() == b"PAR1"
    assert not (other.home / "files/.incoming-x").exists()
    assert other.zhenxing("doctor", "--deep").returncode == 1  # static files are made, not restored
    assert other.run("zhenxing.web.operations.prepare").returncode == 0
    drill = other.zhenxing("doctor", "--deep")
    assert drill.returncode == 0, drill.stdout


@pytest.mark.drill
def test_a_restore_does_not_replace_without_being_told_to(office: Installation, tmp_path: Path) -> None:
    target = tmp_path / "b.zip"
    office.zhenxing("backup", str(target))
    office.add_user("second")
    office.file.write_bytes(b"changed since")

    done = office.zhenxing("restore", str(target))
    assert done.returncode == 1
    assert "--force" in done.stderr
    assert office.users() == ["first", "second"]

    done = office.zhenxing("restore", "--force", str(target))
    assert done.returncode == 0, done.stderr
    assert office.users() == ["first"]
    assert office.file.read_bytes() == "演示数据".encode()
    assert not list(office.home.glob("files.*")) and not list(office.home.glob("lake.*"))


@pytest.mark.drill
def test_a_backup_with_a_changed_byte_touches_nothing(office: Installation, tmp_path: Path) -> None:
    good, bad = tmp_path / "b.zip", tmp_path / "bad.zip"
    office.zhenxing("backup", str(good))
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"other" if name.startswith("files/") else old.read(name))
    office.add_user("second")
    done = office.zhenxing("restore", "--force", str(bad))
    assert done.returncode == 1
    assert "校验值不符" in done.stderr
    assert office.users() == ["first", "second"]
    assert office.file.read_bytes() == "演示数据".encode()


@pytest.mark.drill
def test_a_database_that_is_not_one_brings_the_files_back(office: Installation, tmp_path: Path) -> None:
    """The files are swapped before the database; when that fails they come back."""
    from zhenxing.web.operations import archive
    from zhenxing.web.operations.archive import Manifest

    bad, scrap = tmp_path / "bad.zip", tmp_path / "scrap"
    scrap.write_bytes(b"not a database, though its hash is right")
    with archive.writing(bad) as out:
        out.add(scrap, "database.sqlite3")
        out.add(scrap, f"files/{FILE}")
        out.close(Manifest("2025-01-01T00:00:00+08:00", "0.1", "sqlite", dict(out.members)))
    done = office.zhenxing("restore", "--force", str(bad))
    assert done.returncode == 1
    assert office.users() == ["first"]
    assert office.file.read_bytes() == "演示数据".encode()


@pytest.mark.drill
def test_a_restore_cut_off_between_its_two_steps_loses_no_file(office: Installation, tmp_path: Path) -> None:
    target = tmp_path / "b.zip"
    office.zhenxing("backup", str(target))
    (office.home / "files").rename(office.home / "files.before-restore")
    done = office.zhenxing("restore", "--force", str(target))
    assert done.returncode == 0, done.stderr
    assert office.file.read_bytes() == "演示数据".encode()


@pytest.mark.drill
def test_a_folder_gets_a_file_named_by_the_moment(office: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "备份 disk"
    folder.mkdir()
    assert office.zhenxing("backup", str(folder)).returncode == 0
    assert [path.suffix for path in folder.glob("zhenxing-20*")] == [".zip"]


@pytest.mark.drill
def test_where_nothing_can_be_written_the_command_says_so(office: Installation, tmp_path: Path) -> None:
    done = office.zhenxing("backup", str(tmp_path / "no such folder/b.zip"))
    assert done.returncode == 3
    assert "写不进" in done.stderr


@pytest.mark.drill
def test_an_empty_installation_has_nothing_to_back_up(tmp_path: Path) -> None:
    done = Installation(tmp_path / "empty").zhenxing("backup", str(tmp_path / "b.zip"))
    assert done.returncode == 3
    assert "没有找到数据库" in done.stderr
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.drill
@pytest.mark.parametrize(("kind", "says"), [("json", "同一种数据库"), ("oracle", "不认识")])
def test_a_backup_of_another_database_is_refused(tmp_path: Path, kind: str, says: str) -> None:
    target = tmp_path / "b.zip"
    manifest = {"made_at": "", "version": "", "database": kind, "members": {}, "format": 1}
    with zipfile.ZipFile(target, "w") as content:
        content.writestr("manifest.json", json.dumps(manifest))
    done = Installation(tmp_path / "home").zhenxing("restore", str(target))
    assert done.returncode == 1
    assert says in done.stderr
