"""What other apps do to tasks from inside their own deeds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.ledger import services as ledger
from zhenxing.web.tasks.models import Task, TaskAssignment
from zhenxing.web.tasks.settling import place
from zhenxing.web.tasks.states import LEAD, SUPPORT

__all__ = ["order", "tell_leads"]


def order(
    deed: Deed,
    *,
    area: Any,
    heading: str,
    content: str,
    lead: Any,
    support: Iterable[Any] = (),
    due_on: date | None,
    document: Any,
    clause_label: str = "",
    start: int | None = None,
    end: int | None = None,
    post: Any = None,
) -> Task:
    """Order something of a unit, by a document (minutes are one): saved, assigned, its lead told.

    `start` and `end` are where the document's clean text says so, so that the task's quotation leads
    there. `support` are units. Raises `Invalid` without a heading.
    """
    if not heading.strip():
        raise Invalid({"heading": (_("请写明要办什么。"),)})
    task = Task(
        area=area,
        document=document,
        heading=heading.strip()[:500],
        content=content,
        clause_label=clause_label[:100],
        start=start,
        end=end,
        due_on=due_on,
        accountable_post=post,
    )
    others = [unit for unit in dict.fromkeys(support) if unit != lead]
    task.lead_words = str(lead)
    task.support_words = "、".join(str(unit) for unit in others)
    place([task], save=False)
    deed.save(task)
    pairs = [(LEAD, lead, 0), *((SUPPORT, unit, order) for order, unit in enumerate(others))]
    TaskAssignment.objects.bulk_create(
        TaskAssignment(task=task, unit=unit, role=role, printed=str(unit)[:200], order=order)
        for role, unit, order in pairs
    )
    tell_leads(deed, task)
    return task


def tell_leads(deed: Deed, task: Task) -> None:
    """Into the inbox of each unit that leads it: there is a new task."""
    for part in task.assignments.filter(role=LEAD, unit__isnull=False).select_related("unit"):
        ledger.notify(
            deed,
            key=f"task:{task.pk}:ordered:{part.unit_id}",
            text=_("新任务：%(task)s") % {"task": task},
            subject=task,
            url=reverse("tasks:detail", kwargs={"pk": task.pk}),
            to_unit=part.unit,
        )
