"""Targets and tasks whose date has passed, or all but passed, on the day the document was issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhenxing.core.compiler.findings.finding import Finding, Item, finding
from zhenxing.core.compiler.findings.indicators import period_of
from zhenxing.core.compiler.plan import Goal, Plan, Task


@dataclass(frozen=True)
class Notice:
    """How many calendar days are too few: for what is due with a year, and with a month or a day.

    A year's target issued with a third of the year left is late; a dated step may be near.
    """

    year: int = 120
    dated: int = 10

    def of(self, deadline: str) -> int:
        return self.year if len(deadline) == 4 else self.dated


def issued_on(plan: Plan) -> tuple[date, str] | None:
    """(first day of the date the document bears, its name in Chinese); None when it bears none."""
    header = plan.header
    for found, name in ((header.issued_on, "成文"), (header.published_on, "发布")):
        period = period_of(found.value) if found else None
        if period is not None:
            return period.first, name
    return None


def past_goals(plan: Plan) -> Finding | None:
    """Targets whose deadline ended before the document was issued."""
    return finding("target_past", "成文时期限已过的目标：{count}个", _items(plan, plan.goals, past=True))


def near_goals(plan: Plan, notice: Notice | None = None) -> Finding | None:
    """Targets with fewer days left than a year's work, or a dated step, needs."""
    items = _items(plan, plan.goals, past=False, notice=notice or Notice())
    return finding("target_near", "成文时期限将至的目标：{count}个", items)


def past_tasks(plan: Plan) -> Finding | None:
    """Tasks whose deadline ended before the document was issued."""
    return finding("task_past", "成文时完成时限已过的任务：{count}项", _items(plan, plan.tasks, past=True))


def _items(
    plan: Plan, records: tuple[Goal, ...] | tuple[Task, ...], *, past: bool, notice: Notice | None = None
) -> list[Item]:
    issued = issued_on(plan)
    if issued is None:
        return []
    day, name = issued
    items = []
    for record in records:
        period = period_of(record.deadline)
        if period is None:
            continue
        left = (period.last - day).days
        wanted = left < 0 if past else 0 <= left < notice.of(record.deadline or "") if notice else False
        if wanted:
            items.append(_item(record, left, f"{day.isoformat()}{name}"))
    return items


def _item(record: Goal | Task, left: int, issued: str) -> Item:
    how = f"期限已过{-left}天" if left < 0 else f"只剩{left}天"
    text = record.text if isinstance(record, Goal) else f"{record.number or ''}{record.heading}"
    return Item(text, record.span, f"{issued}，期限{record.deadline}，{how}", record.clause)
