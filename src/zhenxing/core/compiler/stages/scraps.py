"""Byte-slip scraps: what GBK re-read one byte off leaves beside markup (打?。?span …>)."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan

NAME = "scraps"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    return Declined("not built yet")
