"""What every target shares: what must hold of its subject, and how a search is started."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from zhenxing.core.compiler import Knowledge, Plan, Source, Span, compile_source
from zhenxing.core.compiler.serialise import plan_from_dict, plan_to_dict
from zhenxing.intake.errors import IntakeError
from zhenxing.packs.loader import load_knowledge

#: processor seconds for 20,000 characters, and how much slower code runs that reports its coverage
SECONDS = 2.0
WATCHED = 8.0


def check_read(read: Callable[[bytes], Any], data: bytes) -> None:
    """A reader gives text or refuses in words; memory and depth are the limited child's affair."""
    try:
        found = read(data)
    except (IntakeError, MemoryError, RecursionError) as refused:
        if isinstance(refused, IntakeError) and not (refused.message and refused.english):
            raise AssertionError("a refusal without words") from refused
        return
    if "\0" in found.text or "\r" in found.text:
        raise AssertionError("text with NUL or carriage return")
    if any(not 0 <= start <= len(found.text) for start in found.page_starts):
        raise AssertionError("a page begins outside the text")


def check_compile(text: str, knowledge: Knowledge, seconds: float = SECONDS) -> Plan:
    """A text compiles, in time, into a plan whose every span lies in the text it speaks of."""
    began = time.process_time()
    source = Source(text)
    plan = compile_source(source, knowledge)
    took = time.process_time() - began
    for place, span in _spans(plan):
        length = len(source.text) if "source" in place else len(plan.text)
        if not 0 <= span.start <= span.end <= length:
            raise AssertionError(f"{place} {span} lies outside {length} characters")
    if plan_from_dict(plan_to_dict(plan), source) != plan:
        raise AssertionError("the plan's JSON is not the plan")
    if took > seconds:
        raise AssertionError(f"{len(text)} characters took {took:.1f} s")
    return plan


def _spans(value: Any, place: str = "plan") -> Iterator[tuple[str, Span]]:
    if isinstance(value, Span):
        yield place, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _spans(item, f"{place}[{index}]")
    elif is_dataclass(value) and not isinstance(value, Source):
        for field in fields(value):
            if field.name != "traced":
                yield from _spans(getattr(value, field.name), f"{place}.{field.name}")


def home() -> Knowledge:
    """What the packs know, without a county of its own."""
    return load_knowledge(None)


def search(target: Callable[[bytes], None], seeds: dict[str, bytes]) -> None:
    """Hand over to the fuzzer: `python -m fuzz.fuzz_… FOLDER -max_total_time=600 …`."""
    import atheris

    folder = next((Path(word) for word in sys.argv[1:] if not word.startswith("-")), None)
    if folder is not None and folder.is_dir():
        for name, data in seeds.items():
            (folder / f"seed-{name}").write_bytes(data)
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
