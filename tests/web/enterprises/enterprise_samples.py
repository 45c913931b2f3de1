"""Fictional enterprises for tests, with codes whose check character is right."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from typing import Any

from zhenxing.core.codes import UnifiedSocialCreditCode
from zhenxing.web.codetables import queries as codes
from zhenxing.web.enterprises.models import Enterprise, EnterpriseAttribute, Qualification
from zhenxing.web.organisations.models import Area

_number = itertools.count(1)


def credit_code(prefix: str = "91", number: int | None = None) -> str:
    """A well-formed code of the fictional division 990121."""
    body = f"{prefix}990121MA{next(_number) if number is None else number:07d}"
    return body + UnifiedSocialCreditCode.check_character(body)


def enterprise(where: Area, name: str = "云岭窑火瓷业有限公司", **fields: Any) -> Enterprise:
    fields.setdefault("code", credit_code())
    made: Enterprise = Enterprise.objects.create(area=where, name=name, **fields)
    return made


def attribute(of: Enterprise, indicator: str = "revenue", period: str = "2024", **fields: Any) -> Any:
    given = {"value": Decimal(12_000_000), "source_kind": "declared", "source": "2024年企业申报表", **fields}
    return EnterpriseAttribute.objects.create(enterprise=of, indicator=indicator, period=period, **given)


def qualification(of: Enterprise, kind: str = "high_tech", **fields: Any) -> Any:
    given = {"valid_from": date(2023, 11, 1), "valid_to": date(2026, 10, 31), **fields}
    return Qualification.objects.create(enterprise=of, kind=codes.get("qualification", kind), **given)
