"""A town's industry chain: its links, what flows between them, who stands where, whom to look for."""

from __future__ import annotations

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from zhenxing.web.codetables.models import code_field
from zhenxing.web.enterprises.models import CreditCodeField, EnterpriseKey
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable

_LIVING = Q(archived_at__isnull=True)
_INDUSTRY = re.compile(r"\d{2,4}")
_SEPARATORS = re.compile(r"[、,，;；\s]+")

UPSTREAM, CORE, DOWNSTREAM, SERVICE = "upstream", "core", "downstream", "service"
POSITIONS = [
    (UPSTREAM, _("上游")),
    (CORE, _("核心环节")),
    (DOWNSTREAM, _("下游")),
    (SERVICE, _("配套服务")),
]


def words_of(text: str) -> tuple[str, ...]:
    """The entries of a text in which people put several, separated as people do."""
    return tuple(dict.fromkeys(part for part in _SEPARATORS.split(text.strip()) if part))


class ChainLink(Record):
    """One link of a town's chain: what is made there, and by which trades it is known."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="town__area__path", units=("town__lead_unit_id",))

    town = models.ForeignKey(
        "towns.Town", models.PROTECT, related_name="chain_links", verbose_name=_("专业镇")
    )
    name = models.CharField(_("环节"), max_length=60)
    position = models.CharField(_("链上位置"), max_length=12, choices=POSITIONS)
    order = models.PositiveSmallIntegerField(_("次序"), default=0)
    products = models.CharField(
        _("环节产品"), max_length=300, blank=True, help_text=_("按这些词对照企业的主要产品，多个用“、”隔开。")
    )
    industries = models.CharField(
        _("行业代码"),
        max_length=200,
        blank=True,
        help_text=_("国民经济行业代码，2 到 4 位，多个用“、”隔开，例如 3074、309。"),
    )
    fewest = models.PositiveSmallIntegerField(
        _("少于几家算薄弱"), null=True, blank=True, help_text=_("不填按招商规则。")
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("产业链环节")
        verbose_name_plural = _("产业链环节")
        ordering = ["town", "position", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "name"],
                condition=_LIVING,
                name="one_chain_link_a_name",
                violation_error_message=_("这个专业镇已有同名环节。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.town} {self.name}"

    def clean(self) -> None:
        super().clean()
        wrong = [code for code in words_of(self.industries) if not _INDUSTRY.fullmatch(code)]
        if wrong:
            said = _("“%(codes)s”不是行业代码，请写 2 到 4 位数字。") % {"codes": "、".join(wrong)}
            raise ValidationError({"industries": said})

    @property
    def product_words(self) -> tuple[str, ...]:
        return words_of(self.products)

    @property
    def industry_codes(self) -> tuple[str, ...]:
        return words_of(self.industries)


class ChainFlow(Record):
    """One link feeds another: 上游环节 → 下游环节, with what."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(
        area="source__town__area__path", units=("source__town__lead_unit_id",)
    )

    source = models.ForeignKey(ChainLink, models.PROTECT, related_name="feeds", verbose_name=_("上游环节"))
    target = models.ForeignKey(ChainLink, models.PROTECT, related_name="fed_by", verbose_name=_("下游环节"))
    goods = models.CharField(_("产品或服务"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("环节衔接")
        verbose_name_plural = _("环节衔接")
        ordering = ["source", "target", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="no_link_feeds_itself",
                violation_error_message=_("上游环节和下游环节不能是同一个。"),
            ),
            models.UniqueConstraint(
                fields=["source", "target"],
                condition=_LIVING,
                name="one_flow_between_links",
                violation_error_message=_("这两个环节的衔接已经登记。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target.name}"

    def clean(self) -> None:
        super().clean()
        if self.source_id and self.target_id and self.source.town_id != self.target.town_id:
            raise ValidationError({"target": _("两个环节要属于同一个专业镇。")})


class ChainPlace(Record):
    """A person's word on whether an enterprise stands in a link; it goes before what data say."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="enterprise__area__path")

    link = models.ForeignKey(ChainLink, models.PROTECT, related_name="places", verbose_name=_("产业链环节"))
    enterprise = EnterpriseKey(related_name="chain_places", verbose_name=_("企业"))
    stands = models.BooleanField(
        _("属于本环节"), default=True, help_text=_("不勾选表示按数据匹配到、但经核实不属于本环节。")
    )
    source = models.CharField(_("依据"), max_length=200, help_text=_("谁核实的、什么材料。"))

    class Meta:
        verbose_name = _("环节企业核定")
        verbose_name_plural = _("环节企业核定")
        ordering = ["link", "enterprise__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "enterprise"],
                condition=_LIVING,
                name="one_word_on_a_firm_and_link",
                violation_error_message=_("这家企业在这个环节已经核定过，请修改原记录。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.link} {self.enterprise}"


class TargetFirm(Searchable, Record):
    """A firm somewhere else that would fill a gap, until it lands here."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="town__area__path", units=("unit_id",))
    search_from: ClassVar[tuple[str, ...]] = ("name",)
    said_by: ClassVar[str] = "name"

    town = models.ForeignKey(
        "towns.Town", models.PROTECT, related_name="target_firms", verbose_name=_("专业镇")
    )
    link = models.ForeignKey(
        ChainLink,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name=_("要补的环节"),
    )
    name = models.CharField(_("目标企业名称"), max_length=100)
    code = CreditCodeField(_("统一社会信用代码"), max_length=18, null=True, blank=True)
    region = code_field("transfer_region", _("来源区域"), optional=True)
    place = models.CharField(_("所在地"), max_length=100, blank=True)
    products = models.CharField(_("主要产品"), max_length=200, blank=True)
    reason = models.CharField(_("选择理由"), max_length=300, blank=True)
    wants = models.CharField(_("企业诉求"), max_length=300, blank=True)
    channel = models.CharField(
        _("联系渠道"), max_length=150, blank=True, help_text=_("通过谁、哪个商会联系；不写个人隐私信息。")
    )
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="target_firms",
        verbose_name=_("责任单位"),
    )
    portfolio = models.ForeignKey(
        "leads.Portfolio",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="firms",
        verbose_name=_("招商专班"),
    )
    #: what it became here; None while it has not landed
    enterprise = EnterpriseKey(
        null=True, blank=True, editable=False, related_name="landed_from", verbose_name=_("落地企业")
    )
    landed_on = models.DateField(_("落地日期"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("目标企业")
        verbose_name_plural = _("目标企业")
        ordering = ["town", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["town", "name"],
                condition=_LIVING,
                name="one_target_firm_a_name",
                violation_error_message=_("这个专业镇已有同名目标企业。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.code = self.code or None
        if self.link_id and self.town_id and self.link and self.link.town_id != self.town_id:
            raise ValidationError({"link": _("这个环节不属于所选专业镇。")})
