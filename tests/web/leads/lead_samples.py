"""A fictional county for the tests of investment promotion: a town, units, people, leads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from zhenxing.web.codetables import queries as codes
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit.testing import area, person, unit
from zhenxing.web.leads import models
from zhenxing.web.organisations.models import Area
from zhenxing.web.towns.models import Town

#: a signed paper, as its bytes tell
PDF = b"%PDF-1.4\n" + b"demo" * 8


def town(where: Area, name: str = "云岭陶瓷专业镇") -> Town:
    found = Town.objects.filter(area=where, name=name).first()
    return found or Town.objects.create(area=where, name=name)


def firm(where: Area, name: str, **fields: Any) -> Enterprise:
    if "industry" in fields:
        fields["industry"] = codes.get("industry", fields["industry"])
    return Enterprise.objects.create(area=where, name=name, **fields)


def link(where: Area, name: str = "釉料", **fields: Any) -> models.ChainLink:
    given = {"position": "upstream", "products": "釉料", **fields}
    found = models.ChainLink.objects.filter(town__area=where, name=name).first()
    return found or models.ChainLink.objects.create(town=town(where), name=name, **given)


def lead(where: Area, **fields: Any) -> models.Lead:
    """A lead that states all it must; not reported yet."""
    known: dict[str, Any] = {
        "area": where,
        "reported_by": fields.pop("reported_by", None) or unit(where),
        "unit": fields.pop("unit", None) or unit(where),
        "investor": "浙江云陶科技有限公司",
        "project_name": "年产500万件日用瓷项目",
        "process": "注浆成型、辊道窑烧成",
        "investment": Decimal(120_000_000),
        "land": Decimal(0),
        "energy": Decimal(3000),
        "environment": "无",
        "output": Decimal(90_000_000),
        "tax": Decimal(4_000_000),
    }
    return models.Lead.objects.create(**{**known, **fields})


def county() -> SimpleNamespace:
    """A county with two reporting units, a promotion centre, and two officers of the office."""
    where = area()
    first, second, centre, desk = (unit(where) for _n in range(4))
    return SimpleNamespace(
        area=where,
        first=first,
        second=second,
        centre=centre,
        scout=person("liaison", first),
        rival=person("liaison", second),
        handler=person("liaison", centre),
        clerk=person("office", desk),
        other_clerk=person("office", desk),
    )


def agreement(where: Area, **fields: Any) -> models.EnclaveAgreement:
    found = models.EnclaveAgreement.objects.filter(area=where).first()
    given = {"origin": "松林乡", "host": "云岭园区", "since": date(2024, 1, 1), **fields}
    name = given.pop("name", "松林乡飞地协议")
    return found or models.EnclaveAgreement.objects.create(area=where, unit=unit(where), name=name, **given)


def term(where: Area, **fields: Any) -> models.EnclaveTerm:
    given: dict[str, Any] = {
        "agreement": agreement(where),
        "kind": "tax",
        "since": date(2024, 1, 1),
        "origin_percent": Decimal(40),
        "host_percent": Decimal(60),
    }
    return models.EnclaveTerm.objects.create(**{**given, **fields})
