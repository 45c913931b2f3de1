"""Rulebooks as the site has them, and what people answered to the criteria a person must judge."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.rules.builder_models import RuleDraft as RuleDraft

LIVING = Q(archived_at__isnull=True)
SUBJECTS = [
    ("enterprise", _("企业")),
    ("town", _("专业镇")),
    ("project", _("项目")),
    ("parcel", _("地块")),
    ("person", _("个人")),
    ("household", _("家庭")),
]
VERIFIED, TO_VERIFY, SITE = "verified", "to-verify", "site"
#: how sure the text is: checked against the original, still to be checked, or the site's own to set
STATUSES = [
    (VERIFIED, _("已核对")),
    (TO_VERIFY, _("待核")),
    (SITE, _("由本地制定")),
]
TONES = {VERIFIED: "good", TO_VERIFY: "warn", SITE: "info"}
#: the books whose outcomes stand in columns of every enterprise
SIZE, SCALE = "size-2017", "above-scale"
CLASSIFYING = frozenset((SIZE, SCALE))
SHIPPED, OWN = "shipped", "site"
_TAKEN = _("同一标识、同一起始日的规则已经有了，请修改原规则。")
ORIGINS = [(SHIPPED, _("随软件提供")), (OWN, _("本地制定或改过"))]


class Rulebook(Searchable, Record):
    """One rulebook: its text in the canonical form is the truth, the other columns are read from it.

    A book whose whole text is replaced on a day stands twice under one key, with days it begins and
    ends; a case is judged by the one in force on its day. Thresholds that change inside a text are dated
    in the text itself.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths()
    said_by: ClassVar[str] = "name"

    key = models.SlugField(_("标识"), max_length=60)
    name = models.CharField(_("规则名称"), max_length=150)
    subject = models.CharField(_("评判对象"), max_length=20, choices=SUBJECTS)
    status = models.CharField(_("核对情况"), max_length=20, choices=STATUSES)
    note = models.TextField(_("待核或待定之处"), blank=True)
    document = models.CharField(_("依据文件"), max_length=300, blank=True)
    number = models.CharField(_("依据文号"), max_length=100, blank=True)
    issued = models.DateField(_("印发日期"), null=True, blank=True)
    begins = models.DateField(_("起始日"), null=True, blank=True)
    ends = models.DateField(_("截止日"), null=True, blank=True)
    text = models.TextField(_("规则正文"))
    #: worked cases (YAML), run whenever the text is saved
    cases = models.TextField(_("校验案例"), blank=True)
    origin = models.CharField(_("来历"), max_length=10, choices=ORIGINS, default=OWN, editable=False)
    #: sha256 of the text that came with the software and was last seen here; empty for a site's own book
    shipped = models.CharField(_("随附文本摘要"), max_length=64, blank=True, editable=False)
    #: a newer text that came with the software, where the site has changed its own
    offered = models.TextField(_("可采用的新文本"), blank=True, editable=False)

    class Meta:
        verbose_name = _("规则")
        verbose_name_plural = _("规则")
        ordering = ["name", "begins", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "begins"],
                condition=LIVING,
                name="one_rulebook_a_key_and_day",
                violation_error_message=_TAKEN,
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=LIVING & Q(begins__isnull=True),
                name="one_undated_rulebook_a_key",
                violation_error_message=_TAKEN,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.begins and self.ends and self.ends < self.begins:
            raise ValidationError({"ends": _("截止日不能早于起始日。")})

    def save(self, **options: Any) -> None:
        super().save(**options)
        if self.key in CLASSIFYING:
            transaction.on_commit(_classify_everything, robust=True)

    def in_force(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


def _classify_everything() -> None:
    from zhenxing.web.rules.jobs import classify_everything  # it reads these models

    classify_everything.enqueue()


class CriterionAnswer(Record):
    """What a person answered to a criterion only a person can judge, for a town and a year, with proof.

    `holds` None means looked at, and not to be decided yet.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="town__area__path", units=("town__lead_unit_id",))

    town = models.ForeignKey(
        "towns.Town", models.PROTECT, related_name="criterion_answers", verbose_name=_("专业镇")
    )
    book = models.SlugField(_("规则标识"), max_length=60)
    criterion = models.SlugField(_("条件标识"), max_length=80)
    year = models.PositiveSmallIntegerField(
        _("年度"), validators=[MinValueValidator(1949), MaxValueValidator(2100)]
    )
    holds = models.BooleanField(
        _("是否符合"), null=True, blank=True, choices=[(True, _("符合")), (False, _("不符合"))]
    )
    proof = models.CharField(_("证明材料"), max_length=300, blank=True)
    judge = models.CharField(_("判断人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("人工判断")
        verbose_name_plural = _("人工判断")
        ordering = ["town", "book", "criterion", "-year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "book", "criterion", "year"],
                condition=LIVING,
                name="one_answer_a_year",
                violation_error_message=_("这个专业镇这一年的这项条件已经判断过，请修改原记录。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.town} {self.year} {self.criterion}"

    def clean(self) -> None:
        super().clean()
        if self.holds is not None and not self.proof:
            raise ValidationError({"proof": _("判断为符合或不符合的，要写明证明材料。")})


class ScaleCandidate(models.Model):
    """An enterprise below the line of its trade, with the gap: who may be brought above it next.

    Derived from the registers and the rules in force, and made anew when either changes.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="enterprise__area__path")
    #: no record of its own: merging and moving enterprises leave it to be made anew
    derived: ClassVar[bool] = True

    enterprise = models.OneToOneField(
        "enterprises.Enterprise", models.CASCADE, related_name="scale_candidate", verbose_name=_("企业")
    )
    standard = models.CharField(_("适用标准"), max_length=150)
    clause = models.CharField(_("条款"), max_length=150, blank=True)
    year = models.PositiveSmallIntegerField(_("数据年份"))
    #: 元
    revenue = models.DecimalField(_("营业收入"), max_digits=22, decimal_places=4)
    required = models.DecimalField(_("标准下限"), max_digits=22, decimal_places=4)
    gap = models.DecimalField(_("还差"), max_digits=22, decimal_places=4)
    #: of the year over the year before, as a fraction; None when one of the two is not known
    growth = models.DecimalField(_("上年增速"), max_digits=12, decimal_places=6, null=True)
    #: the first year in which the line is reached at that growth; None when never, or not to be said
    reached = models.PositiveSmallIntegerField(_("按此增速达标年份"), null=True)

    class Meta:
        verbose_name = _("升规入统对象")
        verbose_name_plural = _("升规入统对象")
        ordering = ["gap", "id"]
        indexes = [models.Index(fields=["gap", "id"], name="candidate_gap")]

    def __str__(self) -> str:
        return str(self.enterprise)
