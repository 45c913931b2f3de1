"""Innovation platforms of enterprises, and public platforms that serve a whole town."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenxing.web.brands.models import Belongs, Proven
from zhenxing.web.codetables.models import code_field
from zhenxing.web.enterprises.models import Place
from zhenxing.web.expiry.models import Expiring
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths
from zhenxing.web.kit.search import Searchable

LIVING = Q(archived_at__isnull=True)
RECOGNISED = "recognised"
STAGES = [
    ("cultivating", _("培育")),
    ("applied", _("已申报")),
    (RECOGNISED, _("已认定")),
    ("withdrawn", _("已撤销")),
]
TONES = {"cultivating": "muted", "applied": "info", RECOGNISED: "good", "withdrawn": "bad"}
SERVICE_STAGES = [
    ("planned", _("谋划")),
    ("building", _("在建")),
    ("running", _("运营")),
    ("suspended", _("停运")),
]
SERVICE_TONES = {"planned": "muted", "building": "info", "running": "good", "suspended": "bad"}


def _money(label: object) -> models.DecimalField:  # type: ignore[type-arg]  # generic in the stubs alone
    return models.DecimalField(
        label,
        max_digits=20,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )


class InnovationPlatform(Searchable, Expiring, Belongs, Proven, Record):
    """A laboratory, technology centre or pilot base, from cultivation to recognition at a level."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")
    notice_kind: ClassVar[str] = "innovation_platforms"
    lapsing: ClassVar[Q] = Q(stage=RECOGNISED)

    name = models.CharField(_("平台名称"), max_length=150)
    kind = code_field("innovation_platform", _("创新平台类别"))
    level = code_field("honour_level", _("级别"), optional=True)
    stage = models.CharField(_("状态"), max_length=20, choices=STAGES, default=RECOGNISED)
    host = models.CharField(
        _("其他依托单位"), max_length=100, blank=True, help_text=_("不依托登记的企业时填写，如研究院。")
    )
    partners = models.CharField(_("合作院校"), max_length=200, blank=True)
    issuer = models.CharField(_("认定机关"), max_length=100, blank=True)
    research_staff = models.PositiveIntegerField(_("研发人员数"), null=True, blank=True)
    equipment_value = _money(_("设备原值（元）"))

    class Meta:
        verbose_name = _("创新平台")
        verbose_name_plural = _("创新平台")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=LIVING,
                name="one_innovation_platform_a_name",
                violation_error_message=_("这个地区已有同名创新平台。"),
            )
        ]
        indexes = [models.Index(fields=["valid_to", "id"], name="innovation_end")]

    def __str__(self) -> str:
        return self.name

    @property
    def whose(self) -> str:
        return str(self.enterprise or self.host or self.town or self.area)


class ServicePlatform(Searchable, Place, Belongs, Proven, Record):
    """A public platform: who runs it, with what, for whom, at what charge. Its usage is counted elsewhere."""

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")
    OPERATORS: ClassVar = [
        ("park", _("开发区")),
        ("department", _("政府部门")),
        ("institution", _("事业单位")),
        ("association", _("行业协会")),
        ("enterprise", _("企业")),
        ("university", _("院校")),
    ]
    CHARGES: ClassVar = [("free", _("免费")), ("cost", _("按成本收费")), ("market", _("市场定价"))]

    name = models.CharField(_("平台名称"), max_length=150)
    kind = code_field("public_platform", _("公共服务平台类别"))
    stage = models.CharField(_("状态"), max_length=20, choices=SERVICE_STAGES, default="running")
    operator_kind = models.CharField(_("运营主体类型"), max_length=20, blank=True, choices=OPERATORS)
    operator = models.CharField(
        _("运营单位"), max_length=100, blank=True, help_text=_("由登记的企业运营时，写在“企业”里即可。")
    )
    opened_on = models.DateField(_("启用日期"), null=True, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    equipment = models.TextField(_("主要设备"), blank=True)
    equipment_value = _money(_("设备原值（元）"))
    floor_space = models.DecimalField(
        _("场地面积（平方米）"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    staff = models.PositiveIntegerField(_("服务人员数"), null=True, blank=True)
    capacity = models.CharField(
        _("服务能力"), max_length=200, blank=True, help_text=_("如 年检测 3000 批次、同时培训 120 人。")
    )
    users = models.CharField(_("服务对象"), max_length=200, blank=True)
    charging = models.CharField(_("收费方式"), max_length=20, blank=True, choices=CHARGES)
    charges = models.CharField(_("收费标准"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("公共服务平台")
        verbose_name_plural = _("公共服务平台")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=LIVING,
                name="one_service_platform_a_name",
                violation_error_message=_("这个地区已有同名公共服务平台。"),
            )
        ]

    def __str__(self) -> str:
        return self.name
