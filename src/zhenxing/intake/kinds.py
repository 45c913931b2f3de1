"""What a file is, by its first bytes and its insides; its name is only a hint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from zhenxing.intake.archive import zip_kind
from zhenxing.intake.errors import refusal


@dataclass(frozen=True)
class Kind:
    """A readable kind of file: who reads it, and what it is called."""

    key: str
    media_type: str
    chinese: str
    english: str
    extensions: tuple[str, ...]
    #: plain text is read here; everything else in a limited child process
    in_child: bool = True
    #: what LibreOffice must make of it first
    converts_to: str = ""


_OPENXML: Final = "application/vnd.openxmlformats-officedocument"
KINDS: Final[dict[str, Kind]] = {
    kind.key: kind
    for kind in (
        Kind("text", "text/plain", "纯文本", "Plain text", (".txt", ".text", ".md", ".csv"), in_child=False),
        Kind("html", "text/html", "网页", "A web page", (".html", ".htm", ".shtml", ".xhtml", ".jsp")),
        Kind("mhtml", "multipart/related", "单文件网页", "A web archive", (".mht", ".mhtml")),
        Kind("docx", f"{_OPENXML}.wordprocessingml.document", "Word 文件", "A Word file", (".docx", ".docm")),
        Kind("pdf", "application/pdf", "PDF 文件", "A PDF file", (".pdf",)),
        Kind("ofd", "application/ofd", "OFD 文件", "An OFD file", (".ofd",)),
        Kind("doc", "application/msword", "旧版 Word/WPS 文件", "An old Word or WPS file",
             (".doc", ".wps", ".dot", ".wpt"), converts_to="docx"),
        Kind("rtf", "application/rtf", "RTF 文件", "An RTF file", (".rtf", ".doc"), converts_to="docx"),
        Kind("odt", "application/vnd.oasis.opendocument.text", "ODT 文件", "An ODT file", (".odt",),
             converts_to="docx"),
        Kind("xls", "application/vnd.ms-excel", "旧版 Excel/WPS 表格", "An old Excel or WPS sheet",
             (".xls", ".et", ".xlt", ".ett"), converts_to="html"),
        Kind("xlsx", f"{_OPENXML}.spreadsheetml.sheet", "Excel 表格", "An Excel sheet", (".xlsx", ".xlsm"),
             converts_to="html"),
        Kind("ods", "application/vnd.oasis.opendocument.spreadsheet", "ODS 表格", "An ODS sheet", (".ods",),
             converts_to="html"),
    )
}  # fmt: skip
_KNOWN: Final = {extension for kind in KINDS.values() for extension in kind.extensions}

_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0")
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MARKUP: Final = re.compile(rb"(?i)<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s)")
_ANY_TAG: Final = re.compile(rb"(?i)<(?:p|div|table|span|br|font|h[1-6])[\s>/]")


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file; raises `IntakeError` for what cannot be read, by what it is."""
    if not data:
        raise refusal("empty")
    head = data[:4096]
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip(data)
    if data.startswith(_OLE2):
        return _ole2(data, name)
    if b"%PDF-" in head[:1024]:
        return KINDS["pdf"]
    if head.startswith(b"{\\rtf"):
        return KINDS["rtf"]
    _refuse_others(head)
    return _text(head, name)


def mismatch(kind: Kind, name: str) -> str:
    """A note when the name promises another kind than the bytes hold, else an empty text."""
    extension = PurePosixPath(name).suffix.lower()
    if extension in kind.extensions or extension not in _KNOWN:
        return ""
    return f"文件名以 {extension} 结尾，内容其实是{kind.chinese}，已按内容读取。"


def _zip(data: bytes) -> Kind:
    found = zip_kind(data)
    if found in KINDS:
        return KINDS[found]
    raise refusal(found)


def _ole2(data: bytes, name: str) -> Kind:
    """Old Office files and encrypted new ones share one container; its stream names tell."""
    if _wide("EncryptedPackage") in data:
        raise refusal("encrypted")
    if _wide("WordDocument") in data:
        return KINDS["doc"]
    if _wide("Workbook") in data or _wide("Book\0") in data:
        return KINDS["xls"]
    if _wide("PowerPoint Document") in data:
        raise refusal("presentation")
    extension = PurePosixPath(name).suffix.lower()
    for key in ("doc", "xls"):
        if extension in KINDS[key].extensions:
            return KINDS[key]
    raise refusal("unknown", detail="OLE2 without a document stream")


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _refuse_others(head: bytes) -> None:
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    bitmap_or_text = head.startswith(b"BM") and b"\0" not in head[:32]
    if webp or (head.startswith(_IMAGES) and not bitmap_or_text):
        raise refusal("image")
    if head.startswith(_ARCHIVES):
        raise refusal("archive")


def _text(head: bytes, name: str) -> Kind:
    """HTML or plain text; a mark or leading space may stand before either."""
    narrow = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    extension = PurePosixPath(name).suffix.lower()
    if narrow[:1024].lower().startswith((b"mime-version:", b"from: <saved by", b'from: "saved by')):
        return KINDS["mhtml"]
    named_html = extension in KINDS["html"].extensions
    opens = narrow.startswith(b"<") and _MARKUP.search(narrow)
    if opens or (named_html and (_MARKUP.search(narrow) or _ANY_TAG.search(narrow))):
        return KINDS["html"]
    return KINDS["text"]
