"""Page furniture before, after and inside the document: navigation, metadata tables, ICP lines."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan

NAME = "furniture"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    return Declined("not built yet")
