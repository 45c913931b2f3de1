"""What a workbook's archive may hold, looked at before a reader spends memory on it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Final

from zhenxing.intake.archive import check_entries, opened, read_entry
from zhenxing.intake.limits import MB, Limits
from zhenxing.intake.workbooks.refusals import refused, too_many
from zhenxing.intake.workbooks.sheets import MOST_CELLS, MOST_TEXTS

_HEAD: Final = 4096
#: XML of a workbook opens its root within the first bytes; what hides it further down means no good
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT: Final = re.compile(rb"<[A-Za-z]")
#: parts below this size, or packed less densely than this, hold no more cells than they seem to
_LARGE: Final = 8 * MB
_DENSE: Final = 20
_BLOCK: Final = 1 * MB


def check_archive(data: bytes, limits: Limits) -> None:
    """Raises `unsafe`, `encrypted`, `damaged`, `too_many_texts` or `too_many_cells`."""
    with opened(data) as archive:
        entries = archive.infolist()
        check_entries(entries, limits)
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                _check_head(archive, entry)
        for entry in entries:
            _check_count(archive, entry)


def _check_head(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """No document type, hence no entities, in any part."""
    head = _start(archive, entry.filename)
    if head and (_DOCTYPE.search(head) or not _ROOT.search(head)):
        raise refused("unsafe", entry.filename, what="XML 实体定义", what_en="XML entity definitions")


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size <= _HEAD:
        return read_entry(archive, name)
    return next(_blocks(archive, name, _HEAD))


def _check_count(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Count what a part holds where its size or its density makes that worth the time."""
    if entry.file_size < _LARGE:
        return
    if entry.filename.endswith("sharedStrings.xml"):
        _count(archive, entry, (b"<si>", b"<si ", b"<si/"), MOST_TEXTS, "too_many_texts")
    elif "worksheets/" in entry.filename and entry.file_size > _DENSE * max(entry.compress_size, 1):
        _count(archive, entry, (b"<c>", b"<c ", b"<c/"), MOST_CELLS, "too_many_cells")


def _count(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, marks: tuple[bytes, ...], limit: int, code: str
) -> None:
    found = 0
    for block in _blocks(archive, entry.filename, _BLOCK):
        found += sum(map(block.count, marks))
        if found > limit:
            raise too_many(code, limit, entry.filename)


def _blocks(archive: zipfile.ZipFile, name: str, size: int) -> Iterator[bytes]:
    with archive.open(name) as part:
        while block := part.read(size):
            yield block
