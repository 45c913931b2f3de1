"""Problems firms and villages report, the slips they are handed on with, and who asked."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.codetables.models import code_field
from zhenxing.web.enterprises.models import EnterpriseKey
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.problems.common_models import CommonProblem, PlanClause
from zhenxing.web.problems.flow import TABLE, kept
from zhenxing.web.problems.handled import Handled
from zhenxing.web.problems.receipts import new_number
from zhenxing.web.problems.visit_models import IntakePoint, ServiceRule, Visit, rule_for
from zhenxing.web.problems.words import CHANNELS, NATURES, RATED_BY, RATINGS, STATES

LIVING = Q(archived_at__isnull=True)


class Problem(Searchable, Handled, Record):
    """One problem somebody reported. Whoever asked without a name leaves nothing here that leads to them."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="area__path", units=("unit_id", "source_unit_id", "co_units__id")
    )
    search_from: ClassVar[tuple[str, ...]] = ("title", "asker")
    #: what its audit rows speak of besides its own fields
    history_labels: ClassVar[dict[str, Any]] = {"co_units": _("配合单位")}

    number = models.CharField(_("编号"), max_length=20, unique=True, default=new_number, editable=False)
    enterprise = EnterpriseKey(
        null=True, blank=True, db_index=False, related_name="problems", verbose_name=_("企业")
    )
    industry = code_field("industry", _("行业"), optional=True, typed=True)
    asker = models.CharField(
        _("反映人"), max_length=100, blank=True, help_text=_("企业、村或个人的称呼；匿名的留空。")
    )
    anonymous = models.BooleanField(_("匿名"), default=False, editable=False)
    channel = models.CharField(_("来源渠道"), max_length=20, choices=CHANNELS, default="page")
    source_unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("登记单位"),
    )
    intake = models.ForeignKey(
        IntakePoint,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="problems",
        verbose_name=_("受理码"),
    )
    visit = models.ForeignKey(
        Visit,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="problems",
        verbose_name=_("由哪次走访"),
    )
    raised_on = models.DateField(_("反映日期"), default=timezone.localdate)
    #: the day by which it should be sorted; None where no rule says
    triage_by = models.DateField(_("分办期限"), null=True, blank=True, editable=False)
    nature = models.CharField(_("问题类型"), max_length=20, choices=NATURES, blank=True)
    state = models.CharField(_("状态"), max_length=20, choices=STATES, default=TABLE.initial, editable=False)
    common = models.ForeignKey(
        CommonProblem,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,  # `problem_common` begins with it
        related_name="members",
        verbose_name=_("并入的共性问题"),
    )
    rating = models.CharField(_("满意度"), max_length=20, choices=RATINGS, blank=True, editable=False)
    rating_note = models.CharField(_("评价意见"), max_length=500, blank=True, editable=False)
    rated_on = models.DateField(_("评价日"), null=True, blank=True, editable=False)
    rated_by = models.CharField(_("评价来源"), max_length=20, choices=RATED_BY, blank=True, editable=False)
    refusal = models.CharField(_("不予受理的理由"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("问题")
        verbose_name_plural = _("问题台账")
        ordering = ["-raised_on", "-id"]
        indexes = [
            models.Index(fields=["raised_on", "id"], condition=LIVING, name="problem_raised"),
            models.Index(fields=["state", "raised_on", "id"], condition=LIVING, name="problem_state"),
            models.Index(fields=["area", "raised_on", "id"], name="problem_area"),
            models.Index(fields=["unit", "state", "due_on", "id"], name="problem_unit"),
            models.Index(fields=["enterprise", "raised_on"], name="problem_enterprise"),
            models.Index(fields=["town", "raised_on", "id"], name="problem_town"),
            models.Index(fields=["due_on", "id"], condition=LIVING, name="problem_due"),
            models.Index(fields=["state", "due_on", "id"], condition=LIVING, name="problem_lane"),
            models.Index(fields=["common", "raised_on", "id"], name="problem_common"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not TABLE.can(self.state, Capability.OPEN):
            raise ValidationError(_("这个问题已经办结，内容不能再改。"))
        if self.raised_on and self.raised_on > timezone.localdate():
            raise ValidationError({"raised_on": _("反映日期不能晚于今天。")})
        if self._state.adding and self.triage_by is None and self.area_id and self.raised_on:
            rule = rule_for(self.area.path, self.raised_on)
            self.triage_by = rule.triage_until(timezone.localdate()) if rule else None

    def can(self, capability: Capability) -> bool:
        return TABLE.can(self.state, capability)

    @property
    def until(self) -> date | None:
        return self.triage_by if self.state == "reported" else super().until


class AskerContact(Record):
    """How to reach whoever asked. Personal data: of an anonymous problem there is none."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="problem__area__path", units=("problem__unit_id", "problem__source_unit_id")
    )

    problem = models.OneToOneField(Problem, models.PROTECT, related_name="contact", verbose_name=_("问题"))
    name = models.CharField(_("联系人"), max_length=50, blank=True)
    phone = models.CharField(
        _("联系电话"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^[0-9+\-() ]{5,20}$", _("电话只写数字，例如 0990-2100009。"))],
    )

    class Meta:
        verbose_name = _("反映人联系方式")
        verbose_name_plural = _("反映人联系方式")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} {self.phone}".strip()


class Referral(Record):
    """A slip (转办单) by which a unit is given a problem; each redo and each change of unit has its own."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("unit_id",))

    problem = models.ForeignKey(
        Problem, models.PROTECT, null=True, related_name="referrals", verbose_name=_("问题")
    )
    common = models.ForeignKey(
        CommonProblem, models.PROTECT, null=True, related_name="referrals", verbose_name=_("共性问题")
    )
    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        db_index=False,
        related_name="+",
        verbose_name=_("承办单位"),
    )
    round = models.PositiveSmallIntegerField(_("第几次办理"), default=1)
    sent_on = models.DateField(_("转办日"))
    due_on = models.DateField(_("承诺办结日"), null=True, blank=True)
    measures = models.TextField(_("办理要求"), blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("转办人")
    )
    signed_on = models.DateField(_("签收日"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("签收人")
    )
    answered_on = models.DateField(_("答复日"), null=True, blank=True)
    answer = models.TextField(_("答复"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("答复人")
    )
    #: taken back or handed back before it was answered; it then counts for nobody
    ended_on = models.DateField(_("收回日"), null=True, blank=True)

    class Meta:
        verbose_name = _("转办单")
        verbose_name_plural = _("转办单")
        ordering = ["-sent_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(problem__isnull=False, common__isnull=True)
                | Q(problem__isnull=True, common__isnull=False),
                name="a_slip_is_of_one_problem",
            )
        ]
        indexes = [
            models.Index(fields=["sent_on", "id"], condition=LIVING, name="referral_sent"),
            models.Index(fields=["unit", "due_on", "id"], name="referral_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.sent_on:%Y}-{self.pk:05d}" if self.pk else str(self.sent_on)

    @property
    def about(self) -> Any:
        """The problem it hands on."""
        return self.problem or self.common

    @property
    def running(self) -> bool:
        return self.answered_on is None and self.ended_on is None

    def kept(self, today: date) -> bool | None:
        """Whether the promised day was kept; None while it may still be."""
        return None if self.ended_on else kept(self.due_on, self.answered_on, today)


__all__ = [
    "AskerContact",
    "CommonProblem",
    "IntakePoint",
    "PlanClause",
    "Problem",
    "Referral",
    "ServiceRule",
    "Visit",
]
