"""A look at a zip's directory before anything is unpacked."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import Final

from zhenxing.intake.errors import refusal
from zhenxing.intake.limits import LIMITS, Limits

_ENCRYPTED_FLAG: Final = 0x1
#: what zipfile and the unpackers under it raise for broken archives (RuntimeError: a password)
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
)
_MANIFEST: Final = "META-INF/manifest.xml"
_OPENDOCUMENT: Final = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "presentation",
}


def zip_kind(data: bytes, limits: Limits = LIMITS) -> str:
    """A key of `KINDS`, or the code of the refusal that fits; raises when the zip is dangerous."""
    with opened(data) as archive:
        entries = archive.infolist()
        check_entries(entries, limits)
        names = {entry.filename for entry in entries}
        if "mimetype" in names:
            _refuse_locked(archive, names)
            return _OPENDOCUMENT.get(_head(archive, "mimetype"), "archive")
    return _by_names(names)


def check_entries(entries: list[zipfile.ZipInfo], limits: Limits = LIMITS) -> None:
    """Refuse too many entries, too much or too densely packed content, overlaps and encryption."""
    if len(entries) > limits.zip_entries:
        raise refusal("unsafe", what="压缩条目过多", what_en="too many packed parts")
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise refusal("encrypted")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.zip_bytes or any(_too_dense(entry, limits) for entry in entries):
        raise refusal("unsafe", what="展开后异常庞大", what_en="it unpacks to an abnormal size")
    if _overlap(entries):
        raise refusal("unsafe", what="压缩条目互相重叠", what_en="packed parts overlap")


def _refuse_locked(archive: zipfile.ZipFile, names: set[str]) -> None:
    """OpenDocument encrypts its parts by itself; the manifest names the cipher of each."""
    if _MANIFEST in names and b"encryption-data" in read_entry(archive, _MANIFEST):
        raise refusal("encrypted")


def read_entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes; zipfile never gives more than the directory declares. Raises `damaged`."""
    try:
        return archive.read(name)
    except _BROKEN as error:
        raise refusal("damaged", detail=f"{name}: {error}") from error


def opened(data: bytes) -> zipfile.ZipFile:
    """A zip from bytes; raises `damaged`."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise refusal("damaged", detail=str(error)) from error


def _too_dense(entry: zipfile.ZipInfo, limits: Limits) -> bool:
    large = entry.file_size > limits.zip_ratio_from
    return large and entry.file_size > limits.zip_ratio * max(entry.compress_size, 1)


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Entries that share bytes make a small file unpack to a huge one whatever their ratio."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + entry.compress_size
    return False


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    small = archive.getinfo(name).file_size <= 100
    return read_entry(archive, name).strip() if small else b""


def _by_names(names: set[str]) -> str:
    if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        return "presentation"
    return "ofd" if any(name.lower() in ("ofd.xml", "/ofd.xml") for name in names) else "archive"
