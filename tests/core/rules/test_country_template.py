"""An outside examiner: the rules of OpenFisca's country-template in our form give its own cases' answers.

Benefits with dated thresholds are in scope; taxes on income, contributions and reforms are not.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from core.rules.country_template_cases import BOOKS, OURS, OUT_OF_SCOPE, Expected, expected, package
from zhenxing.core.rules import Case, Fact, Rulebook, judge
from zhenxing.core.rules.columns import compile_rule
from zhenxing.core.rules.form import dump, parse
from zhenxing.core.truth import Truth

pytestmark = pytest.mark.skipif(package() is None, reason="OpenFisca's country-template is not installed")
EVERY = list(expected())
IN_SCOPE = [case for case in EVERY if case.variable in OURS]


@cache
def book(key: str) -> Rulebook:
    return parse((BOOKS / f"{key}.yaml").read_text(encoding="utf-8"), f"{key}.yaml")


def said(variable: str, case: Case) -> Decimal | None:
    """What our rules give: an age, or an amount that is 0 where no rule gives any."""
    judged = judge(book(OURS[variable]), case)
    if variable not in judged.judgements:
        return Decimal(0)
    judgement = judged[variable]
    if variable == "age":
        value = judgement.evidence[0].value
        return value if isinstance(value, Decimal) else None
    return Decimal(0) if judgement.verdict is Truth.FALSE else judgement.amount


def name(case: Expected) -> str:
    return f"{case.file}-{case.variable}-{case.period}-{case.name}"


@pytest.mark.parametrize("case", IN_SCOPE, ids=name)
def test_its_own_cases_have_its_own_answers(case: Expected) -> None:
    assert said(case.variable, case.case) == case.value


@pytest.mark.parametrize("case", [case for case in EVERY if case.variable not in OURS], ids=name)
def test_what_is_out_of_scope_says_why(case: Expected) -> None:
    if case.variable in OUT_OF_SCOPE:
        pytest.skip(OUT_OF_SCOPE[case.variable])
    pytest.fail(f"{case.variable} has neither a rule nor a reason")


def test_every_rule_but_the_pension_is_examined() -> None:
    """The package has no case of its own for the pension: the engine itself is asked below."""
    assert {case.variable for case in IN_SCOPE} == set(OURS) - {"pension"}


@pytest.mark.parametrize("key", sorted(set(OURS.values())))
def test_its_rules_have_a_canonical_form(key: str) -> None:
    text = dump(book(key))
    assert parse(text, key) == book(key)
    assert dump(parse(text, key)) == text


@pytest.fixture(scope="module")
def system() -> Any:
    return pytest.importorskip("openfisca_country_template").CountryTaxBenefitSystem()


def engine(system: Any, variable: str, month: str, given: dict[str, Any]) -> float:
    """What OpenFisca itself computes for one person alone in a household."""
    from openfisca_core.simulation_builder import SimulationBuilder

    household = {key: {month: value} for key, value in given.items() if key in {"rent", "household_income"}}
    person = {key: {month: value} for key, value in given.items() if key not in household}
    simulation = SimulationBuilder().build_from_entities(
        system, {"persons": {"一": person}, "households": {"户": {"adults": ["一"], **household}}}
    )
    return float(simulation.calculate(variable, month)[0])


BEGINS = {"meal_price": date(2017, 1, 1), "housing_allowance": date(2010, 1, 1)}
MONTHS = ("1980-01", "2015-11", "2015-12", "2016-11", "2016-12", "2017-01", "2024-02")


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("variable", ["basic_income", "pension", "housing_allowance", "meal_price"])
def test_the_engine_itself_agrees_around_every_date_and_threshold(
    system: Any, variable: str, month: str
) -> None:
    day = date.fromisoformat(f"{month}-01")
    if day < BEGINS.get(variable, day):
        pytest.skip("the engine has no parameters of so early a day")
    for age in (17, 18, 60, 61, 62):
        for money in (0, 249, 250, 400, 2000):
            given = _inputs(variable, age, money)
            facts = {key: (Fact(Decimal(value)),) for key, value in given.items()}
            wanted = engine(system, variable, month, given)
            assert said(variable, Case("一", day, day.year, facts)) == Decimal(str(wanted)), (age, money)


def _inputs(variable: str, age: int, money: int) -> dict[str, int]:
    if variable in {"basic_income", "pension"}:
        return {"age": age, "salary": money}
    return {"rent": money} if variable == "housing_allowance" else {"household_income": money}


def test_columns_give_the_same_as_cases() -> None:
    """The same cases asked as rows of one batch."""
    for variable, key in OURS.items():
        by_day: dict[date, list[Case]] = {}
        for case in (case.case for case in IN_SCOPE if case.variable == variable):
            by_day.setdefault(case.day, []).append(case)
        for day, cases in by_day.items():
            rule = book(key).rule(variable, day)
            if rule is not None:
                asked = compile_rule(rule, book(key))
                answers = asked.ask(asked.batch(cases, day, day.year), day, day.year)
                assert answers.truths() == [judge(book(key), case)[variable].verdict for case in cases]
