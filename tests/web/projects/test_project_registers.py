"""The registers of projects behave as every register does."""

from __future__ import annotations

from datetime import date
from typing import Any

from web.projects import project_samples as samples
from zhenxing.web.kit.testing import RegisterTests, unit
from zhenxing.web.organisations.models import Area
from zhenxing.web.projects.case_registers import ELEMENTS, ROUNDS, SCREENINGS, SUSPICIONS
from zhenxing.web.projects.models import BatchRound, ElementRequest, Investment, Screening, Suspicion
from zhenxing.web.projects.register import INVESTMENTS, PROJECTS, STAGE_EVENTS


class TestProjects(RegisterTests):
    register = PROJECTS

    def record(self, where: Area) -> Any:
        return samples.project(where, plan_signed_on=date(2025, 3, 1))

    def form(self, where: Area) -> dict[str, Any]:
        typed = {"name": "釉料车间改造", "investor": "云岭釉彩陶瓷有限公司", "investment": "1200000"}
        return {**typed, "area": where.pk, "code": "2025-990121-30-03-123456", "heavy": "unknown"}


class TestInvestments(RegisterTests):
    register = INVESTMENTS

    def record(self, where: Area) -> Any:
        found = samples.project(where)
        return Investment.objects.create(project=found, month="2025-03", amount=12)

    def form(self, where: Area) -> dict[str, Any]:
        return {
            "project": samples.project(where).name,
            "month": "2025-04",
            "amount": "350000.50",
            "note": "设备款",
        }


class TestElements(RegisterTests):
    register = ELEMENTS

    def record(self, where: Area) -> Any:
        found = samples.project(where)
        return ElementRequest.objects.create(
            project=found, kind="land", content="供地30亩", unit=unit(where), due_on=date(2025, 5, 1)
        )

    def form(self, where: Area) -> dict[str, Any]:
        asked = {"kind": "energy", "content": "新增变压器一台", "due_on": "2025-06-01"}
        return {**asked, "project": samples.project(where).name, "unit": unit(where).pk}


class TestStageEvents(RegisterTests):
    register = STAGE_EVENTS

    def record(self, where: Area) -> Any:
        return samples.through(where, date(2025, 3, 1)).events.get()


class TestSuspicions(RegisterTests):
    register = SUSPICIONS

    def record(self, where: Area) -> Any:
        first, later = samples.project(where), samples.project(where)
        return Suspicion.objects.create(
            project=later, other=first, kind="code", grave=True, print=f"{later.pk}",
            found_on=date(2025, 3, 1), reasons=["项目代码相同"],
        )  # fmt: skip


class TestScreenings(RegisterTests):
    register = SCREENINGS

    def record(self, where: Area) -> Any:
        who = samples.officer(where)
        return Screening.objects.create(
            project=samples.project(where), decided_on=date(2025, 3, 1), result=Screening.PASSED,
            verdict="unknown", decided_by=who, rulebook="项目入库评审标准",
        )  # fmt: skip


class TestRounds(RegisterTests):
    register = ROUNDS

    def record(self, where: Area) -> Any:
        return BatchRound.objects.create(area=where, year=2025, quarter=1)

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "year": "2025", "quarter": "2", "held_on": "2025-06-20"}
