"""Run sides against each other in fresh processes, round by round, and sum the rounds up."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PEERS = ("jionlp", "opencc")

Run = Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """A side of `benchmarks.sides`, the interpreter it needs, and how much of the file it does."""

    name: str
    python: Path
    limit: int | None = None
    warm: int = 0


def run(sides: Sequence[Side], path: Path, rounds: int) -> dict[str, list[Run]]:
    """Every side once in every round, one after the other."""
    runs: dict[str, list[Run]] = {side.name: [] for side in sides}
    for _ in range(rounds):
        for side in sides:
            runs[side.name].append(_child(side, path))
    return runs


def _child(side: Side, path: Path) -> Run:
    command = [str(side.python), "-m", "benchmarks.sides", side.name, str(path), "--warm", str(side.warm)]
    if side.limit is not None:
        command += ["--limit", str(side.limit)]
    one_core = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    environment = {**os.environ, **one_core, "PYTHONPATH": f"{ROOT / 'src'}", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{side.name}: {done.stderr.strip()[-2000:]}")
    result: Run = json.loads(done.stdout.splitlines()[-1])
    return result


def median(runs: Sequence[Run], key: str) -> float:
    return float(statistics.median(one[key] for one in runs))


def scaled(one: Run, characters: int) -> float:
    """The seconds a run would take for so many characters, if it goes on as it began."""
    return float(one["seconds"]) * characters / int(one["characters"])


def summary(size: int, runs: Mapping[str, Sequence[Run]]) -> dict[str, Any]:
    """The figures of one size; `None` for a peer that was not there."""
    ours = runs["zhenxing"]
    characters = ours[0]["characters"]
    peers: dict[str, float | None] = dict.fromkeys(PEERS)
    ratios: dict[str, float | None] = dict.fromkeys(PEERS)
    for peer in PEERS:
        if peer in runs:
            spent = [scaled(one, characters) for one in runs[peer]]
            peers[peer] = round(statistics.median(spent), 6)
            each = [theirs / own["seconds"] for theirs, own in zip(spent, ours, strict=True)]
            ratios[peer] = round(statistics.median(each), 4)
    return {
        "name": "compile",
        "size": size,
        "seconds": round(median(ours, "seconds"), 6),
        "peers": peers,
        "ratios": ratios,
        "limit_ratio": round(1 / ratios["opencc"], 3) if ratios["opencc"] else None,
        "memory_mb": round(median(ours, "memory_mb"), 1),
        "wall_seconds": round(median(ours, "wall_seconds"), 6),
        "ready_seconds": {name: round(median(given, "ready_seconds"), 3) for name, given in runs.items()},
        "characters": characters,
        "rounds": len(ours),
        "measured": {name: given[0]["documents"] for name, given in runs.items()},
        "accuracy": accuracy(ours[0]["counts"]),
    }


def accuracy(counts: Mapping[str, Sequence[int]]) -> dict[str, float]:
    """F1 of every kind from (matched, found, gold)."""
    return {kind: round(_f1(*given), 4) for kind, given in counts.items()}


def _f1(matched: int, found: int, gold: int) -> float:
    precision = matched / found if found else 1.0
    recall = matched / gold if gold else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
