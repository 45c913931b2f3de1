"""Every register of investment promotion behaves as every register does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from web.leads import lead_samples as samples
from zhenxing.web.kit.testing import RegisterTests, person, unit
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


class TestPortfolios(RegisterTests):
    register = registers.PORTFOLIOS

    def record(self, where: Area) -> Any:
        return models.Portfolio.objects.create(area=where, unit=unit(where), name="陶瓷专班")

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "unit": unit(where).pk, "name": "法兰专班"}


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


class TestDisputes(RegisterTests):
    register = registers.LEAD_DISPUTES

    def record(self, where: Area) -> Any:
        first, second = samples.lead(where), samples.lead(where)
        return models.LeadDispute.objects.create(
            lead=second, against=first, grounds="不是同一项目", filed_on=date(2026, 1, 5), filed_by=person()
        )


class TestReferrers(RegisterTests):
    register = registers.REFERRERS

    def record(self, where: Area) -> Any:
        return models.Referrer.objects.create(area=where, name="云岭在外商会", kind="chamber")

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "name": "清河商会", "kind": "chamber"}
