"""An enterprise: who it is and where. What is known of it by day stands in its attributes."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.enterprises import kinds
from zhenxing.web.enterprises.fields import CreditCodeField, IndustryField
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.scope import ScopePaths

_LIVING = Q(archived_at__isnull=True)


class Enterprise(Record):
    """A firm, a household business or a cooperative. `code` may be missing, and is then asked for.

    Two places may each keep the same enterprise (registered in one, working in the other): they are
    found as duplicates and merged by whoever sees both, so a code is unique within an area only.
    """

    scope_by: ClassVar[ScopePaths] = ScopePaths(area="area__path")

    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="enterprises", verbose_name=_("所属地区")
    )
    code = CreditCodeField(_("统一社会信用代码"), max_length=18, null=True, blank=True, db_index=True)
    name = models.CharField(_("企业名称"), max_length=100)
    short_name = models.CharField(_("企业简称"), max_length=50, blank=True)
    form = models.CharField(_("组织形式"), max_length=20, blank=True, choices=kinds.FORMS)
    status = models.CharField(_("登记状态"), max_length=20, blank=True, choices=kinds.STATUSES)
    industry = IndustryField(_("行业代码"), max_length=5, blank=True)
    town_role = models.CharField(_("镇内角色"), max_length=20, blank=True, choices=kinds.TOWN_ROLES)
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
    longitude = models.DecimalField(
        _("经度"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(73), MaxValueValidator(136)],
    )
    latitude = models.DecimalField(
        _("纬度"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(3), MaxValueValidator(54)],
    )
    business_scope = models.TextField(_("经营范围"), blank=True)
    #: both are computed by rule from attributes; None until then
    size_class = models.CharField(
        _("规模类型"), max_length=10, null=True, blank=True, editable=False, choices=kinds.SIZES
    )
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
                condition=_LIVING,
                name="one_enterprise_a_code",
                violation_error_message=_("这个地区已有同一统一社会信用代码的企业。"),
            )
        ]
        # a list is filtered by one of these and paged by (sort column, id), the archived left out
        indexes = [
            models.Index(fields=[*columns, "id"], condition=_LIVING, name=f"enterprise_{name}")
            for name, columns in {
                "name": ["name"],
                "code": ["code"],
                "area": ["area", "name"],
                "industry": ["industry", "name"],
                "form": ["form", "name"],
                "status": ["status", "name"],
                "role": ["town_role", "name"],
                "established": ["established_on"],
                "capital": ["registered_capital"],
            }.items()
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.code = self.code or None
        if (self.longitude is None) != (self.latitude is None):
            raise ValidationError({"longitude": _("经度和纬度要一起填写。")})

    @property
    def doubts(self) -> tuple[str | Promise, ...]:
        """What about the record itself wants a look, in words."""
        found: list[str | Promise] = []
        if not self.code:
            found.append(_("缺统一社会信用代码"))
        elif self.form and kinds.FORM_OF_CODE.get(self.code[:2], self.form) != self.form:
            found.append(_("组织形式与代码不符"))
        return tuple(found)
