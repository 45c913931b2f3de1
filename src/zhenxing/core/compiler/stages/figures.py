"""Reported facts with a number."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan

NAME = "figures"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    return Declined("not built yet")
