"""A file is what its bytes say; its name is only a hint, and what cannot be read is named kindly."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest

from intake import files
from zhenxing.intake.errors import MESSAGES, IntakeError
from zhenxing.intake.kinds import KINDS, kind_of, mismatch

PAGE = b"<html><head><title>x</title></head><body><p>text</p></body></html>"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (files.docx(files.p("文")), "a.docx", "docx"),
        (files.docx(files.p("文")), "a.txt", "docx"),
        (files.zipped({"xl/workbook.xml": "<a/>"}), "a.xlsx", "xlsx"),
        (files.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "odt"),
        (files.pdf([["文"]]), "a.pdf", "pdf"),
        (b"\n\n%PDF-1.4", "a", "pdf"),
        (b"{\\rtf1 text}", "a.doc", "rtf"),
        (files.ole2("WordDocument"), "a.doc", "doc"),
        (files.ole2("WordDocument"), "a.docx", "doc"),
        (files.ole2("Workbook"), "a.xls", "xls"),
        (files.ole2("1Table"), "a.wps", "doc"),
        (files.ole2("1Table"), "a.et", "xls"),
        (PAGE, "a.html", "html"),
        (PAGE, "a.doc", "html"),
        (codecs.BOM_UTF8 + b"  " + PAGE, "a", "html"),
        (b"<p>text</p>", "a.htm", "html"),
        (b"<p>text</p>", "a.txt", "text"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a.mht", "mhtml"),
        ("云岭县".encode(), "a.txt", "text"),
        ("云岭县".encode("utf-16"), "a.txt", "text"),
        (b"BMW grew by 3%", "a.txt", "text"),
        (files.zipped({"OFD.xml": "<a/>"}), "a.zip", "ofd"),
        (files.zipped({"ofd.xml": "<a/>"}), "a", "ofd"),
    ],
    ids=files.short,
)
def test_the_bytes_decide(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name).key == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"BM\x00\x00\x10\x00", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image"),
        (b"Rar!\x1a\x07", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (files.zipped({"a/通知.txt": "x"}), "archive"),
        (files.zipped({}), "archive"),
        (files.zipped({"mimetype": "application/epub+zip"}), "archive"),
        (files.zipped({"mimetype": "x" * 500}), "archive"),
        (files.zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}), "presentation"),
        (files.zipped({"ppt/presentation.xml": "<a/>"}), "presentation"),
        (files.ole2("EncryptedPackage"), "encrypted"),
        (files.ole2("PowerPoint Document"), "presentation"),
        (files.ole2("Other"), "unknown"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (files.docx(files.p("文"))[:-200], "damaged"),
    ],
    ids=files.short,
)
def test_what_cannot_be_read_is_named(data: bytes, code: str) -> None:
    with pytest.raises(IntakeError) as refused:
        kind_of(data, "a.bin")
    assert refused.value.code == code
    assert refused.value.message == str(refused.value) != refused.value.english


def test_an_encrypted_zip_is_refused() -> None:
    data = bytearray(files.zipped({"word/document.xml": "<a/>"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(IntakeError) as refused:
        kind_of(bytes(data), "a.docx")
    assert refused.value.code == "encrypted"


@pytest.mark.parametrize(
    "data",
    [files.zip_bomb(), files.overlapping_zip(), files.zipped({f"word/{n}.xml": "" for n in range(2001)})],
    ids=["ratio", "overlap", "entries"],
)
def test_dangerous_zips_are_refused_before_anything_is_unpacked(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unpacked(*_: object) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked)
    with pytest.raises(IntakeError) as refused:
        kind_of(data, "a.docx")
    assert refused.value.code == "unsafe"


def test_a_zip_that_unpacks_to_more_than_the_limit_is_refused_whatever_its_ratio() -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    data = bytearray(output.getvalue())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 20 : entry + 28] = (2_500_000).to_bytes(4, "little") + (210 * 1024 * 1024).to_bytes(
        4, "little"
    )
    with pytest.raises(IntakeError) as refused:
        kind_of(bytes(data), "a.docx")
    assert refused.value.code == "unsafe"


def test_a_name_that_promises_something_else_is_noted() -> None:
    assert mismatch(KINDS["docx"], "方案.doc") == "文件名以 .doc 结尾，内容其实是Word 文件，已按内容读取。"
    assert mismatch(KINDS["docx"], "方案.DOCX") == ""
    assert mismatch(KINDS["docx"], "方案") == ""
    assert mismatch(KINDS["text"], "方案.2024") == ""


def test_every_message_says_what_to_do_in_both_languages() -> None:
    for chinese, english in MESSAGES.values():
        assert "请" in chinese
        assert english.isascii() or "“" in english
