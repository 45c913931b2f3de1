"""The registers of platforms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.web.enterprises.queries import area_filter, code_filter
from zhenxing.web.expiry.queries import EXPIRY, until
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.kit.related import JOINED_TO
from zhenxing.web.platforms.models import SERVICE_TONES, TONES, InnovationPlatform, ServicePlatform

GROUP = _("平台")
_WHOSE = ("area", "town", "enterprise")
_PROOF = ("source", "document", "clause")
_INNOVATION = (
    "name",
    "kind",
    "level",
    "stage",
    "issuer",
    "valid_from",
    "valid_to",
    "partners",
    "research_staff",
    "equipment_value",
)
_SERVICE = (
    "name",
    "kind",
    "stage",
    "operator_kind",
    "operator",
    "opened_on",
    "capacity",
    "users",
    "charging",
    "charges",
)
_EQUIPMENT = ("equipment", "equipment_value", "floor_space", "staff", "address", "longitude", "latitude")

INNOVATION_PLATFORMS = Register(
    InnovationPlatform,
    key="innovation_platforms",
    natural_key=("area", "name"),
    columns=(
        "name",
        Column("kind", sort="kind__position"),
        Column("level", sort="level__position"),
        Column("whose", _("依托单位"), lambda one: one.whose),
        Column("town", sort="town__name"),
        Column("stage", badge=lambda one: TONES.get(one.stage, "")),
        "valid_from",
        until(),
        *(
            Column(name, hidden=True, sort="")
            for name in (
                "area",
                "enterprise",
                "host",
                "partners",
                "issuer",
                "research_staff",
                "equipment_value",
                *_PROOF,
            )
        ),
    ),
    filters=(
        area_filter(),
        "town",
        code_filter("kind", "innovation_platform"),
        code_filter("level", "honour_level"),
        "stage",
        EXPIRY,
    ),
    search=("name", "host", "enterprise__name", "partners"),
    order=("name",),
    panels=(
        Panel(_("创新平台"), _INNOVATION),
        Panel(_("归属"), (*_WHOSE, "host")),
        Panel(_("证明"), _PROOF),
        JOINED_TO,
    ),
    fields=(*_WHOSE, "host", *_INNOVATION, *_PROOF),
    select_related=("kind", "level", "area", "town", "enterprise", "document"),
    group=GROUP,
    icon="target",
)
SERVICE_PLATFORMS = Register(
    ServicePlatform,
    key="service_platforms",
    natural_key=("area", "name"),
    columns=(
        "name",
        Column("kind", sort="kind__position"),
        Column("town", sort="town__name"),
        Column("run_by", _("运营单位"), lambda one: one.operator or one.enterprise),
        Column("capacity", sort=""),
        "charging",
        Column("stage", badge=lambda one: SERVICE_TONES.get(one.stage, "")),
        *(
            Column(name, hidden=True, sort="")
            for name in (
                "area",
                "enterprise",
                "operator",
                "operator_kind",
                "opened_on",
                *_EQUIPMENT,
                "users",
                "charges",
                *_PROOF,
            )
        ),
    ),
    filters=(
        area_filter(),
        "town",
        code_filter("kind", "public_platform"),
        "stage",
        "operator_kind",
        "charging",
    ),
    search=("name", "operator", "enterprise__name", "users"),
    order=("name",),
    panels=(
        Panel(_("公共服务平台"), _SERVICE),
        Panel(_("设备与场地"), _EQUIPMENT),
        Panel(_("归属"), _WHOSE),
        Panel(_("证明"), _PROOF),
        JOINED_TO,
    ),
    fields=(*_WHOSE, *_SERVICE, *_EQUIPMENT, *_PROOF),
    select_related=("kind", "area", "town", "enterprise", "document"),
    group=GROUP,
    icon="users-group",
)
REGISTERS = (INNOVATION_PLATFORMS, SERVICE_PLATFORMS)
