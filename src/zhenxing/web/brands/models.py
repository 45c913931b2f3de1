"""Products and their market share; brands, standards, certificates, patents, heritage, indications.

Each kind is a table of its own, because each is a ledger of its own with columns of its own; what they
share (whose it is, its number, its proof, its end) stands once in `Credential`.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenxing.web.codetables.models import code_field
from zhenxing.web.enterprises.models import EnterpriseKey
from zhenxing.web.expiry.models import Expiring
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.kit.typed import RecordKey

LIVING = Q(archived_at__isnull=True)
GRANTED = "granted"
#: 培育→申报→获证→续展; what was refused or withdrawn stays on record
STAGES = [
    ("cultivating", _("培育")),
    ("applied", _("已申报")),
    (GRANTED, _("已获得")),
    ("renewing", _("续展中")),
    ("lost", _("失效、撤销")),
]
TONES = {"cultivating": "muted", "applied": "info", GRANTED: "good", "renewing": "warn", "lost": "bad"}
PUBLISHED = "published"
#: the life of a standard: 立项→起草→发布
STANDARD_STAGES = [
    ("approved", _("已立项")),
    ("drafting", _("起草")),
    ("consulting", _("征求意见")),
    (PUBLISHED, _("已发布")),
    ("repealed", _("已废止")),
]
STANDARD_TONES = {"drafting": "info", "consulting": "info", PUBLISHED: "good", "repealed": "bad"}


class Belongs(models.Model):
    """Whose it is: an area always, a town and an enterprise where they are known."""

    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="%(class)ss", verbose_name=_("所属地区")
    )
    town = models.ForeignKey(
        "towns.Town",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("所属专业镇"),
    )
    enterprise = EnterpriseKey(null=True, blank=True, related_name="%(class)ss", verbose_name=_("企业"))

    class Meta:
        abstract = True


class Proven(models.Model):
    """Where it is written: a document kept here, the clause in it, or how to find the original."""

    source = models.CharField(
        _("来源"), max_length=200, blank=True, help_text=_("公告、证书或网页的名称和日期。")
    )
    document = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("证明文件"),
    )
    clause = models.CharField(_("条款或页码"), max_length=60, blank=True)

    class Meta:
        abstract = True


class Product(Searchable, Belongs, Record):
    """Something that is made here; a flagship (拳头产品) is what the place is known for."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")
    said_by: ClassVar[str] = "name"

    name = models.CharField(_("产品名称"), max_length=100)
    specification = models.CharField(_("规格型号"), max_length=100, blank=True)
    industry = code_field("industry", _("行业"), optional=True, typed=True)
    flagship = models.BooleanField(_("拳头产品"), null=True, blank=True)
    measure = models.CharField(_("产量单位"), max_length=20, blank=True)
    introduction = models.TextField(_("产品介绍"), blank=True)

    class Meta:
        verbose_name = _("产品")
        verbose_name_plural = _("产品")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["name", "id"], condition=LIVING, name="product_name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.enterprise_id is None and self.town_id is None:
            raise ValidationError({"enterprise": _("请写明是哪家企业的产品，或哪个专业镇的产品。")})


class MarketShare(Proven, Record):
    """A product's share of a market in a year, and who says so. Accounts that differ stand side by side."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="product__area__path")
    MARKETS: ClassVar = [
        ("world", _("全球")),
        ("national", _("全国")),
        ("province", _("全省")),
        ("segment", _("细分市场")),
    ]
    SAYS: ClassVar = [
        ("declared", _("企业申报")),
        ("association", _("行业协会")),
        ("administrative", _("部门公告")),
        ("research", _("研究机构")),
    ]

    product = RecordKey(Product, models.PROTECT, related_name="shares", verbose_name=_("产品"))
    market = models.CharField(_("市场范围"), max_length=20, choices=MARKETS)
    segment = models.CharField(_("细分市场"), max_length=100, blank=True)
    year = models.PositiveSmallIntegerField(
        _("年度"), validators=[MinValueValidator(1949), MaxValueValidator(2100)]
    )
    share = models.DecimalField(
        _("市场占有率（%）"),
        max_digits=6,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    rank = models.PositiveIntegerField(_("位次"), null=True, blank=True, validators=[MinValueValidator(1)])
    says = models.CharField(_("证明主体"), max_length=20, choices=SAYS)

    class Meta:
        verbose_name = _("市场占有率")
        verbose_name_plural = _("市场占有率")
        ordering = ["-year", "product__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "market", "segment", "year", "says"],
                condition=LIVING,
                name="one_share_a_year_and_account",
                violation_error_message=_("这个产品这一年度、这一市场、同类证明主体的占有率已经登记。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.year} {self.get_market_display()}"

    def clean(self) -> None:
        super().clean()
        if self.share is None and self.rank is None:
            raise ValidationError({"share": _("占有率和位次至少写一项。")})
        if not self.source and self.document_id is None:
            raise ValidationError({"source": _("占有率要有证明：写明来源，或选择证明文件。")})


class Credential(Searchable, Expiring, Belongs, Proven, Record):
    """What was earned and may lapse: its holder, number, who granted it, and until when."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")
    lapsing: ClassVar[Q] = Q(stage__in=(GRANTED, "renewing"))

    name = models.CharField(_("名称"), max_length=150)
    number = models.CharField(_("编号"), max_length=80, blank=True)
    holder = models.CharField(
        _("其他持有人"), max_length=100, blank=True, help_text=_("不是登记的企业时填写，如行业协会。")
    )
    issuer = models.CharField(_("授予机关"), max_length=100, blank=True)
    stage = models.CharField(_("状态"), max_length=20, choices=STAGES, default=GRANTED)

    class Meta:
        abstract = True
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "name", "number"],
                condition=LIVING,
                name="one_%(class)s_a_number",
                violation_error_message=_("这个地区已登记同名、同编号的记录。"),
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["valid_to", "id"], name="%(class)s_end"),
            models.Index(fields=["name", "id"], condition=LIVING, name="%(class)s_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def whose(self) -> str:
        return str(self.enterprise or self.holder or self.town or self.area)


class Brand(Credential):
    """A brand, trade mark or 公用品牌."""

    notice_kind: ClassVar[str] = "brands"

    kind = code_field("brand_kind", _("品牌类别"))
    level = code_field("honour_level", _("级别"), optional=True)

    class Meta(Credential.Meta):
        verbose_name = _("品牌商标")
        verbose_name_plural = _("品牌商标")


class Standard(Credential):
    """A standard that somebody here writes or helps to write."""

    notice_kind: ClassVar[str] = "standards"
    lapsing: ClassVar[Q] = Q(stage=PUBLISHED)
    PARTS: ClassVar = [("lead", _("主持起草")), ("support", _("参与起草")), ("pilot", _("标准化试点"))]

    kind = code_field("standard_kind", _("标准类别"))
    part = models.CharField(_("起草角色"), max_length=20, blank=True, choices=PARTS)
    stage = models.CharField(_("状态"), max_length=20, choices=STANDARD_STAGES, default=PUBLISHED)

    class Meta(Credential.Meta):
        verbose_name = _("标准")
        verbose_name_plural = _("标准")


class Certificate(Credential):
    """A certified system or product."""

    notice_kind: ClassVar[str] = "certificates"

    kind = code_field("certificate_kind", _("认证类别"))
    covers = models.CharField(_("认证范围"), max_length=200, blank=True)

    class Meta(Credential.Meta):
        verbose_name = _("认证证书")
        verbose_name_plural = _("认证证书")


class Patent(Credential):
    """A patent, from its application on."""

    notice_kind: ClassVar[str] = "patents"

    kind = code_field("patent_kind", _("专利类别"))
    applied_on = models.DateField(_("申请日"), null=True, blank=True)
    in_use = models.BooleanField(_("已实施"), null=True, blank=True)

    class Meta(Credential.Meta):
        verbose_name = _("专利")
        verbose_name_plural = _("专利")

    def clean(self) -> None:
        super().clean()
        if self.applied_on and self.valid_from and self.valid_from < self.applied_on:
            raise ValidationError({"applied_on": _("申请日不能晚于生效日（授权日）。")})


class Heritage(Credential):
    """An intangible heritage (非物质文化遗产) with whoever carries it on."""

    notice_kind: ClassVar[str] = "heritage"

    level = code_field("honour_level", _("级别"), optional=True)
    category = models.CharField(
        _("非遗门类"), max_length=50, blank=True, help_text=_("如 传统技艺、传统美术、民俗。")
    )
    batch = models.CharField(_("批次"), max_length=50, blank=True)
    inheritor = models.CharField(_("代表性传承人"), max_length=50, blank=True)

    class Meta(Credential.Meta):
        verbose_name = _("非遗项目")
        verbose_name_plural = _("非遗项目")


class GeographicalIndication(Credential):
    """A protected name of origin, and where it may be used."""

    notice_kind: ClassVar[str] = "indications"
    KINDS: ClassVar = [
        ("product", _("地理标志产品")),
        ("certification_mark", _("地理标志证明商标")),
        ("collective_mark", _("地理标志集体商标")),
        ("agricultural", _("农产品地理标志")),
    ]

    kind = models.CharField(_("地理标志类别"), max_length=20, choices=KINDS)
    extent = models.CharField(_("保护范围"), max_length=300, blank=True)
    users = models.PositiveIntegerField(_("用标企业数"), null=True, blank=True)

    class Meta(Credential.Meta):
        verbose_name = _("地理标志")
        verbose_name_plural = _("地理标志")
