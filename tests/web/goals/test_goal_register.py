"""The register of goals: inherited behaviour, its filters, and the way back to the clause."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from web.goals.goal_samples import goal
from zhenxing.web.goals.models import Goal
from zhenxing.web.goals.register import GOALS
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in, unit
from zhenxing.web.organisations.models import Area


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


class TestGoalRegister(RegisterTests):
    register = GOALS

    def record(self, where: Area) -> Goal:
        return goal(where)

    def form(self, where: Area) -> dict[str, Any]:
        owner = unit(where)
        return {"owner_unit": owner.pk, "due_on": "2027-06-30"}


def shown(where: Area, query: str) -> str:
    return signed_in(person("office", where)).get(f"/goals/{query}").text


@pytest.mark.django_db
def test_a_goal_is_found_by_document_unit_deadline_and_state() -> None:
    where = area()
    owner = unit(where, "县统计局")
    first = goal(where, "规上企业", owner_unit=owner, deadline="2026")
    goal(where, "产值", state="achieved", deadline="2025", due_on=date(2025, 12, 31))
    for query in (
        f"?document={first.document.pk}",
        f"?owner_unit={owner.pk}",
        "?state=open",
        "?q=规上",
    ):
        page = shown(where, query)
        assert f"/goals/{first.pk}/" in page and ">产值</a>" not in page, query
    page = shown(where, "?sort=deadline")
    assert page.index(">产值</a>") < page.index(">规上企业</a>")


@pytest.mark.django_db
def test_the_detail_quotes_the_clause_and_leads_there() -> None:
    where = area()
    record = goal(where, start=3, end=9, clause_label="一、(二)")
    page = shown(where, f"{record.pk}/")
    assert "原话" in page
    assert f"/documents/{record.document.pk}/read/?at=3-9#at" in page
    assert "日期为采纳时所定" in page
    nowhere = goal(where, "产值", clause="2.3", deadline="2026")
    page = shown(where, f"{nowhere.pk}/")
    assert f"/documents/{nowhere.document.pk}/read/#clause-2.3" in page
    assert "日期为采纳时所定" not in page


@pytest.mark.django_db
def test_a_goal_says_its_amount() -> None:
    where = area()
    assert str(goal(where, "产值", value=Decimal(250_000_000), unit="元")) == "产值 ≥2.5亿元"
    assert goal(where, "增速", value=Decimal("0.1"), upper=Decimal("0.12"), unit="%").amount == "10%–12%"
    assert goal(where, "产量", value=None).amount == "数值不详"
