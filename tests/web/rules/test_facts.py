"""Facts come from registers with their source and period; what nobody entered is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from web.enterprises.enterprise_samples import attribute, enterprise, qualification
from web.towns.town_samples import figure, town
from zhenxing.core.periods import Period
from zhenxing.core.truth import Truth
from zhenxing.web.brands.models import MarketShare, Product
from zhenxing.web.codetables import queries as codes
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.kit.testing import area
from zhenxing.web.rules import queries
from zhenxing.web.rules.facts import enterprise_facts, lettered, section_letters, town_facts
from zhenxing.web.rules.models import CriterionAnswer
from zhenxing.web.towns.models import Town

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 30)


def facts_of(one: Enterprise) -> dict[str, list[tuple[object, str]]]:
    found = enterprise_facts([one], DAY)[one.pk]
    return {name: [(fact.value, str(fact.period or "")) for fact in facts] for name, facts in found.items()}


def test_industry_codes_carry_their_section() -> None:
    letters = section_letters()
    assert [lettered(code, letters) for code in ("3074", "0142", "C", "5171")] == [
        "C3074",
        "A0142",
        "C",
        "F5171",
    ]


def test_an_enterprise_known_by_name_alone_has_no_facts() -> None:
    assert facts_of(enterprise(area())) == {}


def test_figures_carry_period_and_source_and_the_departments_go_first() -> None:
    one = enterprise(area(), industry=codes.get("industry", "3074"))
    attribute(one, value=Decimal(18_000_000))
    attribute(one, value=Decimal(21_000_000), source_kind="administrative", source="税务登记")
    attribute(one, "employees", "2024-12-31", value=Decimal(55))
    found = enterprise_facts([one], DAY)[one.pk]
    revenue = found["revenue"][0]
    assert (revenue.value, revenue.period) == (Decimal(21_000_000), Period(2024))
    assert "税务登记" in revenue.source and "不一致" in revenue.source
    assert found["employees"][0].period == Period(2024), "a count of the last day stands for the year"
    assert found["industry"][0].value == "C3074"


def test_a_title_is_held_in_its_term_and_absence_counts_only_where_a_roster_is_kept() -> None:
    where = area()
    holder, other = enterprise(where), enterprise(where, "云岭白泥瓷业有限公司")
    assert "high_tech" not in facts_of(other), "nobody keeps the roster: unknown"
    qualification(holder)
    assert facts_of(holder)["high_tech"] == [(True, "")]
    assert facts_of(other)["high_tech"] == [(False, "")]
    assert "little_giant" not in facts_of(other)
    later = enterprise_facts([holder], date(2026, 11, 1))[holder.pk]
    assert later["high_tech"][0].value is False, "its term is over"


def test_the_best_rank_of_a_year_counts() -> None:
    one = enterprise(area())
    product = Product.objects.create(name="日用细瓷", area=one.area, enterprise=one)
    for rank, says in ((12, "declared"), (9, "association")):
        MarketShare.objects.create(
            product=product, market="national", year=2024, rank=rank, says=says, source="榜单"
        )
    assert facts_of(one)["national_rank"] == [(Decimal(9), "2024")]


def test_accounts_that_differ_are_no_fact() -> None:
    kiln = town(area())
    figure(kiln, "18.1", "亿元", 2024, indicator="output", source="县工信局")
    figure(kiln, "61", "%", 2024, indicator="output_share")
    found = town_facts([kiln], DAY)[kiln.pk]
    assert found["output"][0].value == Decimal(1_810_000_000)
    assert found["output_share"][0].value == Decimal("0.61")
    figure(kiln, "15.9", "亿元", 2024, indicator="output", source="陶瓷协会")
    assert "output" not in town_facts([kiln], DAY)[kiln.pk]


def test_a_town_brings_its_working_enterprises_and_none_listed_is_not_zero() -> None:
    where = area()
    kiln, flange = town(where), town(where)
    enterprise(where, town=kiln, status="operating")
    enterprise(where, "清河陶土行", town=kiln, status="cancelled")
    cases = queries.town_cases([kiln, flange], DAY)
    members = cases[kiln.pk].related["enterprises"]
    assert members is not None and len(members) == 1
    assert cases[flange.pk].related["enterprises"] is None


def test_the_reference_year_is_the_newest_known_of_the_last_three() -> None:
    kiln = town(area())
    assert queries.town_cases([kiln], DAY)[kiln.pk].year == 2024
    figure(kiln, "14.8", "亿元", 2022, indicator="output")
    assert queries.town_cases([kiln], DAY)[kiln.pk].year == 2022
    figure(kiln, "19", "亿元", 2025, indicator="output")
    assert queries.town_cases([kiln], DAY)[kiln.pk].year == 2022, "the year is not over"
    assert queries.town_cases([kiln], DAY, year=2024)[kiln.pk].year == 2024


def test_what_people_judged_counts_for_its_book_and_not_when_it_is_old() -> None:
    kiln = town(area())
    key = "county-town-recognition"
    for criterion, year in (("speciality", 2024), ("chain", 2024), ("brand", 2023)):
        CriterionAnswer.objects.create(
            town=kiln, book=key, criterion=criterion, year=year, holds=True, proof="证明"
        )
    judged = queries.judge_town(kiln, key, DAY)
    assert judged is not None
    verdicts = {name: one.verdict for name, one in judged.judgements.items()}
    assert verdicts["speciality"] is verdicts["chain"] is Truth.TRUE
    assert verdicts["brand"] is verdicts["recognised"] is Truth.UNKNOWN
    assert queries.town_cases([kiln], DAY, book_key="national-cluster")[kiln.pk].judged == {}


def test_many_are_judged_in_as_many_queries_as_one() -> None:
    where = area()
    kiln = town(where)
    enterprise(where, town=kiln)
    with CaptureQueriesContext(connection) as one:
        queries.judge_all("national-cluster", DAY)
    for number in range(6):
        other = town(where)
        figure(other, "41", "亿元", 2024, indicator="output")
        for name in ("甲", "乙"):
            attribute(enterprise(where, f"{name}{number}", town=other))
    with CaptureQueriesContext(connection) as many:
        found = queries.judge_all("national-cluster", DAY)
    assert len(found) == Town.objects.count() == 7
    assert len(many) == len(one)


def test_no_fact_is_read_from_a_return() -> None:
    """The modules that gather facts import no app of statistical returns."""
    import zhenxing.web.rules.facts as facts_module

    named = {
        value.__module__
        for value in vars(facts_module).values()
        if isinstance(getattr(value, "__module__", None), str)
    }
    assert not any("returns" in module or "releases" in module for module in named)
