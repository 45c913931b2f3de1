"""Goals in force. Each is indicator, operator, value, unit, deadline, and the clause that set it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.web.documents.kinds import OPERATORS
from zhenxing.web.documents.payloads import amount, plain, signed
from zhenxing.web.goals.path_models import GoalBaseline, GoalMeasure, GoalReading, GoalShare
from zhenxing.web.goals.states import GOAL_STATES, OPEN, STANDINGS
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths

__all__ = ["Goal", "GoalBaseline", "GoalMeasure", "GoalReading", "GoalShare"]
_STANDINGS = [(key, label) for key, (label, _tone) in STANDINGS.items()]


class Goal(Record):
    """A commitment with a number, its owner and its date; `text` is the clause's own words."""

    scope_by = ScopePaths(area="area__path", units=("owner_unit",))

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="goals", verbose_name=_("文件")
    )
    proposal = models.OneToOneField(
        "documents.Proposal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="goal",
        verbose_name=_("解析建议"),
    )
    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    indicator = models.CharField(_("指标"), max_length=200)
    op = models.CharField(_("比较"), max_length=10, blank=True, choices=tuple(OPERATORS.items()))
    #: in the written unit without 万/亿; a percentage as a fraction; None when the source lost it
    value = models.DecimalField(_("目标值"), max_digits=28, decimal_places=6, null=True, blank=True)
    #: the upper end of a range, the last of tiers
    upper = models.DecimalField(_("上限"), max_digits=28, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("计量单位"), max_length=40, blank=True)
    scope = models.CharField(_("范围"), max_length=200, blank=True)
    aspirational = models.BooleanField(_("力争"), default=False)
    increment = models.BooleanField(_("新增数"), default=False)
    #: as the document says it (2025, 2025-06); empty when the date was set at adoption
    deadline = models.CharField(_("文件期限"), max_length=10, blank=True)
    due_on = models.DateField(_("到期日"), null=True, blank=True)
    text = models.TextField(_("条款原话"))
    clause = models.CharField(_("条款"), max_length=60, blank=True)
    clause_label = models.CharField(_("条款号"), max_length=100, blank=True)
    start = models.PositiveIntegerField(_("起"), null=True, blank=True)
    end = models.PositiveIntegerField(_("止"), null=True, blank=True)
    source_start = models.PositiveIntegerField(_("原文起"), null=True, blank=True)
    source_end = models.PositiveIntegerField(_("原文止"), null=True, blank=True)
    owner_unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="goals",
        verbose_name=_("责任单位"),
    )
    owner_post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="goals",
        verbose_name=_("责任职务"),
    )
    state = models.CharField(
        _("状态"), max_length=20, default=OPEN, choices=[(s.name, s.label) for s in GOAL_STATES.values()]
    )

    #: where it stood when it was last judged: written by rule for lists and counts, never typed. A page
    #: that shows one goal judges it anew, so this can be behind but is never the last word
    standing = models.CharField(
        _("进度"), max_length=10, default="unknown", editable=False, choices=_STANDINGS
    )
    standing_reason = models.CharField(_("进度理由"), max_length=300, blank=True, editable=False)
    judged_on = models.DateField(_("判断日"), null=True, blank=True, editable=False)
    now = models.DecimalField(
        _("现值"), max_digits=28, decimal_places=6, null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("目标")
        verbose_name_plural = _("目标")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["document", "start"]),
            models.Index(fields=["due_on", "id"]),
            models.Index(fields=["state", "standing", "due_on", "id"], name="goal_standing"),
        ]

    def __str__(self) -> str:
        said = f"{self.indicator} {self.required}".strip()
        return f"{said}{_('（力争）')}" if self.aspirational else said

    @classmethod
    def written(cls, deed: Deed, rows: models.QuerySet[Any]) -> None:
        """Another day is another path: the lists say at once where it stands now."""
        from zhenxing.web.goals.services import judge_again  # it reads these models

        judge_again(rows.values_list("pk", flat=True))

    @property
    def required(self) -> str:
        """The amount with its direction: ≥50户, 新增15户, 数值不详."""
        return signed(self.op, self.increment) + self.amount

    @property
    def amount(self) -> str:
        """The value with its unit, as people write it."""
        values = [plain(part) for part in (self.value, self.upper) if part is not None]
        return amount(values or None, self.unit)

    @property
    def reached(self) -> str:
        """The last value read, with its unit; empty while there is none."""
        return "" if self.now is None else amount([plain(self.now)], self.unit)
