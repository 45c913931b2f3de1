"""Problems, common problems, visits, codes and rules behave as every register does."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit.testing import RegisterTests, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.problems.common_register import COMMON_PROBLEMS
from zhenxing.web.problems.models import CommonProblem, IntakePoint, Problem, ServiceRule, Visit
from zhenxing.web.problems.register import PROBLEMS
from zhenxing.web.problems.visit_registers import INTAKES, RULES, VISITS

UNIT_STEPS = {"sign", "answer", "decline"}


class OfTheOffice(RegisterTests):
    """What a unit does with its slip is no page of the office's: the story tells of it."""

    def urls(self, record: Any) -> list[str]:
        return [url for url in super().urls(record) if url.rsplit("/", 2)[-2] not in UNIT_STEPS]


class TestProblems(OfTheOffice):
    register = PROBLEMS

    def record(self, where: Area) -> Any:
        return Problem.objects.create(
            area=where, title="窑炉用气不稳", asker="云岭陶瓷厂", raised_on=date(2025, 3, 1)
        )

    def form(self, where: Area) -> dict[str, Any]:
        typed = {"title": "镇区道路破损", "asker": "石桥村", "raised_on": "2025-03-02", "channel": "call"}
        return {"area": where.pk, "text": "大货车进不来", **typed}


class TestCommonProblems(OfTheOffice):
    register = COMMON_PROBLEMS

    def record(self, where: Area) -> Any:
        return CommonProblem.objects.create(area=where, title="用气不稳", words="天然气、供气")

    def form(self, where: Area) -> dict[str, Any]:
        return {
            "area": where.pk,
            "title": "用工不足",
            "words": "招工",
            "opened_on": "2025-03-02",
            "text": "缺人",
        }


class TestVisits(RegisterTests):
    register = VISITS

    def record(self, where: Area) -> Any:
        firm = Enterprise.objects.create(area=where, name=f"{where}陶瓷厂{Enterprise.objects.count()}")
        return Visit.objects.create(
            area=where, unit=unit(where), enterprise=firm, visited_on=date(2025, 3, 1), needs="盼通气"
        )

    def form(self, where: Area) -> dict[str, Any]:
        firm = Enterprise.objects.create(area=where, name="清河陶土行")
        typed = {"visited_on": "2025-03-02", "needs": "缺人", "enterprise": firm.name}
        return {"area": where.pk, "unit": unit(where).pk, **typed}


class TestIntakePoints(RegisterTests):
    register = INTAKES

    def record(self, where: Area) -> Any:
        return IntakePoint.objects.create(area=where, name=f"陶瓷专业镇{IntakePoint.objects.count()}")

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "name": "酿造专业镇", "hourly": 30, "is_open": "on"}


class TestServiceRules(RegisterTests):
    register = RULES

    def record(self, where: Area) -> Any:
        return ServiceRule.objects.create(area=where, valid_from=date(2020, 1, 1), county_days=10)

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "valid_from": "2026-01-01", "county_days": 15, "source": "县府办通知"}
