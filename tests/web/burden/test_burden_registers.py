"""The registers of asks and askings behave as every register does."""

from __future__ import annotations

from typing import Any

from web.burden.burden_samples import FIELDS, ask, asked
from zhenxing.web.burden.register import ASKINGS, ASKS
from zhenxing.web.kit.testing import RegisterTests, unit
from zhenxing.web.organisations.models import Area


class TestAsks(RegisterTests):
    register = ASKS

    def record(self, where: Area) -> Any:
        return ask(where)

    def form(self, where: Area) -> dict[str, Any]:
        chosen = {"area": where.pk, "by_unit": unit(where).pk, "whom": "townships", "repeats": "monthly"}
        return {**chosen, "name": "招工需求季报", "field_names": FIELDS, "basis_kind": "none"}


class TestAskings(RegisterTests):
    register = ASKINGS
    most_queries = 26

    def record(self, where: Area) -> Any:
        return asked(unit(where), unit(where))
