"""The registers around enterprises behave as every register does."""

from __future__ import annotations

from typing import Any

from web.enterprises.enterprise_samples import attribute, enterprise, qualification
from zhenxing.web.codetables import queries as codes
from zhenxing.web.enterprises.models import EnterpriseContact, EnterpriseLink
from zhenxing.web.enterprises.register import ATTRIBUTES, CONTACTS, LINKS, QUALIFICATIONS
from zhenxing.web.kit.testing import RegisterTests
from zhenxing.web.organisations.models import Area


class TestAttributes(RegisterTests):
    register = ATTRIBUTES

    def record(self, where: Area) -> Any:
        return attribute(enterprise(where))

    def form(self, where: Area) -> dict[str, Any]:
        typed = {"indicator": "tax", "period": "2024年", "value": "1,200万元"}
        source = {"source_kind": "administrative", "source": "2024年度汇算清缴"}
        return {"enterprise": enterprise(where, "清河陶土行").code, **typed, **source}


class TestQualifications(RegisterTests):
    register = QUALIFICATIONS

    def record(self, where: Area) -> Any:
        return qualification(enterprise(where))

    def form(self, where: Area) -> dict[str, Any]:
        kind = codes.get("qualification", "little_giant")
        return {
            "enterprise": enterprise(where, "清河陶土行").code,
            "kind": kind.pk,
            "valid_from": "2024-07-01",
        }


class TestLinks(RegisterTests):
    register = LINKS

    def record(self, where: Area) -> Any:
        pair = {"supplier": enterprise(where, "云岭瓷土矿业"), "buyer": enterprise(where)}
        return EnterpriseLink.objects.create(goods="瓷土", **pair)

    def form(self, where: Area) -> dict[str, Any]:
        supplier, buyer = enterprise(where, "云岭纸箱厂"), enterprise(where, "云岭青釉瓷厂")
        return {"supplier": supplier.code, "buyer": buyer.name, "goods": "包装箱"}


class TestContacts(RegisterTests):
    register = CONTACTS

    def record(self, where: Area) -> Any:
        return EnterpriseContact.objects.create(
            enterprise=enterprise(where), person="陶予安", phone="12345678"
        )

    def form(self, where: Area) -> dict[str, Any]:
        return {"enterprise": enterprise(where, "清河陶土行").code, "duty": "legal", "person": "窦小满"}
