"""Every register of investment promotion behaves as every register does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from web.leads import lead_samples as samples
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in, unit
from zhenxing.web.leads import models
from zhenxing.web.leads import register as registers
from zhenxing.web.organisations.models import Area

pytestmark = pytest.mark.django_db


class TestLeads(RegisterTests):
    register = registers.LEAD_REGISTER
    most_queries = 24

    def record(self, where: Area) -> Any:
        return samples.lead(where)

    def form(self, where: Area) -> dict[str, Any]:
        units = {"reported_by": unit(where).pk, "unit": unit(where).pk}
        return {"area": where.pk, **units, "investor": "清河投资有限公司", "project_name": "陶瓷机械项目"}


@pytest.mark.drill
class TestLeadPlans(RegisterTests):
    register = registers.LEAD_PLANS

    def record(self, where: Area) -> Any:
        return models.LeadPlan.objects.create(
            area=where, unit=unit(where), year=2026, name="年度招商", focus="釉料"
        )

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "unit": unit(where).pk, "year": 2027, "name": "补链招商", "focus": "模具"}


class TestChainLinks(RegisterTests):
    register = registers.CHAIN_LINKS

    def record(self, where: Area) -> Any:
        return samples.link(where)

    def form(self, where: Area) -> dict[str, Any]:
        town = samples.town(where).pk
        return {"town": town, "name": "模具", "position": "core", "order": 2, "industries": "3074、309"}


class TestTargetFirms(RegisterTests):
    register = registers.TARGET_FIRMS

    def record(self, where: Area) -> Any:
        return models.TargetFirm.objects.create(town=samples.town(where), name="远山釉料有限公司")

    def form(self, where: Area) -> dict[str, Any]:
        return {"town": samples.town(where).pk, "name": "远山模具有限公司", "products": "模具"}


@pytest.mark.drill
class TestPortfolios(RegisterTests):
    register = registers.PORTFOLIOS

    def record(self, where: Area) -> Any:
        return models.Portfolio.objects.create(area=where, unit=unit(where), name="陶瓷专班")

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "unit": unit(where).pk, "name": "法兰专班"}


@pytest.mark.drill
class TestEnclaves(RegisterTests):
    register = registers.ENCLAVES

    def record(self, where: Area) -> Any:
        return samples.agreement(where)

    def form(self, where: Area) -> dict[str, Any]:
        parties = {"origin": "茶坪乡", "host": "云岭园区", "since": "2025-01-01"}
        return {"area": where.pk, "unit": unit(where).pk, "name": "茶坪乡协议", **parties}


class TestEnclaveTerms(RegisterTests):
    register = registers.ENCLAVE_TERMS

    def record(self, where: Area) -> Any:
        return samples.term(where)

    def form(self, where: Area) -> dict[str, Any]:
        shares = {"origin_percent": "33.33", "host_percent": "66.67", "third_percent": "0"}
        return {"agreement": samples.agreement(where).pk, "kind": "output", "since": "2025-01-01", **shares}


@pytest.mark.drill
class TestEnclaveSettlements(RegisterTests):
    register = registers.ENCLAVE_SETTLEMENTS

    def record(self, where: Area) -> Any:
        term = samples.term(where)
        year = {"since": date(2024, 1, 1), "until": date(2024, 12, 31)}
        return models.EnclaveSettlement.objects.create(
            agreement=term.agreement, kind="tax", amount=Decimal("100.01"), source="税务局核对", **year
        )

    def form(self, where: Area) -> dict[str, Any]:
        term = models.EnclaveTerm.objects.first() or samples.term(where)
        year = {"since": "2025-01-01", "until": "2025-12-31"}
        return {"agreement": term.agreement_id, "kind": "tax", "amount": "1000", "source": "税务局", **year}


@pytest.mark.drill
class TestDisputes(RegisterTests):
    register = registers.LEAD_DISPUTES

    def record(self, where: Area) -> Any:
        first, second = samples.lead(where), samples.lead(where)
        return models.LeadDispute.objects.create(
            lead=second, against=first, grounds="不是同一项目", filed_on=date(2026, 1, 5), filed_by=person()
        )


@pytest.mark.drill
class TestReferrers(RegisterTests):
    register = registers.REFERRERS

    def record(self, where: Area) -> Any:
        return models.Referrer.objects.create(area=where, name="云岭在外商会", kind="chamber")

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "name": "清河商会", "kind": "chamber"}


@pytest.mark.drill
class TestChainFlows(RegisterTests):
    register = registers.CHAIN_FLOWS

    def record(self, where: Area) -> Any:
        ends = {"source": samples.link(where), "target": samples.link(where, "成型", position="core")}
        found = models.ChainFlow.objects.filter(**ends).first()
        return found or models.ChainFlow.objects.create(goods="釉料", **ends)

    def form(self, where: Area) -> dict[str, Any]:
        ends = samples.link(where, "烧成", position="core"), samples.link(where, "彩绘", position="core")
        return {"source": ends[0].pk, "target": ends[1].pk}


@pytest.mark.drill
class TestChainPlaces(RegisterTests):
    register = registers.CHAIN_PLACES

    def record(self, where: Area) -> Any:
        firm = samples.firm(where, "甲釉料厂")
        return models.ChainPlace.objects.create(link=samples.link(where), enterprise=firm, source="走访")

    def form(self, where: Area) -> dict[str, Any]:
        firm = samples.firm(where, "乙釉料厂")
        return {"link": samples.link(where).pk, "enterprise": firm.name, "stands": "on", "source": "走访"}


@pytest.mark.drill
class TestPortfolioMembers(RegisterTests):
    register = registers.PORTFOLIO_MEMBERS

    def record(self, where: Area) -> Any:
        team = models.Portfolio.objects.filter(area=where).first()
        team = team or models.Portfolio.objects.create(area=where, unit=unit(where), name="陶瓷专班")
        return models.PortfolioMember.objects.create(portfolio=team, person="施云帆")

    def form(self, where: Area) -> dict[str, Any]:
        team = models.Portfolio.objects.create(area=where, unit=unit(where), name="竹制品专班")
        return {"portfolio": team.pk, "person": "卓知微"}


@pytest.mark.drill
class TestProgress(RegisterTests):
    register = registers.LEAD_PROGRESS

    def record(self, where: Area) -> Any:
        lead = samples.lead(where)
        return models.LeadProgress.objects.create(
            lead=lead, on=date(2026, 3, 5), text="会面", entered_by=person()
        )


KINDS = (
    TestLeadPlans, TestPortfolios, TestEnclaves, TestEnclaveSettlements, TestDisputes, TestReferrers,
    TestChainFlows, TestChainPlaces, TestPortfolioMembers, TestProgress,
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_seen_where_it_belongs_and_nowhere_else(kind: type[RegisterTests]) -> None:
    where, elsewhere = area(), area("清河县")
    record, register = kind().record(where), kind.register
    url = register.url("detail", record.pk)
    assert signed_in(person("office", unit(where))).get(url).status_code == 200
    stranger = signed_in(person("office", unit(elsewhere)))
    assert stranger.get(url).status_code == 404
    assert str(record) not in stranger.get(register.url("list")).text
    assert signed_in(person("leader", unit(where))).get(url).status_code == 200
