"""A project of the library, the stages it has reached with the day of each, and what was invested."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.conversion import STAGES
from zhenxing.core.ledger.states import Capability
from zhenxing.web.codetables.models import code_field
from zhenxing.web.enterprises.models import CreditCodeField, EnterpriseKey, PeriodField
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.kit.typed import RecordKey
from zhenxing.web.projects import flow, words
from zhenxing.web.projects.fields import ProjectCodeField, ReckonedDateField

LIVING = Q(archived_at__isnull=True)
_ZERO = [MinValueValidator(0)]


def _money(label: str | Promise, **options: Any) -> models.DecimalField[Any, Any]:
    """An amount in 元; None where nobody has said."""
    return models.DecimalField(
        label, max_digits=20, decimal_places=2, null=True, blank=True, validators=_ZERO, **options
    )


def _amount(label: str | Promise, **options: Any) -> models.DecimalField[Any, Any]:
    return models.DecimalField(
        label, max_digits=16, decimal_places=3, null=True, blank=True, validators=_ZERO, **options
    )


def _planned(label: str | Promise) -> models.DateField[Any, Any]:
    return models.DateField(label, null=True, blank=True)


def _to(model: str, label: str | Promise, **options: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        model, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label, **options
    )


class Project(Searchable, Record):
    """An investment project. `area` is the township that answers for it, `unit` the department.

    A code is one project's for life, but two records that carry one are no fault of typing to be refused:
    they are a suspicion, which a person judges.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("unit_id",))
    search_from: ClassVar[tuple[str, ...]] = ("name", "investor")
    said_by: ClassVar[str] = "name"
    #: what its audit rows speak of besides its own fields
    history_labels: ClassVar[dict[str, Any]] = {"raised": _("新增疑点")}

    name = models.CharField(_("项目名称"), max_length=150)
    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="projects", verbose_name=_("属地乡镇"),
        help_text=_("项目所在的乡镇、街道或园区，承担属地责任。"),
    )  # fmt: skip
    unit = _to("organisations.Unit", _("责任部门"))
    post = _to("organisations.Post", _("包联领导职务"))
    code = ProjectCodeField(
        _("项目代码"), max_length=24, null=True, blank=True,
        help_text=_("投资项目在线审批监管平台赋码，24位，例如 2024-990121-30-03-123456；还没有赋码的留空。"),
    )  # fmt: skip
    investor = models.CharField(_("投资方"), max_length=150)
    investor_code = CreditCodeField(_("投资方统一社会信用代码"), max_length=18, null=True, blank=True)
    enterprise = EnterpriseKey(null=True, blank=True, related_name="projects", verbose_name=_("项目企业"))
    town = _to("towns.Town", _("所属专业镇"))
    industry = code_field("industry", _("所属行业"), optional=True, typed=True)
    content = models.TextField(_("建设内容"), blank=True)
    investment = _money(_("总投资（元）"))
    fixed_investment = _money(_("固定资产投资（元）"))
    parcel = models.CharField(
        _("地块编号"), max_length=100, blank=True, help_text=_("宗地号或地块名称；同一地块写法要一致。")
    )
    land = _amount(_("用地面积（亩）"))
    output = _money(_("达产年产值（元）"))
    tax = _money(_("达产年税收（元）"))
    energy = _amount(_("年综合能耗（吨标准煤）"))
    electricity = _amount(_("年用电量（千瓦时）"))
    policy = models.CharField(_("产业政策类别"), max_length=20, blank=True, choices=words.POLICIES)
    environment = models.CharField(_("环评类别"), max_length=20, blank=True, choices=words.ENVIRONMENTS)
    heavy = models.BooleanField(_("两高项目"), null=True, blank=True)
    importance = models.CharField(_("项目类型"), max_length=20, blank=True, choices=words.IMPORTANCE)
    renovation = models.CharField(_("技术改造方向"), max_length=20, blank=True, choices=words.RENOVATIONS)
    bond = models.CharField(_("专项债进度"), max_length=20, blank=True, choices=words.BONDS)
    bond_amount = _money(_("专项债金额（元）"))
    plan_signed_on = _planned(_("计划签约"))
    plan_landed_on = _planned(_("计划落地"))
    plan_started_on = _planned(_("计划开工"))
    plan_building_on = _planned(_("计划建设"))
    plan_producing_on = _planned(_("计划投产"))
    plan_effective_on = _planned(_("计划达效"))
    state = models.CharField(
        _("项目阶段"),
        max_length=20,
        choices=flow.choices(flow.PROJECTS),
        default=flow.PROPOSED,
        editable=False,
    )
    state_since = models.DateField(_("本阶段起始日"), null=True, blank=True, editable=False)
    #: the lead it came from, of whatever kind that is
    lead_type = models.CharField(_("线索类别"), max_length=100, blank=True, editable=False)
    lead_id = models.PositiveBigIntegerField(_("线索编号"), null=True, blank=True, editable=False)
    lead_label = models.CharField(_("来源线索"), max_length=300, blank=True, editable=False)
    #: the planned day of the next stage, reckoned by the database however the record was written
    due_on = ReckonedDateField(
        expression=Case(
            *(When(state=state, then=F(step.plan)) for state, step in flow.NEXT.items()),
            default=Value(None),
            output_field=models.DateField(null=True),
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
        null=True,
        verbose_name=_("下一阶段计划日"),
    )

    class Meta:
        verbose_name = _("项目")
        verbose_name_plural = _("项目")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=LIVING,
                name="one_project_a_name",
                violation_error_message=_("这个乡镇已有同名项目。同一个项目不能登记两次。"),
            )
        ]
        indexes = [
            models.Index(fields=["code"], name="project_code"),
            models.Index(fields=["investor_code"], name="project_investor"),
            models.Index(fields=["parcel"], name="project_parcel"),
            models.Index(fields=["lead_type", "lead_id"], name="project_of_lead"),
            *(
                models.Index(fields=[column, "id"], condition=LIVING, name=f"project_{column}")
                for column in ("state", "area", "due_on", "investment")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, Any] = {}
        if self.investment is not None and (self.fixed_investment or 0) > self.investment:
            wrong["fixed_investment"] = _("固定资产投资不能多于总投资。")
        if self.bond_amount and not self.bond:
            wrong["bond"] = _("填了专项债金额，请选专项债进度。")
        days = [(name, getattr(self, flow.PLAN_FIELDS[name])) for name in STAGES]
        known = [(name, day) for name, day in days if day is not None]
        for (before, earlier), (name, day) in pairwise(known):
            if day < earlier:
                said = {"stage": flow.STAGE_LABELS[name], "before": flow.STAGE_LABELS[before]}
                wrong[flow.PLAN_FIELDS[name]] = _("计划%(stage)s不能早于计划%(before)s。") % said
        if wrong:
            raise ValidationError(wrong)

    def can(self, capability: Capability) -> bool:
        return flow.PROJECTS.can(self.state, capability)

    @property
    def tags(self) -> list[Any]:
        """What a project is marked as: 标志性、专项债、技改."""
        shown = [self.get_importance_display()] if self.importance else []  # type: ignore[attr-defined]  # made by Django
        shown += [_("专项债")] if self.bond else []
        return shown + ([_("技改")] if self.renovation else [])


class StageEvent(Record):
    """A stage reached on a day. What proves it are its proofs; taken back, it stays with a reason."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="project__area__path", units=("project__unit_id",))

    project = RecordKey(Project, models.PROTECT, related_name="events", verbose_name=_("项目"))
    stage = models.CharField(_("阶段"), max_length=20, choices=list(flow.STAGE_LABELS.items()))
    happened_on = models.DateField(_("发生日期"))
    note = models.CharField(_("情况说明"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人")
    )
    undone_on = models.DateField(_("撤回日"), null=True, blank=True, editable=False)
    undone_because = models.CharField(_("撤回理由"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("阶段登记")
        verbose_name_plural = _("阶段登记")
        ordering = ["-happened_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "stage"],
                condition=LIVING & Q(undone_on__isnull=True),
                name="one_event_a_stage",
                violation_error_message=_("这个阶段已经登记过。"),
            )
        ]
        indexes = [models.Index(fields=["stage", "happened_on"], name="event_of_stage")]

    def __str__(self) -> str:
        return f"{self.project} {self.get_stage_display()}"  # type: ignore[attr-defined]  # made by Django


class Investment(Record):
    """What was invested in a project in a month: money done, not money promised."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="project__area__path", units=("project__unit_id",))

    project = RecordKey(Project, models.PROTECT, related_name="investments", verbose_name=_("项目"))
    month = PeriodField(_("投资月份"), max_length=10, help_text=_("写成 2025-03。"))
    amount = models.DecimalField(_("本月完成投资（元）"), max_digits=20, decimal_places=2, validators=_ZERO)
    note = models.CharField(_("投资说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("完成投资")
        verbose_name_plural = _("完成投资")
        ordering = ["-month", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "month"],
                condition=LIVING,
                name="one_amount_a_month",
                violation_error_message=_("这个项目这个月已经填过，请修改原来的一条。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.month}"

    def clean(self) -> None:
        super().clean()
        if self.month and not words.is_month(self.month):
            raise ValidationError({"month": _("请写到月，例如 2025-03。")})
