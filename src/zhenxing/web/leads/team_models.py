"""Who goes out to attract: teams with their members and links, and those who introduce investors."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenxing.web.codetables.models import code_field, codes_field
from zhenxing.web.enterprises.models import EnterpriseKey
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.organisations.models import Dated

_LIVING = Q(archived_at__isnull=True)


class Portfolio(Searchable, Record):
    """A team (专班) of a unit with the links it looks after; its firms and leads name it."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path", units=("unit_id",))
    search_from: ClassVar[tuple[str, ...]] = ("name",)

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    name = models.CharField(_("专班名称"), max_length=100)
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="portfolios", verbose_name=_("牵头单位")
    )
    post = models.ForeignKey(
        "organisations.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="portfolios",
        verbose_name=_("包联领导职务"),
    )
    links = models.ManyToManyField(
        "leads.ChainLink", blank=True, related_name="portfolios", verbose_name=_("负责环节")
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("招商专班")
        verbose_name_plural = _("招商专班")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=_LIVING,
                name="one_portfolio_a_name",
                violation_error_message=_("这个地区已有同名专班。"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class PortfolioMember(Dated, Record):
    """Somebody in a team, from when to when, and what they are good at."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="portfolio__area__path", units=("portfolio__unit_id",))

    portfolio = models.ForeignKey(
        Portfolio, models.PROTECT, related_name="members", verbose_name=_("招商专班")
    )
    person = models.CharField(_("姓名"), max_length=50)
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("所在单位"),
    )
    duty = models.CharField(_("专班职责"), max_length=100, blank=True)
    skills = codes_field("portfolio_skill", _("专长"))

    class Meta:
        verbose_name = _("专班成员")
        verbose_name_plural = _("专班成员")
        ordering = ["portfolio", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "person"],
                condition=_LIVING,
                name="one_member_a_name",
                violation_error_message=_("这个专班已有同名成员。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}（{self.portfolio}）"


class Referrer(Searchable, Record):
    """An enterprise, chamber or person that brings investors (以商招商)."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")
    search_from: ClassVar[tuple[str, ...]] = ("name",)
    KINDS: ClassVar = [
        ("enterprise", _("企业")),
        ("chamber", _("商会、协会")),
        ("agency", _("中介机构")),
        ("person", _("个人")),
    ]

    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("地区"))
    name = models.CharField(_("引荐方名称"), max_length=100)
    kind = models.CharField(_("引荐方类别"), max_length=12, choices=KINDS)
    enterprise = EnterpriseKey(null=True, blank=True, related_name="referred", verbose_name=_("本地企业"))
    region = code_field("transfer_region", _("来源区域"), optional=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("引荐方")
        verbose_name_plural = _("引荐方")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=_LIVING,
                name="one_referrer_a_name",
                violation_error_message=_("这个地区已有同名引荐方。"),
            )
        ]

    def __str__(self) -> str:
        return self.name
