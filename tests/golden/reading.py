"""Read the documents and their gold, and compile each once for all tests."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from zhenxing.core.compiler.evaluation import Evaluation, evaluate
from zhenxing.core.compiler.pipeline import compile_source
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Source
from zhenxing.packs.loader import load_knowledge

HERE = Path(__file__).parent
SETS = {"golden": HERE, "holdout": HERE / "holdout"}


@cache
def names(which: str) -> tuple[str, ...]:
    """The stems of a set: `golden` or `holdout`."""
    return tuple(sorted(path.stem for path in (SETS[which] / "gold").glob("*.json")))


@cache
def text_of(which: str, name: str) -> str:
    return (SETS[which] / "documents" / f"{name}.txt").read_text(encoding="utf-8")


@cache
def gold_of(which: str, name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((SETS[which] / "gold" / f"{name}.json").read_text(encoding="utf-8"))
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
