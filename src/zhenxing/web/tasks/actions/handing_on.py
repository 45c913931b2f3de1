"""A unit that is asked by a task it does not own hands it on: the office accepts or refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.ledger import services
from zhenxing.web.organisations.models import Unit
from zhenxing.web.tasks.actions.common import office_of, task_held, tell
from zhenxing.web.tasks.flow import HAND_ON_TABLE
from zhenxing.web.tasks.models import HandOn, Task, TaskAssignment
from zhenxing.web.tasks.settling import acts_for, settle_progress
from zhenxing.web.tasks.states import LEAD, SUPPORT, TASK_STATES


@dataclass(frozen=True)
class AskToHandOn(Action[HandOn]):
    """Ask the office to give one's part in a task to another unit; the deadline runs on meanwhile."""

    code: ClassVar[str] = "tasks.hand-on"
    permission: ClassVar[str] = "tasks.hand_on"
    needs_reason: ClassVar[bool] = True

    task_id: int
    to_unit_id: int
    from_unit_id: int | None = None

    def load(self) -> Task:
        return task_held(self.task_id)

    def check(self, deed: Deed) -> None:
        if not TASK_STATES[deed.subject.state].open:
            raise ActionRefused(_("这项任务已经不在推进中，不需要转办。"))

    def execute(self, deed: Deed) -> HandOn:
        task: Task = deed.subject
        mine = self._from(deed, task)
        if mine == self.to_unit_id:
            raise Invalid({"to_unit": (_("转入单位就是本单位，请另选。"),)})
        if task.hand_ons.filter(from_unit=mine, state="asked", archived_at__isnull=True).exists():
            raise ActionRefused(_("这项任务已经提过转办，办公室还没有决定。"))
        asked = HandOn(
            task=task,
            from_unit_id=mine,
            to_unit=Unit.objects.get(pk=self.to_unit_id),
            reason=deed.reason[:1000],
            asked_on=deed.day,
        )
        deed.save(asked)
        services.transit(deed, asked, HAND_ON_TABLE, "ask")
        tell(deed, asked, "ask", _("请求转办：%(asked)s") % {"asked": asked}, [office_of(task.area)])
        return asked

    def _from(self, deed: Deed, task: Task) -> int:
        parts = task.assignments.filter(role__in=(LEAD, SUPPORT), unit__isnull=False)
        theirs = list(dict.fromkeys(parts.order_by("role", "order").values_list("unit", flat=True)))
        own = set(deed.actor.unit_ids()) if deed.actor is not None else set()
        chosen = self.from_unit_id or next((pk for pk in theirs if pk in own), None)
        if chosen is None or chosen not in theirs:
            raise Invalid({"from_unit": (_("请选这项任务里的一个单位。"),)})
        if deed.actor is not None and not acts_for(deed.actor, chosen, self.permission):
            raise Invalid({"from_unit": (_("只能为本单位请求转办。"),)})
        return int(chosen)


@dataclass(frozen=True)
class DecideHandOn(Action[HandOn]):
    """Accept: the other unit takes the part, its day unchanged. Refuse: it stays, and why is said."""

    code: ClassVar[str] = "hand_ons.decide"
    permission: ClassVar[str] = "hand_ons.decide"

    hand_on_id: int
    accepted: bool
    answer: str = ""

    def load(self) -> HandOn:
        rows = HandOn.objects.select_for_update(of=("self",))
        found: HandOn = rows.select_related("task__area", "from_unit", "to_unit").get(pk=self.hand_on_id)
        return found

    def execute(self, deed: Deed) -> HandOn:
        asked: HandOn = deed.subject
        deed.reason = deed.reason or self.answer.strip()
        asked.answer, asked.decided_on = self.answer.strip()[:1000], deed.day
        services.transit(deed, asked, HAND_ON_TABLE, "accept" if self.accepted else "refuse")
        units = [asked.from_unit]
        if self.accepted:
            self._move(deed, asked)
            units.append(asked.to_unit)
        text = _("同意转办：%(asked)s") if self.accepted else _("不同意转办：%(asked)s")
        tell(deed, asked, "decide", text % {"asked": asked}, units)
        return asked

    def _move(self, deed: Deed, asked: HandOn) -> None:
        task = task_held(asked.task_id)
        if not TASK_STATES[task.state].open:
            raise ActionRefused(_("这项任务已经不在推进中，不能转办。请选择“不同意”并说明。"))
        parts = task.assignments.filter(role__in=(LEAD, SUPPORT))
        if not parts.filter(unit=asked.from_unit).exists():
            raise ActionRefused(_("分工已经改过，这个单位不再承担这项任务。请选择“不同意”并说明。"))
        for part in list(parts.filter(unit=asked.from_unit)):
            self._give(part, asked.to_unit)
        if task.proposal_id is None:
            task.lead_words = _named(task, LEAD)[:500]
            task.support_words = _named(task, SUPPORT)[:2000]
        deed.save(task)
        settle_progress([task.pk])

    def _give(self, part: TaskAssignment, unit: Unit) -> None:
        """The part to the other unit; where that has one, the two become one, a lead before a support."""
        others = TaskAssignment.objects.filter(task=part.task_id, unit=unit, role__in=(LEAD, SUPPORT))
        leads = others.filter(role=LEAD).exists()
        if (part.role == SUPPORT and others.exists()) or leads:
            part.delete()
            return
        others.delete()
        printed = TaskAssignment.objects.filter(task=part.task_id, role=part.role, printed=unit.name[:200])
        printed.exclude(pk=part.pk).delete()
        part.unit, part.printed = unit, unit.name[:200]
        part.save(update_fields=["unit", "printed"])


def _named(task: Task, role: str) -> str:
    parts = task.assignments.filter(role=role).select_related("unit").order_by("order", "pk")
    return "、".join(str(part.unit or part.printed) for part in parts)
