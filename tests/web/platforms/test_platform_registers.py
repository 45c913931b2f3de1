"""The registers of platforms behave as every register does, and say who runs what."""

from __future__ import annotations

from typing import Any

import pytest

from web.enterprises.enterprise_samples import enterprise
from zhenxing.web.codetables import queries as codes
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in
from zhenxing.web.organisations.models import Area
from zhenxing.web.platforms.models import InnovationPlatform, ServicePlatform
from zhenxing.web.platforms.register import INNOVATION_PLATFORMS, SERVICE_PLATFORMS


def innovation(where: Area, **fields: Any) -> InnovationPlatform:
    kind = codes.get("innovation_platform", "technology_centre")
    fields.setdefault("enterprise", enterprise(where))
    made: InnovationPlatform = InnovationPlatform.objects.create(
        area=where, name="云岭釉料技术中心", kind=kind, **fields
    )
    return made


def service(where: Area, **fields: Any) -> ServicePlatform:
    kind = codes.get("public_platform", "inspection")
    given = {"name": "云岭陶瓷检测中心", "kind": kind, **fields}
    made: ServicePlatform = ServicePlatform.objects.create(area=where, **given)
    return made


class TestInnovationPlatforms(RegisterTests):
    register = INNOVATION_PLATFORMS

    def record(self, where: Area) -> Any:
        return innovation(where)

    def form(self, where: Area) -> dict[str, Any]:
        kind = codes.get("innovation_platform", "pilot_base")
        return {"area": where.pk, "name": "清河中试基地", "kind": kind.pk, "stage": "applied"}


class TestServicePlatforms(RegisterTests):
    register = SERVICE_PLATFORMS

    def record(self, where: Area) -> Any:
        return service(where)

    def form(self, where: Area) -> dict[str, Any]:
        kind = codes.get("public_platform", "logistics")
        return {"area": where.pk, "name": "清河物流园", "kind": kind.pk, "stage": "planned"}


@pytest.mark.django_db
def test_there_are_twelve_kinds_of_public_platform() -> None:
    assert codes.of("public_platform").count() == 12


@pytest.mark.django_db
def test_a_platform_names_whoever_runs_it_and_what_it_charges() -> None:
    where = area()
    by_firm = service(
        where, enterprise=enterprise(where, "云岭瓷检公司"), charging="cost", charges="每批次 200 元"
    )
    by_association = service(
        where, name="云岭陶瓷展厅", operator="云岭县陶瓷协会", operator_kind="association"
    )
    client = signed_in(person("office", where))
    page = client.get("/service_platforms/").text
    assert "云岭瓷检公司" in page and "云岭县陶瓷协会" in page
    detail = client.get(f"/service_platforms/{by_firm.pk}/").text
    assert "按成本收费" in detail and "每批次 200 元" in detail
    found = client.get("/service_platforms/?operator_kind=association").text
    assert f"/service_platforms/{by_association.pk}/" in found
    assert f"/service_platforms/{by_firm.pk}/" not in found


@pytest.mark.django_db
def test_an_enterprise_and_its_platform_lead_to_each_other() -> None:
    where = area()
    platform = innovation(where)
    client = signed_in(person("office", where))
    at_firm = client.get(f"/enterprises/{platform.enterprise.pk}/").text
    assert f'href="/innovation_platforms/{platform.pk}/"' in at_firm
    at_platform = client.get(f"/innovation_platforms/{platform.pk}/").text
    assert f'href="/enterprises/{platform.enterprise.pk}/"' in at_platform
