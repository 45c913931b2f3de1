"""Tasks in force and the units that lead, support or are named in them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.tasks import flow
from zhenxing.web.tasks.states import OPEN, ROLES

#: how much an item counts among its neighbours
WEIGHT = (MinValueValidator(1), MaxValueValidator(100))
PERCENT = (MaxValueValidator(100),)


_LIVING = models.Q(archived_at__isnull=True)


class Task(Record):
    """Something that was ordered: by a clause of a document, whose words `content` holds, or by hand.

    `percent` and `reported_month` follow from its reports and parts (`progress.settle`); None is UNKNOWN.
    """

    #: what a deed changes in it that is no field of it, as its history names it
    history_labels: ClassVar = {"lead": _("牵头单位"), "support": _("配合单位")}
    said_by: ClassVar[str] = "heading"
    scope_by = ScopePaths(area="area__path", units=("assignments__unit", "accountable_post__unit"))

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="tasks", verbose_name=_("文件")
    )
    proposal = models.OneToOneField(
        "documents.Proposal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="task",
        verbose_name=_("解析建议"),
    )
    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    heading = models.CharField(_("任务"), max_length=500)
    content = models.TextField(_("内容"), blank=True)
    number = models.CharField(_("序号"), max_length=40, blank=True)
    #: the part of the document it belongs to, as printed
    section = models.CharField(_("部分"), max_length=200, blank=True)
    #: its place in the document
    position = models.PositiveIntegerField(_("次序"), default=0)
    deadline = models.CharField(_("文件期限"), max_length=10, blank=True)
    due_on = models.DateField(_("到期日"), null=True, blank=True)
    clause = models.CharField(_("条款"), max_length=60, blank=True)
    clause_label = models.CharField(_("条款号"), max_length=100, blank=True)
    start = models.PositiveIntegerField(_("起"), null=True, blank=True)
    end = models.PositiveIntegerField(_("止"), null=True, blank=True)
    source_start = models.PositiveIntegerField(_("原文起"), null=True, blank=True)
    source_end = models.PositiveIntegerField(_("原文止"), null=True, blank=True)
    #: leaders named for it in the document, as printed
    leaders = models.JSONField(_("文中领导"), default=list, blank=True)
    accountable_post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("责任职务"),
    )
    state = models.CharField(_("状态"), max_length=20, default=OPEN, choices=flow.choices(flow.TASK_TABLE))
    #: how much it counts in the progress of the whole document
    weight = models.PositiveSmallIntegerField(_("权重"), default=1, validators=WEIGHT)
    #: the units as they were written where it was ordered by hand or by a table; assignments follow
    lead_words = models.CharField(_("牵头单位"), max_length=500, blank=True)
    support_words = models.CharField(_("配合单位"), max_length=2000, blank=True)
    percent = models.DecimalField(_("进度"), max_digits=5, decimal_places=2, null=True, editable=False)
    #: what it has reached at least, while not every part of it is known
    at_least = models.DecimalField(_("至少"), max_digits=5, decimal_places=2, null=True, editable=False)
    reported_month = models.CharField(_("最近报送"), max_length=7, blank=True, editable=False)
    #: the unit that said it is done, and when; it does not close it
    reported_unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("报完成单位"),
    )
    reported_on = models.DateField(_("报完成日期"), null=True, editable=False)
    closed_on = models.DateField(_("销号日期"), null=True, editable=False)
    units = models.ManyToManyField(
        "organisations.Unit", through="TaskAssignment", related_name="tasks", verbose_name=_("单位")
    )

    class Meta:
        verbose_name = _("任务")
        verbose_name_plural = _("任务")
        ordering = ["document", "position", "id"]
        indexes = [
            models.Index(fields=["document", "position"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["state", "due_on", "id"], name="task_by_state"),
            models.Index(fields=["area", "state"], condition=_LIVING, name="task_of_area"),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.heading}"

    @classmethod
    def written(cls, deed: Deed, rows: models.QuerySet[Any]) -> None:
        from zhenxing.web.tasks.settling import tasks_written  # it asks the documents' directory

        tasks_written(deed, rows)


class TaskAssignment(models.Model):
    """One unit's part in a task, with the name the document printed."""

    task = models.ForeignKey(
        Task,
        models.CASCADE,
        db_index=False,  # `assignment_by_role` begins with it
        related_name="assignments",
        verbose_name=_("任务"),
    )
    #: None while nobody has said which unit the printed name means
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("单位"),
    )
    role = models.CharField(_("角色"), max_length=10, choices=tuple(ROLES.items()))
    printed = models.CharField(_("文中写法"), max_length=200)
    order = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        verbose_name = _("任务分工")
        verbose_name_plural = _("任务分工")
        ordering = ["role", "order"]
        constraints = [
            models.UniqueConstraint(fields=["task", "printed", "role"], name="one_part_a_name_and_role")
        ]
        # who has which role in a task is read without reading the row
        indexes = [models.Index(fields=["task", "role", "unit"], name="assignment_by_role")]

    def __str__(self) -> str:
        return f"{self.unit or self.printed} · {self.get_role_display()}"
