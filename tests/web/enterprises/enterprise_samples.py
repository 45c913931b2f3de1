"""Fictional enterprises for tests, with codes whose check character is right."""

from __future__ import annotations

import itertools
from typing import Any

from zhenxing.core.codes import UnifiedSocialCreditCode
from zhenxing.web.enterprises.models import Enterprise
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
