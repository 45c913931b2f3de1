"""Files that are no sound workbook: one kind error each, soon, with what to do."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook as Book

from intake import files
from intake.workbook_files import CODES, SPEC, bare_parts, many_strings, workbook, zipped
from zhenxing.intake import child
from zhenxing.intake.errors import IntakeError
from zhenxing.intake.limits import MB
from zhenxing.intake.office import installed
from zhenxing.intake.workbooks import WORKBOOK_LIMITS, prepare, read_workbook, reading
from zhenxing.intake.workbooks.refusals import MESSAGES

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEAD = ["企业名称", "信用代码"]


def refused(data: bytes, name: str = "表.xlsx", **limits: int) -> IntakeError:
    with pytest.raises(IntakeError) as caught:
        read_workbook(data, name, replace(WORKBOOK_LIMITS, **limits))
    assert caught.value.message != caught.value.english
    return caught.value


def sheet(inside: str) -> bytes:
    return zipped(bare_parts(f"<worksheet {SPACE}><sheetData>{inside}</sheetData></worksheet>"))


def no_child(*_: object) -> bytes:
    raise AssertionError("the child was started")


def test_millions_of_strings_are_refused_before_a_reader_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    data = many_strings(5_000_000)
    assert 1.0 * MB < len(data) < 2.0 * MB
    monkeypatch.setattr(reading, "run_worker", no_child)
    error = refused(data)
    assert error.code == "too_many_texts"
    assert "200 万" in error.message


def test_millions_of_cells_are_refused_before_a_reader_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = random.Random(3)
    row = "".join(f"<c><v>{0 if number % 12 else figures.random():.9f}</v></c>" for number in range(6000))
    data = sheet(f"<row>{row}</row>" * 1000)
    monkeypatch.setattr(reading, "run_worker", no_child)
    assert refused(data).code == "too_many_cells"


def test_a_cell_far_away_is_no_reason_to_fill_the_memory() -> None:
    far = '<row r="1"><c r="A1"><v>0</v></c></row><row r="1048576"><c r="{}1048576"><v>1</v></c></row>'
    assert refused(sheet(far.format("XFD"))).code == "too_heavy"
    assert refused(sheet(far.format("T"))).code in ("too_heavy", "too_many_cells")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "表.xlsx", "empty"),
        (files.OLE2 + "EncryptedPackage".encode("utf-16-le"), "表.xlsx", "encrypted"),
        (zipped({"xl/workbook.xml": b"0" * 30 * MB}), "表.xlsx", "unsafe"),
        (zipped(bare_parts(f'<!DOCTYPE a [<!ENTITY x "y">]><worksheet {SPACE}/>')), "表.xlsx", "unsafe"),
        (zipped(bare_parts(" " * 5000 + f"<!DOCTYPE a><worksheet {SPACE}/>")), "a.xlsx", "unsafe"),
        (b"PK\x03\x04 not a zip", "表.xlsx", "damaged"),
        (zipped({"xl/workbook.xml": "<workbook/>"}), "表.xlsx", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "表.xlsx", "not_a_workbook"),
        (b"%PDF-1.7\n", "表.xlsx", "not_a_workbook"),
        (b"Rar!\x1a\x07\x00", "表.xlsx", "not_a_workbook"),
        ("企业名录".encode(), "名录.docx", "not_a_workbook"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "表.xls", "web_page"),
        (bytes(range(256)) * 8, "表.csv", "unknown"),
        (b" \n\n", "表.csv", "no_cells"),
    ],
    ids=files.short,
)  # fmt: skip
def test_every_refusal_says_what_to_do(data: bytes, name: str, code: str) -> None:
    error = refused(data, name)
    assert error.code == code
    assert "docx" not in error.message
    assert code in MESSAGES


def test_too_large_a_file() -> None:
    error = refused(b"x" * 2048, file_bytes=1024)
    assert (error.code, "MB" in error.message) == ("too_large", True)


def test_a_sheet_without_cells() -> None:
    assert refused(workbook({"空": []})).code == "no_cells"


def test_an_endless_reader_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_command", lambda *_: [sys.executable, "-c", "import time; time.sleep(60)"])
    error = refused(workbook({"表": [HEAD]}), seconds=1)
    assert (error.code, "1 秒" in error.message) == ("too_slow", True)


@pytest.mark.parametrize("answer", [b"", b"\xff\xff\xff\xff nonsense", b'{"wrong": 1}'])
def test_an_answer_that_is_none(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    monkeypatch.setattr(reading, "run_worker", lambda *_: answer)
    assert refused(workbook({"表": [HEAD]})).code in ("crashed", "no_cells")


def test_a_formula_that_went_wrong_is_seen_as_what_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Book(str(path)) as book:
        page = book.add_worksheet("表")
        page.write_row(0, 0, HEAD)
        page.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        page.write_formula(1, 1, "=NA()", None, "#N/A")
        page.write_row(2, 0, ["云岭陶瓷厂", CODES[0]])
    (read,) = read_workbook(path.read_bytes(), "a.xlsx").sheets
    assert read.row(1) == ["#DIV/0!", "#N/A"]


@pytest.mark.skipif(installed() is None, reason="LibreOffice makes the old workbook")
def test_an_old_workbook_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook({"表": [HEAD, ["云岭陶瓷厂", CODES[0]]]}))
    command = ["soffice", f"-env:UserInstallation={tmp_path.as_uri()}/p", "--headless", "--convert-to", "xls"]
    subprocess.run([*command, "a.xlsx"], cwd=tmp_path, check=True, capture_output=True)
    for name in ("a.xls", "a.et"):
        book = read_workbook((tmp_path / "a.xls").read_bytes(), name)
        assert (book.kind, book.notes) == ("xls", ())
        assert prepare(book, SPEC).sheets[0].rows.tolist() == [2]


OLD = files.OLE2 + "Workbook".encode("utf-16-le") + bytes(600)


def test_an_old_workbook_that_cannot_be_read_without_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "installed", lambda: None)
    error = refused(OLD, "表.et")
    assert error.code == "resave"
    assert "另存为" in error.message
    assert ".xlsx" in error.message


def test_an_old_workbook_is_converted_where_there_is_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "installed", lambda: "soffice")
    monkeypatch.setattr(reading, "convert", lambda *_: workbook({"表": [HEAD, ["云岭陶瓷厂", CODES[0]]]}))
    book = read_workbook(OLD, "表.et")
    assert book.kind == "xls"
    assert "LibreOffice" in book.notes[0]


@pytest.mark.parametrize("code", ["not_converted", "too_slow"])
def test_a_conversion_that_fails(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    def fails(*_: Any) -> bytes:
        raise IntakeError(code, "x")

    monkeypatch.setattr(reading, "installed", lambda: "soffice")
    monkeypatch.setattr(reading, "convert", fails)
    assert refused(OLD, "表.et").code == code
