"""What moves on a task: its parts, the monthly reports on it, and wishes to hand it on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.typed import RecordKey
from zhenxing.web.tasks import flow
from zhenxing.web.tasks.task_models import PERCENT, WEIGHT, Task

_MONTH = RegexValidator(r"^20\d\d-(0[1-9]|1[0-2])$", _("月份写成 2026-03 这样。"))


class Subtask(Record):
    """A part of a task laid upon a unit (and a post in it), with its own day, weight, clock and light."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="task__area__path", units=("unit_id", "task__assignments__unit")
    )
    said_by: ClassVar[str] = "content"

    task = RecordKey(Task, models.PROTECT, related_name="subtasks", verbose_name=_("所属任务"))
    content = models.CharField(_("分任务"), max_length=300)
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="subtasks", verbose_name=_("责任单位")
    )
    post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subtasks",
        verbose_name=_("责任职务"),
    )
    due_on = models.DateField(_("到期日"), null=True, blank=True)
    weight = models.PositiveSmallIntegerField(_("权重"), default=1, validators=WEIGHT)
    state = models.CharField(
        _("状态"), max_length=20, default="open", choices=flow.choices(flow.SUBTASK_TABLE), editable=False
    )
    #: of the newest confirmed report; None is UNKNOWN
    percent = models.PositiveSmallIntegerField(_("进度"), null=True, editable=False, validators=PERCENT)
    reported_unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("报完成单位"),
    )

    class Meta:
        verbose_name = _("分任务")
        verbose_name_plural = _("分任务")
        ordering = ["task", "due_on", "id"]
        indexes = [models.Index(fields=["state", "due_on", "id"], name="subtask_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "content"],
                name="one_part_a_content",
                violation_error_message=_("这项任务已有同名的分任务。"),
            )
        ]

    def __str__(self) -> str:
        return self.content

    def clean(self) -> None:
        """What holds whoever writes it, so that a workbook is told of it in its cells."""
        super().clean()
        from zhenxing.web.tasks.settling import wrong_with_part

        if self.task_id and self.unit_id and (wrong := wrong_with_part(self)):
            raise ValidationError(dict(wrong))

    @classmethod
    def written(cls, deed: Deed, rows: models.QuerySet[Any]) -> None:
        from zhenxing.web.tasks.settling import subtasks_written

        subtasks_written(deed, rows)


class TaskReport(Record):
    """What one unit says of one task for one month. `parts` maps the keys of its sub-tasks to percents."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="task__area__path", units=("unit_id", "task__assignments__unit")
    )

    task = RecordKey(Task, models.PROTECT, related_name="reports", verbose_name=_("任务"))
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="task_reports", verbose_name=_("报送单位")
    )
    month = models.CharField(_("月份"), max_length=7, validators=[_MONTH])
    percent = models.PositiveSmallIntegerField(_("累计进度（%）"), null=True, blank=True, validators=PERCENT)
    text = models.TextField(_("本月进展"), blank=True, max_length=2000)
    difficulties = models.TextField(_("困难和请求"), blank=True, max_length=2000)
    parts = models.JSONField(_("分任务进度"), default=dict, blank=True, editable=False)
    state = models.CharField(
        _("状态"), max_length=20, default="draft", choices=flow.choices(flow.REPORT_TABLE), editable=False
    )
    submitted_on = models.DateField(_("报送日期"), null=True, editable=False)

    class Meta:
        verbose_name = _("月进展")
        verbose_name_plural = _("月进展")
        ordering = ["-month", "task", "id"]
        indexes = [
            models.Index(fields=["month", "state", "id"], name="report_of_month"),
            models.Index(fields=["unit", "month"], name="report_of_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "unit", "month"],
                name="one_report_a_month",
                violation_error_message=_("这个单位这个月已经填过这项任务的进展。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.month}"

    def can(self, capability: Capability) -> bool:
        return flow.REPORT_TABLE.can(self.state, capability)

    def clean(self) -> None:
        """What holds whoever writes it, so that a workbook is told of it in its cells."""
        super().clean()
        from zhenxing.web.tasks.settling import partners_of, wrong_with_report

        if not self.task_id or not self.unit_id:
            return
        if wrong := wrong_with_report(self, partners_of({self.task_id})[self.task_id]):
            raise ValidationError(dict(wrong))

    @classmethod
    def written(cls, deed: Deed, rows: models.QuerySet[Any]) -> None:
        from zhenxing.web.tasks.settling import reports_written

        reports_written(deed, rows)


class HandOn(Record):
    """A unit asks the office to give its part in a task to another; accepted or refused, with reasons."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="task__area__path", units=("from_unit_id", "to_unit_id"))

    task = models.ForeignKey(Task, models.PROTECT, related_name="hand_ons", verbose_name=_("任务"))
    from_unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", verbose_name=_("转出单位")
    )
    to_unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", verbose_name=_("转入单位")
    )
    reason = models.TextField(_("转办理由"), max_length=1000)
    answer = models.TextField(_("办公室意见"), blank=True, max_length=1000)
    asked_on = models.DateField(_("提出日期"))
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    state = models.CharField(
        _("状态"), max_length=20, default="asked", choices=flow.choices(flow.HAND_ON_TABLE), editable=False
    )

    class Meta:
        verbose_name = _("转办")
        verbose_name_plural = _("转办")
        ordering = ["-asked_on", "-id"]
        indexes = [models.Index(fields=["state", "asked_on", "id"], name="hand_on_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "from_unit"],
                condition=models.Q(state="asked", archived_at__isnull=True),
                name="one_open_hand_on",
                violation_error_message=_("这项任务已经提过转办，办公室还没有决定。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.task}：{self.from_unit} → {self.to_unit}"
