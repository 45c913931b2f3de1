"""The run over collections of odd files: every file ends in words, and what does not fails the run."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from fuzz import corpora

from intake import files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / "方案.txt").write_text(
        "云岭县陶瓷产业发展方案\n到2027年，产值达到50亿元。\n", encoding="utf-8"
    )
    (tmp_path / "空.docx").write_bytes(b"")
    (tmp_path / "inner" / "断.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (tmp_path / "锁.docx").write_bytes(files.ole2("EncryptedPackage"))
    book = openpyxl.Workbook()
    book.active.append(["名称", "编号"])
    book.active.append(["云岭陶瓷", "A1"])
    book.save(tmp_path / "inner" / "表.xlsx")
    return tmp_path


def test_every_file_is_read_or_refused_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = folder.parent / f"{folder.name}.txt"
    assert corpora.main(["--json", "--without-office", "--list", str(listed), str(folder)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["document"]["endings"] == {"read": 1, "empty": 1, "damaged": 1, "encrypted": 1}
    assert found["workbook"]["endings"] == {"read": 1}
    assert len(listed.read_text(encoding="utf-8").splitlines()) == 5


def test_what_breaks_fails_the_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaking(*_: object, **__: object) -> None:
        raise ZeroDivisionError("three of nothing")

    monkeypatch.setattr(corpora, "check_compile", breaking)
    assert corpora.main(["--without-office", str(folder)]) == 1
    said = capsys.readouterr()
    assert "broke 1" in said.out
    assert "three of nothing" in said.err
