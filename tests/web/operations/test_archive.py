"""A backup file is whole, names what it holds, and is not believed when it was touched."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from zhenxing.web.operations import archive
from zhenxing.web.operations.archive import BackupError, Manifest, Member


def write(target: Path, files: dict[str, bytes]) -> None:
    source = target.with_suffix(".source")
    with archive.writing(target) as out:
        for name, content in files.items():
            source.write_bytes(content)
            out.add(source, name)
        out.close(Manifest("2025-01-01T08:00:00+08:00", "0.1", "sqlite", dict(out.members)))
    source.unlink()


def altered(path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    target = path.with_name("altered.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return target


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    path = tmp_path / "b.zip"
    write(path, {"database.sqlite3": b"rows", "files/甲": b"text" * 1000})
    return path


def check(path: Path) -> Manifest:
    with archive.reading(path) as (content, manifest):
        archive.verify(content, manifest)
        return manifest


def test_what_was_written_is_verified_and_read_back(backup: Path, tmp_path: Path) -> None:
    assert check(backup).members["files/甲"].size == 4000
    with archive.reading(backup) as (content, _manifest):
        archive.extract(content, "files/甲", tmp_path / "deep/er/甲")
    assert (tmp_path / "deep/er/甲").read_bytes() == b"text" * 1000


def test_a_write_that_fails_leaves_what_stood_there(backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(FileNotFoundError), archive.writing(backup) as out:
        out.add(backup.with_name("missing"), "x")
    assert backup.read_bytes() == before
    assert list(backup.parent.iterdir()) == [backup]


def test_a_changed_byte_is_seen(backup: Path) -> None:
    bad = altered(backup, lambda name, data: (name, data.replace(b"rows", b"raws")))
    with pytest.raises(BackupError, match=r"database\.sqlite3"):
        check(bad)


def test_a_missing_member_is_seen(backup: Path) -> None:
    bad = altered(backup, lambda name, data: (name.replace("files/甲", "files/乙"), data))
    with pytest.raises(BackupError, match="清单不符"):
        check(bad)


@pytest.mark.parametrize("name", ["/etc/x", "files/../../x", "files\\..\\x"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as content:
        content.writestr(name, b"")
        stored = content.namelist()[0]
    manifest = Manifest("", "", "sqlite", {stored: Member(0, "")})
    with zipfile.ZipFile(tmp_path / "b.zip") as content, pytest.raises(BackupError, match="不安全"):
        archive.verify(content, manifest)


def test_a_cut_off_file_is_no_backup(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-30])
    with pytest.raises(BackupError, match="不是备份文件"):
        check(backup)


def test_a_damaged_member_is_seen(backup: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[data.index(b"database.sqlite3") + 16 + 20] ^= 0xFF
    backup.write_bytes(data)
    with pytest.raises(BackupError):
        check(backup)


def test_another_zip_is_no_backup(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as content:
        content.writestr("a.txt", b"")
    with pytest.raises(BackupError, match=r"manifest\.json"):
        check(tmp_path / "b.zip")


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"format": 1, "members": {"a": {}}}', b"\xff"])
def test_a_broken_manifest_is_said_to_be_broken(text: bytes) -> None:
    with pytest.raises(BackupError, match="读不出来"):
        Manifest.from_json(text)


def test_a_later_format_is_not_guessed_at() -> None:
    with pytest.raises(BackupError, match="格式版本是 2"):
        Manifest.from_json(json.dumps({"format": 2}).encode())
