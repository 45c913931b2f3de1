"""Deeds on a task in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.documents.queries import Directory, directory_of
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.tasks.models import Task, TaskAssignment
from zhenxing.web.tasks.settling import settle_progress
from zhenxing.web.tasks.states import LEAD, SUPPORT, TASK_STATES

#: more units than this stand in no responsibility line
_MOST = 100


@dataclass(frozen=True)
class AssignTask(Action[Task]):
    """Change who leads and who supports a task, after the document was adopted; why is always said.

    `lead` and `support` are names of units in reach, or names the task already has as printed.
    """

    code: ClassVar[str] = "tasks.assign"
    permission: ClassVar[str] = "tasks.assign"
    needs_reason: ClassVar[bool] = True

    task_id: int
    lead: tuple[str, ...]
    support: tuple[str, ...] = ()

    def load(self) -> Task:
        return Task.objects.select_for_update().select_related("area").get(pk=self.task_id)

    def check(self, deed: Deed) -> None:
        if not TASK_STATES[deed.subject.state].open:
            raise ActionRefused(_("这项任务已经不在推进中，不能再改分工。"))

    def execute(self, deed: Deed) -> Task:
        task: Task = deed.subject
        present = list(task.assignments.filter(role__in=(LEAD, SUPPORT)).select_related("unit"))
        wanted = self._parts(task, present)
        before, after = shown(present), shown(wanted)
        if before == after:
            raise Invalid({"lead": (_("分工没有变化"),)})
        task.assignments.filter(role__in=(LEAD, SUPPORT)).delete()
        TaskAssignment.objects.bulk_create(wanted)
        if task.proposal_id is None:
            task.lead_words = "、".join(after[LEAD])[:500]
            task.support_words = "、".join(after[SUPPORT])[:2000]
        deed.save(task)
        settle_progress([task.pk])
        for role in (LEAD, SUPPORT):
            if before[role] != after[role]:
                deed.changes[role] = [before[role], after[role]]
        return task

    def _parts(self, task: Task, present: list[TaskAssignment]) -> list[TaskAssignment]:
        names = {LEAD: _unique(self.lead), SUPPORT: _unique(self.support)}
        both = [name for name in names[SUPPORT] if name in names[LEAD]]
        if both:
            raise Invalid({"support": (_("“%(name)s”已经是牵头单位") % {"name": both[0]},)})
        known = {name: part for part in present for name in (part.printed, str(part.unit or part.printed))}
        directory = directory_of(task.area)
        wrong: dict[str, tuple[str, ...]] = {}
        parts = []
        for role, chosen in names.items():
            made = [_part(task, role, order, name, known, directory) for order, name in enumerate(chosen)]
            unknown = [name for name, part in zip(chosen, made, strict=True) if part is None]
            if unknown or len(chosen) > _MOST:
                wrong[role] = (_wrong(unknown),)
            parts += [part for part in made if part is not None]
        if wrong:
            raise Invalid(wrong)
        return parts


def shown(parts: list[TaskAssignment]) -> dict[str, list[str]]:
    """Role → units as the page names them, in order."""
    ordered = sorted(parts, key=lambda part: part.order)
    return {
        role: [str(part.unit or part.printed) for part in ordered if part.role == role]
        for role in (LEAD, SUPPORT)
    }


def _unique(names: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _wrong(unknown: list[str]) -> str:
    if not unknown:
        return _("单位太多了，最多 %(most)d 个") % {"most": _MOST}
    text = _("没有叫“%(names)s”的单位。请写登记的名称或别称，或先在“单位”里新建")
    return text % {"names": "、".join(unknown)}


def _part(
    task: Task,
    role: str,
    order: int,
    name: str,
    known: dict[str, TaskAssignment],
    directory: Directory,
) -> TaskAssignment | None:
    """A unit's part: as printed where the document printed it, else by its own name; None for no unit."""
    before = known.get(name)
    unit = before.unit if before else directory.named(name)
    if before is None and unit is None:
        return None
    printed = before.printed if before else name
    return TaskAssignment(task=task, unit=unit, role=role, printed=printed[:200], order=order)
