"""A single passage read again by the compiler, to fill a form for a person. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.pipeline import compile_source
from zhenxing.core.compiler.source import Source
from zhenxing.web.documents.drafting import drafts
from zhenxing.web.documents.kinds import KINDS

#: a longer passage is no single goal or task
_LONGEST = 2000
#: kinds whose payload says the same things: out of its paragraph a goal often reads like a figure
_LIKE = {"goal": ("goal", "figure"), "figure": ("figure", "goal")}
_HEADING = 60


def reread(kind: str, text: str, around: Mapping[str, Any]) -> dict[str, Any]:
    """A payload for a passage: what the compiler finds in it; the rest from `around`, its neighbour."""
    values = {**_nothing(kind), **around}
    if kind == "task":
        heading = text.split("\n", 1)[0].split("。", 1)[0][:_HEADING]
        return {**values, "number": None, "heading": heading}
    found = _found(kind, text)
    if found is None:
        return values
    if found.get("deadline") is None:
        found.pop("deadline", None)
    return {**values, **found, "suspicion": None}


def _nothing(kind: str) -> dict[str, Any]:
    lists = {"units", "lines"}
    return {spec.name: [] if spec.control in lists else None for spec in KINDS[kind].fields}


def _found(kind: str, text: str) -> dict[str, Any] | None:
    plan = compile_source(Source(text[:_LONGEST]), Knowledge())
    wanted = _LIKE.get(kind, (kind,))
    matching = [draft for draft in drafts(plan) if draft.kind in wanted]
    if not matching:
        return None
    names = {spec.name for spec in KINDS[kind].fields}
    return {name: value for name, value in matching[0].payload.items() if name in names}
