"""Old office formats: through LibreOffice where it is installed, else a word on what to do."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from intake import files
from zhenxing.intake import IntakeError, office, read_bytes
from zhenxing.intake.errors import refusal
from zhenxing.intake.kinds import KINDS

needs_office = pytest.mark.skipif(office.installed() is None, reason="LibreOffice is not installed")


def refused(data: bytes, name: str) -> IntakeError:
    with pytest.raises(IntakeError) as found:
        read_bytes(data, name)
    return found.value


@pytest.mark.parametrize(
    ("stream", "name", "word"), [("WordDocument", "a.wps", "WPS"), ("Workbook", "a.et", "Excel")]
)
def test_without_libreoffice_the_message_says_how_to_save(
    monkeypatch: pytest.MonkeyPatch, stream: str, name: str, word: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    error = refused(files.ole2(stream), name)
    assert error.code == "needs_office"
    assert word in error.message
    assert ".docx" in error.message
    with pytest.raises(FileNotFoundError):
        office.convert_here(b"", "doc", "docx")


def test_a_failed_conversion_is_named_and_a_slow_one_stays_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"crashed": "not_converted", "too_slow": "too_slow"}
    monkeypatch.setattr(office, "installed", lambda: "soffice")
    for code, expected in answers.items():

        def failing(*_: object, code: str = code) -> bytes:
            raise refusal(code, seconds=60)

        monkeypatch.setattr(office, "run_worker", failing)
        assert refused(files.ole2("WordDocument"), "a.doc").code == expected
    monkeypatch.setattr(office, "run_worker", lambda *_: b"")
    assert refused(files.ole2("WordDocument"), "a.doc").code == "not_converted"


def test_libreoffice_gets_a_profile_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def pretend(command: list[str], **_: object) -> None:
        seen.append(command)
        out = Path(command[command.index("--outdir") + 1])
        out.mkdir()
        (out / "document.docx").write_bytes(b"made")

    monkeypatch.setattr(office, "installed", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(subprocess, "run", pretend)
    monkeypatch.setattr(office.tempfile, "mkdtemp", lambda: str(tmp_path))
    assert office.convert_here(b"old", "doc", "docx") == b"made"
    assert (tmp_path / "document.doc").read_bytes() == b"old"
    profile = (tmp_path / "profile/user/registrymodifications.xcu").read_text("utf-8")
    assert "DisableMacrosExecution" in profile
    assert any(part.startswith("-env:UserInstallation=file://") for part in seen[0])


@needs_office
def test_a_real_conversion_reads_rtf_and_a_spreadsheet() -> None:
    text = "".join(f"\\u{ord(character)}?" for character in "云岭县方案")
    source = read_bytes(f"{{\\rtf1\\ansi {text}\\par}}".encode("ascii"), "方案.rtf")
    assert source.text.strip() == "云岭县方案"
    assert "LibreOffice" in source.notes[0]
    assert source.media_type == KINDS["rtf"].media_type


@needs_office
def test_a_spreadsheet_reads_row_by_row_as_displayed() -> None:
    book = openpyxl.Workbook()
    book.active.append(["任务", "牵头单位", "增长"])
    book.active.append(["建园区", "县发展局", 0.125])
    book.active["C2"].number_format = "0.0%"
    book.create_sheet("附表").append(["联系人", "周明远"])
    output = io.BytesIO()
    book.save(output)
    assert read_bytes(output.getvalue(), "分解表.xlsx").text.split("\n") == [
        "工作表：Sheet",
        "任务\t牵头单位\t增长",
        "建园区\t县发展局\t12.5%",
        "工作表：附表",
        "联系人\t周明远",
    ]
