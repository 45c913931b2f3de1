"""The monthly dispatch of a place and the weekly bulletin: drafted from the ledgers, then frozen."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.meetings.flow import BULLETINS, DISPATCHES
from zhenxing.web.meetings.meeting_models import Meeting
from zhenxing.web.organisations.models import Area, Unit


class Dispatch(Record):
    """The dispatch of a place for a month. Held, it is frozen; a correction is a new edition of it."""

    scope_by: ClassVar = ScopePaths(area="area__path", units=("unit_id",))

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("地区"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("调度单位"))
    #: the first day of the month
    month = models.DateField(_("调度月份"))
    edition = models.PositiveSmallIntegerField(_("版次"), default=1, editable=False)
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
        verbose_name=_("更正的调度单"),
    )
    correction = models.CharField(_("更正说明"), max_length=300, blank=True, editable=False)
    remarks = models.TextField(_("情况说明"), blank=True)
    asks = models.TextField(_("请会议议定"), blank=True, help_text=_("一行一项。"))
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="dispatches",
        verbose_name=_("调度会议"),
    )
    held_on = models.DateField(_("调度日"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("状态"),
        max_length=20,
        default=DISPATCHES.initial,
        choices=[(s.key, s.label) for s in DISPATCHES.states],
    )

    class Meta:
        verbose_name = _("月调度")
        verbose_name_plural = _("月调度")
        ordering = ["-month", "-edition", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month", "edition"],
                condition=models.Q(archived_at__isnull=True) & ~models.Q(state="dropped"),
                name="one_dispatch_a_month_and_edition",
                violation_error_message=_("这个地区这个月已有调度单，请打开它修改。"),
            )
        ]

    def __str__(self) -> str:
        more = f"（第{self.edition}版，更正）" if self.edition > 1 else ""
        return f"{self.area}{self.month.year}年{self.month.month}月调度单{more}"

    def can(self, capability: Capability) -> bool:
        return DISPATCHES.can(self.state, capability)

    def clean(self) -> None:
        super().clean()
        if self.month:
            self.month = self.month.replace(day=1)
        if self.pk is not None and not self.can(Capability.EDITABLE):
            raise ValidationError(str(_("调度单已经冻结，不能修改。确有错误，请办“更正”，另出一版。")))


class Bulletin(Record):
    """The bulletin of a week, Monday to Sunday; every figure in it names the rows it was counted from."""

    scope_by: ClassVar = ScopePaths(area="area__path", units=("unit_id",))

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("地区"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("编发单位"))
    #: the Monday
    week = models.DateField(_("周一日期"))
    number = models.PositiveIntegerField(_("期号"))
    opening = models.TextField(_("编者按"), blank=True)
    closing = models.TextField(_("下周重点"), blank=True)
    issued_on = models.DateField(_("印发日"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("状态"),
        max_length=20,
        default=BULLETINS.initial,
        choices=[(s.key, s.label) for s in BULLETINS.states],
    )

    class Meta:
        verbose_name = _("工作周报")
        verbose_name_plural = _("工作周报")
        ordering = ["-week", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "week"],
                condition=models.Q(archived_at__isnull=True) & ~models.Q(state="dropped"),
                name="one_bulletin_a_week",
                violation_error_message=_("这个地区这一周已有周报，请打开它修改。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}工作周报 第{self.number}期（{self.week}）"

    def can(self, capability: Capability) -> bool:
        return BULLETINS.can(self.state, capability)

    def clean(self) -> None:
        super().clean()
        if self.week:
            self.week -= timedelta(days=self.week.weekday())
        if self.pk is not None and not self.can(Capability.EDITABLE):
            raise ValidationError(str(_("周报已经送签或印发，不能修改。")))
