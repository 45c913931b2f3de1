"""The public calls: bytes, paths and pasted text become Sources, or one kind error."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import zhenxing.intake
from intake import files
from zhenxing.intake import IntakeError, read_bytes, read_path, read_text
from zhenxing.intake.limits import Limits

SMALL = Limits(file_bytes=1000)


def refused_code(data: bytes, name: str) -> str:
    with pytest.raises(IntakeError) as refused:
        read_bytes(data, name)
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "name", "media", "start"),
    [
        (files.PLAIN.encode("gb18030"), "方案.txt", "text/plain", "云岭县"),
        (files.docx(files.p("云岭县方案")), "方案.docx", "wordprocessingml", "云岭县"),
        (files.pdf([["云岭县方案"]]), "方案.pdf", "application/pdf", "云岭县"),
        ("<html><body><p>云岭县方案</p></body></html>".encode(), "方案.html", "text/html", "云岭县"),
    ],
    ids=files.short,
)
def test_each_format_becomes_a_source(data: bytes, name: str, media: str, start: str) -> None:
    source = read_bytes(data, name)
    assert source.text.startswith(start)
    assert media in source.media_type
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.name == name


def test_a_wrong_extension_is_read_by_its_contents_and_noted() -> None:
    source = read_bytes(files.docx(files.p("云岭县方案")), "方案.doc")
    assert source.text == "云岭县方案"
    assert source.notes[0].startswith("文件名以 .doc 结尾")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b"  \n ", "a.txt", "no_text"),
        (files.docx(""), "a.docx", "no_text"),
        (files.zip_bomb(), "a.docx", "unsafe"),
        (files.billion_laughs(), "a.docx", "unsafe"),
        (files.xxe(), "a.docx", "unsafe"),
        (files.docx(files.p("文"))[:250], "a.docx", "damaged"),
        (files.ole2("EncryptedPackage"), "a.docx", "encrypted"),
        (files.pdf([[]]), "a.pdf", "scanned"),
        (files.pdf([["正文"]], password="user"), "a.pdf", "encrypted"),
        (b"<html><body><table>" + b"<tr><td>" * 600_000, "a.html", "unsafe"),
        (b"<html><body>" + b"<span>" * 3000 + "正文".encode(), "a.html", "unsafe"),
        (b"<html><frameset><frame src='x.htm'></frameset></html>", "a.htm", "frames"),
        (b"\x89PNG\r\n\x1a\n", "a.docx", "image"),
    ],
    ids=files.short,
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, code: str) -> None:
    assert refused_code(data, name) == code


def test_only_the_last_part_of_a_name_is_kept() -> None:
    assert read_bytes(b"text", "C:\\上传\\方案\x07.txt").name == "方案.txt"
    assert read_bytes(b"text", "../../etc/方案.txt").name == "方案.txt"
    assert len(read_bytes(b"text", "长" * 300 + ".txt").name) == 200


def test_files_over_the_limit_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_bytes(b"x" * 1001)
    for call in (lambda: read_path(path, SMALL), lambda: read_bytes(b"x" * 1001, "a", SMALL),
                 lambda: read_text("x" * 1001, limits=SMALL)):  # fmt: skip
        with pytest.raises(IntakeError, match="1 MB") as refused:
            call()
        assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    ("text", "limits", "said"),
    [
        ("字" * 1001, Limits(characters=1000), "1001 字"),
        ("一、甲\n" * 1001, Limits(lines=1000), "1002 行"),
        ("字" * 1_000_001, Limits(), "101 万字"),
    ],
    ids=["characters", "lines", "as shipped"],
)
def test_text_beyond_what_the_compiler_reads_in_time_is_refused(text: str, limits: Limits, said: str) -> None:
    for call in (lambda: read_text(text + "\n尾", limits=limits),
                 lambda: read_bytes((text + "\n尾").encode(), "a.txt", limits)):  # fmt: skip
        with pytest.raises(IntakeError) as refused:
            call()
        assert refused.value.code == "too_long"
        assert said.split()[1] in refused.value.message


def test_blank_lines_count_for_nothing() -> None:
    assert read_text("第一行" + "\n \n" * 900 + "第二行", limits=Limits(lines=1000)).text.endswith("第二行")


def test_paths(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_bytes(files.PLAIN.encode("utf-16"))
    assert read_path(path).text == files.PLAIN
    assert read_path(str(path)).name == "方案.txt"
    with pytest.raises(IntakeError, match="找不到文件") as refused:
        read_path(tmp_path / "没有.txt")
    assert refused.value.code == "missing"
    with pytest.raises(IntakeError) as refused:
        read_path(tmp_path)
    assert refused.value.code == "unreadable"


def test_pasted_text_is_named_and_cleaned_of_what_cannot_be_stored() -> None:
    source = read_text("\ufeff第一行\r\n第二行\0\ud800")
    assert source.text == "第一行\n第二行\ufffd?"
    assert source.name == "粘贴的文字"
    assert read_text("文字", "群里的通知").name == "群里的通知"
    with pytest.raises(IntakeError) as refused:
        read_text("  ")
    assert refused.value.code == "no_text"


def test_the_package_offers_its_calls_and_nothing_else() -> None:
    assert {"read_bytes", "read_path", "read_text"} < set(zhenxing.intake.__all__)
    with pytest.raises(AttributeError):
        zhenxing.intake.read_everything  # noqa: B018 - the look-up is the test
