"""Columns say of every row what `evaluate` says of its case, whatever the rule and whatever is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.rules.helper import HEAD, book, case, firm, of
from core.rules.strategies import DAY, YEAR, books, cases
from core.rules.test_form import EVERYTHING
from zhenxing.core.periods import Period
from zhenxing.core.rules import Case, Fact, Rulebook, evaluate
from zhenxing.core.rules import nodes as n
from zhenxing.core.rules.columns import compile_rule

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(books(), st.lists(cases(), min_size=1, max_size=9))
def test_columns_answer_as_evaluate_does(book: Rulebook, found: list[Case]) -> None:
    rule = book.rules[0]
    asked = compile_rule(rule, book)
    answers = asked.ask(asked.batch(found, DAY, YEAR), DAY, YEAR)
    assert answers.truths() == [evaluate(rule, case, book).verdict for case in found]


CASES = [
    case(),
    case(
        {"plan": True},
        (),
        revenue=20_000_000,
        tax=5,
        code="C30",
        size="small",
        open=True,
        since=date(2023, 6, 30),
    ),
    case(
        {"plan": False},
        (firm(revenue=5, profit=1, code="C13"), firm(revenue=5, profit=0, code="F51"), firm(code="C13")),
        revenue={year: 10**9 + year for year in range(2013, 2025)},
        tax=10**8,
        rate=Decimal("0.5"),
        area=100,
        staff=20,
        code="tax",
        size="large",
        open=False,
        since=date(2020, 2, 29),
    ),
    case(
        {"plan": None},
        None,
        revenue={2022: 100, 2023: 110, 2024: 121},
        tax=0,
        rate=1,
        area=0,
        code="0111",
        open=True,
    ),
    case(
        None,
        (firm(revenue=600_000_000, profit=-1, code="C13"),) * 5,
        revenue={2023: 0, 2024: -5},
        staff=301,
        tax=1,
    ),
]
PARTS = of(EVERYTHING).rules[0].when.of  # type: ignore[union-attr]  # it is a list of conditions


OTHER_TEXT = of("{of: code, equals: {fact: code, year: -1}}").rules[0].when


@pytest.mark.parametrize("condition", [*PARTS, OTHER_TEXT])
def test_every_form_of_the_grammar_answers_alike(condition: n.Condition) -> None:
    made = of("{of: open, equals: true}")
    rule = replace(made.rules[0], when=condition)
    texts = [replace(one, facts={**one.facts, "code": codes(at)}) for at, one in enumerate(CASES)]
    for cases_asked in (CASES, texts):
        asked = compile_rule(rule, made)
        day, year = CASES[0].day, CASES[0].year
        answers = asked.ask(asked.batch(cases_asked, day, year), day, year)
        assert answers.truths() == [evaluate(rule, one, made).verdict for one in cases_asked]


def codes(at: int) -> tuple[Fact, ...]:
    """A code of this year and one of the year before; in every second case another one."""
    return (Fact("C13", Period(2023)), Fact("C13" if at % 2 else "C30", Period(2024)))


BIG = "{count: firms, where: {of: revenue, at_least: 20元}}"
OPEN = (firm(revenue=30), firm(revenue=20), firm(revenue=10), firm())
TOWNS = [case(firms=OPEN[:size]) for size in range(5)] + [case(firms=(*OPEN, *OPEN)), case()]
ASKED = (
    *("at_least: 2", "above: 2", "at_most: 2", "below: 2", "equals: 2", "differs: 2", "in: [0, 2]"),
    *("not_in: [0, 2]", "between: [2, 3]", "between: [3, 9]", "known: true"),
    "at_least: {parameter: unset_count}",
)


@pytest.mark.parametrize("comparison", ASKED)
@pytest.mark.parametrize("count", [BIG, f"{{sum: [{BIG}, 0]}}", "{count: firms}"])
def test_counts_of_which_some_are_open_answer_alike(count: str, comparison: str) -> None:
    head = HEAD.replace("related:", "  unset_count: {label: 户数线, unit: 户, values: []}\nrelated:")
    made = book(f"key: main, name: 主, when: {{of: {count}, {comparison}}}", head=head)
    asked = compile_rule(made.rules[0], made)
    day, year = TOWNS[0].day, TOWNS[0].year
    answers = asked.ask(asked.batch(TOWNS, day, year), day, year)
    assert answers.truths() == [evaluate(made.rules[0], one, made).verdict for one in TOWNS]
