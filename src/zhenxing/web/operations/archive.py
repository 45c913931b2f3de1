"""The backup file: one zip with a manifest that names every member's size and SHA-256."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

MANIFEST = "manifest.json"
FORMAT = 1
_CHUNK = 1 << 20


class BackupError(Exception):
    """A backup that cannot be made, trusted or restored; the message says why, for the officer."""


@dataclass(frozen=True)
class Member:
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `database` is `sqlite`, `pg_dump` or `json`; `made_at` is ISO, with its zone."""

    made_at: str
    version: str
    database: str
    members: Mapping[str, Member]
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Raises BackupError when the text is no manifest this version reads."""
        try:
            data: dict[str, Any] = json.loads(text)
            if data["format"] != FORMAT:
                raise BackupError(f"备份的格式版本是 {data['format']}，本程序只认识 {FORMAT}。")
            members = {name: Member(**member) for name, member in data["members"].items()}
            return cls(data["made_at"], data["version"], data["database"], members)
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise BackupError("备份里的清单(manifest.json)读不出来，文件可能已损坏。") from problem


class Writer:
    """Adds files to the archive, hashing them as they pass."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, Member] = {}

    def add(self, path: Path, name: str) -> None:
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as source, self._archive.open(name, "w", force_zip64=True) as target:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
        self.members[name] = Member(size, digest.hexdigest())

    def close(self, manifest: Manifest) -> None:
        self._archive.writestr(MANIFEST, manifest.to_json())


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """A writer whose file appears under its name only when all of it is on disk."""
    partial = target.with_name(target.name + ".partial")
    try:
        with partial.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def reading(source: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive and its manifest. Raises BackupError when the file is no backup."""
    try:
        archive = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as problem:
        raise BackupError(f"{source} 不是备份文件，或已损坏。") from problem
    with archive:
        if MANIFEST not in archive.namelist():
            raise BackupError(f"{source} 里没有清单(manifest.json)，不是镇兴的备份。")
        yield archive, Manifest.from_json(archive.read(MANIFEST))


def verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Raises BackupError unless every member is there, whole, unaltered, and nothing else is."""
    names = set(archive.namelist()) - {MANIFEST}
    if names != set(manifest.members):
        odd = "、".join(sorted(names ^ set(manifest.members))[:5])
        raise BackupError(f"备份里的文件与清单不符：{odd}")
    for name, member in manifest.members.items():
        _refuse_unsafe(name)
        if _measure(archive, name) != member:
            raise BackupError(f"备份里的 {name} 与清单的校验值不符，文件已损坏或被改动。")


def extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    """Write one verified member to a path, making its folders."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, _CHUNK)


def _measure(archive: zipfile.ZipFile, name: str) -> Member:
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as file:
            while chunk := _read(file):
                digest.update(chunk)
                size += len(chunk)
    except zipfile.BadZipFile as problem:
        raise BackupError(f"备份里的 {name} 已损坏。") from problem
    return Member(size, digest.hexdigest())


def _read(file: IO[bytes]) -> bytes:
    return file.read(_CHUNK)


def _refuse_unsafe(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise BackupError(f"备份里有不安全的路径：{name}")
