"""The leading group, member units, lists of towns."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan

NAME = "rosters"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    return Declined("not built yet")
