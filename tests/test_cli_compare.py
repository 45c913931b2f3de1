"""`zhenxing diff` and the cascade of `zhenxing xray`, as typed in a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from core.compiler.test_xray_whole import LAST_YEAR, THIS_YEAR
from zhenxing.cli import DONE, UNREADABLE, WRONG_USE, main


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("old.txt", LAST_YEAR), ("new.txt", THIS_YEAR)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "old.txt"), str(tmp_path / "new.txt")


def test_the_difference_as_a_table(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *files]) == DONE
    shown = capsys.readouterr().out
    assert "！无人承担" in shown and "＋新增" in shown
    assert shown.startswith("旧：云岭县人民政府办公室关于印发云岭县竹编专业镇2024年行动计划的通知\n")


def test_the_difference_as_json(files: tuple[str, str], tmp_path: Path) -> None:
    target = tmp_path / "difference.json"
    assert main(["diff", *files, "--format", "json", "-o", str(target)]) == DONE
    written = json.loads(target.read_text(encoding="utf-8"))
    assert written["format"] == "zhenxing-difference/1"
    assert written["counts"]["task"]["orphaned"] == 1


def test_the_difference_as_a_workbook(
    files: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["diff", *files, "--format", "xlsx"]) == DONE
    assert openpyxl.load_workbook(tmp_path / "new.diff.xlsx").sheetnames == ["差异", "未变"]


def test_a_missing_file_is_said(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", files[0], "no-such-file.txt"]) == UNREADABLE
    assert "no-such-file.txt" in capsys.readouterr().err


def test_the_cascade(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            ["xray", files[1], "--parent", files[0], "--share", "0.5", "--baseline", "竹编产值=2.4亿元@2024"]
        )
        == DONE
    )
    shown = capsys.readouterr().out
    assert "对照上级文件《云岭县人民政府办公室关于印发云岭县竹编专业镇2024年行动计划的通知》" in shown
    assert "上级目标没有承接" in shown and "承接的目标期限晚于上级" in shown


@pytest.mark.parametrize(
    "option",
    [
        ["--baseline", "产值"],
        ["--baseline", "产值=很多@2023"],
        ["--baseline", "产值=2亿元"],
        ["--share", "一半"],
    ],
)
def test_what_is_typed_wrong_is_explained(
    files: tuple[str, str], option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["xray", files[0], "--parent", files[1], *option]) == WRONG_USE
    assert "应" in capsys.readouterr().err
