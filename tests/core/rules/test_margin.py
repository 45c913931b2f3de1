"""How far to every threshold, and which single fact would turn the verdict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from core.rules.helper import book, case, firm, of
from core.rules.strategies import books, cases
from zhenxing.core.rules import Answer, Case, Rulebook, evaluate
from zhenxing.core.rules.margin import Margin, Settling, cheapest, margins
from zhenxing.core.truth import Truth


def margins_of(when: str, found: Case) -> tuple[Margin, ...]:
    made = of(when)
    return margins(made.rules[0], found, made)


def settling(when: str, found: Case) -> Settling | None:
    made = of(when)
    return cheapest(made.rules[0], found, made)


def test_a_margin_is_room_to_spare_or_what_is_missing() -> None:
    when = (
        "{all: [{of: revenue, at_least: 2000万元}, {of: staff, below: 100}, {of: rate, between: [50%, 90%]},"
        " {of: tax, above: 0}, {of: area, equals: 5亩}, {of: code, equals: C1},"
        " {judged: {key: plan, question: 有规划}}]}"
    )
    found = margins_of(when, case(revenue=18_000_000, staff=60, rate=Decimal("0.8"), area=5))
    assert [(m.field, m.distance, m.relative, m.direction) for m in found] == [
        ("revenue", -2_000_000, Decimal("-0.1"), "up"),
        ("staff", 40, Decimal("0.4"), "down"),
        ("rate", Decimal("0.3"), Decimal("0.6"), "up"),
        ("rate", Decimal("0.1"), Decimal(1) / Decimal(9), "down"),
    ]
    assert (found[0].value, found[0].threshold, found[0].unit, found[0].verdict) == (
        18_000_000, 20_000_000, "元", Truth.FALSE,
    )  # fmt: skip


def test_a_threshold_of_zero_has_no_relative_margin() -> None:
    (margin,) = margins_of("{of: tax, above: 0}", case(tax=5))
    assert (margin.distance, margin.relative) == (5, None)


def test_margins_of_years_say_which_year() -> None:
    found = margins_of(
        "{each_year: {last: 2, that: {of: revenue, at_least: 5元}}}", case(revenue={2024: 7, 2023: 4})
    )
    assert [(m.shift, m.distance) for m in found] == [(0, 2), (-1, -1)]


def test_a_rule_without_conditions_has_no_margins() -> None:
    made = book("key: main, name: 主, amount: 1元")
    assert margins(made.rules[0], case(), made) == ()
    assert cheapest(made.rules[0], case(), made) is None


# ── the cheapest fact ──
def test_the_fact_with_the_smallest_relative_change() -> None:
    when = "{any: [{of: revenue, at_least: 2000万元}, {of: staff, at_least: 100}]}"
    found = settling(when, case(revenue=19_000_000, staff=50))
    assert found is not None
    assert (found.field, found.value, found.needed, found.change) == (
        "revenue",
        19_000_000,
        20_000_000,
        1_000_000,
    )
    assert found.verdict is Truth.TRUE
    assert settling(when, case(revenue=1, staff=99)).needed == 100  # type: ignore[union-attr]  # there is one


def test_when_two_facts_must_change_no_single_one_turns_it() -> None:
    when = "{all: [{of: revenue, at_least: 2000万元}, {of: staff, at_least: 100}]}"
    assert settling(when, case(revenue=1, staff=1)) is None


def test_one_fact_may_have_to_pass_the_farther_of_its_thresholds() -> None:
    when = "{all: [{of: staff, at_least: 20}, {of: staff, at_least: 30}]}"
    assert settling(when, case(staff=5)).needed == 30  # type: ignore[union-attr]  # there is one


@pytest.mark.parametrize(
    ("when", "values", "needed"),
    [
        ("{of: revenue, above: 2000万元}", {"revenue": 5}, Decimal("20000000.01")),
        ("{of: revenue, below: 2000万元}", {"revenue": 30_000_000}, Decimal("19999999.99")),
        ("{of: rate, at_least: 70%}", {"rate": Decimal("0.6543")}, Decimal("0.7")),
        ("{of: staff, equals: 7}", {"staff": 5}, 7),
        ("{of: staff, at_most: 7}", {"staff": 9}, 7),
        ("{of: staff, differs: 7}", {"staff": 7}, 8),
        ("{of: revenue, at_least: 5元}", {"revenue": Decimal("-3.5")}, 5),
        ("{of: {growth: revenue}, at_least: 10%}", {"revenue": {2023: 100, 2024: 105}}, 110),
        (
            "{of: {growth: revenue, years: 2, method: mean}, at_least: 10%}",
            {"revenue": {2022: 100, 2023: 110, 2024: 105}},
            121,
        ),
        ("{of: {average: revenue, years: 2}, at_least: 100元}", {"revenue": {2023: 90, 2024: 100}}, 110),
        ("{of: {sum: [revenue, tax]}, at_least: 100元}", {"revenue": 80, "tax": 1}, 99),
        ("{of: {ratio: [tax, revenue]}, at_most: 10%}", {"tax": 20, "revenue": 150}, 15),
        ("{of: revenue, at_least: {sum: [tax, 5元]}}", {"revenue": 10, "tax": 8}, 13),
    ],
)  # fmt: skip
def test_the_needed_value_is_the_first_that_turns_it(
    when: str, values: dict[str, object], needed: object
) -> None:
    found = settling(when, case(**values))
    assert found is not None
    assert found.needed == needed


def test_a_verdict_that_holds_tells_what_would_break_it_first() -> None:
    when = "{all: [{of: revenue, at_least: 2000万元}, {of: staff, at_least: 100}]}"
    found = settling(when, case(revenue=40_000_000, staff=110))
    assert found is not None
    assert (found.field, found.needed, found.verdict) == ("staff", 99, Truth.FALSE)


def test_an_earlier_year_is_offered_only_where_this_one_cannot_do_it() -> None:
    when = "{each_year: {last: 2, that: {of: revenue, at_least: 100元}}}"
    found = settling(when, case(revenue={2023: 99, 2024: 200}))
    assert found is not None
    assert found.field == "revenue@-1"


def test_a_value_that_holds_in_every_year_is_one_fact() -> None:
    timeless = case(tax=1)
    facts = {"revenue": (type(timeless.facts["tax"][0])(Decimal(90)),)}
    when = "{each_year: {last: 2, that: {of: revenue, at_least: 100元}}}"
    found = settling(when, Case("镇", timeless.day, timeless.year, facts))
    assert found is not None
    assert (found.field, found.needed) == ("revenue", 100)


def test_one_firm_more() -> None:
    when = "{of: {count: firms, where: {of: revenue, at_least: 20元}}, at_least: 5户}"
    found = settling(when, case(firms=(firm(revenue=30),) * 4))
    assert found is not None
    assert (found.field, found.label, found.needed, found.change) == (
        "related:firms", "营业收入≥20元的企业数", 5, 1,
    )  # fmt: skip


def test_from_zero_a_change_has_no_relative_size() -> None:
    found = settling("{of: revenue, at_least: 5元}", case(revenue=0))
    assert found is not None
    assert (found.needed, found.relative) == (5, None)


def test_yes_and_no_are_turned_where_no_number_can() -> None:
    answer = "{judged: {key: plan, question: 有规划}}"
    found = settling(f"{{all: [{answer}, {{of: open, equals: true}}]}}", case({"plan": True}, open=False))
    assert found is not None
    assert (found.field, found.value, found.needed, found.change) == ("open", False, True, None)
    asked = settling(f"{{all: [{answer}, {{of: open, equals: true}}]}}", case({"plan": False}, open=True))
    assert asked is not None
    assert (asked.field, asked.label, asked.verdict) == ("judged:plan", "有规划", Truth.TRUE)
    assert (
        settling(f"{{all: [{answer}, {{of: open, equals: true}}]}}", case({"plan": False}, open=False))
        is None
    )


def test_what_cannot_be_turned_by_one_fact() -> None:
    assert settling("{of: code, equals: C1}", case(code="C2")) is None
    assert settling("{of: since, at_least: 2020-01-01}", case(since=date(2019, 1, 1))) is None
    assert settling("{of: 5元, at_least: 6元}", case()) is None
    assert settling("{of: {product: [tax, 0]}, above: 0}", case(tax=5)) is None
    assert settling("{any: [{of: tax, below: -1元}, {of: revenue, above: 9元}]}", case(tax=5)) is None


def test_a_yes_that_is_missing_cannot_be_turned() -> None:
    when = "{all: [{of: code, equals: C1}, {of: open, equals: true}]}"
    assert settling(when, case(code="C2")) is None
    assert settling("{any: [{of: code, equals: C1}, {of: open, equals: true}]}", case(code="C1")) is None


def test_an_unknown_verdict_has_no_cheapest_fact() -> None:
    assert settling("{of: revenue, at_least: 5元}", case()) is None
    answer = "{judged: {key: plan, question: 有规划}}"
    unsure = Case("镇", case().day, 2024, {}, {}, {"plan": Answer(None)})
    assert settling(f"{{all: [{answer}, {{of: tax, above: 5元}}]}}", unsure) is None
    assert settling(f"{{all: [{answer}, {{of: open, equals: true}}]}}", case(open=False)) is None


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(books(1), cases())
def test_what_is_said_to_turn_the_verdict_is_another_verdict(made: Rulebook, found: Case) -> None:
    verdict = evaluate(made.rules[0], found, made).verdict
    turned = cheapest(made.rules[0], found, made)
    if turned is not None:
        assert {turned.verdict, verdict} == {Truth.TRUE, Truth.FALSE}
        assert turned.needed != turned.value
    for margin in margins(made.rules[0], found, made):
        if margin.distance:
            assert (margin.relative is None) == (margin.threshold == 0)
