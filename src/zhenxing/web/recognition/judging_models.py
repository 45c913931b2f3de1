"""Review, scores, notice, objections, decisions, and what comes after: re-checks and rectification."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenxing.web.codetables.models import code_field
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.organisations.models import Dated
from zhenxing.web.recognition.application_models import Application, Snapshot
from zhenxing.web.recognition.scheme_models import Call, Criterion, Delegation, Expert
from zhenxing.web.recognition.words import DECISIONS, FINDINGS, LISTS, entries_said, findings_said

_OF_APPLICATION = ScopePaths(area="application__town__area__path", units=("application__unit_id",))


class InitialReview(Record):
    """What the office found when it went through the frozen material; a second look adds another one."""

    scope_by: ClassVar[ScopePaths] = _OF_APPLICATION
    history_said: ClassVar[dict[str, Any]] = {"findings": findings_said}

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="reviews", verbose_name=_("认定申报")
    )
    passed = models.BooleanField(_("初审结论"), choices=[(True, _("符合")), (False, _("不符合"))])
    opinion = models.TextField(_("初审意见"))
    #: judged criterion → what the office found of it: true, false, or null (cannot be said)
    findings = models.JSONField(_("逐项核实"), default=dict, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("初审人")
    )
    reviewed_on = models.DateField(_("初审日"))

    class Meta:
        verbose_name = _("初审意见")
        verbose_name_plural = _("初审意见")
        ordering = ["application", "id"]

    def __str__(self) -> str:
        return f"{self.application} {self.get_passed_display()}"


class Seat(Record):
    """An expert asked to score an application. Nobody scores before saying whether they are concerned."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="application__town__area__path", owner="expert__user_id")

    #: what its audit rows speak of besides its own fields
    history_labels: ClassVar[dict[str, Any]] = {"scores_given": _("专家评分")}

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="seats", verbose_name=_("认定申报")
    )
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="seats", verbose_name=_("评审专家"))
    conflict = models.BooleanField(
        _("利益关系"), null=True, blank=True, choices=[(True, _("有，回避")), (False, _("没有"))]
    )
    conflict_note = models.CharField(_("利益关系说明"), max_length=300, blank=True)
    declared_on = models.DateField(_("声明日"), null=True, blank=True)
    scored_on = models.DateField(_("评分日"), null=True, blank=True)
    opinion = models.TextField(_("专家意见"), blank=True)

    class Meta:
        verbose_name = _("评审席位")
        verbose_name_plural = _("评审席位")
        ordering = ["application", "id"]
        constraints = [models.UniqueConstraint(fields=["application", "expert"], name="one_seat_an_expert")]

    def __str__(self) -> str:
        return f"{self.application} {self.expert.name}"


class ExpertScore(models.Model):
    """One expert's mark for one criterion, beside the computed one they saw (None: could not be computed)."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="seat__application__town__area__path", owner="seat__expert__user_id"
    )

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="marks", verbose_name=_("评审席位"))
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("评审项目"))
    mark = models.DecimalField(
        _("专家评分"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    computed = models.DecimalField(_("系统计算分"), max_digits=8, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("专家评分")
        verbose_name_plural = _("专家评分")
        ordering = ["seat", "criterion__position", "id"]
        constraints = [models.UniqueConstraint(fields=["seat", "criterion"], name="one_mark_a_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion} {self.mark}"


class PublicNotice(Record):
    """What is proposed, shown in public for some working days; `entries` is what stood there, as printed."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="call__scheme__area__path", units=("call__scheme__organ_id",)
    )
    history_said: ClassVar[dict[str, Any]] = {"entries": entries_said}

    call = models.ForeignKey(Call, models.PROTECT, related_name="notices", verbose_name=_("申报通知"))
    title = models.CharField(_("公示标题"), max_length=150)
    begins_on = models.DateField(_("公示开始日"))
    ends_on = models.DateField(_("公示截止日"))
    #: the calendar of that year was not announced yet: the end may move
    provisional = models.BooleanField(_("节假日未公布"), default=False)
    channel = models.CharField(_("公示渠道"), max_length=200, help_text=_("例如：县政府门户网站。"))
    contact = models.CharField(_("受理异议电话"), max_length=100)
    #: [{"town", "unit", "proposal", "place", "score"}] in the order printed
    entries = models.JSONField(_("公示内容"), default=list)

    class Meta:
        verbose_name = _("公示")
        verbose_name_plural = _("公示")
        ordering = ["-begins_on", "-id"]

    def __str__(self) -> str:
        return self.title


class Objection(Record):
    """Something said against what a notice proposes, and the answer to it. Names are for the office alone."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="application__town__area__path", owner="entered_by_id")

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="objections", verbose_name=_("认定申报")
    )
    notice = models.ForeignKey(
        PublicNotice, models.PROTECT, related_name="objections", verbose_name=_("公示")
    )
    objector = models.CharField(_("异议人"), max_length=100)
    contact = models.CharField(_("联系方式"), max_length=100, blank=True)
    text = models.TextField(_("异议内容"))
    received_on = models.DateField(_("收到日"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    upheld = models.BooleanField(
        _("异议结论"), null=True, blank=True, choices=[(True, _("成立")), (False, _("不成立"))]
    )
    answer = models.TextField(_("异议答复"), blank=True)
    answered_on = models.DateField(_("答复日"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("答复人"),
    )

    class Meta:
        verbose_name = _("公示异议")
        verbose_name_plural = _("公示异议")
        ordering = ["-received_on", "-id"]

    def __str__(self) -> str:
        return f"{self.application} {self.received_on}"


class Decision(Record):
    """A decision with its document number: who took it, for which post, why, and on what grounds.

    `grounds` are the rows of the judgement at that moment: condition, value, required, gap, clause.
    """

    scope_by: ClassVar[ScopePaths] = _OF_APPLICATION

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="decisions", verbose_name=_("认定申报")
    )
    kind = models.CharField(_("决定种类"), max_length=20, choices=DECISIONS)
    number = models.CharField(_("决定文号"), max_length=100)
    decided_on = models.DateField(_("决定日"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("决定人")
    )
    post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("以何职务"),
    )
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("授权委托")
    )
    document = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("决定文件"),
    )
    reasons = models.TextField(_("决定理由"), blank=True)
    grounds = models.JSONField(_("评判依据"), default=list)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    tier = models.ForeignKey(
        "towns.TownTier",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("梯次记录"),
    )

    class Meta:
        verbose_name = _("认定决定")
        verbose_name_plural = _("认定决定")
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(archived_at__isnull=True),
                name="one_decision_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.get_kind_display()}"


class Recheck(Record):
    """The look at a recognised town in a year, on facts frozen for it."""

    scope_by: ClassVar[ScopePaths] = _OF_APPLICATION

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="rechecks", verbose_name=_("认定申报")
    )
    year = models.PositiveSmallIntegerField(_("复核年度"))
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+", verbose_name=_("冻结材料"))
    finding = models.CharField(_("复核结论"), max_length=10, choices=FINDINGS)
    opinion = models.TextField(_("复核意见"))
    checked_on = models.DateField(_("复核日"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("复核人")
    )

    class Meta:
        verbose_name = _("年度复核")
        verbose_name_plural = _("年度复核")
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "year"],
                name="one_recheck_a_year",
                violation_error_message=_("这一年已经复核过。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.year}"


class Rectification(Record):
    """What a warned town undertakes until when; somebody else than its author says whether it is done."""

    scope_by: ClassVar[ScopePaths] = _OF_APPLICATION

    application = models.ForeignKey(
        Application, models.PROTECT, related_name="rectifications", verbose_name=_("认定申报")
    )
    recheck = models.ForeignKey(
        Recheck, models.PROTECT, related_name="rectifications", verbose_name=_("年度复核")
    )
    plan = models.TextField(_("整改措施"))
    due_on = models.DateField(_("整改期限"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("报送人")
    )
    result = models.TextField(_("验收意见"), blank=True)
    accepted_on = models.DateField(_("验收日"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("验收人"),
    )

    class Meta:
        verbose_name = _("整改")
        verbose_name_plural = _("整改")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.application} {self.due_on}"


class Promotion(Record):
    """A town's line in the lists of a year: 提升一批, 认定一批, 储备一批."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="town__area__path", units=("town__lead_unit_id",))

    town = models.ForeignKey(
        "towns.Town", models.PROTECT, related_name="promotions", verbose_name=_("专业镇")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    kind = models.CharField(_("名单"), max_length=20, choices=LISTS)
    tier = code_field("town_tier", _("目标梯次"))
    basis = models.CharField(_("列入依据"), max_length=300)
    application = models.ForeignKey(
        Application,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="promotions",
        verbose_name=_("认定申报"),
        editable=False,
    )

    class Meta:
        verbose_name = _("梯次名单")
        verbose_name_plural = _("梯次名单")
        ordering = ["-year", "kind", "town__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "year", "kind"],
                condition=Q(archived_at__isnull=True),
                name="one_line_a_list",
                violation_error_message=_("这个专业镇已在本年度的这个名单里。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.town} {self.year} {self.get_kind_display()}"


class PublicRoll(Dated, Record):
    """An area whose roll anybody may read. An area without one shows nothing to the public."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    title = models.CharField(_("名录标题"), max_length=150)
    note = models.CharField(_("名录说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("公开名录")
        verbose_name_plural = _("公开名录")
        ordering = ["area__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(archived_at__isnull=True),
                name="one_roll_an_area",
                violation_error_message=_("这个地区的名录已经公开。"),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.valid_from is None:
            raise ValidationError({"valid_from": _("请写明从哪一天起公开。")})
