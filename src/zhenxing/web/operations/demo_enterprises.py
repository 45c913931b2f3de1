"""The fictional enterprises of the demo county, with what is known of them and what is theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from simple_history.utils import bulk_create_with_history

from zhenxing.packs.demo_enterprises import load_demo_enterprises
from zhenxing.packs.enterprise_indicators import enterprise_indicators
from zhenxing.web.brands import models as brands
from zhenxing.web.codetables.models import Code
from zhenxing.web.enterprises.models import (
    Enterprise,
    EnterpriseAttribute,
    EnterpriseContact,
    EnterpriseLink,
    Qualification,
    common_area,
)
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.search import fill_search_keys
from zhenxing.web.organisations.models import Area
from zhenxing.web.platforms.models import InnovationPlatform, ServicePlatform
from zhenxing.web.towns.models import Town

_BATCH = 500
_TEN_THOUSAND = 10_000
Row = Mapping[str, Any]


class _Known:
    """What the rows name: places, towns by the place they cover, codes, enterprises as they are made."""

    def __init__(self) -> None:
        self.areas = {area.code: area for area in Area.objects.all()}
        self.towns = dict(Town.covers.through.objects.values_list("area_id", "town_id"))
        self.codes = {(code.table.key, code.code): code for code in Code.objects.select_related("table")}
        self.enterprises: dict[str, Enterprise] = {}
        self.products: dict[str, brands.Product] = {}

    def code(self, table: str, code: str | None) -> Code | None:
        return self.codes[table, code] if code else None

    def whose(self, row: Row) -> dict[str, Any]:
        """Area, town and enterprise of a row that names an enterprise, or a place."""
        enterprise = self.enterprises.get(row.get("enterprise", ""))
        area = self.areas[row["area"]] if "area" in row else enterprise.area if enterprise else None
        town = self.towns.get(area.pk) if area else None
        return {"area": area, "town_id": town, "enterprise": enterprise}


@dataclass(frozen=True)
class LoadDemoEnterprises(Action[int]):
    """Make the enterprises of the demo county, whose places and towns are there already."""

    code: ClassVar[str] = "demo.load-enterprises"
    permission: ClassVar[str] = "enterprises.create"
    by_system: ClassVar[bool] = True

    home: str

    def execute(self, deed: Deed) -> int:
        rows, known = load_demo_enterprises(), _Known()
        known.enterprises = {
            one.name: one for one in _made(Enterprise, rows["enterprises"], _enterprise, known)
        }
        known.products = {one.name: one for one in _made(brands.Product, rows["products"], _product, known)}
        made = len(known.enterprises) + len(known.products)
        made += len(_write(EnterpriseAttribute, _attributes(rows["figures"], known)))
        for key, (model, build) in _KINDS.items():
            made += len(_made(model, rows[key], build, known))
        deed.batch(made)
        return made


Build = Callable[[Row, _Known], dict[str, Any]]


def _made(model: type[models.Model], rows: list[Row], build: Build, known: _Known) -> list[Any]:
    return _write(model, [model(**build(row, known)) for row in rows])


def _write(model: type[models.Model], records: list[Any]) -> list[Any]:
    fill_search_keys(records)
    return list(bulk_create_with_history(records, model, batch_size=_BATCH))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _money(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)) * _TEN_THOUSAND


def _enterprise(row: Row, known: _Known) -> dict[str, Any]:
    area = known.areas[row["area"]]
    return {
        "code": row.get("code"),
        "name": row["name"],
        "area": area,
        "town_id": known.towns.get(area.pk),
        "kind": known.code("enterprise_kind", row.get("kind")),
        "role": known.code("enterprise_role", row.get("role")),
        "industry": known.code("industry", row.get("industry")),
        "status": "operating" if row.get("kind") else "",
        "main_products": row["products"],
        "established_on": _day(row.get("since")),
        "registered_capital": _money(row.get("capital")),
        "address": row["address"],
    }


def _attributes(rows: list[Row], known: _Known) -> list[EnterpriseAttribute]:
    said = {"declared": "2024年度企业申报表(演示数据)", "administrative": "2024年度部门登记(演示数据)"}
    return [
        EnterpriseAttribute(
            enterprise=known.enterprises[row["enterprise"]],
            indicator=indicator,
            period=str(year),
            value=_money(value) if enterprise_indicators()[indicator].unit == "元" else Decimal(str(value)),
            source_kind=kind,
            source=source,
        )
        for row in rows
        for kind, source in said.items()
        for indicator, years in row.get(kind, {}).items()
        for year, value in years.items()
    ]


def _qualification(row: Row, known: _Known) -> dict[str, Any]:
    return {
        "enterprise": known.enterprises[row["enterprise"]],
        "kind": known.code("qualification", row["kind"]),
        "level": known.code("honour_level", row.get("level")),
        "certificate": row["certificate"],
        "valid_from": _day(row["from"]),
        "valid_to": _day(row.get("to")),
        "source": row["source"],
    }


def _link(row: Row, known: _Known) -> dict[str, Any]:
    supplier, buyer = known.enterprises[row["supplier"]], known.enterprises[row["buyer"]]
    pair = {"supplier": supplier, "buyer": buyer, "area": common_area(supplier.area, buyer.area)}
    return {**pair, "goods": row["goods"], "valid_from": _day(row["from"])}


def _contact(row: Row, known: _Known) -> dict[str, Any]:
    return {**row, "enterprise": known.enterprises[row["enterprise"]]}


def _product(row: Row, known: _Known) -> dict[str, Any]:
    return {
        **known.whose(row),
        "name": row["name"],
        "flagship": row.get("flagship"),
        "measure": row.get("measure", ""),
        "industry": known.code("industry", row.get("industry")),
    }


def _share(row: Row, known: _Known) -> dict[str, Any]:
    share = row.get("share")
    return {
        **row,
        "product": known.products[row["product"]],
        "share": None if share is None else Decimal(str(share)),
    }


def _credential(table: str) -> Build:
    """What all credentials have; `table` is the code table of their kind, "" when it is a plain word."""

    def build(row: Row, known: _Known) -> dict[str, Any]:
        plain = {name: row[name] for name in _PLAIN if name in row}
        if "kind" in row:
            plain["kind"] = known.code(table, row["kind"]) if table else row["kind"]
        if "level" in row:
            plain["level"] = known.code("honour_level", row["level"])
        if "applied" in row:
            plain["applied_on"] = _day(row["applied"])
        return {
            **known.whose(row),
            "valid_from": _day(row.get("from")),
            "valid_to": _day(row.get("to")),
            **plain,
        }

    return build


_PLAIN = (
    "name",
    "number",
    "holder",
    "source",
    "stage",
    "part",
    "covers",
    "in_use",
    "category",
    "batch",
    "extent",
    "users",
)


def _innovation(row: Row, known: _Known) -> dict[str, Any]:
    plain = {name: row[name] for name in ("name", "host", "partners", "stage", "source") if name in row}
    return {
        **known.whose(row),
        **plain,
        "kind": known.code("innovation_platform", row["kind"]),
        "level": known.code("honour_level", row.get("level")),
        "valid_from": _day(row.get("from")),
        "valid_to": _day(row.get("to")),
        "research_staff": row.get("staff"),
        "equipment_value": _money(row.get("equipment")),
    }


_SERVICE = (
    "name",
    "operator",
    "operator_kind",
    "stage",
    "equipment",
    "staff",
    "capacity",
    "users",
    "charging",
    "charges",
)


def _service(row: Row, known: _Known) -> dict[str, Any]:
    return {
        **known.whose(row),
        **{name: row[name] for name in _SERVICE if name in row},
        "kind": known.code("public_platform", row["kind"]),
        "opened_on": _day(row.get("opened")),
        "equipment_value": _money(row.get("value")),
        "floor_space": row.get("space"),
    }


_KINDS: dict[str, tuple[type[models.Model], Build]] = {
    "qualifications": (Qualification, _qualification),
    "links": (EnterpriseLink, _link),
    "contacts": (EnterpriseContact, _contact),
    "shares": (brands.MarketShare, _share),
    "brands": (brands.Brand, _credential("brand_kind")),
    "standards": (brands.Standard, _credential("standard_kind")),
    "certificates": (brands.Certificate, _credential("certificate_kind")),
    "patents": (brands.Patent, _credential("patent_kind")),
    "heritage": (brands.Heritage, _credential("")),
    "indications": (brands.GeographicalIndication, _credential("")),
    "innovation_platforms": (InnovationPlatform, _innovation),
    "service_platforms": (ServicePlatform, _service),
}
