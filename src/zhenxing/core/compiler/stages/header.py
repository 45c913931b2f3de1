"""Title, number, issuer, dates, genre, place, recipients, cited documents."""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Plan

NAME = "header"


def run(plan: Plan, knowledge: Knowledge) -> Plan | Declined:
    return Declined("not built yet")
