"""Where the compiler's time goes: milliseconds a document for every stage, caches warm."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence

from benchmarks.documents import corpus
from zhenxing.core.compiler import Source, compile_source
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.packs.loader import load_knowledge


def report(size: int, rounds: int = 5) -> None:
    """Print each stage's share; the fastest of the rounds, which the machine's other work hides least."""
    texts = [made.text for made in corpus(size * 2)]
    knowledge = load_knowledge()
    _timed(texts[:size], knowledge)  # what is built once is built on documents that are not measured
    timings = [_timed(texts[size:], knowledge) for _ in range(rounds)]
    best = min(timings, key=lambda timing: sum(timing.values()))
    characters = sum(map(len, texts[size:])) / size
    print(f"{size} documents of {characters:.0f} characters on average; ms a document")
    total = sum(best.values())
    for name, seconds in sorted(best.items(), key=lambda pair: -pair[1]):
        print(f"  {name:<14}{seconds / size * 1000:>8.3f}  {seconds / total:>6.1%}")
    print(f"  {'all':<14}{total / size * 1000:>8.3f}")


def _timed(texts: Sequence[str], knowledge: Knowledge) -> dict[str, float]:
    marks: list[tuple[str, float]] = []

    def mark(name: str, *_: int) -> None:
        marks.append((name, time.process_time()))

    for text in texts:
        compile_source(Source(text), knowledge, on_stage=mark)
        mark("")
    spent: dict[str, float] = {}
    for (name, begun), (_, ended) in itertools.pairwise(marks):
        if name:
            spent[name] = spent.get(name, 0.0) + ended - begun
    return spent
