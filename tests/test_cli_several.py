"""`zhenxing compile` of a file that holds several documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from intake.test_split import notice
from zhenxing.cli import DONE, WRONG_USE, main


@pytest.fixture
def compilation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "合集.txt"
    path.write_text(notice(3, "甲事") + "\n" + notice(4, "乙事"), encoding="utf-8")
    return path


def test_each_document_has_a_plan_of_its_own(compilation: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", str(compilation), "--format", "json"]) == DONE
    shown = capsys.readouterr()
    first, second = json.loads(shown.out)
    assert first["header"]["doc_number"]["value"] == "云政办发〔2025〕3号"
    assert second["header"]["doc_number"]["value"] == "云政办发〔2025〕4号"
    assert second["source"]["offset"] > 0
    assert "2 份公文" in shown.err


def test_each_document_has_a_workbook_of_its_own(compilation: Path) -> None:
    assert main(["compile", str(compilation), "--format", "xlsx"]) == DONE
    assert {path.name for path in Path().glob("*.xlsx")} == {"合集-1.xlsx", "合集-2.xlsx"}
    assert main(["compile", str(compilation), "--format", "xlsx", "-o", "一个.xlsx"]) == WRONG_USE
