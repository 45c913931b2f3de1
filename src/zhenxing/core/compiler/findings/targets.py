"""Targets of one document that cannot all be meant: twice with two values, falling, or already met."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from zhenxing.core.compiler.findings.finding import Finding, Item, finding
from zhenxing.core.compiler.findings.indicators import (
    Baseline,
    amount_of,
    baselines_of,
    grades,
    grown,
    measure_of,
    name_of,
    period_of,
    scaled,
    unit_of,
)
from zhenxing.core.compiler.plan import Goal, Plan
from zhenxing.core.quantities import display

#: marks that end a sentence, and how near a target and its better stand
_STOP = re.compile(r"[。！？；\n]")
_ONE_BREATH = 20
_AT_LEAST = frozenset({">=", ">", "="})
_AT_MOST = frozenset({"<=", "<"})
_REACHED = frozenset({"=", ">=", ">"})


def is_level(goal: Goal) -> bool:
    """Whether a goal names one amount to reach: no growth rate, no increment, nothing lost in it."""
    whole = isinstance(goal.value, Decimal) and goal.suspicion is None and goal.certainty != "unsure"
    return (
        whole
        and goal.kind == "target"
        and not goal.increment
        and goal.op != "+"
        and not grown(goal.indicator)
    )


def conflicts(plan: Plan) -> Finding | None:
    """One indicator, scope and deadline with two values."""
    groups: dict[tuple[object, ...], list[Goal]] = defaultdict(list)
    for goal in plan.goals:
        counted = isinstance(goal.value, Decimal) and goal.kind == "target" and goal.suspicion is None
        if counted and goal.deadline and name_of(goal.indicator):
            groups[_subject(goal), goal.deadline, goal.increment].append(goal)
    items = [
        Item(one.text, one.span, _differ(one, other), one.clause, other.text, other.span, other.clause)
        for goals in groups.values()
        for one, other in combinations(goals, 2)
        if _disagree(one, other) and _same_place(plan, one, other) and not _meant_apart(plan, one, other)
    ]
    return finding("target_conflict", "同一指标、同一期限却有两个数：{count}处", items)


def _subject(goal: Goal) -> tuple[object, ...]:
    return name_of(goal.indicator), unit_of(goal.unit), goal.scope or ""


def _disagree(one: Goal, other: Goal) -> bool:
    """Two values, or two directions, for one thing; near enough is no disagreement where either says 左右."""
    first, second = amount_of(one), amount_of(other)
    if first is None or second is None:
        return False
    if "approx" in (one.op, other.op):
        return abs(first - second) > max(abs(first), abs(second)) / 10
    if one.op in _AT_MOST and other.op in _AT_LEAST:
        return second > first
    if one.op in _AT_LEAST and other.op in _AT_MOST:
        return first > second
    return first != second


def _same_place(plan: Plan, one: Goal, other: Goal) -> bool:
    """A bare measure (产值) in two neighbouring clauses may be that of two towns: no contradiction."""
    measure = measure_of(one.indicator)
    if measure is None or measure[0] or one.clause == other.clause:
        return True
    return _top(plan, one.clause) != _top(plan, other.clause) or _within(one.clause, other.clause)


def _meant_apart(plan: Plan, one: Goal, other: Goal) -> bool:
    """分别压缩至60、45个工作日 is a list; 突破40亿元,力争达到45亿元 is a target and one to strive for."""
    if one.span.overlaps(other.span):
        return True
    between = plan.text[one.span.end : other.span.start]
    return other.aspirational and len(between) < _ONE_BREATH and not _STOP.search(between)


def _top(plan: Plan, clause: str | None) -> str:
    return (clause or "").partition(".")[0]


def _within(one: str | None, other: str | None) -> bool:
    first, second = f"{one or ''}.", f"{other or ''}."
    return first.startswith(second) or second.startswith(first)


def _differ(one: Goal, other: Goal) -> str:
    return f"{_said(one)} ≠ {_said(other)}，期限都是{one.deadline}"


def _said(goal: Goal) -> str:
    assert isinstance(goal.value, Decimal)
    sign = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "approx": "约"}.get(goal.op, "")
    return f"{sign}{display(goal.value, goal.unit)}"


def falls(plan: Plan) -> Finding | None:
    """A later target below an earlier one, for something that is to be at least so much."""
    groups: dict[tuple[object, ...], list[Goal]] = defaultdict(list)
    for goal in plan.goals:
        if is_level(goal) and goal.op in _AT_LEAST and period_of(goal.deadline):
            groups[_subject(goal)].append(goal)
    items = [item for goals in groups.values() for item in _falling(plan, goals)]
    return finding("target_falls", "期限在后的目标反而低于期限在前的目标：{count}处", items)


def _falling(plan: Plan, goals: list[Goal]) -> Iterator[Item]:
    for one, other in combinations(goals, 2):
        first, second = sorted((one, other), key=lambda goal: goal.deadline or "")
        before, after = amount_of(first), amount_of(second)
        apart = first.deadline != second.deadline and _same_place(plan, one, other)
        if before is not None and after is not None and apart and before > after:
            note = f"{first.deadline}：{_said(first)}；{second.deadline}：{_said(second)}"
            yield Item(second.text, second.span, note, second.clause, first.text, first.span, first.clause)


def met(plan: Plan, known: tuple[Baseline, ...] = ()) -> Finding | None:
    """A target that figures of an earlier time already reach."""
    baselines = (*baselines_of(plan.figures), *known)
    items = [item for goal in plan.goals if is_level(goal) for item in _met(plan, goal, baselines)]
    return finding("target_met", "定目标时已经达到的目标：{count}个", items)


def _met(plan: Plan, goal: Goal, baselines: tuple[Baseline, ...]) -> Iterator[Item]:
    """The best proof: the newest figure of the same thing that is enough."""
    proofs = [each for each in baselines if _speaks_of(each, goal) and _enough(each, goal)]
    for proof in sorted(proofs, key=lambda each: each.period)[-1:]:
        note = (
            f"{proof.period}年已有{display(proof.value, proof.unit)}"
            if len(proof.period) == 4
            else (f"{proof.period}已有{display(proof.value, proof.unit)}")
        )
        yield Item(
            goal.text, goal.span, note, goal.clause,
            proof.text or f"{proof.indicator}{display(proof.value, proof.unit)}",
            proof.span, proof.clause, proof.source,
        )  # fmt: skip


def _speaks_of(known: Baseline, goal: Goal) -> bool:
    same = name_of(known.indicator) == name_of(goal.indicator) and unit_of(known.unit) == unit_of(goal.unit)
    before, due = period_of(known.period), period_of(goal.deadline)
    earlier = before is not None and (due is None or before.last < due.last)
    return same and earlier and grades(known.indicator) == grades(goal.indicator) and not goal.scope


def _enough(known: Baseline, goal: Goal) -> bool:
    now, wanted = scaled(known.value, known.unit), amount_of(goal)
    if wanted is None:
        return False
    if goal.op in _AT_MOST:
        return now < wanted or (now == wanted and goal.op == "<=")
    return goal.op in _REACHED and (now > wanted or (now == wanted and goal.op != ">"))
