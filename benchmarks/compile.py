"""How fast documents are compiled, beside JioNLP and OpenCC, and how well in the same run.

    python benchmarks/compile.py [--sizes 1,100,10000] [--json]
    python benchmarks/compile.py --stages

1, 100 and 10,000 composed documents of which no two share a sentence. Every side is a fresh process
on one core that reads the same file: Zhenxing does the whole job, JioNLP extracts times and amounts of
every sentence, OpenCC converts from Traditional to Simplified and does nothing else (the limit).
Rounds alternate the sides; seconds are medians of CPU seconds, ratios medians of the rounds' ratios.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# run as a script, the folder above this one is not where Python looks
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import race, stages
from benchmarks.documents import Document, corpus, long_plan
from benchmarks.peers import PeerMissingError, jionlp_python

SIZES = (1, 100, 10_000)
HEADLINE = 100
#: characters of one plan: once, ten and a hundred times as long; and of two hundred pages
LENGTHS = (4_000, 40_000, 400_000)
PAGES_200 = 120_000
#: documents a peer works on where all would take too long
PEER_SHARE = 200


def main(arguments: list[str] | None = None) -> None:
    given = _parse(arguments)
    if given.stages:
        stages.report(HEADLINE)
        return
    jionlp = _jionlp()
    with tempfile.TemporaryDirectory(prefix="zhenxing-bench-") as folder:
        sizes = sorted(given.sizes, key=lambda size: size != HEADLINE)
        results = (_size(Path(folder), size, jionlp, given.rounds) for size in sizes)
        if given.json:
            for result in results:
                print(json.dumps(result, ensure_ascii=False), flush=True)
        else:
            print(f"Python {platform.python_version()}, {platform.machine()}, one core")
            for result in results:
                print(_table(result), flush=True)
        if given.long:
            _long(Path(folder), given.json)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="numbers of documents, with commas")
    parser.add_argument("--rounds", type=int, help="rounds of every size (else 5, and 1 above 1,000)")
    parser.add_argument("--json", action="store_true", help="one JSON line for each size")
    parser.add_argument(
        "--no-long", dest="long", action="store_false", help="leave out the long plans at the end"
    )
    parser.add_argument("--stages", action="store_true", help="milliseconds a document for every stage")
    return parser.parse_args(arguments)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.replace("_", "").split(","))


def _jionlp() -> Path | None:
    try:
        return jionlp_python()
    except PeerMissingError as missing:
        print(f"装不上 JioNLP，只与 OpenCC 对比 JioNLP cannot be installed: {missing}", file=sys.stderr)
        return None


def _write(path: Path, documents: Iterable[Document]) -> Path:
    with path.open("w", encoding="utf-8") as out:
        for made in documents:
            out.write(json.dumps({"text": made.text, "gold": made.gold}, ensure_ascii=False) + "\n")
    return path


def _size(folder: Path, size: int, jionlp: Path | None, rounds: int | None) -> dict[str, Any]:
    path = _write(folder / f"{size}.jsonl", corpus(size))
    sides = [race.Side("zhenxing", Path(sys.executable)), race.Side("opencc", Path(sys.executable))]
    if jionlp:
        sides.append(race.Side("jionlp", jionlp, limit=PEER_SHARE if size > PEER_SHARE else None))
    return race.summary(size, race.run(sides, path, rounds or (5 if size <= 1000 else 1)))


def _table(result: dict[str, Any]) -> str:
    """A size's result for people."""
    size, seconds = result["size"], result["seconds"]
    lines = [
        f"\n{size:,} documents, {result['characters']:,} characters, {result['rounds']} rounds",
        f"  zhenxing  {seconds:>10.3f} s  {seconds / size * 1000:>8.2f} ms a document"
        f"  {result['memory_mb']:.0f} MB  (ready in {result['ready_seconds']['zhenxing']:.2f} s)",
    ]
    for peer, spent in result["peers"].items():
        ratio = result["ratios"][peer]
        if spent is None:
            lines.append(f"  {peer:<8}  not measured: it cannot be installed here")
            continue
        about = "" if result["measured"][peer] == size else f"  from {result['measured'][peer]}, scaled"
        lines.append(
            f"  {peer:<8}  {spent:>10.3f} s  {spent / size * 1000:>8.2f} ms a document  ×{ratio:.3g}{about}"
        )
    lines.append(f"  zhenxing takes {result['limit_ratio']:.1f} times as long as OpenCC alone")
    scores = "  ".join(f"{kind} {f1:.3f}" for kind, f1 in result["accuracy"].items())
    return "\n".join([*lines, f"  F1: {scores}"])


def _long(folder: Path, as_json: bool) -> None:
    """Whether ten times the text takes ten times as long, and how long two hundred pages take."""
    begin = next(corpus(1))
    for characters in (*LENGTHS, PAGES_200):
        path = _write(folder / f"long-{characters}.jsonl", [begin, long_plan(characters)])
        side = race.Side("zhenxing", Path(sys.executable), warm=1)
        runs = race.run([side], path, 3)["zhenxing"]
        seconds, read = race.median(runs, "seconds"), runs[0]["characters"]
        result = {"name": "compile-long", "size": read, "seconds": round(seconds, 4)}
        if as_json:
            print(json.dumps({**result, "memory_mb": round(race.median(runs, "memory_mb"), 1)}), flush=True)
        else:
            print(f"\none plan of {read:,} characters: {seconds:.3f} s, {seconds / read * 1e6:.2f} µs each")


if __name__ == "__main__":
    main()
