"""Parts of a task: divided by its lead, reported done by their units, confirmed by the lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NotPermitted
from zhenxing.web.ledger import services
from zhenxing.web.organisations.models import Unit
from zhenxing.web.proofs.services import Upload
from zhenxing.web.tasks.actions.common import not_their_own, prove, sent, subtask_held, task_held, tell
from zhenxing.web.tasks.flow import SUBTASK_TABLE
from zhenxing.web.tasks.models import Subtask, Task
from zhenxing.web.tasks.settling import acts_for, leads_of, settle_progress


@dataclass(frozen=True)
class DivideTask(Action[Subtask]):
    """Lay a part of a task upon a unit, by whoever leads the task or the office."""

    code: ClassVar[str] = "tasks.divide"
    permission: ClassVar[str] = "tasks.divide"

    task_id: int
    content: str
    unit_id: int
    post_id: int | None = None
    due_on: date | None = None
    weight: int = 1

    def load(self) -> Task:
        return task_held(self.task_id)

    def check(self, deed: Deed) -> None:
        leads(deed, deed.subject.pk, "tasks.divide")
        task: Task = deed.subject
        if task.subtasks.filter(content=self.content.strip()).exists():
            raise Invalid({"content": (_("这项任务已有同名的分任务。"),)})
        if self.due_on is not None and task.due_on is not None and self.due_on > task.due_on:
            said = _("分任务的期限不能晚于任务的到期日 %(day)s。")
            raise Invalid({"due_on": (said % {"day": task.due_on},)})

    def execute(self, deed: Deed) -> Subtask:
        part = Subtask(
            task=deed.subject,
            content=self.content.strip()[:300],
            unit_id=self.unit_id,
            post_id=self.post_id,
            due_on=self.due_on,
            weight=self.weight,
        )
        deed.save(part)
        Subtask.written(deed, Subtask.objects.filter(pk=part.pk))
        tell(deed, part, "made", _("新的分任务：%(part)s") % {"part": part}, [part.unit])
        return part


class _OnPart(Action[Subtask], abstract=True):
    """A deed on one part of a task, which is held while it is done."""

    subtask_id: int

    def load(self) -> Subtask:
        return subtask_held(self.subtask_id)


@dataclass(frozen=True)
class ReportPart(_OnPart):
    """Its unit says that a part is done, and proves it."""

    code: ClassVar[str] = "subtasks.report"
    permission: ClassVar[str] = "subtasks.report"

    subtask_id: int
    text: str
    files: tuple[Upload, ...] = field(default=(), repr=False)

    def body(self) -> Mapping[str, Any]:
        return {**super().body(), "files": sent(self.files)}

    def check(self, deed: Deed) -> None:
        if not self.text.strip():
            raise Invalid({"text": (_("请写明完成情况。"),)})
        if deed.actor is not None and not acts_for(deed.actor, deed.subject.unit_id, self.permission):
            raise NotPermitted(
                _("这项分任务由“%(unit)s”办理，请由该单位报完成。") % {"unit": deed.subject.unit}
            )

    def execute(self, deed: Deed) -> Subtask:
        part: Subtask = deed.subject
        deed.reason = deed.reason or self.text.strip()
        part.reported_unit = part.unit
        services.transit(deed, part, SUBTASK_TABLE, "report", proofs=prove(deed, part, self.files, part.unit))
        services.stop_clock(deed, part, "deadline")
        text = _("分任务报完成，待确认：%(part)s") % {"part": part}
        tell(deed, part, "report", text, leading(part.task_id))
        return part


class _Judged(_OnPart, abstract=True):
    """What the lead of the task (or the office) does to a part; never the unit that reported it."""

    #: of the table of parts
    step: ClassVar[str]
    said: ClassVar[str]

    def check(self, deed: Deed) -> None:
        leads(deed, deed.subject.task_id, self.permission)

    def execute(self, deed: Deed) -> Subtask:
        part: Subtask = deed.subject
        if self.step in ("confirm", "return"):
            not_their_own(deed, part)
        if self.step in ("return", "reopen"):
            part.reported_unit = None
        services.transit(deed, part, SUBTASK_TABLE, self.step)
        if self.step == "withdraw":
            services.stop_clock(deed, part, "deadline")
        settle_progress([part.task_id])
        label = SUBTASK_TABLE.transition(self.step).label
        tell(deed, part, self.step, f"{label}：{part}", [part.unit])
        return part


@dataclass(frozen=True)
class ConfirmPart(_Judged):
    """Confirm that a part is done."""

    code: ClassVar[str] = "subtasks.confirm"
    permission: ClassVar[str] = "subtasks.confirm"
    step: ClassVar[str] = "confirm"

    subtask_id: int


@dataclass(frozen=True)
class ReturnPart(_Judged):
    """Send a part back to its unit, with the reason."""

    code: ClassVar[str] = "subtasks.return"
    permission: ClassVar[str] = "subtasks.confirm"
    needs_reason: ClassVar[bool] = True
    step: ClassVar[str] = "return"

    subtask_id: int


@dataclass(frozen=True)
class ReopenPart(_Judged):
    """Open a confirmed part again, with the reason."""

    code: ClassVar[str] = "subtasks.reopen"
    permission: ClassVar[str] = "subtasks.confirm"
    needs_reason: ClassVar[bool] = True
    step: ClassVar[str] = "reopen"

    subtask_id: int

    def check(self, deed: Deed) -> None:
        super().check(deed)
        if deed.subject.task.state != "open":
            raise ActionRefused(_("任务已经报完成或结束，请先退回或重新打开任务。"))


@dataclass(frozen=True)
class WithdrawPart(_Judged):
    """Take a part back, with the reason."""

    code: ClassVar[str] = "subtasks.withdraw"
    permission: ClassVar[str] = "subtasks.withdraw"
    needs_reason: ClassVar[bool] = True
    step: ClassVar[str] = "withdraw"

    subtask_id: int


def leads(deed: Deed, task_id: int, permission: str) -> None:
    """Raise unless whoever acts leads the task, or their permission is the whole place's."""
    if deed.actor is None or acts_for(deed.actor, None, permission):
        return
    if not leads_of([task_id])[task_id] & set(deed.actor.unit_ids()):
        raise NotPermitted(_("这一步由任务的牵头单位或领导小组办公室办理。"))


def leading(task_id: int) -> list[Unit]:
    """The units that lead a task."""
    return list(Unit.objects.filter(pk__in=leads_of([task_id])[task_id]))


__all__ = [
    "ConfirmPart",
    "DivideTask",
    "ReopenPart",
    "ReportPart",
    "ReturnPart",
    "WithdrawPart",
    "leading",
    "leads",
]
