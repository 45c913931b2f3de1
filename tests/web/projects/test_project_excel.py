"""A county's project table in and out: its own headings, planned days reckoned, changes met."""

from __future__ import annotations

from datetime import date

import pytest

from web.imports.conftest import book, brought, confirmed
from web.projects import project_samples as samples
from zhenxing.web.kit.testing import area, signed_in, unit
from zhenxing.web.projects import flow
from zhenxing.web.projects.models import Project
from zhenxing.web.projects.register import PROJECTS

HEAD = ["项目名称", "所在乡镇", "责任单位", "投资项目代码", "建设单位", "总投资（元）", "计划签约"]


@pytest.mark.django_db(transaction=True)
def test_a_table_of_projects_comes_in_is_met_again_and_goes_out() -> None:
    county = area("云岭县")
    town, bureau = samples.township(county, "窑头镇"), unit(county, "云岭县工业和信息化局")
    clerk = samples.officer(county)
    row = [
        "釉料车间改造",
        town.name,
        bureau.name,
        "20259901213003123456",
        "云岭釉彩陶瓷有限公司",
        12000000,
        "2025-03-01",
    ]
    made = brought(PROJECTS, clerk, book(HEAD, row))
    confirmed(made, clerk)
    found = Project.objects.get()
    assert (found.code, found.unit, found.state) == ("2025-990121-30-03-123456", bureau, flow.PROPOSED)
    Project.objects.update(state=flow.RESERVE)
    again = brought(PROJECTS, clerk, book(HEAD, [*row[:-1], "2025-04-01"]))
    assert (again.inserts, again.updates) == (0, 1)
    confirmed(again, clerk)
    found = Project.objects.get()
    assert found.due_on == found.plan_signed_on == date(2025, 4, 1), (
        "the day of the next stage follows the table"
    )
    wrong = brought(
        PROJECTS, clerk, book(HEAD, ["另一项目", town.name, bureau.name, "2025-99", "甲", 1, "2025-03-01"])
    )
    assert wrong.inserts == 0
    assert signed_in(clerk).get(PROJECTS.url("export")).content[:2] == b"PK"
