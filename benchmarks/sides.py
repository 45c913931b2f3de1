"""One side of a comparison, run as a process of its own: `python -m benchmarks.sides SIDE FILE`.

FILE has one JSON document a line, `{"text", "gold"}`. The first `--warm` of them are worked
through before the clock starts. Prints one JSON line: CPU and wall seconds of the work alone, the
seconds of getting ready (imports, names, dictionaries), the characters read, the peak of memory.
Nothing of Zhenxing is imported unless it is the side that runs, so that a peer's own environment
can run its side.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import itertools
import json
import logging
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

#: documents compiled before they are scored and let go
BATCH = 50

Entry = dict[str, Any]
#: what a side measured beyond time
Extra = dict[str, Any]


class Clock:
    """Adds up the CPU and wall seconds of the calls given to it."""

    def __init__(self) -> None:
        self.seconds = self.wall = 0.0

    def __call__(self, work: Callable[..., Any], *given: Any) -> Any:
        cpu, wall = time.process_time(), time.perf_counter()
        result = work(*given)
        self.wall += time.perf_counter() - wall
        self.seconds += time.process_time() - cpu
        return result


Side = Callable[[Iterator[Entry], Clock], Extra]


def zhenxing() -> Side:
    """The whole compiler. Its finds are scored between batches, off the clock."""
    from zhenxing.core.compiler import Plan, Source, compile_source
    from zhenxing.core.compiler.evaluation import KINDS, score_document
    from zhenxing.packs.loader import load_knowledge

    knowledge = load_knowledge()

    def compiled(batch: list[Entry]) -> list[Plan]:
        return [compile_source(Source(entry["text"]), knowledge) for entry in batch]

    def side(entries: Iterator[Entry], clock: Clock) -> Extra:
        counts = {kind: [0, 0, 0] for kind in KINDS}
        while batch := list(itertools.islice(entries, BATCH)):
            plans = clock(compiled, batch)
            for plan, entry in zip(plans, batch, strict=True):
                if entry["gold"]:
                    for kind, score in score_document(plan, entry["gold"]).items():
                        for index, number in enumerate((score.matched, score.found, score.gold)):
                            counts[kind][index] += number
        return {"counts": counts}

    return side


def opencc() -> Side:
    """OpenCC alone: every text from Traditional to Simplified."""
    import opencc

    convert = opencc.OpenCC("t2s").convert

    def side(entries: Iterator[Entry], clock: Clock) -> Extra:
        for entry in entries:
            clock(convert, entry["text"])
        return {}

    return side


def jionlp() -> Side:
    """JioNLP's times and amounts of every sentence; splitting and conversion are off the clock."""
    logging.disable(logging.CRITICAL)
    with contextlib.redirect_stdout(io.StringIO()):  # it greets whoever imports it
        import jionlp as jio

    def side(entries: Iterator[Entry], clock: Clock) -> Extra:
        failed = 0
        for entry in entries:
            sentences = jio.split_sentence(jio.tra2sim(entry["text"], mode="char"))
            failed += clock(_extract, jio, sentences)
        return {"failed": failed}

    return side


def _extract(jio: Any, sentences: list[str]) -> int:
    """Both extractions of every sentence; returns how many calls it gave up."""
    failed = 0
    for sentence in sentences:
        for extract in (jio.ner.extract_time, jio.ner.extract_money):
            try:
                extract(sentence)
            except Exception:  # whatever it raises on a sentence it does not understand
                failed += 1
    return failed


SIDES: dict[str, Callable[[], Side]] = {"zhenxing": zhenxing, "opencc": opencc, "jionlp": jionlp}


def entries(path: Path, seen: list[int]) -> Iterator[Entry]:
    """The documents of a file one at a time; `seen` gets the characters of each."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            seen.append(len(entry["text"]))
            yield entry


def run(name: str, path: Path, limit: int | None, warm: int) -> Extra:
    begun = time.process_time()
    side = SIDES[name]()
    ready = time.process_time() - begun
    seen: list[int] = []
    given = entries(path, seen)
    side(itertools.islice(given, warm), Clock())
    seen.clear()
    clock = Clock()
    extra = side(itertools.islice(given, limit), clock)
    return {
        "seconds": clock.seconds,
        "wall_seconds": clock.wall,
        "ready_seconds": ready,
        "documents": len(seen),
        "characters": sum(seen),
        "memory_mb": peak_memory(),
        **extra,
    }


def peak_memory() -> float:
    """The most memory this process held, in MB."""
    with contextlib.suppress(OSError):
        # where there is /proc: ru_maxrss counts what the process that started this one held, too
        for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("side", choices=SIDES)
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, help="work on so many documents only")
    parser.add_argument(
        "--warm", type=int, default=0, help="documents worked through before the clock starts"
    )
    given = parser.parse_args()
    print(json.dumps(run(given.side, given.file, given.limit, given.warm)))


if __name__ == "__main__":
    main()
