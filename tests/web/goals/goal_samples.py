"""Goals of a fictional county for the tests of their pages and deeds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from web.documents.document_samples import received
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit.actions import Action, run_action
from zhenxing.web.kit.testing import person
from zhenxing.web.organisations.models import Area
from zhenxing.web.proofs.services import Upload

PROOF = Upload("现场.pdf", b"%PDF-1.4 " + "演示数据".encode())


def goal(where: Area, indicator: str = "规上企业", **fields: Any) -> Goal:
    clerk = person("office", where)
    document = fields.pop("document", None) or received(clerk, where, f"{indicator}的文件正文{clerk.pk}")
    fields = {"value": Decimal(50), "unit": "户", "op": ">=", "due_on": date(2026, 12, 31), **fields}
    made: Goal = Goal.objects.create(
        document=document, area=where, indicator=indicator, text="原话", **fields
    )
    return made


def do(deed: Action[Any], who: Any, reason: str = "") -> Any:
    return run_action(deed, who, reason=reason).result
