"""How long a document takes to compile, and whether ten times the text takes ten times as long."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from importlib import resources

from benchmarks.measure import Row, timed
from zhenxing.core.compiler import Knowledge, Source, compile_source
from zhenxing.packs.loader import load_knowledge

NAME = "compile: the demo plans, and one of them ten times over"


def rows() -> Iterator[Row]:
    knowledge = load_knowledge()
    seconds, spread = timed(load_knowledge.__wrapped__, repeats=3)
    yield Row("load the knowledge", seconds, spread, "once a process")
    texts = dict(_demo_texts())
    for name, text in texts.items():
        yield _row(name, text, knowledge)
    name, text = max(texts.items(), key=lambda item: len(item[1]))
    yield _row(f"{name} ×10", "\n".join(_varied(text, number) for number in range(10)), knowledge)


def _varied(text: str, number: int) -> str:
    """The text so that it is no repetition of itself, which the compiler would drop."""
    return "\n".join(f"{line}{number}" if len(line) > 16 else line for line in text.splitlines())


def _row(name: str, text: str, knowledge: Knowledge) -> Row:
    # a text of its own each time: what the compiler remembers of the last one must not help it
    number = itertools.count()
    seconds, spread = timed(lambda: compile_source(Source(f"{text}\n{next(number)}\n"), knowledge), repeats=5)
    return Row(name, seconds, spread, f"{len(text)} chars, {len(text) / seconds / 1000:.0f}k/s")


def _demo_texts() -> Iterator[tuple[str, str]]:
    folder = resources.files("zhenxing.packs").joinpath("demo/documents")
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".txt"):
            yield item.name, item.read_text(encoding="utf-8")
