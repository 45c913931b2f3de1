"""The benchmark's output: its shape, with and without the peer. No time is asserted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.documents import document
from benchmarks.peers import PeerMissingError

from benchmarks import compile as bench
from benchmarks import peers, race, stages
from zhenxing.core.compiler.evaluation import KINDS

ROOT = Path(__file__).resolve().parents[2]


def no_peer() -> Path:
    raise PeerMissingError("no package index")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "jionlp_python", no_peer)


@pytest.mark.usefixtures("alone")
def test_a_line_of_json_for_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    bench.main(["--json", "--sizes", "1", "--rounds", "1", "--no-long"])
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    result = json.loads(line)
    assert (result["name"], result["size"], result["rounds"]) == ("compile", 1, 1)
    assert result["seconds"] > 0
    assert set(result["peers"]) == set(result["ratios"]) == {"jionlp", "opencc"}
    assert result["limit_ratio"] == pytest.approx(1 / result["ratios"]["opencc"], rel=0.05)
    assert result["memory_mb"] > 10
    assert set(result["accuracy"]) == set(KINDS)
    # a machine without the peer: said plainly, and no number made up
    assert result["peers"]["jionlp"] is None
    assert result["ratios"]["jionlp"] is None
    assert "no package index" in printed.err


@pytest.mark.usefixtures("alone")
def test_the_table_names_the_peer_that_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    bench.main(["--sizes", "1", "--rounds", "1", "--no-long"])
    printed = capsys.readouterr().out
    assert "jionlp    not measured" in printed
    assert "times as long as OpenCC alone" in printed


def test_the_headline_comes_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "jionlp_python", no_peer)
    monkeypatch.setattr(bench, "_size", lambda _folder, size, *_: {"size": size})
    bench.main(["--json", "--sizes", "1,100,10000", "--no-long"])
    assert [json.loads(line)["size"] for line in capsys.readouterr().out.splitlines()] == [100, 1, 10_000]


def test_a_peer_on_a_share_is_scaled_by_characters() -> None:
    ours = {"seconds": 2.0, "wall_seconds": 2.0, "ready_seconds": 0.5, "documents": 10, "characters": 1000}
    ours |= {"memory_mb": 50.0, "counts": {"goals": [8, 10, 10]}}
    peer = {**ours, "seconds": 6.0, "documents": 2, "characters": 100}
    result = race.summary(10, {"zhenxing": [ours], "opencc": [ours], "jionlp": [peer]})
    assert result["peers"] == {"jionlp": 60.0, "opencc": 2.0}
    assert result["ratios"] == {"jionlp": 30.0, "opencc": 1.0}
    assert result["measured"]["jionlp"] == 2
    assert result["accuracy"] == {"goals": 0.8}


def test_nothing_found_of_nothing_is_right_and_nothing_of_something_is_not() -> None:
    assert race.accuracy({"goals": [0, 0, 0], "figures": [0, 3, 4]}) == {"goals": 1.0, "figures": 0.0}


def test_a_side_that_fails_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"(?s)opencc: .*JSONDecodeError"):
        race.run([race.Side("opencc", Path(sys.executable))], broken, 1)


def test_what_comes_before_the_clock_is_not_counted(tmp_path: Path) -> None:
    path = bench._write(tmp_path / "two.jsonl", [document(0), document(1)])
    (one,) = race.run([race.Side("opencc", Path(sys.executable), warm=1)], path, 1)["opencc"]
    assert (one["documents"], one["characters"]) == (1, len(document(1).text))


def test_a_lock_that_cannot_be_installed_is_said_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "bench.txt"
    lock.write_text("./nowhere-1.0.whl --hash=sha256:00\n", encoding="utf-8")
    monkeypatch.setattr(peers, "LOCK", lock)
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path))
    with pytest.raises(PeerMissingError, match=r"nowhere|hash"):
        peers.jionlp_python()


def test_an_environment_made_for_this_lock_is_used_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "bench" / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / "bench" / "installed").write_text(peers.LOCK.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("ZHENXING_HOME", str(tmp_path))
    assert peers.jionlp_python() == python


def test_every_stage_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    stages.report(1, rounds=1)
    printed = capsys.readouterr().out
    assert all(name in printed for name in ("goals", "tasks", "traditional", "all"))


def test_it_runs_as_a_script_from_anywhere(tmp_path: Path) -> None:
    script = ROOT / "benchmarks" / "compile.py"
    done = subprocess.run(
        [sys.executable, str(script), "--help"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "--sizes" in done.stdout
