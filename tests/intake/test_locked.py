"""Old files that ask for a password are told so, and not that they cannot be converted."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from intake import files
from zhenxing.intake import IntakeError, office, read_bytes
from zhenxing.intake.locked import asks_for_password

_SECTOR = 512


def _stream(name: str, stream: bytes) -> bytes:
    """A container's first sectors: its directory names the stream, which begins on the next sector."""
    head = files.ole2(name)
    return head + b"\0" * (-len(head) % _SECTOR) + stream


def _word(flags: int, version: int = 0xC1) -> bytes:
    return _stream("WordDocument", struct.pack("<HHHHHH", 0xA5EC, version, 0, 0, 0, flags) + b"\0" * 500)


def _excel(*records: tuple[int, bytes]) -> bytes:
    begin = (0x0809, bytes.fromhex("00060500") + b"\0" * 12)
    return _stream(
        "Workbook", b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in (begin, *records))
    )


@pytest.mark.parametrize(
    ("data", "locked"),
    [
        (_word(0x0100), True),
        (_word(0x0000), False),
        (_word(0x0100, version=3), False),
        (_excel((0x0086, b""), (0x002F, b"\0" * 6)), True),
        (_excel((0x0042, b"\x04\xb0"), (0x003D, b"\0" * 18)), False),
        (_excel((0x0042, b"")), False),
        (_stream("WordDocument", b"\xec\xa5"), False),
        (b"\xec\xa5" * 300, False),
    ],
)
def test_the_streams_own_words_tell(data: bytes, locked: bool) -> None:
    assert asks_for_password(data) is locked


@pytest.mark.parametrize(("data", "code"), [(_word(0x0100), "encrypted"), (_word(0), "not_converted")])
def test_a_locked_file_that_does_not_convert_is_called_locked(
    monkeypatch: pytest.MonkeyPatch, data: bytes, code: str
) -> None:
    monkeypatch.setattr(office, "installed", lambda: "soffice")
    monkeypatch.setattr(office, "run_worker", lambda *_: b"")
    with pytest.raises(IntakeError) as refused:
        read_bytes(data, "方案.doc")
    assert refused.value.code == code


def test_a_file_that_converts_is_read_whatever_its_flags_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel locks some files with a password of its own, and opens them without asking."""
    monkeypatch.setattr(office, "installed", lambda: "soffice")
    monkeypatch.setattr(
        office, "run_worker", lambda *_: files.docx("<w:p><w:r><w:t>云岭县</w:t></w:r></w:p>")
    )
    assert read_bytes(_word(0x0100), "方案.doc").text.strip() == "云岭县"


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
def test_an_opendocument_file_with_a_password_is_called_locked(kind: str) -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml">'
            '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>',
        )
        archive.writestr("content.xml", b"\x8f\x12\x90")
    with pytest.raises(IntakeError) as refused:
        read_bytes(output.getvalue(), "方案.odt")
    assert refused.value.code == "encrypted"
