"""Absolute targets against growth targets: what a baseline makes of the one, the other must allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

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
    same_family,
    same_measure,
    scaled,
    unit_of,
)
from zhenxing.core.compiler.findings.targets import is_level
from zhenxing.core.compiler.plan import Goal, Plan
from zhenxing.core.quantities import display

_BASE_YEAR = re.compile(r"(?:较|比|以|在)(\d{4})年")
_YEARLY = ("年均", "每年", "逐年", "年增长", "年递增")
_LEVEL = frozenset({">=", ">", "=", "approx"})


@dataclass(frozen=True)
class Tolerance:
    """How far an implied rate may be from the stated one, as fractions (0.02 is two points)."""

    #: 10%: up to so much beside it is 10%
    exact: Decimal = Decimal("0.005")
    #: 10%左右
    about: Decimal = Decimal("0.02")
    #: 10%以上 allows more, but not a rate so much higher that one of the two is a slip
    above: Decimal = Decimal("0.1")


@dataclass(frozen=True)
class Implied:
    """The growth that a level and a baseline imply. `years` is how many years it is spread over."""

    level: Goal
    baseline: Baseline
    rate: Decimal
    years: int
    arithmetic: str


def growths(
    plan: Plan, known: tuple[Baseline, ...] = (), tolerance: Tolerance | None = None
) -> Finding | None:
    """Level targets whose growth over a baseline is not the growth the document asks for."""
    baselines = (*baselines_of(plan.figures), *known)
    allowed = tolerance or Tolerance()
    rates = [goal for goal in plan.goals if _is_rate(goal)]
    levels = [goal for goal in plan.goals if is_level(goal) and goal.op in _LEVEL]
    items = [item for level in levels for item in _growth_items(plan, level, rates, baselines, allowed)]
    return finding("growth_mismatch", "绝对数目标与增速目标对不上：{count}处", items)


def _is_rate(goal: Goal) -> bool:
    sure = goal.suspicion is None and goal.certainty != "unsure" and goal.kind == "target"
    return sure and goal.unit == "%" and goal.value is not None and grown(goal.indicator) is not None


def _growth_items(
    plan: Plan,
    level: Goal,
    rates: list[Goal],
    baselines: tuple[Baseline, ...],
    tolerance: Tolerance,
) -> Iterator[Item]:
    own = [rate for rate in rates if _same_thing(plan, level, rate)]
    related = [rate for rate in rates if not own and _related(plan, level, rate)]
    for rate in (*own, *related):
        implied = _implied(level, rate, baselines)
        if implied is not None and not _allows(rate, implied.rate, tolerance):
            yield _item(implied, rate, other_measure=rate in related)


def _same_thing(plan: Plan, level: Goal, rate: Goal) -> bool:
    name = grown(rate.indicator) or ""
    if grades(level.indicator) != grades(name):
        return False
    if name_of(level.indicator) == name_of(name):
        return True
    measure = measure_of(level.indicator)
    return measure is not None and measure == measure_of(name) and _only_one(plan, level)


def _only_one(plan: Plan, level: Goal) -> bool:
    """A measure named without its town means the document's own only if it is named once."""
    measure = measure_of(level.indicator)
    others = [
        goal
        for goal in plan.goals
        if is_level(goal) and measure_of(goal.indicator) == measure and goal.deadline == level.deadline
    ]
    return len(others) == 1


def _related(plan: Plan, level: Goal, rate: Goal) -> bool:
    """产量 against the growth of 产值, or 产值 against that of 竹编产值: it may be another thing."""
    return same_family(level.indicator, grown(rate.indicator) or "") and _only_one(plan, level)


def _implied(level: Goal, rate: Goal, baselines: tuple[Baseline, ...]) -> Implied | None:
    """The growth from the baseline the rate is measured from; None when there is none."""
    due, promised = period_of(level.deadline), period_of(rate.deadline)
    if due is None or promised is None or due.year != promised.year:
        return None
    stated = _BASE_YEAR.search(rate.text)
    yearly = any(word in rate.text or word in rate.indicator for word in _YEARLY)
    usable = [each for each in baselines if _is_base(each, level) and int(each.period) < due.year]
    if stated:
        usable = [each for each in usable if each.period == stated[1]]
    elif not yearly:
        usable = [each for each in usable if int(each.period) == due.year - 1]
    if not usable:
        return None
    base = max(usable, key=lambda each: each.period)
    return _rate(level, base, due.year - int(base.period) if yearly else 1)


def _is_base(known: Baseline, level: Goal) -> bool:
    whole_year = len(known.period) == 4 and known.period.isdecimal()
    same = same_measure(known.indicator, level.indicator) and grades(known.indicator) == grades(
        level.indicator
    )
    return whole_year and same and unit_of(known.unit) == unit_of(level.unit) and known.value > 0


def _rate(level: Goal, base: Baseline, years: int) -> Implied | None:
    amount = amount_of(level)
    if amount is None or amount <= 0 or not isinstance(level.value, Decimal):
        return None
    ratio = amount / scaled(base.value, base.unit)
    total = f"{display(level.value, level.unit)}÷{display(base.value, base.unit)}"
    if years == 1:
        return Implied(level, base, ratio - 1, 1, f"{total}−1＝{percent(ratio - 1)}")
    yearly = Decimal(repr(float(ratio) ** (1 / years))) - 1
    return Implied(level, base, yearly, years, f"（{total}）开{years}次方−1＝年均{percent(yearly)}")


def percent(rate: Decimal) -> str:
    """0.2195 → +22%, 0.0984 → +9.8%: one decimal where there is one."""
    points = (rate * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    text = f"{points:+f}"
    return f"{text.removesuffix('.0')}%"


def _allows(rate: Goal, implied: Decimal, tolerance: Tolerance) -> bool:
    wanted = rate.value
    if isinstance(wanted, tuple):
        return min(wanted) - tolerance.exact <= implied <= max(wanted) + tolerance.exact
    assert wanted is not None
    if rate.op in {"<=", "<"}:
        return implied <= wanted + tolerance.exact
    if rate.op in {">=", ">"}:
        return wanted - tolerance.exact <= implied <= wanted + tolerance.above
    return abs(implied - wanted) <= (tolerance.about if rate.op == "approx" else tolerance.exact)


def _item(implied: Implied, rate: Goal, *, other_measure: bool) -> Item:
    base, level = implied.baseline, implied.level
    source = f"（{base.source}）" if base.source else ""
    note = (
        f"{base.period}年{base.indicator}{display(base.value, base.unit)}{source}，"
        f"{implied.arithmetic}，而增速目标是“{rate.text}”"
    )
    if other_measure:
        note += "；两者指标不同，请核对是否相符"
    return Item(level.text, level.span, note, level.clause, rate.text, rate.span, rate.clause, base.source)


def increments(plan: Plan, known: tuple[Baseline, ...] = ()) -> Finding | None:
    """What there is and what is to be added do not make what is to be reached."""
    baselines = (*baselines_of(plan.figures), *known)
    added = [goal for goal in plan.goals if goal.increment and isinstance(goal.value, Decimal)]
    levels = [goal for goal in plan.goals if is_level(goal) and goal.op in _LEVEL]
    items = [
        item
        for level in levels
        for more in added
        if _adds_to(more, level)
        for item in _sum_items(level, more, baselines)
    ]
    return finding("increment_mismatch", "基数加新增数不等于应达到数：{count}处", items)


def _adds_to(more: Goal, level: Goal) -> bool:
    name = name_of(more.indicator)
    for word in ("净增加", "净增", "新增加", "新增", "增加"):
        name = name.removeprefix(word)
    same = name == name_of(level.indicator) and unit_of(more.unit) == unit_of(level.unit)
    return same and more.deadline == level.deadline and more.clause == level.clause


def _sum_items(level: Goal, more: Goal, baselines: tuple[Baseline, ...]) -> Iterator[Item]:
    due = period_of(level.deadline)
    wanted, extra = amount_of(level), amount_of(more)
    if due is None or wanted is None or extra is None:
        return
    for base in baselines:
        if not _is_base(base, level) or int(base.period) != due.year - 1:
            continue
        total = scaled(base.value, base.unit) + extra
        # more than enough is no contradiction where the level is a floor
        if total < wanted or (total > wanted and level.op == "="):
            sums = f"{display(base.value, base.unit)}＋{_shown(more)}＝{display(total, level.unit)}"
            note = f"{base.period}年{sums}，而目标是{_shown(level)}"
            yield Item(
                level.text, level.span, note, level.clause, more.text, more.span, more.clause, base.source
            )


def _shown(goal: Goal) -> str:
    return display(goal.value, goal.unit) if isinstance(goal.value, Decimal) else ""
