"""The registers of enterprises and of what is known of them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.core.quantities import display
from zhenxing.web.enterprises import kinds, pages
from zhenxing.web.enterprises.filters import ABOVE_SCALE, DOUBT, INDUSTRY
from zhenxing.web.enterprises.forms import AttributeForm
from zhenxing.web.enterprises.models import (
    Enterprise,
    EnterpriseAttribute,
    EnterpriseContact,
    EnterpriseLink,
    Qualification,
)
from zhenxing.web.enterprises.queries import area_filter, code_filter
from zhenxing.web.expiry.queries import EXPIRY, until
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.excel import Excel
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.kit.related import JOINED_TO

GROUP = _("企业")
COMPUTED_LATER = _("未知")


def _capital(enterprise: Any) -> str | None:
    value = enterprise.registered_capital
    return None if value is None else display(value, "元")


ENTERPRISES = Register(
    Enterprise,
    key="enterprises",
    natural_key=("code",),
    columns=(
        "name",
        "code",
        Column("area", sort="area__path"),
        Column("town", sort="town__name"),
        Column("role", sort="role__position"),
        "main_products",
        Column("industry", sort="industry__code", hidden=True),
        Column("status", badge=lambda one: kinds.TONES.get(one.status, ""), reads=("status",)),
        Column(
            "doubts",
            _("存疑"),
            lambda one: one.doubts,
            badge=lambda one: "warn" if one.doubts else "",
            reads=("code", "kind"),
        ),
        Column("size", sort="", blank=COMPUTED_LATER),
        Column("kind", sort="kind__position", hidden=True),
        Column("established_on", hidden=True),
        Column(
            "registered_capital",
            _("注册资本"),
            _capital,
            sort="registered_capital",
            align="end",
            hidden=True,
            reads=("registered_capital",),
        ),
        Column("address", hidden=True, sort=""),
        Column("above_scale", sort="", hidden=True, blank=COMPUTED_LATER),
        Column("short_name", hidden=True, sort=""),
        Column("former_names", hidden=True, sort=""),
        Column("longitude", hidden=True, sort=""),
        Column("latitude", hidden=True, sort=""),
        Column("business_scope", hidden=True, sort=""),
    ),
    filters=(
        area_filter(),
        "town",
        code_filter("role", "enterprise_role"),
        INDUSTRY,
        code_filter("size", "enterprise_size"),
        ABOVE_SCALE,
        code_filter("kind", "enterprise_kind"),
        "status",
        DOUBT,
    ),
    search=("name", "short_name", "former_names", "code"),
    order=("name",),
    panels=(
        Panel(
            _("基本情况"),
            (
                "name",
                "code",
                "doubts",
                "short_name",
                "former_names",
                "kind",
                "status",
                "area",
                "industry",
                "town",
                "role",
                "main_products",
                "size",
                "above_scale",
            ),
        ),
        Panel(
            _("登记信息"),
            (
                "established_on",
                "registered_capital",
                "address",
                "longitude",
                "latitude",
                "business_scope",
            ),
        ),
        Panel(_("规模与四上"), template="rules/classes.html", load=pages.classes),
        Panel(_("逐年数据"), template="enterprises/figures.html", load=pages.figures),
        Panel(_("名下记录"), template="kit/inward.html", load=pages.joined),
        JOINED_TO,
    ),
    roles=(*role.ALL, pages.RENAME, pages.MERGE, pages.DOUBLES, pages.OFFERS),
    fields=(
        "area",
        "name",
        "code",
        "short_name",
        "former_names",
        "kind",
        "status",
        "industry",
        "town",
        "role",
        "main_products",
        "established_on",
        "registered_capital",
        "address",
        "longitude",
        "latitude",
        "business_scope",
    ),
    select_related=("area", "town", "role", "industry", "kind", "size"),
    excel=Excel(
        otherwise=("area", "name"),
        aliases={
            "code": ("信用代码", "社会信用代码", "组织机构代码"),
            "name": ("单位名称", "单位详细名称", "公司名称", "名称"),
            "area": ("所在乡镇", "乡镇（街道）", "乡镇", "所在地"),
            "kind": ("企业类型", "登记注册类型", "市场主体类型"),
            "status": ("经营状态", "状态"),
            "industry": ("所属行业", "行业代码", "国民经济行业"),
            "town": ("专业镇",),
            "role": ("企业角色", "角色"),
            "main_products": ("主营产品", "主要业务活动", "主导产品"),
            "established_on": ("成立时间", "注册日期", "注册时间"),
            "registered_capital": ("注册资本", "注册资金"),
            "address": ("注册地址", "详细地址", "住所", "经营地址"),
        },
    ),
    group=GROUP,
    icon="building",
)
ATTRIBUTES = Register(
    EnterpriseAttribute,
    key="attributes",
    natural_key=("enterprise", "indicator", "period", "source_kind"),
    columns=(
        Column("enterprise", sort="enterprise__name"),
        "indicator",
        "period",
        Column("value", align="end"),
        Column("unit", _("计量单位"), lambda one: one.unit, sort=""),
        "source_kind",
        Column("source", sort=""),
    ),
    filters=(area_filter("enterprise__area"), "indicator", "source_kind"),
    search=("enterprise__name", "enterprise__code", "period", "source"),
    order=("-period", "indicator"),
    panels=(
        Panel(_("数据"), ("enterprise", "indicator", "period", "value", "unit", "source_kind", "source")),
        JOINED_TO,
    ),
    form=AttributeForm,
    fields=AttributeForm.Meta.fields,
    select_related=("enterprise",),
    group=GROUP,
    icon="chart",
)
QUALIFICATIONS = Register(
    Qualification,
    key="qualifications",
    natural_key=("enterprise", "kind", "level", "valid_from"),
    columns=(
        Column("enterprise", sort="enterprise__name"),
        Column("kind", sort="kind__position"),
        Column("level", sort="level__position"),
        "certificate",
        "valid_from",
        until(),
        Column("revoked", hidden=True),
        Column("issuer", hidden=True),
        Column("source", hidden=True, sort=""),
    ),
    filters=(
        area_filter("enterprise__area"),
        code_filter("kind", "qualification"),
        code_filter("level", "honour_level"),
        EXPIRY,
    ),
    search=("enterprise__name", "enterprise__code", "certificate"),
    order=("enterprise__name",),
    panels=(
        Panel(
            _("资质"),
            (
                "enterprise",
                "kind",
                "level",
                "certificate",
                "issuer",
                "valid_from",
                "valid_to",
                "revoked",
                "source",
            ),
        ),
        JOINED_TO,
    ),
    fields=(
        "enterprise",
        "kind",
        "level",
        "certificate",
        "issuer",
        "valid_from",
        "valid_to",
        "revoked",
        "source",
    ),
    select_related=("enterprise", "kind", "level"),
    group=GROUP,
    icon="shield",
)
LINKS = Register(
    EnterpriseLink,
    key="links",
    natural_key=("supplier", "buyer", "goods"),
    columns=(
        Column("supplier", sort="supplier__name"),
        Column("buyer", sort="buyer__name"),
        "goods",
        "valid_from",
        "valid_to",
        Column("source", hidden=True, sort=""),
    ),
    filters=(area_filter(),),
    search=("supplier__name", "buyer__name", "goods"),
    order=("supplier__name", "buyer__name"),
    panels=(
        Panel(_("供货关系"), ("supplier", "buyer", "goods", "valid_from", "valid_to", "source")),
        JOINED_TO,
    ),
    fields=("supplier", "buyer", "goods", "valid_from", "valid_to", "source"),
    select_related=("supplier", "buyer"),
    group=GROUP,
    icon="link",
)
CONTACTS = Register(
    EnterpriseContact,
    key="contacts",
    natural_key=("enterprise", "duty", "person"),
    columns=(Column("enterprise", sort="enterprise__name"), "duty", "person", Column("phone", sort="")),
    filters=("duty",),
    search=("enterprise__name", "enterprise__code", "person"),
    order=("enterprise__name",),
    panels=(Panel(_("联系人"), ("enterprise", "duty", "person", "phone")), JOINED_TO),
    fields=("enterprise", "duty", "person", "phone"),
    select_related=("enterprise",),
    group=GROUP,
    icon="user",
)
REGISTERS = (ENTERPRISES, ATTRIBUTES, QUALIFICATIONS, LINKS, CONTACTS)
