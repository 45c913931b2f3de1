"""Plans about fictional places, put together by hand: the checks are tested apart from the stages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zhenxing.core.compiler.plan import (
    Clause,
    Condition,
    Figure,
    Found,
    Goal,
    Header,
    Operator,
    Plan,
    Task,
    UnitMention,
)
from zhenxing.core.compiler.source import Source, Span, TracedText

NOWHERE = Span(0, 0)


def goal(
    text: str, indicator: str, value: Any, unit: str | None, deadline: str | None = None, **more: Any
) -> Goal:
    """A goal named after its words; ≥ unless `op` says otherwise."""
    op: Operator = more.pop("op", ">=")
    amount = (
        tuple(map(Decimal, value)) if isinstance(value, tuple) else None if value is None else Decimal(value)
    )
    return Goal(
        id=more.pop("id", f"g-{text}"), text=text, span=more.pop("span", NOWHERE), indicator=indicator,
        op=op, value=amount, unit=unit, deadline=deadline, clause=more.pop("clause", "1"), **more,
    )  # fmt: skip


def figure(text: str, indicator: str, value: Any, unit: str | None, period: str | None) -> Figure:
    return Figure(f"f-{text}", text, NOWHERE, indicator, "=", Decimal(value), unit, period, "1")


def task(heading: str, lead: str = "", support: str = "", **more: Any) -> Task:
    """A task; `lead` and `support` are names joined by 、."""
    return Task(
        id=more.pop("id", f"t-{heading}"), number=more.pop("number", None), heading=heading,
        text=more.pop("text", heading), span=more.pop("span", NOWHERE), clause=more.pop("clause", "2"),
        lead=_units(lead), support=_units(support), **more,
    )  # fmt: skip


def condition(text: str, subject: str, value: Any, unit: str | None, **more: Any) -> Condition:
    amount = None if value is None else Decimal(value)
    return Condition(
        more.pop("id", f"c-{text}"),
        text,
        NOWHERE,
        subject,
        more.pop("op", ">="),
        amount,
        unit,
        clause="3",
        **more,
    )


def _units(names: str) -> tuple[UnitMention, ...]:
    return tuple(UnitMention(name, NOWHERE, unit=name) for name in names.split("、") if name)


def plan(
    *parts: Any,
    title: str = "云岭县竹编专业镇行动计划",
    issued: str = "2024-03-05",
    text: str = "",
    **header: str,
) -> Plan:
    """A plan with the parts given, sorted by kind."""
    found = {"title": title, "issued_on": issued, **header}
    return Plan(
        source=Source(text),
        traced=TracedText.of(text),
        header=Header(**{name: Found(value, NOWHERE) for name, value in found.items() if value}),  # type: ignore[arg-type]  # single values only
        goals=tuple(part for part in parts if isinstance(part, Goal)),
        figures=tuple(part for part in parts if isinstance(part, Figure)),
        tasks=tuple(part for part in parts if isinstance(part, Task)),
        conditions=tuple(part for part in parts if isinstance(part, Condition)),
        clauses=tuple(part for part in parts if isinstance(part, Clause)),
    )


def clause(id: str, number: str, heading: str, start: int = 0, end: int = 0) -> Clause:
    parent = id.rpartition(".")[0] or None
    return Clause(id, number, heading, id.count(".") + 1, Span(start, end), Span(start, end), parent)
