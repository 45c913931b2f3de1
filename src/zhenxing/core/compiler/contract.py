"""The contract every stage keeps.

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

from dataclasses import dataclass
from typing import Protocol

from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan


@dataclass(frozen=True)
class Declined:
    """Why a stage had nothing to do."""

    reason: str


class Stage(Protocol):
    @property
    def NAME(self) -> str: ...  # noqa: N802 - a module constant seen as an attribute

    def run(self, plan: Plan, knowledge: Knowledge) -> Plan | Declined: ...
