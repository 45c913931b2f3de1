"""The registers of products and of what was earned for them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.web.brands.models import (
    STANDARD_TONES,
    TONES,
    Brand,
    Certificate,
    GeographicalIndication,
    Heritage,
    MarketShare,
    Patent,
    Product,
    Standard,
)
from zhenxing.web.enterprises.queries import area_filter, code_filter
from zhenxing.web.expiry.queries import EXPIRY, until
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.register import Column, Filter, Panel, Register
from zhenxing.web.kit.related import JOINED_BY, JOINED_TO
from zhenxing.web.kit.typed import OFFERS

GROUP = _("品牌与标准")
_WHOSE = ("area", "town", "enterprise")
_PROOF = ("source", "document", "clause")
_JOINED = ("area", "town", "enterprise", "document")


def _flagships(rows: Any, value: str) -> Any:
    return rows.filter(flagship=value == "yes") if value in {"yes", "no"} else rows.none()


_FLAGSHIP = Filter(
    "flagship",
    _("拳头产品"),
    choices=lambda _rows: (("yes", _("是")), ("no", _("否"))),
    apply=_flagships,
)

PRODUCTS = Register(
    Product,
    key="products",
    natural_key=("area", "enterprise", "name", "specification"),
    columns=(
        "name",
        "specification",
        Column("enterprise", sort="enterprise__name"),
        Column("town", sort="town__name"),
        Column("industry", sort="industry__code"),
        "flagship",
        Column("area", sort="area__path", hidden=True),
        Column("measure", hidden=True, sort=""),
        Column("introduction", hidden=True, sort=""),
    ),
    filters=(area_filter(), "town", _FLAGSHIP),
    search=("name", "specification", "enterprise__name"),
    order=("name",),
    panels=(
        Panel(
            _("产品"),
            (
                "name",
                "specification",
                "enterprise",
                "town",
                "area",
                "industry",
                "flagship",
                "measure",
                "introduction",
            ),
        ),
        JOINED_BY,
        JOINED_TO,
    ),
    roles=(*role.ALL, OFFERS),
    fields=(*_WHOSE, "name", "specification", "industry", "flagship", "measure", "introduction"),
    select_related=("area", "town", "enterprise", "industry"),
    group=GROUP,
    icon="box",
)
SHARES = Register(
    MarketShare,
    key="shares",
    natural_key=("product", "market", "segment", "year", "says"),
    columns=(
        Column("product", sort="product__name"),
        "year",
        "market",
        Column("share", align="end"),
        Column("rank", align="end"),
        "says",
        Column("source", sort=""),
        Column("segment", hidden=True),
        Column("clause", hidden=True, sort=""),
    ),
    filters=(area_filter("product__area"), "market", "says"),
    search=("product__name", "source"),
    order=("-year", "product__name"),
    panels=(
        Panel(_("占有率"), ("product", "market", "segment", "year", "share", "rank", "says")),
        Panel(_("证明"), _PROOF),
        JOINED_TO,
    ),
    fields=("product", "market", "segment", "year", "share", "rank", "says", *_PROOF),
    select_related=("product", "document"),
    group=GROUP,
    icon="chart",
)


def _credentials(
    model: Any,
    key: str,
    icon: str,
    own: tuple[str, ...],
    *filters: Filter | str,
    tones: dict[str, str] = TONES,
) -> Register[Any]:
    """The register of one kind: what all have in common, and the fields that are its own."""
    related = tuple(name for name in (*_JOINED, *own) if model._meta.get_field(name).is_relation)
    return Register(
        model,
        key=key,
        natural_key=("area", "name", "number"),
        columns=(
            "name",
            *(Column(name, sort=f"{name}__position") if name in related else name for name in own[:2]),
            "number",
            Column("whose", _("持有人"), lambda one: one.whose),
            Column("stage", badge=lambda one: tones.get(one.stage, "")),
            "valid_from",
            until(),
            *(
                Column(name, hidden=True, sort="")
                for name in (*own[2:], *_WHOSE, "holder", "issuer", *_PROOF)
            ),
        ),
        filters=(area_filter(), "town", *filters, "stage", EXPIRY),
        search=("name", "number", "holder", "enterprise__name"),
        order=("name",),
        panels=(
            Panel(
                model._meta.verbose_name,
                ("name", "number", *own, "stage", "issuer", "valid_from", "valid_to"),
            ),
            Panel(_("归属"), (*_WHOSE, "holder")),
            Panel(_("证明"), _PROOF),
            JOINED_TO,
        ),
        fields=(
            *_WHOSE,
            "holder",
            "name",
            "number",
            *own,
            "stage",
            "issuer",
            "valid_from",
            "valid_to",
            *_PROOF,
        ),
        select_related=related,
        group=GROUP,
        icon=icon,
    )


BRANDS = _credentials(
    Brand,
    "brands",
    "tags",
    ("kind", "level"),
    code_filter("kind", "brand_kind"),
    code_filter("level", "honour_level"),
)
STANDARDS = _credentials(
    Standard,
    "standards",
    "list",
    ("kind", "part"),
    code_filter("kind", "standard_kind"),
    "part",
    tones=STANDARD_TONES,
)
CERTIFICATES = _credentials(
    Certificate, "certificates", "shield", ("kind", "covers"), code_filter("kind", "certificate_kind")
)
PATENTS = _credentials(
    Patent, "patents", "key", ("kind", "applied_on", "in_use"), code_filter("kind", "patent_kind")
)
HERITAGE = _credentials(
    Heritage,
    "heritage",
    "flag",
    ("level", "category", "batch", "inheritor"),
    code_filter("level", "honour_level"),
)
INDICATIONS = _credentials(GeographicalIndication, "indications", "map", ("kind", "extent", "users"), "kind")
REGISTERS = (PRODUCTS, SHARES, BRANDS, STANDARDS, CERTIFICATES, PATENTS, HERITAGE, INDICATIONS)
