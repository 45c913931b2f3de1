"""Search for texts that break the compiler."""

from __future__ import annotations

from pathlib import Path

from fuzz.words import bytes_of, text_of

try:
    import atheris
except ImportError:
    # the checks work without a fuzzer: tests replay what was found
    from contextlib import nullcontext as watched
else:
    watched = atheris.instrument_imports

with watched():
    from fuzz.harness import WATCHED, check_compile, home, search

_HOME = home()
_DEMO = Path(__file__).parents[1] / "src/zhenxing/packs/demo/documents"


def target(data: bytes) -> None:
    check_compile(text_of(data), _HOME, WATCHED)


def seeds() -> dict[str, bytes]:
    """The demo county's documents and hostile texts of every simple kind."""
    found = {path.stem: bytes_of(path.read_text(encoding="utf-8")) for path in sorted(_DEMO.glob("*.txt"))}
    for name, text in _hostile().items():
        found[name] = bytes_of(text)
    return found


def _hostile() -> dict[str, str]:
    repeated = {
        "brackets": "（", "closing": "）", "quotes": "《", "digits": "1", "numerals": "一", "blanks": " ",
        "lines": "\n", "commas": "、", "tags": "<p>", "items": "一、甲\n", "duties": "（县发展局牵头，",
        "pinyin": "產(chǎn)", "cells": "甲\t乙\n", "years": "到2026年，", "goals": "产值达到3亿元以上，",
    }  # fmt: skip
    return {name: unit * (3000 // len(unit)) for name, unit in repeated.items()}


if __name__ == "__main__":
    search(target, seeds())
