"""The visible list of stages. What each must keep to is written in `contract.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from zhenxing.core.compiler.contract import Declined, Stage
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan, StageRecord
from zhenxing.core.compiler.source import Source, TracedText
from zhenxing.core.compiler.stages import (
    conditions,
    duplicates,
    escapes,
    figures,
    furniture,
    goals,
    header,
    link,
    losses,
    milestones,
    outline,
    pages,
    people,
    rosters,
    scraps,
    spacing,
    tasks,
    traditional,
)

STAGES: tuple[Stage, ...] = (
    # the text itself
    escapes,
    scraps,
    traditional,
    pages,
    furniture,
    spacing,
    duplicates,
    # what identifies and divides it
    losses,
    outline,
    header,
    # what it says
    goals,
    figures,
    milestones,
    conditions,
    tasks,
    people,
    rosters,
    # whom it concerns
    link,
)


# the same few are written for every document
@lru_cache(maxsize=256)
def _record(stage: str, outcome: Literal["done", "declined"], note: str = "") -> StageRecord:
    return StageRecord(stage, outcome, note)


def compile_source(
    source: Source,
    knowledge: Knowledge,
    *,
    stages: tuple[Stage, ...] | None = None,
    on_stage: Callable[[str, int, int], None] | None = None,
) -> Plan:
    """Run every stage over a source. `on_stage(name, index, total)` is told before each."""
    plan = Plan(source=source, traced=TracedText.of(source.text))
    stages = STAGES if stages is None else stages
    trail: list[StageRecord] = []
    for index, stage in enumerate(stages):
        if on_stage:
            on_stage(stage.NAME, index, len(stages))
        result = stage.run(plan, knowledge)
        if isinstance(result, Declined):
            trail.append(_record(stage.NAME, "declined", result.reason))
        else:
            plan = result
            trail.append(_record(stage.NAME, "done"))
    return plan.changed(trail=(*plan.trail, *trail))
