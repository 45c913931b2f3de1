"""Compile one fictional passage with the number stages alone, and print what was found.

A passage stands in a document of a given genre, day and part; the result is one short line for
each find, so that tables of cases can be read at a glance:
`>= 170 家 2024` (goal), `= 12.5 % 2023` … values as in the gold: 元 without 万, shares as fractions.
"""

from __future__ import annotations

from zhenxing.core.compiler.contract import Declined
from zhenxing.core.compiler.knowledge import Knowledge
from zhenxing.core.compiler.plan import Clause, ClauseRole, Condition, Figure, Found, Goal, Header, Plan
from zhenxing.core.compiler.source import Source, Span, TracedText
from zhenxing.core.compiler.stages import conditions, figures, goals, milestones
from zhenxing.core.quantities import plain

STAGES = (goals, figures, milestones, conditions)


def passage(
    text: str,
    *,
    genre: str = "plan",
    role: ClauseRole = "tasks",
    issued: str | None = "2024-03-10",
    title: str = "云岭县竹编专业镇高质量发展实施方案",
    heading: str = "",
) -> Plan:
    """The passage as the only clause of its document, compiled by the number stages."""
    at = Span(0, 0)
    header = Header(
        title=Found(title, at), genre=Found(genre, at), issued_on=Found(issued, at) if issued else None
    )
    clause = Clause("1", "", heading, 1, Span(0, len(text) + 1), at, None, role)
    plan = Plan(Source(text), TracedText.of(text), header, (clause,))
    for stage in STAGES:
        result = stage.run(plan, Knowledge())
        plan = plan if isinstance(result, Declined) else result
    return plan


def goal_lines(plan: Plan) -> list[str]:
    return [_line(goal, goal.deadline) for goal in plan.goals]


def figure_lines(plan: Plan) -> list[str]:
    return [_line(figure, figure.period) for figure in plan.figures]


def condition_lines(plan: Plan) -> list[str]:
    """`null` for a benefit or penalty without a threshold."""
    return [_line(item, None) if item.op else "null" for item in plan.conditions]


def _line(item: Goal | Figure | Condition, when: str | None) -> str:
    values = item.value if isinstance(item.value, tuple) else (item.value,)
    shown = "–".join(plain(value) for value in values if value is not None)
    return " ".join(part for part in (item.op, shown, item.unit, when) if part)
