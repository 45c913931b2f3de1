"""Departments that ask, townships that are asked, and a deed to ask in."""

from __future__ import annotations

from typing import Any

from web.ledger.ledger_samples import do
from zhenxing.web.burden import services
from zhenxing.web.burden.models import Ask, Asking
from zhenxing.web.kit.testing import unit
from zhenxing.web.organisations.models import Area, Unit

FIELDS = "企业名称\n统一社会信用代码\n用工缺口（人）"


def ask(where: Area, by: Unit | None = None, name: str = "用工情况月报", **fields: Any) -> Ask:
    """A standing ask, drafted."""
    made: Ask = Ask.objects.create(
        area=where, by_unit=by or unit(where), name=name, **{"field_names": FIELDS, **fields}
    )
    return made


def asked(by: Unit, of: Unit | None = None, what: str = "用工情况月报", **fields: Any) -> Asking:
    """One asking, counted inside a deed."""
    given: dict[str, Any] = {"fields": 3, "notice_workdays": 5, **fields}
    made: Asking = do(lambda deed: services.asked(deed, by_unit=by, of_unit=of, what=what, **given))
    return made
