"""Files changed at random: a reader either reads them or refuses them in words, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake import files
from zhenxing.intake.docx import read_docx
from zhenxing.intake.errors import IntakeError
from zhenxing.intake.extract import Extract
from zhenxing.intake.html import read_html
from zhenxing.intake.kinds import kind_of
from zhenxing.intake.pdf import read_pdf
from zhenxing.intake.plain import read_plain

BODY = (
    files.numbered("总体要求")
    + f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    f"{files.p('甲')}</w:tc><w:tc>{files.p('乙')}</w:tc></w:tr></w:tbl>"
)
NUMBERING = files.abstract(1, files.level(0, "chineseCounting", "%1、")) + files.num(1, 1)
PAGE = (
    "<html><head><meta charset='gbk'><title>通知_网</title></head><body><ol start='2'><li>甲</li></ol>"
    "<table><tr><td rowspan='2'>乙</td><td>丙</td></tr></table><div style='display:none'>丁</div>"
    "</body></html>"
).encode("gb18030")
Change = tuple[float, bytes]


def changed(data: bytes, changes: list[Change]) -> bytes:
    """Each change overwrites the bytes at a fraction of the length."""
    out = bytearray(data)
    for where, new in changes:
        at = int(where * len(out))
        out[at : at + len(new)] = new
    return bytes(out)


def survives(read: Callable[[bytes], Extract], data: bytes) -> None:
    try:
        assert isinstance(read(data).text, str)
    except IntakeError as refused:
        assert refused.message


changes = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=4)
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(changes, changes)
@many
def test_word_files(body: list[Change], numbering: list[Change]) -> None:
    parts = {
        "word/document.xml": changed(files.part("document", f"<w:body>{BODY}</w:body>").encode(), body),
        "word/numbering.xml": changed(files.part("numbering", NUMBERING).encode(), numbering),
    }
    survives(read_docx, files.zipped(parts))


@given(changes)
@many
def test_zips(found: list[Change]) -> None:
    data = changed(files.docx(BODY, numbering=NUMBERING), found)
    survives(read_docx, data)
    try:
        assert kind_of(data, "a.docx").key
    except IntakeError as refused:
        assert refused.message


@given(changes)
@many
def test_pages(found: list[Change]) -> None:
    survives(read_html, changed(PAGE, found))


@given(changes)
@many
def test_pdfs(found: list[Change]) -> None:
    survives(read_pdf, changed(files.pdf([["云岭县方案"], ["第二页"]]), found))


@given(st.binary(max_size=200))
@many
def test_any_bytes(data: bytes) -> None:
    survives(read_plain, data or b" ")
    survives(read_html, data or b" ")


@pytest.mark.parametrize("value", ["-1", "x", "", "99999999999", "１２", "1.5"])
def test_word_numbers_that_are_none_count_as_not_given(value: str) -> None:
    body = BODY.replace('w:val="2"', f'w:val="{value}"').replace('w:val="1"', f'w:val="{value}"')
    numbering = NUMBERING.replace('w:start w:val="1"', f'w:start w:val="{value}"')
    assert read_docx(files.docx(body, numbering=numbering)).text.endswith("甲\t乙")
