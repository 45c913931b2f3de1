"""The registers of a town's chain and of the firms that would fill its gaps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.kit.related import JOINED_BY, JOINED_TO
from zhenxing.web.kit.typed import OFFERS
from zhenxing.web.leads import forms, pages, panels
from zhenxing.web.leads.groups import GROUP
from zhenxing.web.leads.models import ChainFlow, ChainLink, ChainPlace, TargetFirm

CHAIN_LINKS = Register(
    ChainLink,
    key="chain_links",
    columns=(
        Column("town", sort="town__name"),
        "name",
        "position",
        "products",
        "industries",
        Column("fewest", align="end"),
        Column("order", hidden=True),
        Column("note", hidden=True),
    ),
    filters=("town", "position"),
    search=("name", "products", "town__name"),
    order=("town__name", "order"),
    panels=(
        Panel(_("产业链环节"), ("town", "name", "position", "products", "industries", "fewest", "note")),
        Panel(_("环节里的企业"), template="leads/link-firms.html", load=panels.link_firms),
        JOINED_BY,
    ),
    roles=(*role.ALL, pages.CHAIN, pages.GAPS, pages.SEEK),
    fields=("town", "name", "position", "order", "products", "industries", "fewest", "note"),
    select_related=("town__area",),
    natural_key=("town", "name"),
    beside=("chain_flows", "chain_places"),
    group=GROUP,
    icon="link",
)
CHAIN_FLOWS = Register(
    ChainFlow,
    key="chain_flows",
    columns=(
        Column("source", sort="source__name"),
        Column("target", sort="target__name"),
        "goods",
    ),
    search=("source__name", "target__name", "goods"),
    fields=("source", "target", "goods"),
    select_related=("source__town", "target__town"),
    natural_key=("source", "target"),
)
CHAIN_PLACES = Register(
    ChainPlace,
    key="chain_places",
    columns=(
        Column("link", sort="link__name"),
        Column("enterprise", sort="enterprise__name"),
        "stands",
        "source",
    ),
    filters=("link", "stands"),
    search=("enterprise__name", "link__name"),
    fields=("link", "enterprise", "stands", "source"),
    select_related=("link__town", "enterprise"),
    natural_key=("link", "enterprise"),
)
TARGET_FIRMS = Register(
    TargetFirm,
    key="target_firms",
    columns=(
        "name",
        Column("town", sort="town__name"),
        Column("link", sort="link__name"),
        Column("region", sort="region__position"),
        "place",
        "products",
        Column("unit", sort="unit__name"),
        Column("portfolio", sort="portfolio__name"),
        Column(
            "landed_on",
            badge=lambda one: "good" if one.landed_on else "info",
            reads=("landed_on",),
            blank=_("尚未落地"),
        ),
        Column("code", hidden=True),
    ),
    filters=(
        "town",
        "link",
        "region",
        "portfolio",
        Filter(
            "landed",
            _("落地情况"),
            choices=lambda _rows: [("no", _("尚未落地")), ("yes", _("已落地"))],
            apply=lambda rows, value: rows.filter(landed_on__isnull=value != "yes"),
        ),
    ),
    search=("name", "products", "reason"),
    pinyin=("name",),
    panels=(
        Panel(
            _("目标企业"),
            (
                "name", "code", "town", "link", "region", "place", "products", "reason", "wants", "channel",
                "unit", "portfolio", "landed_on",
            ),
        ),
        JOINED_TO,
        JOINED_BY,
    ),
    roles=(*role.ALL, pages.LAND, OFFERS),
    form=forms.TargetForm,
    fields=tuple(forms.TargetForm.Meta.fields),
    select_related=("town", "link", "region", "unit", "portfolio", "enterprise"),
    natural_key=("town", "name"),
    group=GROUP,
    icon="target",
)  # fmt: skip
