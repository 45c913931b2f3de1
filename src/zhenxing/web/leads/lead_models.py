"""A lead: an investor with a project in mind; what was reported on it, and who claims to have been first."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.codetables.models import code_field
from zhenxing.web.enterprises.models import CreditCodeField
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.kit.typed import RecordKey
from zhenxing.web.leads.flow import DISPUTES, LEADS
from zhenxing.web.leads.investors import Investor, investor, project_core
from zhenxing.web.leads.places import place_names
from zhenxing.web.leads.plan_models import money

_LIVING = Q(archived_at__isnull=True)
#: what tells a lead from others: first reports are compared by it
IDENTITY = ("investor", "investor_code", "project_name", "reported_by_id", "area_id")


class Lead(Searchable, Record):
    """One project of one investor, from the first word to the signed agreement.

    What a lead must state (`fields` of the rule) may be missing while it is written down; reporting it
    asks for all of it. The keys by which first reports are compared follow from the names.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("reported_by_id", "unit_id"))
    search_from: ClassVar[tuple[str, ...]] = ("investor", "project_name")

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    town = models.ForeignKey(
        "towns.Town",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("专业镇"),
    )
    link = models.ForeignKey(
        "leads.ChainLink",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("补链环节"),
    )
    target = RecordKey(
        "leads.TargetFirm",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("目标企业"),
    )
    reported_by = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="reported_leads", verbose_name=_("首报单位")
    )
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="leads", verbose_name=_("承办单位")
    )
    investor = models.CharField(_("投资方"), max_length=100)
    investor_code = CreditCodeField(_("投资方统一社会信用代码"), max_length=18, null=True, blank=True)
    project_name = models.CharField(_("项目名称"), max_length=150)
    process = models.TextField(_("生产工艺"), blank=True)
    investment = money(_("总投资（元）"))
    fixed_investment = money(_("固定资产投资（元）"))
    land = models.DecimalField(
        _("用地（亩）"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    energy = models.DecimalField(
        _("年综合能耗（吨标准煤）"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    environment = models.TextField(
        _("环保情况"), blank=True, help_text=_("主要污染物和处理办法；没有的写“无”。")
    )
    output = money(_("达产年产值（元）"))
    tax = money(_("达产年税收（元）"))
    method = code_field("lead_method", _("招商方式"), optional=True)
    region = code_field("transfer_region", _("来源区域"), optional=True)
    referrer = models.ForeignKey(
        "leads.Referrer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("引荐方"),
    )
    portfolio = models.ForeignKey(
        "leads.Portfolio",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("招商专班"),
    )
    wants = models.TextField(_("投资方诉求"), blank=True)
    state = models.CharField(
        _("线索状态"),
        max_length=12,
        default=LEADS.initial,
        choices=[(one.key, one.label) for one in LEADS.states],
        editable=False,
    )
    state_since = models.DateField(_("本状态起始日"), default=timezone.localdate, editable=False)
    #: by when the present step is due, as the clock had it when it started
    due_on = models.DateField(_("应办日期"), null=True, blank=True, editable=False)
    first_reported_on = models.DateField(_("首报日期"), null=True, blank=True, editable=False)
    signed_on = models.DateField(_("签约日期"), null=True, blank=True, editable=False)
    #: the last word on how the talks go
    progress_on = models.DateField(_("最近进展日期"), null=True, blank=True, editable=False)
    #: a dispute went against it: it protects no more
    protection_lost_on = models.DateField(_("首报保护失效日"), null=True, blank=True, editable=False)
    #: the project it became, in the project library
    project = models.PositiveBigIntegerField(_("项目库编号"), null=True, blank=True, editable=False)
    investor_key = models.CharField(_("投资方比对词"), max_length=100, blank=True, editable=False)
    project_key = models.CharField(_("项目比对词"), max_length=150, blank=True, editable=False)

    class Meta:
        verbose_name = _("招商线索")
        verbose_name_plural = _("招商线索")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reported_by", "investor", "project_name"],
                condition=_LIVING & ~Q(state="dropped"),
                name="one_lead_a_unit_and_project",
                violation_error_message=_("本单位已登记过这个投资方的同名项目。"),
            )
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="lead_of_state"),
            models.Index(fields=["investor_key"], name="lead_of_investor"),
            models.Index(fields=["investor_code"], name="lead_of_code"),
            models.Index(fields=["unit", "state"], name="lead_of_unit"),
            models.Index(fields=["state", "due_on", "id"], name="lead_due"),
            models.Index(fields=["method", "state"], name="lead_of_method"),
        ]

    def __str__(self) -> str:
        return f"{self.investor} {self.project_name}"

    def can(self, capability: Capability) -> bool:
        return LEADS.can(self.state, capability)

    @property
    def who(self) -> Investor:
        """The investor as first reports are compared."""
        return investor(self.investor, self.investor_code or "", place_names())

    def clean(self) -> None:
        super().clean()
        self.investor_code = self.investor_code or None
        if self.link_id and self.town_id and self.link and self.link.town_id != self.town_id:
            raise ValidationError({"link": _("这个环节不属于所选专业镇。")})
        self._same_as_reported()

    def _same_as_reported(self) -> None:
        """What a first report protects is not changed afterwards; changed after a return, it is a new one."""
        before = Lead.objects.filter(pk=self.pk).first() if self.pk else None
        changed = [name for name in IDENTITY if before and getattr(before, name) != getattr(self, name)]
        if before is None or not changed:
            return
        if before.can(Capability.EDITABLE):
            self.first_reported_on = None
            return
        said = _("线索已经报送，首报单位、投资方和项目名称不能再改；确需更正，请退回补充后重报。")
        raise ValidationError({name.removesuffix("_id"): said for name in changed})

    def save(self, **options: Any) -> None:
        self.investor_key, self.project_key = self.who.core[:100], project_core(self.project_name)[:150]
        super().save(**options)


class LeadProgress(Record):
    """What came of the talks since the last report."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="lead__area__path", units=("lead__reported_by_id", "lead__unit_id")
    )

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="progress", verbose_name=_("招商线索"))
    on = models.DateField(_("进展日期"))
    text = models.TextField(_("进展情况"))
    next_step = models.CharField(_("下一步"), max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("填报人")
    )

    class Meta:
        verbose_name = _("洽谈进展")
        verbose_name_plural = _("洽谈进展")
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.lead} {self.on}"


class LeadDispute(Record):
    """A unit says that its lead, not the one reported before, has the right to go on."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="lead__area__path", units=("lead__reported_by_id",))

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="claims", verbose_name=_("后报线索"))
    against = models.ForeignKey(Lead, models.PROTECT, related_name="contested", verbose_name=_("首报线索"))
    grounds = models.TextField(_("争议理由"))
    state = models.CharField(
        _("裁定状态"),
        max_length=12,
        default=DISPUTES.initial,
        choices=[(one.key, one.label) for one in DISPUTES.states],
        editable=False,
    )
    filed_on = models.DateField(_("提出日期"))
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    decision = models.TextField(_("裁定理由"), blank=True)
    decided_on = models.DateField(_("裁定日期"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("裁定人"),
    )

    class Meta:
        verbose_name = _("首报争议")
        verbose_name_plural = _("首报争议")
        ordering = ["-filed_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(lead=F("against")), name="no_lead_disputes_itself"),
            models.UniqueConstraint(
                fields=["lead", "against"],
                condition=_LIVING & Q(state="filed"),
                name="one_open_dispute_a_pair",
                violation_error_message=_("这件争议已经提出，正等待裁定。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filed_on} {self.lead}：{self.get_state_display()}"
