"""Which files are taken as proofs, told by their bytes, never by their names. Pure."""

from __future__ import annotations

import io
import zipfile

MOST_BYTES = 20 * 1024 * 1024
PDF, JPEG, PNG, WEBP, HEIC = "application/pdf", "image/jpeg", "image/png", "image/webp", "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFD = "application/ofd"

#: what a browser shows by itself without running anything
SHOWN = frozenset((PDF, JPEG, PNG, WEBP))
PICTURES = frozenset((JPEG, PNG, WEBP))
_STARTS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_HEIC_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"))
#: the part that makes an archive a document of its kind
_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("OFD.xml", OFD))
_OLE = b"\xd0\xcf\x11\xe0"


class Refused(ValueError):  # noqa: N818 - an answer to whoever sent it, not a fault of the program
    """A file that is not taken; the message says why and what to do."""


def media_type(data: bytes) -> str:
    """What a file is. Raises `Refused` when it is empty, too big, or of a kind that proves nothing."""
    if not data:
        raise Refused("文件是空的，没有任何内容。请确认选对了文件。")
    if len(data) > MOST_BYTES:
        raise Refused("文件超过 20 MB。请压缩照片或扫描件，或者分成几份上传。")
    for start, found in _STARTS:
        if data.startswith(start):
            return found
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return HEIC
    if data.startswith(b"PK\x03\x04"):
        return _of_archive(data)
    if data.startswith(_OLE):
        raise Refused("这是旧版 Word、Excel 或 WPS 文件。请另存为 docx、xlsx 或 PDF 后上传。")
    raise Refused(
        "不认识这种文件。请上传照片（JPG、PNG、WebP、HEIC）、PDF、OFD、Word（docx）或 Excel（xlsx）。"
    )


def _of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except zipfile.BadZipFile:
        raise Refused("文件已经损坏，打不开。请重新导出或另存后上传。") from None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("文件里带有宏。请另存为不带宏的 docx、xlsx 或 PDF 后上传。")
    for part, found in _PARTS:
        if part in names:
            return found
    raise Refused("压缩包不能作为佐证。请解压后逐个上传照片、PDF 或文档。")
