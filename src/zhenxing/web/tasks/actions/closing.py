"""From work to closure: reported done with proof, returned, closed by another, withdrawn, opened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.ledger import services
from zhenxing.web.organisations.models import Unit
from zhenxing.web.proofs.services import Upload
from zhenxing.web.tasks.actions.common import (
    not_their_own,
    office_of,
    partners,
    prove,
    sent,
    task_held,
    tell,
)
from zhenxing.web.tasks.flow import TASK_TABLE
from zhenxing.web.tasks.models import Subtask, Task
from zhenxing.web.tasks.settling import acts_for, partners_of, settle_progress


class _OnTask(Action[Task], abstract=True):
    """A deed on one task, which is held while it is done."""

    task_id: int

    def load(self) -> Task:
        return task_held(self.task_id)


@dataclass(frozen=True)
class ReportDone(_OnTask):
    """A unit says that the task is done, and proves it. `unit_id`: for which unit, if not its own."""

    code: ClassVar[str] = "tasks.report"
    permission: ClassVar[str] = "tasks.report"

    task_id: int
    text: str
    files: tuple[Upload, ...] = field(default=(), repr=False)
    unit_id: int | None = None

    def body(self) -> Mapping[str, Any]:
        return {**super().body(), "files": sent(self.files)}

    def check(self, deed: Deed) -> None:
        if not self.text.strip():
            raise Invalid({"text": (_("请写明完成情况。"),)})
        parts = Subtask.objects.current().filter(task=deed.subject)
        still = parts.filter(state__in=("open", "reported")).count()
        if still:
            said = _("还有 %(count)d 项分任务没有确认完成，全部完成后再报。")
            raise ActionRefused(said % {"count": still})

    def execute(self, deed: Deed) -> Task:
        task: Task = deed.subject
        unit = reporting_unit(deed, task, self.unit_id)
        deed.reason = deed.reason or self.text.strip()
        task.reported_unit, task.reported_on = unit, deed.day
        proofs = prove(deed, task, self.files, unit)
        services.transit(deed, task, TASK_TABLE, "report", proofs=proofs)
        services.stop_clock(deed, task, "deadline")
        tell(deed, task, "report", _("报完成，待核：%(task)s") % {"task": task}, [office_of(task.area)])
        return task


@dataclass(frozen=True)
class ReturnTask(_OnTask):
    """Send a report of completion back; why is said. The time goes on from where it stood."""

    code: ClassVar[str] = "tasks.return"
    permission: ClassVar[str] = "tasks.close"
    needs_reason: ClassVar[bool] = True

    task_id: int

    def execute(self, deed: Deed) -> Task:
        task: Task = deed.subject
        not_their_own(deed, task)
        unit, task.reported_unit, task.reported_on = task.reported_unit, None, None
        services.transit(deed, task, TASK_TABLE, "return")
        tell(deed, task, "return", _("退回：%(task)s") % {"task": task}, [unit])
        return task


@dataclass(frozen=True)
class CloseTask(_OnTask):
    """Close what was reported done (销号): never by the person or the unit that reported it."""

    code: ClassVar[str] = "tasks.close"
    permission: ClassVar[str] = "tasks.close"

    task_id: int

    def execute(self, deed: Deed) -> Task:
        task: Task = deed.subject
        not_their_own(deed, task)
        task.closed_on = deed.day
        services.transit(deed, task, TASK_TABLE, "close")
        settle_progress([task.pk])
        tell(deed, task, "close", _("已销号：%(task)s") % {"task": task}, partners(task))
        return task


@dataclass(frozen=True)
class WithdrawTask(_OnTask):
    """Take an order back, with the reason."""

    code: ClassVar[str] = "tasks.withdraw"
    permission: ClassVar[str] = "tasks.withdraw"
    needs_reason: ClassVar[bool] = True

    task_id: int

    def execute(self, deed: Deed) -> Task:
        task: Task = deed.subject
        services.transit(deed, task, TASK_TABLE, "withdraw")
        services.stop_clock(deed, task, "deadline")
        tell(deed, task, "withdraw", _("已撤销：%(task)s") % {"task": task}, partners(task))
        return task


@dataclass(frozen=True)
class ReopenTask(_OnTask):
    """Open again what was closed or withdrawn, with the reason; its history stays."""

    code: ClassVar[str] = "tasks.reopen"
    permission: ClassVar[str] = "tasks.reopen"
    needs_reason: ClassVar[bool] = True

    task_id: int

    def execute(self, deed: Deed) -> Task:
        task: Task = deed.subject
        task.reported_unit = task.reported_on = task.closed_on = None
        services.transit(deed, task, TASK_TABLE, "reopen")
        settle_progress([task.pk])
        tell(deed, task, "reopen", _("重新打开：%(task)s") % {"task": task}, partners(task))
        return task


def reporting_unit(deed: Deed, task: Task, chosen: int | None) -> Unit | None:
    """For which unit somebody reports: the one chosen, else their own that has a part in the task."""
    taking_part = partners_of([task.pk])[task.pk]
    if chosen is not None and chosen not in taking_part:
        raise Invalid({"unit": (_("请选这项任务的牵头、配合或分任务单位。"),)})
    if chosen is None and deed.actor is not None:
        mine = [pk for pk in deed.actor.unit_ids() if pk in taking_part]
        chosen = mine[0] if mine else None
    if chosen is None and taking_part:
        raise Invalid({"unit": (_("请选是哪个单位报的完成。"),)})
    if deed.actor is not None and not acts_for(deed.actor, chosen, "tasks.report"):
        raise Invalid({"unit": (_("只能代表本单位报完成。"),)})
    return Unit.objects.filter(pk=chosen).first()
