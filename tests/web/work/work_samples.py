"""Tasks, letters and clocks of two units, and a ledger's declarations for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from web.documents.document_samples import received
from web.ledger.ledger_samples import do
from zhenxing.core.ledger.clocks import ClockRule
from zhenxing.web.kit.testing import person
from zhenxing.web.ledger import registry, services
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.tasks.models import Task, TaskAssignment

DAY = date(2026, 3, 17)
RULE = ClockRule("deadline", "完成期限", 10)


def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the ledger of tasks says, so that these tests do not hang on how it says it today."""
    registry.works()
    monkeypatch.setattr(registry, "_WORK", {})
    monkeypatch.setattr(registry, "_TODOS", {})
    monkeypatch.setattr(registry, "_HANDED_OVER", {})
    registry.handed_over(
        TaskAssignment,
        "unit",
        rows=lambda: TaskAssignment.objects.filter(task__state="open"),
        subject="task",
        title="牵头或配合的任务",
    )
    registry.handed_over(Task, "accountable_post", rows=lambda: Task.objects.filter(state="open"))
    registry.work(
        "led",
        "牵头的任务",
        lambda unit: open_tasks().filter(assignments__unit=unit),
        lambda post: open_tasks().filter(accountable_post=post),
        columns=("document", "due_on"),
        counted=(open_tasks, "assignments__unit"),
    )


def open_tasks() -> Any:
    return Task.objects.filter(state="open").order_by("due_on", "pk")


def task(
    where: Area, unit: Unit, heading: str = "建一条中试线", *, role: str = "lead", **fields: Any
) -> Task:
    """An open task a unit takes part in."""
    document = received(person("office", where), where, f"{heading}的正文")
    made: Task = Task.objects.create(document=document, area=where, heading=heading, **fields)
    TaskAssignment.objects.create(task=made, unit=unit, role="lead", printed=str(unit))
    return made


def timed(task: Task, unit: Unit, on: date = date(2026, 3, 2), **fields: Any) -> Any:
    """A clock on a task, for which a unit answers."""
    clock = do(lambda deed: services.start_clock(deed, task, RULE, unit=unit, on=on))
    for name, value in fields.items():
        setattr(clock, name, value)
    clock.save()
    return clock
