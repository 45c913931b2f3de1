"""The visible list of stages.

A stage is a module with `NAME` and `run(plan, knowledge) -> Plan | Declined`.

- A stage SHALL return a new Plan or `Declined`; it SHALL NOT change the one it was given.
- A stage SHALL add only what the text says, each item with a span of the clean text.
- A stage that meets its construct in a form it does not understand SHALL add a `ReviewItem`
  or a `Suspicion` there; it SHALL NOT guess and SHALL NOT stay silent.
- Only the text stages (before `outline`) MAY edit the text; each edit SHALL be a `Repair`.
- A stage MAY read what earlier stages found; it SHALL NOT remove or alter another stage's finds,
  except `link`, which fills in the organisation each mention belongs to.
- A stage MAY decline when its construct does not occur, saying why.
- A stage SHALL take time linear in the length of the text, whatever the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan, StageRecord
from zhenxing.core.compiler.source import Source, TracedText


@dataclass(frozen=True)
class Declined:
    """Why a stage had nothing to do."""

    reason: str


class Stage(Protocol):
    NAME: str

    def run(self, plan: Plan, knowledge: Knowledge) -> Plan | Declined: ...


STAGES: tuple[Stage, ...] = ()


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
    for index, stage in enumerate(stages):
        if on_stage:
            on_stage(stage.NAME, index, len(stages))
        plan = _run(stage, plan, knowledge)
    return plan


def _run(stage: Stage, plan: Plan, knowledge: Knowledge) -> Plan:
    result = stage.run(plan, knowledge)
    if isinstance(result, Declined):
        return replace(plan, trail=(*plan.trail, StageRecord(stage.NAME, "declined", result.reason)))
    return replace(result, trail=(*result.trail, StageRecord(stage.NAME, "done")))
