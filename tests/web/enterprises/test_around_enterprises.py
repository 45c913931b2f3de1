"""The registers around enterprises behave as every register does."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from web.enterprises.enterprise_samples import attribute, enterprise, qualification
from zhenxing.web.codetables import queries as codes
from zhenxing.web.enterprises.models import (
    EnterpriseContact,
    EnterpriseLink,
    ExpiryReminder,
    NoticePeriod,
)
from zhenxing.web.enterprises.register import (
    ATTRIBUTES,
    CONTACTS,
    LINKS,
    QUALIFICATIONS,
    REMINDERS,
)
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in
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


class TestReminders(RegisterTests):
    register = REMINDERS

    def record(self, where: Area) -> Any:
        fields = {"label": "云岭窑火瓷业有限公司 高新技术企业", "made_at": timezone.now(), "area": where}
        return ExpiryReminder.objects.create(
            kind="qualifications", record_id=1, lapses_on=date(2026, 12, 1), **fields
        )


def test_a_notice_period_is_the_sites_own_and_changed_by_the_office(db: None) -> None:
    where = area()
    client = signed_in(person("office", where))
    typed = {"kind": "qualifications", "days": "180"}
    assert client.post("/notice_periods/new/", typed).status_code == 302
    assert NoticePeriod.objects.get().days == 180
    assert "企业资质" in client.get("/notice_periods/").text
    assert client.post("/notice_periods/new/", {"kind": "nothing", "days": "0"}).status_code == 422
    assert signed_in(person("township", where)).get("/notice_periods/").status_code == 404
