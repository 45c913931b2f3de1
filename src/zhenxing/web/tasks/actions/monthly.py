"""The month's reports: filled by a unit, confirmed or returned by the lead, asked for by the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid, SelfApproval
from zhenxing.web.ledger import services
from zhenxing.web.ledger.models import Transit
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.tasks.actions.common import office_of, tell
from zhenxing.web.tasks.actions.dividing import leading, leads
from zhenxing.web.tasks.flow import REPORT_TABLE
from zhenxing.web.tasks.models import Subtask, TaskReport
from zhenxing.web.tasks.queries import by_unit, month_ends, reports_due
from zhenxing.web.tasks.settling import acts_for, settle_progress

#: what a report asks for: the progress, what was done, what is difficult
_FIELDS = 3


@dataclass(frozen=True)
class Filled:
    """One task's line of the page. `parts` maps keys of the unit's sub-tasks to per cents."""

    task_id: int
    percent: int | None = None
    text: str = ""
    difficulties: str = ""
    parts: Mapping[int, int] = field(default_factory=dict)

    @property
    def said(self) -> bool:
        return self.percent is not None or bool(self.text.strip() or self.difficulties.strip() or self.parts)

    def wrong(self) -> str:
        """Why it cannot be sent; "" when it can."""
        if not self.text.strip():
            return _("请写本月进展；没有进展也请写明原因。")
        if self.percent is None and not self.parts:
            return _("请填累计进度（0 到 100）。")
        numbers = [*self.parts.values(), *([] if self.percent is None else [self.percent])]
        return "" if all(0 <= one <= 100 for one in numbers) else _("进度请填 0 到 100。")


@dataclass(frozen=True)
class FillReports(Action[int]):
    """Save a unit's lines of a month as drafts, or send them. Returns how many were written.

    `Invalid` names each line at fault by the key of its task.
    """

    code: ClassVar[str] = "task_reports.submit"
    permission: ClassVar[str] = "task_reports.submit"

    unit_id: int
    month: str
    lines: tuple[Filled, ...]
    send: bool = True

    def check(self, deed: Deed) -> None:
        if deed.actor is not None and not acts_for(deed.actor, self.unit_id, self.permission):
            raise ActionRefused(_("只能填报本单位的进展。"))
        if self.month > deed.day.isoformat()[:7]:
            raise ActionRefused(_("还没有到这个月，不能填报。"))
        faults = {str(one.task_id): (why,) for one in self.lines if self.send and (why := one.wrong())}
        if faults:
            raise Invalid(faults)

    def execute(self, deed: Deed) -> int:
        unit = Unit.objects.get(pk=self.unit_id)
        due = {one.task.pk: one for one in reports_due(self.month, unit=unit)}
        written = []
        for line in self.lines:
            if line.task_id not in due:
                raise Invalid({str(line.task_id): (_("这项任务这个月不需要本单位报送。"),)})
            written.append(self._write(deed, line, due[line.task_id], unit))
        settle_progress({one.task_id for one in written})
        deed.batch(len(written))
        return len(written)

    def _write(self, deed: Deed, line: Filled, due: Any, unit: Unit) -> TaskReport:
        report = due.report or TaskReport(task=due.task, unit=unit, month=self.month)
        if not report.can(Capability.EDITABLE):
            raise Invalid({str(line.task_id): (_("已经报送，不能再改。需要更正时请牵头单位退回。"),)})
        mine = set(Subtask.objects.filter(task=due.task, unit=unit).values_list("pk", flat=True))
        report.percent, report.text = line.percent, line.text.strip()
        report.difficulties = line.difficulties.strip()
        report.parts = {str(pk): percent for pk, percent in line.parts.items() if pk in mine}
        if not self.send:
            deed.save(report)
            return report
        report.submitted_on = deed.day
        if report.pk is None:
            deed.save(report)
        services.transit(deed, report, REPORT_TABLE, "submit")
        self._tell(deed, report)
        return report

    def _tell(self, deed: Deed, report: TaskReport) -> None:
        """Who confirms it: the lead, or the office for the lead's own."""
        others = [unit for unit in leading(report.task_id) if unit.pk != report.unit_id]
        to = others or [office_of(report.task.area)]
        tell(deed, report, "submit", _("月进展待确认：%(report)s") % {"report": report}, to)


@dataclass(frozen=True)
class ConfirmReports(Action[int]):
    """Confirm reports, one or many at once; the progress of their tasks follows."""

    code: ClassVar[str] = "task_reports.confirm"
    permission: ClassVar[str] = "task_reports.confirm"

    report_ids: tuple[int, ...]

    def execute(self, deed: Deed) -> int:
        reports = _held(self.report_ids)
        if not reports:
            raise ActionRefused(_("请先选择要确认的进展。"))
        for report in reports:
            _may_judge(deed, report)
            services.transit(deed, report, REPORT_TABLE, "confirm")
        self._take_parts(deed, reports)
        settle_progress({one.task_id for one in reports})
        deed.batch(len(reports))
        return len(reports)

    def _take_parts(self, deed: Deed, reports: list[TaskReport]) -> None:
        """The per cents of the sub-tasks that the reports speak of."""
        said = {int(pk): percent for one in reports for pk, percent in one.parts.items()}
        units = {one.unit_id for one in reports}
        for part in Subtask.objects.current().filter(pk__in=said, unit__in=units, state="open"):
            if part.percent != said[part.pk]:
                part.percent = said[part.pk]
                deed.save(part)


@dataclass(frozen=True)
class ReturnReport(Action[TaskReport]):
    """Send a report back to its unit; why is said."""

    code: ClassVar[str] = "task_reports.return"
    permission: ClassVar[str] = "task_reports.confirm"
    needs_reason: ClassVar[bool] = True

    report_id: int

    def load(self) -> TaskReport:
        rows = TaskReport.objects.select_for_update(of=("self",)).select_related("task__area", "unit")
        found: TaskReport = rows.get(pk=self.report_id)
        return found

    def execute(self, deed: Deed) -> TaskReport:
        report: TaskReport = deed.subject
        _may_judge(deed, report)
        report.submitted_on = None
        services.transit(deed, report, REPORT_TABLE, "return")
        settle_progress([report.task_id])
        tell(deed, report, "return", _("月进展退回：%(report)s") % {"report": report}, [report.unit])
        return report


@dataclass(frozen=True)
class AskForReports(Action[int]):
    """Ask every unit that has not reported a month yet; asked once a day at most. Returns how many units."""

    code: ClassVar[str] = "task_reports.ask"
    permission: ClassVar[str] = "task_reports.ask"

    area_id: int
    month: str

    def load(self) -> Area:
        return Area.objects.get(pk=self.area_id)

    def execute(self, deed: Deed) -> int:
        area, day = deed.subject, deed.day
        due = by_unit(reports_due(self.month, area))
        late = {unit: [one for one in lines if not one.given] for unit, lines in due.items()}
        asked = {unit: lines for unit, lines in late.items() if lines}
        ends, told = month_ends(self.month), []
        for unit, lines in asked.items():
            text = _("请在 %(day)s 前报送 %(month)s 月进展，还有 %(count)d 项任务没有报。")
            new = services.notify(
                deed,
                key=f"reports:{area.pk}:{self.month}:{unit.pk}:{day}",
                text=text % {"day": ends, "month": self.month, "count": len(lines)},
                subject=area,
                url=f"{reverse('task_reports:fill')}?unit={unit.pk}&month={self.month}",
                to_unit=unit,
            )
            if new:
                told.append(unit)
        _count(deed, area, told, self.month)
        deed.batch(len(asked))
        return len(asked)


def _count(deed: Deed, area: Area, units: list[Unit], month: str) -> None:
    """Charge what was asked to the office that asks, where the burden is counted."""
    if not units or not apps.is_installed("zhenxing.web.burden"):
        return
    from zhenxing.web.burden.services import Request, asked_many  # an app that may be deleted

    own = deed.actor.unit_ids() if deed.actor is not None else ()
    office = office_of(area) or Unit.objects.filter(pk__in=own).first()
    if office is None:
        raise ActionRefused(_("这个地区还没有登记领导小组办公室，不能催报。请先在“领导小组”里登记。"))
    asked_many(
        deed,
        [Request(of_unit=unit, subject=area) for unit in units],
        by_unit=office,
        what=_("任务月进展"),
        fields=_FIELDS,
        repeats="monthly",
        due_on=month_ends(month),
        period=month,
    )


def _held(pks: tuple[int, ...]) -> list[TaskReport]:
    rows = TaskReport.objects.current().select_for_update(of=("self",)).filter(pk__in=pks)
    return list(rows.select_related("task__area", "unit").order_by("pk"))


def _may_judge(deed: Deed, report: TaskReport) -> None:
    """The lead judges what others report; the lead's own is for the office, by another person."""
    if deed.actor is None:
        raise SelfApproval
    leads(deed, report.task_id, "task_reports.confirm")
    about = {"subject_type": report._meta.label_lower, "subject_id": report.pk}
    if Transit.objects.filter(**about, by=deed.actor, transition="submit").exists():
        raise SelfApproval
    wide = acts_for(deed.actor, None, "task_reports.confirm")
    if not wide and report.unit_id in deed.actor.unit_ids():
        raise ActionRefused(_("本单位报送的进展，请由领导小组办公室确认。"))
