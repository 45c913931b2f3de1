"""How fast workbooks are read, checked and imported, beside what people use for it in Python.

    python benchmarks/excel.py [--sizes 1000,10000,100000] [--rounds 3] [--json]

A workbook of twenty columns, one row in a hundred wrong. Every side is a fresh process on one core that
gets the same file: Zhenxing reads it in its limited child, finds the columns, types and checks every
cell (types, ranges, credit codes, divisions, industries, sums, repetitions) and names every wrong cell.
openpyxl with a pydantic model for each row does the same. django-import-export (bulk) writes what is
right besides, into a SQLite table that holds half of the rows already; it works on the first
rows only, and its time is scaled. Unzipping and expat alone are the limit.
Seconds are medians of CPU seconds, child processes included; Zhenxing's are without the start of the
child, which is told apart. Ratios are medians of the rounds' ratios.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

# run as a script, the folder above this one is not where Python looks
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peers import PeerMissingError, jionlp_python
from benchmarks.workbooks import write

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000, 100_000)
PEERS = ("pydantic", "import_export")
#: rows that django-import-export works on where all would take too long
SHARE = 5_000
#: the whole import into a database, history and audit included, where the web part brings it
WHOLE = "benchmarks.excel_import"

Run = Mapping[str, Any]


def main(arguments: list[str] | None = None) -> None:
    given = _parse(arguments)
    peers = _peers()
    if not given.json:
        print(f"Python {platform.python_version()}, {platform.machine()}, one core")
    with tempfile.TemporaryDirectory(prefix="zhenxing-bench-") as folder:
        for size in given.sizes:
            result = _size(Path(folder), size, peers, given.rounds)
            print(json.dumps(result, ensure_ascii=False) if given.json else _table(result), flush=True)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="numbers of rows, with commas")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="one JSON line for each size")
    return parser.parse_args(arguments)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.replace("_", "").split(","))


def _peers() -> Path | None:
    try:
        return jionlp_python()
    except PeerMissingError as missing:
        print(f"装不上对比用的库 The peers cannot be installed: {missing}", file=sys.stderr)
        return None


def _size(folder: Path, size: int, peers: Path | None, rounds: int) -> dict[str, Any]:
    path = folder / f"{size}.xlsx"
    wrong = write(path, size)
    share = min(size, SHARE)
    part = folder / f"part-{share}.xlsx"
    write(part, share)
    own = Path(sys.executable)
    sides = [("zhenxing", own, path, size), ("start", own, path, size), ("limit", own, path, size)]
    if importlib.util.find_spec(WHOLE):
        sides.append(("whole", own, path, size))
    if peers:
        sides += [("pydantic", peers, path, size), ("import_export", peers, part, share)]
    runs: dict[str, list[Run]] = {name: [] for name, *_ in sides}
    for _ in range(rounds):
        for name, python, file, rows in sides:
            runs[name].append(_child(name, python, file, rows))
    assert all(run["wrong"] == wrong for name in ("zhenxing", "pydantic") for run in runs.get(name, ()))
    return summary(size, path.stat().st_size, wrong, runs, size / share)


def _child(side: str, python: Path, path: Path, rows: int) -> Run:
    module = [WHOLE] if side == "whole" else ["benchmarks.excel_sides", side]
    command = [str(python), "-m", *module, str(path), "--count", str(rows)]
    one_core = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    environment = {**os.environ, **one_core, "PYTHONPATH": f"{ROOT / 'src'}", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{side}: {done.stderr.strip()[-2000:]}")
    result: Run = json.loads(done.stdout.splitlines()[-1])
    return result


def _median(values: Sequence[float]) -> float:
    return float(statistics.median(values))


def summary(
    size: int, file_bytes: int, wrong: int, runs: Mapping[str, Sequence[Run]], scale: float
) -> dict[str, Any]:
    """The figures of one size; `None` for what was not there."""
    start = _median([run["seconds"] for run in runs["start"]])
    ours = [max(run["seconds"] - start, 1e-6) for run in runs["zhenxing"]]
    whole = [run["seconds"] for run in runs.get("whole", ())]
    spent = {
        "pydantic": [run["seconds"] for run in runs.get("pydantic", ())],
        "import_export": [run["seconds"] * scale for run in runs.get("import_export", ())],
    }
    against = {"pydantic": ours, "import_export": whole}
    limit = [run["seconds"] for run in runs["limit"]]
    memory = [run["memory_mb"] for run in (*runs["zhenxing"], *runs.get("whole", ()))]
    return {
        "name": "excel",
        "size": size,
        "seconds": round(_median(ours), 4),
        "start_seconds": round(start, 4),
        "whole_seconds": round(_median(whole), 4) if whole else None,
        "peers": {name: round(_median(spent[name]), 4) if spent[name] else None for name in PEERS},
        "ratios": {name: _ratio(spent[name], against[name]) for name in PEERS},
        "limit_ratio": _ratio(ours, limit),
        "memory_mb": round(max(memory), 1),
        "wall_seconds": round(_median([run["wall_seconds"] for run in runs["zhenxing"]]), 4),
        "file_mb": round(file_bytes / 1024 / 1024, 2),
        "wrong_rows": wrong,
        "rounds": len(ours),
    }


def _ratio(theirs: Sequence[float], ours: Sequence[float]) -> float | None:
    if not theirs or not ours:
        return None
    return round(_median([one / own for one, own in zip(theirs, ours, strict=True)]), 3)


def _table(result: dict[str, Any]) -> str:
    """A size's result for people."""
    peers, ratios = result["peers"], result["ratios"]
    lines = [
        f"\n{result['size']:,} rows, {result['file_mb']} MB, {result['wrong_rows']:,} of them wrong",
        f"  read and checked     {result['seconds']:>9.3f} s"
        f"  and {result['start_seconds']:.3f} s to start the child",
        f"  unzip and expat      takes 1, Zhenxing {result['limit_ratio']:.2f}",
        _against("openpyxl + pydantic", peers["pydantic"], ratios["pydantic"]),
        f"  whole import         {result['whole_seconds']:>9.3f} s" if result["whole_seconds"] else "",
        _against("django-import-export", peers["import_export"], ratios["import_export"]),
        f"  memory               {result['memory_mb']:>9.0f} MB, the child's included",
    ]
    return "\n".join(line for line in lines if line)


def _against(name: str, seconds: float | None, ratio: float | None) -> str:
    if seconds is None:
        return f"  {name:<20} not measured: it cannot be installed here"
    times = f"  ×{ratio:.3g}" if ratio is not None else ""
    return f"  {name:<20} {seconds:>9.3f} s{times}"


if __name__ == "__main__":
    main()
