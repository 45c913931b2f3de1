"""The registers of places, units, posts and who holds them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.kit.related import JOINED_BY
from zhenxing.web.organisations.models import Area, Incumbency, LeadingGroup, Post, Unit, UnitAlias
from zhenxing.web.organisations.pages import (
    ADD_PARK,
    APPOINT,
    HANDOVER,
    LEAVER_PASSED_ON,
    POST_PASSED_ON,
    UNIT_PASSED_ON,
    WORK_OF_POST,
    WORK_OF_UNIT,
    below,
    incumbents,
)

_GROUP = _("机构")

UNITS = Register(
    Unit,
    key="units",
    columns=(
        "name",
        "short_name",
        Column("area", sort="area__path"),
        "level",
        "kind",
        "valid_from",
        "valid_to",
    ),
    filters=("area", "level", "kind"),
    search=("name", "short_name", "aliases__text"),
    pinyin=("name", "short_name"),
    natural_key=("area", "name"),
    order=("area__path", "name"),
    panels=(
        Panel(
            _("基本情况"),
            ("name", "short_name", "area", "level", "kind", "valid_from", "valid_to", "successor"),
        ),
        JOINED_BY,
    ),
    fields=("name", "short_name", "key", "area", "level", "kind", "valid_from", "valid_to", "successor"),
    roles=(*role.ALL, WORK_OF_UNIT, UNIT_PASSED_ON),
    select_related=("area", "successor"),
    group=_GROUP,
    icon="building",
)
POSTS = Register(
    Post,
    key="posts",
    columns=(Column("unit", sort="unit__name"), "title", "duty", "valid_from", "valid_to"),
    filters=("unit",),
    search=("title", "duty", "unit__name"),
    natural_key=("unit", "title"),
    order=("unit__name", "title"),
    fields=("unit", "title", "duty", "valid_from", "valid_to"),
    roles=(*role.ALL, APPOINT, HANDOVER, WORK_OF_POST, POST_PASSED_ON),
    panels=(
        Panel(_("基本情况"), ("unit", "title", "duty", "valid_from", "valid_to")),
        Panel(_("历任与现任"), template="organisations/incumbents.html", load=incumbents),
    ),
    select_related=("unit",),
    group=_GROUP,
    icon="id",
)
INCUMBENCIES = Register(
    Incumbency,
    key="incumbencies",
    columns=(Column("post", sort="post__unit__name"), "person", "begins", "ends"),
    search=("person", "post__title", "post__unit__name"),
    pinyin=("person",),
    natural_key=("post", "person", "begins"),
    order=("post__unit__name", "post__title", "-begins"),
    roles=(*role.READ_ONLY, LEAVER_PASSED_ON),
    select_related=("post__unit", "user"),
    group=_GROUP,
    icon="user-check",
)
ALIASES = Register(
    UnitAlias,
    key="aliases",
    columns=("text", Column("unit", sort="unit__name"), "learnt_from"),
    filters=("unit",),
    search=("text", "unit__name"),
    pinyin=("text",),
    natural_key=("unit", "text"),
    fields=("unit", "text"),
    select_related=("unit",),
    group=_GROUP,
    icon="tags",
)
GROUPS = Register(
    LeadingGroup,
    key="groups",
    columns=("name", Column("area", sort="area__path"), "office", "valid_from", "valid_to"),
    search=("name",),
    pinyin=("name",),
    natural_key=("area", "name"),
    fields=("name", "area", "office", "valid_from", "valid_to"),
    select_related=("area", "office"),
    group=_GROUP,
    icon="users-group",
)
AREAS = Register(
    Area,
    key="areas",
    columns=(
        "code",
        "name",
        "level",
        "kind",
        "valid_from",
        "valid_to",
        Column("source", hidden=True),
    ),
    filters=("level", "kind"),
    search=("code", "name"),
    pinyin=("name",),
    order=("path",),
    panels=(
        Panel(_("基本情况"), ("code", "name", "level", "kind", "valid_from", "valid_to", "source")),
        Panel(_("上下级与单位"), template="organisations/area-below.html", load=below),
    ),
    roles=(role.LIST, ADD_PARK, role.EXPORT, role.DETAIL, role.EDIT),
    fields=("name", "valid_from", "valid_to", "source"),
    natural_key=("code",),
    group=_GROUP,
    icon="map",
)
REGISTERS = (UNITS, POSTS, INCUMBENCIES, GROUPS, ALIASES, AREAS)
