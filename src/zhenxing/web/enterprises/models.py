"""Enterprises, what is known of them by period and source, their qualifications, links and contacts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.packs.enterprise_indicators import EnterpriseIndicator, enterprise_indicators
from zhenxing.web.codetables.models import code_field
from zhenxing.web.enterprises import kinds
from zhenxing.web.enterprises.fields import CreditCodeField, EnterpriseKey, PeriodField
from zhenxing.web.expiry.models import Expiring
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable
from zhenxing.web.organisations.models import Area, Dated

LIVING = Q(archived_at__isnull=True)


def _degrees(label: str | Promise, digits: int, low: int, high: int) -> models.DecimalField[Any, Any]:
    within = [MinValueValidator(low), MaxValueValidator(high)]
    return models.DecimalField(
        label, max_digits=digits, decimal_places=6, null=True, blank=True, validators=within
    )


class Place(models.Model):
    """A point on the map, WGS-84 degrees; both or neither."""

    longitude = _degrees(_("经度"), 9, 73, 136)
    latitude = _degrees(_("纬度"), 8, 3, 54)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if (self.longitude is None) != (self.latitude is None):
            raise ValidationError({"longitude": _("经度和纬度要一起填写。")})


class Enterprise(Searchable, Place, Record):
    """A firm, a household business or a cooperative. `code` may be missing, and is then asked for.

    Two places may each keep the same enterprise (registered in one, working in the other): they are
    found as duplicates and merged by whoever sees both, so a code is unique within an area only.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")
    search_from: ClassVar[tuple[str, ...]] = ("name", "short_name", "former_names")
    #: what a deed changes in it that is no field of it, as its history names it
    history_labels: ClassVar = {"moved": _("移入的记录"), "kept": _("留在原记录的")}

    area = models.ForeignKey(
        "organisations.Area",
        models.PROTECT,
        db_index=False,  # `enterprise_area` begins with it
        related_name="enterprises",
        verbose_name=_("所属地区"),
    )
    code = CreditCodeField(_("统一社会信用代码"), max_length=18, null=True, blank=True)
    name = models.CharField(_("企业名称"), max_length=100)
    short_name = models.CharField(_("企业简称"), max_length=50, blank=True)
    former_names = models.CharField(
        _("曾用名"), max_length=500, blank=True, help_text=_("多个用“、”隔开，可在括号里写到哪天为止。")
    )
    kind = code_field("enterprise_kind", _("组织形式"), optional=True, db_index=False)
    status = models.CharField(_("登记状态"), max_length=20, blank=True, choices=kinds.STATUSES)
    industry = code_field("industry", _("行业"), optional=True, typed=True, db_index=False)
    town = models.ForeignKey(
        "towns.Town",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="enterprises",
        verbose_name=_("所属专业镇"),
    )
    role = code_field("enterprise_role", _("镇内角色"), optional=True, db_index=False)
    main_products = models.CharField(_("主要产品"), max_length=200, blank=True)
    established_on = models.DateField(_("成立日期"), null=True, blank=True)
    registered_capital = models.DecimalField(
        _("注册资本（元）"),
        max_digits=20,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    address = models.CharField(_("地址"), max_length=200, blank=True)
    business_scope = models.TextField(_("经营范围"), blank=True)
    #: both are computed by rule from attributes; None until then
    size = code_field("enterprise_size", _("规模类型"), optional=True, editable=False, db_index=False)
    above_scale = models.BooleanField(_("四上企业"), null=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("并入企业"),
    )

    class Meta:
        verbose_name = _("企业")
        verbose_name_plural = _("企业")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "code"],
                condition=LIVING,
                name="one_enterprise_a_code",
                violation_error_message=_("这个地区已有同一统一社会信用代码的企业。"),
            )
        ]
        # a list is filtered by one of these and paged by (sort column, id), the archived left out
        indexes = [
            models.Index(fields=["code", "id"], name="enterprise_code"),
            *(
                models.Index(fields=[*columns, "id"], condition=LIVING, name=f"enterprise_{name}")
                for name, columns in {
                    "name": ["name"],
                    "area": ["area", "name"],
                    "industry": ["industry", "name"],
                    "kind": ["kind", "name"],
                    "status": ["status", "name"],
                    "town": ["town", "role", "name"],
                    "role": ["role", "name"],
                    "established": ["established_on"],
                    "capital": ["registered_capital"],
                    "size": ["size", "name"],
                    "scale": ["above_scale", "name"],
                }.items()
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        super().save(**options)
        _judge_again(self.pk)

    def clean(self) -> None:
        super().clean()
        self.code = self.code or None

    @property
    def doubts(self) -> tuple[str | Promise, ...]:
        """What about the record itself wants a look, in words."""
        if not self.code:
            return (_("缺统一社会信用代码"),)
        ruled_out = kinds.NOT_OF_CODE.get(self.code[:2], ())
        if self.kind_id and self.kind and self.kind.code in ruled_out:
            return (_("组织形式与代码不符"),)
        return ()


class EnterpriseAttribute(Record):
    """A number of an enterprise for a period, from one source. Sources that differ stand side by side.

    `value` is in the indicator's own unit (money in 元), exact. A fact never comes from a statistical
    return: there is no such source, here or in the database's own check.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="enterprise__area__path")

    enterprise = EnterpriseKey(related_name="attributes", verbose_name=_("企业"))
    indicator = models.CharField(
        _("指标"), max_length=30, choices=[(one.key, one.name) for one in enterprise_indicators().values()]
    )
    period = PeriodField(
        _("时期"), max_length=10, help_text=_("如 2024、2024H1、2024Q1、2024-03；时点数写日期 2024-12-31。")
    )
    value = models.DecimalField(_("数值"), max_digits=22, decimal_places=4)
    source_kind = models.CharField(_("来源类别"), max_length=20, choices=kinds.SOURCE_KINDS)
    source = models.CharField(
        _("来源"), max_length=200, help_text=_("申报表、登记系统或文件的名称和日期，能据此找到原件。")
    )

    class Meta:
        verbose_name = _("企业数据")
        verbose_name_plural = _("企业数据")
        ordering = ["-period", "indicator", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "indicator", "period", "source_kind"],
                condition=LIVING,
                name="one_value_a_period_and_source",
                violation_error_message=_("这家企业这一时期的这项指标已有同类来源的数值，请修改原记录。"),
            ),
            models.CheckConstraint(
                condition=Q(source_kind__in=[kind for kind, _label in kinds.SOURCE_KINDS]),
                name="no_fact_from_statistics",
                violation_error_message=_("企业数据只能来自企业申报或部门登记，不能取自统计报表。"),
            ),
        ]
        indexes = [models.Index(fields=["indicator", "period", "value", "id"], name="attribute_of_period")]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.period} {self.get_indicator_display()}"

    def save(self, **options: Any) -> None:
        super().save(**options)
        _judge_again(self.enterprise_id)

    @property
    def about(self) -> EnterpriseIndicator:
        return enterprise_indicators()[self.indicator]

    @property
    def unit(self) -> str:
        """The unit of `value`; the indicator's, so that the two cannot disagree."""
        return self.about.unit

    def clean(self) -> None:
        super().clean()
        known = enterprise_indicators().get(self.indicator)
        if known and not known.negative and self.value is not None and self.value < Decimal(0):
            raise ValidationError({"value": _("%(name)s不能是负数。") % {"name": known.name}})


class Qualification(Expiring, Record):
    """高新技术企业, 专精特新, 小巨人…: a title an enterprise was given, with its certificate and validity."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="enterprise__area__path")
    notice_kind: ClassVar[str] = "qualifications"
    lapsing: ClassVar[Q] = Q(revoked=False)

    enterprise = EnterpriseKey(related_name="qualifications", verbose_name=_("企业"))
    kind = code_field("qualification", _("资质"))
    level = code_field("honour_level", _("级别"), optional=True)
    certificate = models.CharField(_("证书编号"), max_length=60, blank=True)
    issuer = models.CharField(_("发证机关"), max_length=100, blank=True)
    revoked = models.BooleanField(_("已被撤销"), default=False)
    source = models.CharField(_("来源"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("企业资质")
        verbose_name_plural = _("企业资质")
        ordering = ["enterprise__name", "kind", "-valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "kind", "level", "valid_from"],
                condition=LIVING,
                name="one_qualification_a_term",
                violation_error_message=_("这家企业同一级别、同一生效日的这项资质已经登记。"),
            )
        ]
        indexes = [models.Index(fields=["valid_to", "id"], name="qualification_end")]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.kind}"

    @property
    def whose(self) -> str:
        return str(self.enterprise)


class EnterpriseLink(Dated, Record):
    """One enterprise supplies another: 上游 → 下游. It belongs to the smallest area that holds both."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")

    supplier = EnterpriseKey(related_name="customers", verbose_name=_("供货企业（上游）"))
    buyer = EnterpriseKey(related_name="suppliers", verbose_name=_("采购企业（下游）"))
    goods = models.CharField(_("产品或服务"), max_length=100)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    area = models.ForeignKey(
        "organisations.Area",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("地区"),
    )

    class Meta:
        verbose_name = _("上下游关系")
        verbose_name_plural = _("上下游关系")
        ordering = ["supplier__name", "buyer__name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(supplier=F("buyer")),
                name="nobody_supplies_themselves",
                violation_error_message=_("上游和下游不能是同一家企业。"),
            ),
            models.UniqueConstraint(
                fields=["supplier", "buyer", "goods"],
                condition=LIVING,
                name="one_link_a_product",
                violation_error_message=_("这两家企业之间的这项供货已经登记。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} → {self.buyer}：{self.goods}"

    def save(self, **options: Any) -> None:
        self.area = common_area(self.supplier.area, self.buyer.area)
        super().save(**options)


def _judge_again(enterprise: int) -> None:
    """Its size and whether it is above the line follow from what was just written."""
    from zhenxing.web.rules.services import judge_again  # it reads these models

    judge_again(enterprise)


def common_area(one: Area, other: Area) -> Area | None:
    """The smallest area that holds both; None when nothing does."""
    step, shared = Area.steplen, 0
    while one.path[: shared + step] == other.path[: shared + step] and shared < len(one.path):
        shared += step
    found: Area | None = Area.objects.filter(path=one.path[:shared]).first() if shared else None
    return found


class EnterpriseContact(Record):
    """Somebody to call. Personal data: a register of its own, so that its permission is its own."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="enterprise__area__path")
    DUTIES: ClassVar = [
        ("legal", _("法定代表人（负责人）")),
        ("liaison", _("联系人")),
        ("statistics", _("统计联系人")),
        ("finance", _("财务联系人")),
        ("safety", _("安全联系人")),
    ]

    enterprise = EnterpriseKey(related_name="contacts", verbose_name=_("企业"))
    duty = models.CharField(_("联系人职责"), max_length=20, choices=DUTIES, default="liaison")
    person = models.CharField(_("姓名"), max_length=50)
    phone = models.CharField(_("电话"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("企业联系人")
        verbose_name_plural = _("企业联系人")
        ordering = ["enterprise__name", "duty", "id"]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.person}"
