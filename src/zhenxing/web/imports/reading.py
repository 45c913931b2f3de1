"""The workbook of an import, read: what the upload has read already the job need not read again."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from zhenxing.intake.workbooks import Workbook, read_workbook
from zhenxing.intake.workbooks.sheets import packed, unpacked
from zhenxing.web.imports.models import Import
from zhenxing.web.imports.store import FILES

_HEADER = b"zhenxing workbook 1\n"


def remember(data: bytes, workbook: Workbook) -> None:
    """Keep what was read of a file until it has been checked; a site that loses it reads anew."""
    path = _path(hashlib.sha256(data).hexdigest(), workbook.name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(_HEADER + workbook.kind.encode() + b"\n" + packed(workbook.sheets, workbook.notes))
    Path(temporary).replace(path)


def workbook_of(brought: Import) -> Workbook:
    """The import's workbook. Raises `IntakeError` when it cannot be read."""
    path = _path(brought.sha256, brought.file_name)
    if path.is_file():
        data = path.read_bytes()
        if data.startswith(_HEADER):
            kind, _newline, rest = data[len(_HEADER) :].partition(b"\n")
            sheets, notes = unpacked(rest)
            return Workbook(brought.file_name, kind.decode(), sheets, notes)
    return read_workbook(FILES.read(brought.sha256), brought.file_name)


def forget(brought: Import) -> None:
    """The check is done: its result stands, and the file itself."""
    _path(brought.sha256, brought.file_name).unlink(missing_ok=True)


def _path(sha256: str, name: str) -> Path:
    """How a file is read depends on its bytes and on its name."""
    named = hashlib.sha256(f"{sha256} {name[:255]}".encode()).hexdigest()
    return Path(settings.ZHENXING_HOME) / "cache" / "workbooks" / named
