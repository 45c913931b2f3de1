"""By what and when towns are recognised: schemes with their criteria, calls, experts, delegations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhenxing.papers.wording import faults
from zhenxing.web.codetables.models import code_field
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.organisations.models import Dated
from zhenxing.web.recognition.wordings import FIELDS, PAPERS


def days_field(label: Any, usual: int, **options: Any) -> models.PositiveSmallIntegerField[int, int]:
    """How many working days a step may take."""
    return models.PositiveSmallIntegerField(
        label, default=usual, validators=[MinValueValidator(1), MaxValueValidator(250)], **options
    )


class Scheme(Searchable, Dated, Record):
    """The rules of recognition of one tier, in one edition, by one organ: an edition is never rewritten.

    `rulebook` is the key of the rulebook whose text in force on the call's day judges the applications;
    empty where experts alone judge.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("organ_id",))
    said_by: ClassVar[str] = "name"
    #: what its audit rows speak of besides its own fields
    history_labels: ClassVar[dict[str, Any]] = {"criteria_taken": _("评审项目")}

    name = models.CharField(_("认定办法"), max_length=150)
    edition = models.CharField(_("文本版次"), max_length=40, help_text=_("例如：2025年版。"))
    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="+", verbose_name=_("适用地区")
    )
    tier = code_field("town_tier", _("认定梯次"))
    organ = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", verbose_name=_("认定机关")
    )
    #: who decides; empty: a colleague who has not had the case in hand
    deciding_post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("审定职务"),
        help_text=_("填了以后，只有在任者和受托人能作认定决定。"),
    )
    document = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("办法文件"),
    )
    number = models.CharField(_("办法文号"), max_length=100, blank=True)
    rulebook = models.SlugField(
        _("规则标识"), max_length=60, blank=True, help_text=_("评判申报条件的规则，见“规则”。")
    )
    quota = models.PositiveSmallIntegerField(_("名额"), null=True, blank=True)
    pass_mark = models.DecimalField(
        _("最低得分"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    fewest_experts = models.PositiveSmallIntegerField(
        _("最少专家数"), default=3, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    trims = models.BooleanField(
        _("去掉最高分和最低分"), default=False, help_text=_("专家满5人时，各去掉一个最高分、最低分。")
    )
    check_days = days_field(_("受理时限（工作日）"), 5)
    mend_days = days_field(_("补正时限（工作日）"), 10)
    review_days = days_field(_("初审时限（工作日）"), 15)
    score_days = days_field(_("评分时限（工作日）"), 15)
    rank_days = days_field(_("排序公示时限（工作日）"), 10)
    notice_days = days_field(_("公示期（工作日）"), 5)
    answer_days = days_field(_("异议答复时限（工作日）"), 10)
    decide_days = days_field(_("公示后决定时限（工作日）"), 15)
    rectify_months = models.PositiveSmallIntegerField(
        _("整改期（月）"), default=6, validators=[MinValueValidator(1), MaxValueValidator(36)]
    )
    valid_years = models.PositiveSmallIntegerField(
        _("认定有效期（年）"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("不填表示长期有效。"),
    )

    class Meta:
        verbose_name = _("认定办法")
        verbose_name_plural = _("认定办法")
        ordering = ["area__path", "name", "-valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name", "edition"],
                name="one_scheme_an_edition",
                violation_error_message=_("这个地区已有同名同版次的认定办法。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.edition}）"


class Criterion(Record):
    """One criterion of a scheme: its full mark, the rule that reckons it, the proof it asks for."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="scheme__area__path", units=("scheme__organ_id",))

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="criteria", verbose_name=_("认定办法"))
    position = models.PositiveSmallIntegerField(_("顺序"), default=0)
    key = models.SlugField(_("标识"), max_length=80)
    name = models.CharField(_("评审项目"), max_length=150)
    full_mark = models.DecimalField(
        _("满分"),
        max_digits=6,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(0)],
        help_text=_("不计分的条件填 0。"),
    )
    rule = models.SlugField(
        _("对应规则"), max_length=80, blank=True, help_text=_("规则文本里的条目标识；不填由专家评。")
    )
    proof = models.CharField(_("须附证明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("评审项目")
        verbose_name_plural = _("评审项目")
        ordering = ["scheme", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "key"],
                name="one_criterion_a_key",
                violation_error_message=_("这个办法里已有同标识的评审项目。"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Call(Searchable, Record):
    """An invitation to apply under a scheme: from when to when, by which day's text, how many.

    Applications are judged by the text in force on `judged_on` and by the figures up to
    `reference_year`, whenever they are looked at.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="scheme__area__path", units=("scheme__organ_id",))
    said_by: ClassVar[str] = "name"

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="calls", verbose_name=_("认定办法"))
    name = models.CharField(_("申报通知"), max_length=150)
    batch = models.CharField(_("批次"), max_length=50, help_text=_("例如：2025年第一批。"))
    number = models.CharField(_("通知文号"), max_length=100, blank=True)
    opens_on = models.DateField(_("申报开始日"))
    closes_on = models.DateField(_("申报截止日"))
    judged_on = models.DateField(_("评定基准日"), help_text=_("按这一天有效的规则文本评定。"))
    reference_year = models.PositiveSmallIntegerField(
        _("参考年度"), validators=[MinValueValidator(1949), MaxValueValidator(2100)]
    )
    quota = models.PositiveSmallIntegerField(
        _("本批名额"), null=True, blank=True, help_text=_("不填按认定办法。")
    )

    class Meta:
        verbose_name = _("申报通知")
        verbose_name_plural = _("申报通知")
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "batch"],
                name="one_call_a_batch",
                violation_error_message=_("这个办法已有同一批次的申报通知。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("截止日不能早于开始日。")})
        if self.scheme_id and self.judged_on and not self.scheme.valid_on(self.judged_on):
            raise ValidationError({"judged_on": _("这一天认定办法没有生效，或者已经失效。")})

    @property
    def places(self) -> int | None:
        """How many may be recognised; None without a limit."""
        return self.quota if self.quota is not None else self.scheme.quota


class Expert(Searchable, Dated, Record):
    """Somebody asked to judge: `user` is the account they score with, `unit` where they work."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", owner="user_id")
    said_by: ClassVar[str] = "name"

    name = models.CharField(_("姓名"), max_length=50)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("账号"),
    )
    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="+", verbose_name=_("聘请地区")
    )
    employer = models.CharField(_("工作单位"), max_length=150)
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("本系统单位"),
        help_text=_("工作单位在本系统登记了的，选上；与申报单位相同时系统提示回避。"),
    )
    expertise = models.CharField(_("专业领域"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("评审专家")
        verbose_name_plural = _("评审专家")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name", "employer"],
                name="one_expert_a_name",
                violation_error_message=_("这位专家已经登记过。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.employer}）"


class Delegation(Record):
    """The power of a post to decide, given to somebody from a day to a day, by a paper that says so."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="post__unit__area__path", units=("post__unit_id",), owner="user_id"
    )

    post = models.ForeignKey(
        "organisations.Post", models.PROTECT, related_name="+", verbose_name=_("委托职务")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("受托人")
    )
    begins = models.DateField(_("起始日"))
    ends = models.DateField(_("截止日"))
    basis = models.CharField(_("委托依据"), max_length=300, help_text=_("委托书或会议纪要的文号。"))

    class Meta:
        verbose_name = _("授权委托")
        verbose_name_plural = _("授权委托")
        ordering = ["-begins", "-id"]

    def __str__(self) -> str:
        return f"{self.post} → {self.user}"

    def clean(self) -> None:
        super().clean()
        if self.begins and self.ends and self.ends < self.begins:
            raise ValidationError({"ends": _("截止日不能早于起始日。")})

    def holds_on(self, day: date) -> bool:
        return self.archived_at is None and self.begins <= day <= self.ends


class SchemeWording(Record):
    """The site's own words for one paper of a scheme; without one the shipped words are printed."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="scheme__area__path", units=("scheme__organ_id",))

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="wordings", verbose_name=_("认定办法"))
    kind = models.CharField(_("文书种类"), max_length=20, choices=PAPERS)
    text = models.TextField(_("文书措辞"), help_text=_("字段写成 {{ 专业镇 }}，只能用这种文书列出的字段。"))

    class Meta:
        verbose_name = _("文书措辞")
        verbose_name_plural = _("文书措辞")
        ordering = ["scheme", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "kind"],
                condition=models.Q(archived_at__isnull=True),
                name="one_wording_a_paper",
                violation_error_message=_("这个办法的这种文书已有措辞，请修改原来的。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.get_kind_display()}"

    def clean(self) -> None:
        super().clean()
        if self.kind not in FIELDS:
            return  # the choice itself is refused
        wrong = faults(self.text, FIELDS[self.kind])
        if wrong:
            raise ValidationError({"text": [str(one) for one in wrong]})
