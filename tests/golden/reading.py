"""Read the documents and their gold, and compile each once for all tests."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import zhenxing.packs
from zhenxing.core.compiler.evaluation import Evaluation, evaluate
from zhenxing.core.compiler.pipeline import compile_source
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Source
from zhenxing.packs.loader import load_knowledge

HERE = Path(__file__).parent
DEMO = Path(zhenxing.packs.__file__).parent / "demo" / "documents"
#: set → folder of its documents and folder of its gold
SETS = {
    "golden": (HERE / "documents", HERE / "gold"),
    "holdout": (HERE / "holdout" / "documents", HERE / "holdout" / "gold"),
    "demo": (DEMO, HERE / "demo"),
}


@cache
def names(which: str) -> tuple[str, ...]:
    """The stems of a set: `golden`, `holdout` or `demo`."""
    return tuple(sorted(path.stem for path in SETS[which][1].glob("*.json")))


@cache
def text_of(which: str, name: str) -> str:
    return (SETS[which][0] / f"{name}.txt").read_text(encoding="utf-8")


@cache
def gold_of(which: str, name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((SETS[which][1] / f"{name}.json").read_text(encoding="utf-8"))
    return gold


def compiled(text: str) -> Plan:
    return compile_source(Source(text), load_knowledge())


@cache
def plan_of(which: str, name: str) -> Plan:
    return compiled(text_of(which, name))


@cache
def scores(which: str) -> Evaluation:
    """Every document of a set against its gold."""
    stems = names(which)
    plans = {name: plan_of(which, name) for name in stems}
    return evaluate(plans, {name: gold_of(which, name) for name in stems})
