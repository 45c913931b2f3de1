"""The benchmark of imports: the shape of what it prints, with and without its peers. No time is asserted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.peers import PeerMissingError

from benchmarks import excel as bench
from benchmarks import excel_sides, workbooks
from zhenxing.core.codes import UnifiedSocialCreditCode


def no_peers() -> Path:
    raise PeerMissingError("no package index")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "jionlp_python", no_peers)
    monkeypatch.setattr(bench, "WHOLE", "benchmarks.no_such_module")


@pytest.mark.usefixtures("alone")
def test_a_line_of_json_for_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    bench.main(["--json", "--sizes", "300", "--rounds", "1"])
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    result = json.loads(line)
    assert (result["name"], result["size"], result["rounds"]) == ("excel", 300, 1)
    assert result["seconds"] > 0
    assert result["limit_ratio"] > 0
    assert result["memory_mb"] > 10
    # a machine without the peers: said plainly, and no number made up
    assert set(result["peers"].values()) == set(result["ratios"].values()) == {None}
    assert result["whole_seconds"] is None
    assert "no package index" in printed.err


def run(seconds: float, **more: Any) -> dict[str, Any]:
    return {"seconds": seconds, "wall_seconds": seconds, "rows": 10, "wrong": 1, "memory_mb": 9.0, **more}


def test_ratios_are_medians_of_the_rounds_and_the_childs_start_is_apart() -> None:
    runs = {
        "start": [run(1.0)] * 3,
        "zhenxing": [run(3.0), run(3.0), run(5.0)],
        "limit": [run(1.0)] * 3,
        "whole": [run(10.0)] * 3,
        "pydantic": [run(20.0), run(30.0), run(40.0)],
        "import_export": [run(50.0)] * 3,
    }
    result = bench.summary(100, 1024, 1, runs, 10.0)
    assert (result["seconds"], result["start_seconds"]) == (2.0, 1.0)
    assert result["peers"] == {"pydantic": 30.0, "import_export": 500.0}
    assert result["ratios"] == {"pydantic": 10.0, "import_export": 50.0}
    assert result["limit_ratio"] == 2.0
    table = bench._table(result)
    assert "×50" in table
    assert "and 1.000 s to start the child" in table


def test_the_workbook_is_as_wrong_as_it_says(tmp_path: Path) -> None:
    wrong = workbooks.write(tmp_path / "a.xlsx", 2000)
    assert wrong == sum(bool(spoilt) for _, spoilt in workbooks.rows(2000)) > 0
    assert excel_sides.zhenxing()((tmp_path / "a.xlsx").read_bytes()) == (2000, wrong)
    assert excel_sides.limit()((tmp_path / "a.xlsx").read_bytes()) == (0, 0)


def test_what_is_there_already_is_half_of_it() -> None:
    rows = {row["code"]: row for row, wrong in workbooks.rows(1000) if not wrong}
    there = list(workbooks.existing(1000))
    assert 450 < len(there) <= 500
    changed = [row for row in there if row != rows[row["code"]]]
    assert 80 < len(changed) <= 100
    assert all(UnifiedSocialCreditCode.is_valid(row["code"]) for row in there)
    assert not excel_sides.check_digit_is_wrong(there[0]["code"])
    assert excel_sides.check_digit_is_wrong("O" * 18)
