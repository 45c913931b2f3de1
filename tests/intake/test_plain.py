"""Plain text: the encoding is detected soundly and said, damage is noted, other bytes are refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import files
from intake.files import PLAIN
from zhenxing.intake.errors import IntakeError
from zhenxing.intake.plain import decode, read_plain

RARE = "云岭县𠮷家镇的㙟窑陶瓷产业，年产值达到三亿元，从业人员两千人以上。"
TRADITIONAL = "雲嶺縣人民政府關於促進專業鎮高質量發展的實施方案，請認真貫徹執行。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PLAIN.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + PLAIN.encode(), "UTF-8"),
        (PLAIN.encode("gb18030"), "GB18030"),
        (RARE.encode("gb18030"), "GB18030"),
        (TRADITIONAL.encode("gbk"), "GB18030"),
        (TRADITIONAL.encode("big5"), "Big5"),
        (codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"), "UTF-16 LE"),
        (codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), "UTF-16 BE"),
        (codecs.BOM_UTF32_LE + PLAIN.encode("utf-32-le"), "UTF-32 LE"),
        (PLAIN.encode("utf-16-le"), "UTF-16 LE"),
        (PLAIN.encode("utf-16-be"), "UTF-16 BE"),
        (PLAIN.replace("\n", "").replace("2026", "").encode("utf-16-le"), "UTF-16 LE"),
        (b"plain ascii", "UTF-8"),
    ],
    ids=files.short,
)
def test_every_encoding_an_office_meets_is_told_apart(data: bytes, encoding: str) -> None:
    found = read_plain(data)
    assert found.encoding == encoding
    assert found.notes == ()
    assert "\ufeff" not in found.text
    assert found.text in (
        PLAIN,
        RARE,
        TRADITIONAL,
        PLAIN.replace("\n", "").replace("2026", ""),
        "plain ascii",
    )


@given(st.text(st.sampled_from("云岭县各乡镇人民政府到年产值达亿元，。（）“”0123456789%\n"), min_size=2))
def test_everyday_chinese_survives_gb18030_and_utf8(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_file_cut_within_a_character_is_read_and_noted(encoding: str) -> None:
    found = read_plain(PLAIN.strip().removesuffix("。").encode(encoding)[:-1])
    assert found.text == PLAIN.strip().removesuffix("上。")
    assert "半个字" in found.notes[0]


def test_a_few_bad_bytes_become_marks_and_are_counted() -> None:
    data = (PLAIN * 5).encode().replace("专业镇".encode(), b"\xff" + "专业镇".encode(), 1)
    found = read_plain(data)
    assert found.text.replace("\ufffd", "") == PLAIN * 5
    assert found.notes == ("按 UTF-8 解读时有 1 处认不出，以“\ufffd”代替，请对照原件。",)


def test_bytes_after_a_mark_that_do_not_keep_it_are_read_as_far_as_they_go() -> None:
    found = read_plain(codecs.BOM_UTF8 + (PLAIN * 5).encode() + b"\xff\xff" + PLAIN.encode())
    assert found.encoding == "UTF-8"
    assert "2 处" in found.notes[0]


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 20, b"\0\1\2\3" * 100, b"\x7fELF" + b"\0\xff" * 300, b"\xff" * 200],
    ids=["every byte", "zeros", "program", "all bad"],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(IntakeError) as refused:
        read_plain(data)
    assert refused.value.code == "unknown"


def test_line_ends_become_one_and_nul_is_shown() -> None:
    found = read_plain(("第一行\r\n第二行\r第三行" + "。" * 200 + "\0").encode())
    assert found.text.startswith("第一行\n第二行\n第三行")
    assert found.text.endswith("\ufffd")
    assert "空字符" in found.notes[0]


def test_a_declared_encoding_is_taken_only_when_it_fits() -> None:
    assert decode(PLAIN.encode("gb18030"), "gb18030").encoding == "gb18030"
    assert decode(PLAIN.encode("gb18030"), "utf-8").text == PLAIN
