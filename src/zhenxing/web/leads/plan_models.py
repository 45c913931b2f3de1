"""The plan of a year: focus, targets, budget."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths


def money(label: str | Promise, **options: Any) -> models.DecimalField[Any, Any]:
    """An amount in 元, exact; empty is not known."""
    return models.DecimalField(
        label,
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        **options,
    )


class LeadPlan(Record):
    """What a unit means to attract in a year, for a town or the whole place."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("unit_id",))

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="lead_plans", verbose_name=_("责任单位")
    )
    year = models.PositiveSmallIntegerField(
        _("年份"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    name = models.CharField(_("招商计划名称"), max_length=150)
    town = models.ForeignKey(
        "towns.Town",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lead_plans",
        verbose_name=_("专业镇"),
        help_text=_("不选表示全地区的计划。"),
    )
    focus = models.TextField(_("招商重点"), help_text=_("重点产业、环节和方向。"))
    directions = models.CharField(
        _("招商方向"), max_length=300, blank=True, help_text=_("来源区域、目标园区等。")
    )
    leads_wanted = models.PositiveIntegerField(_("计划线索数"), null=True, blank=True)
    signed_wanted = models.PositiveIntegerField(_("计划签约数"), null=True, blank=True)
    started_wanted = models.PositiveIntegerField(_("计划开工数"), null=True, blank=True)
    investment_wanted = money(_("计划签约额（元）"))
    budget = money(_("招商经费预算（元）"))
    spent = money(_("招商经费支出（元）"))
    document = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("依据文件"),
    )

    class Meta:
        verbose_name = _("招商计划")
        verbose_name_plural = _("招商计划")
        ordering = ["-year", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "name"],
                condition=models.Q(archived_at__isnull=True),
                name="one_lead_plan_a_name",
                violation_error_message=_("这个单位这一年已有同名的招商计划。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}年 {self.name}"
