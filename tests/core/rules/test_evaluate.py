"""Rules held against cases: verdicts, evidence, what is missing, amounts, outcomes, scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.rules.helper import DAY, YEAR, book, case, facts, firm, judged, of
from zhenxing.core.periods import Period
from zhenxing.core.rules import Case, Fact, evaluate, judge
from zhenxing.core.truth import Truth

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
FLOOR = 20_000_000


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        ("at_least", F, T, T),
        ("above", F, F, T),
        ("at_most", T, T, F),
        ("below", T, F, F),
        ("equals", F, T, F),
        ("differs", T, F, T),
    ],
)
def test_every_comparison_at_and_beside_its_threshold(op: str, below: Truth, at: Truth, above: Truth) -> None:
    when = f"{{of: revenue, {op}: 2000万元}}"
    cent = Decimal("0.01")
    found = [judged(when, case(revenue=FLOOR + step)).verdict for step in (-cent, Decimal(0), cent)]
    assert found == [below, at, above]
    assert judged(when, case()).verdict is U


@pytest.mark.parametrize(
    ("when", "values", "verdict"),
    [
        ("{of: staff, between: [20, 300]}", {"staff": 20}, T),
        ("{of: staff, between: [20, 300]}", {"staff": 301}, F),
        ("{of: staff, between: [20, 300]}", {}, U),
        ("{of: code, in: [C13, C30]}", {"code": "C30"}, T),
        ("{of: code, not_in: [C13, C30]}", {"code": "C30"}, F),
        ("{of: code, starts_with: [C13, C30]}", {"code": "C3031"}, T),
        ("{of: code, starts_with: [C13, C30]}", {"code": "D3031"}, F),
        ("{of: code, in: [C13]}", {}, U),
        ("{of: open, equals: true}", {"open": False}, F),
        ("{of: since, at_most: 2020-01-01}", {"since": date(2020, 1, 1)}, T),
        ("{of: since, at_least: {parameter: open_day}}", {"since": date(2014, 12, 31)}, F),
        ("{of: revenue, known: true}", {}, F),
        ("{of: revenue, known: true}", {"revenue": 0}, T),
        ("{of: staff, in: [3, 5]}", {"staff": 5}, T),
    ],
)
def test_comparisons_of_every_kind(when: str, values: dict[str, object], verdict: Truth) -> None:
    assert judged(when, case(**values)).verdict is verdict


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        ("{all: [{of: tax, above: 0}, {of: revenue, above: 0}]}", U),
        ("{all: [{of: tax, above: 0}, {of: revenue, below: 0}]}", F),
        ("{any: [{of: tax, above: 0}, {of: revenue, above: 0}]}", T),
        ("{any: [{of: tax, above: 0}, {of: revenue, below: 0}]}", U),
        ("{not: {of: tax, above: 0}}", U),
        ("{not: {of: revenue, above: 0}}", F),
        ("{at_least_of: {n: 1, of: [{of: tax, above: 0}, {of: revenue, above: 0}]}}", T),
        ("{at_least_of: {n: 2, of: [{of: tax, above: 0}, {of: revenue, above: 0}]}}", U),
        ("{at_least_of: {n: 2, of: [{of: tax, above: 0}, {of: revenue, below: 0}]}}", F),
    ],
)
def test_missing_data_is_unknown_and_decides_nothing(when: str, verdict: Truth) -> None:
    """The tax is missing, the revenue is known."""
    assert judged(when, case(revenue=5)).verdict is verdict


def test_evidence_says_value_period_source_threshold_gap_and_clause() -> None:
    (evidence,) = judged("{of: revenue, at_least: {parameter: floor}}", case(revenue=18_000_000)).evidence
    assert (evidence.field, evidence.label) == ("revenue", "营业收入")
    assert (evidence.value, evidence.unit) == (Decimal(18_000_000), "元")
    assert (evidence.period, evidence.source) == ("2024年", "年报")
    assert (evidence.required, evidence.gap) == ("≥2000万元", Decimal(2_000_000))
    assert (evidence.clause, evidence.document) == ("第二条", "云统号")
    assert evidence.verdict is F


def test_a_clause_is_the_nearest_one_that_is_written() -> None:
    revenue = case(revenue=1)
    own = judged("{of: revenue, above: 0, clause: 第七条}", revenue).evidence[0]
    group = judged("{all: [{of: revenue, above: 0}], clause: 第八条}", revenue).evidence[0]
    rule = judged("{of: revenue, above: 0}", revenue).evidence[0]
    bare = book("key: main, name: 主, when: {of: revenue, above: 0}")
    of_book = evaluate(bare.rules[0], revenue, bare).evidence[0]
    assert [e.clause for e in (own, group, rule, of_book)] == ["第七条", "第八条", "第五条", "附则"]
    assert own.document == "云岭县示范办法 云政〔2024〕1号"


@pytest.mark.parametrize(
    ("when", "value", "gap"),
    [
        ("{of: staff, at_least: 20}", 18, 2),
        ("{of: staff, at_least: 20}", 25, 0),
        ("{of: staff, above: 20}", 20, 0),
        ("{of: staff, at_most: 20}", 25, 5),
        ("{of: staff, between: [20, 30]}", 18, 2),
        ("{of: staff, between: [20, 30]}", 33, 3),
        ("{of: staff, equals: 20}", 18, None),
        ("{of: staff, in: [20, 21]}", 18, None),
    ],
)
def test_the_gap_is_what_is_missing_and_never_negative(when: str, value: int, gap: int | None) -> None:
    assert judged(when, case(staff=value)).evidence[0].gap == gap


def test_the_facts_that_would_settle_it_are_named() -> None:
    when = (
        "{all: [{of: tax, above: 0}, {of: {growth: revenue}, above: 5%}, {judged: {key: plan, question: a}},"
        " {of: revenue, at_least: {parameter: unset}}, {of: {count: firms}, above: 1},"
        " {of: open, equals: true}]}"
    )
    found = judged(when, case(revenue=5, open=True))
    assert found.verdict is U
    assert found.missing == ("tax", "revenue@-1", "judged:plan", "parameter:unset", "related:firms")


def test_what_is_decided_misses_nothing() -> None:
    assert judged("{any: [{of: tax, above: 0}, {of: revenue, above: 0}]}", case(revenue=5)).missing == ()
    assert judged("{all: [{of: tax, above: 0}, {of: revenue, below: 0}]}", case(revenue=5)).missing == ()


def test_missing_facts_of_related_cases_are_named_with_their_relation() -> None:
    when = "{of: {count: firms, where: {of: {growth: revenue}, above: 0}}, at_least: 1}"
    assert judged(when, case(firms=(firm(revenue=5),))).missing == ("firms.revenue@-1",)


def test_a_person_s_answer_is_evidence_with_its_proof() -> None:
    when = "{judged: {key: plan, question: 有规划, proof: 规划文件}}"
    yes, no, unsure, none = (
        judged(when, case(judged=given)) for given in ({"plan": True}, {"plan": False}, {"plan": None}, {})
    )
    assert [found.verdict for found in (yes, no, unsure, none)] == [T, F, U, U]
    assert (yes.evidence[0].source, yes.evidence[0].note) == ("张三", "依据:规划文件")
    assert (none.evidence[0].source, none.evidence[0].note) == ("", "需要的依据:规划文件")
    assert none.missing == ("judged:plan",)
    assert judged("{judged: {key: plan, question: 有规划}}", case()).evidence[0].note == ""


def test_each_of_the_last_years() -> None:
    when = "{each_year: {last: 3, that: {of: revenue, at_least: 40亿元}}}"
    good = {2022: 4_000_000_000, 2023: 5_000_000_000, 2024: 6_000_000_000}
    assert judged(when, case(revenue=good)).verdict is T
    assert judged(when, case(revenue={**good, 2023: 3_999_999_999})).verdict is F
    assert judged(when, case(revenue={2022: 4_000_000_000, 2024: 6_000_000_000})).verdict is U
    assert judged(when, case(revenue={2022: 1})).verdict is F


@pytest.mark.parametrize(
    ("years", "verdict"),
    [
        ({2022: 5, 2023: 8, 2024: 12}, T),
        ({2022: 5, 2023: 11, 2024: 12}, F),
        ({2022: 5, 2024: 12}, U),
        ({2023: 11, 2024: 12}, F),
        ({2022: 5, 2023: 8, 2024: 9}, F),
        ({2022: 5, 2023: 8}, U),
    ],
)
def test_the_first_time_since_a_year(years: dict[int, int], verdict: Truth) -> None:
    when = "{first_time: {since: 2022, that: {of: revenue, at_least: 10元}}}"
    assert judged(when, case(revenue=dict(years))).verdict is verdict


def test_a_first_time_since_the_year_itself_or_later_looks_at_that_year_alone() -> None:
    assert judged("{first_time: {since: 2024, that: {of: revenue, above: 0}}}", case(revenue=5)).verdict is T
    assert judged("{first_time: {since: 2030, that: {of: revenue, above: 0}}}", case(revenue=5)).verdict is T


def test_another_rule_in_the_text_of_the_day() -> None:
    made = book(
        "key: floor, name: 旧线, ends: 2024-12-31, when: {of: revenue, above: 5元}",
        "key: floor, name: 新线, begins: 2025-01-01, ends: 2025-12-31, when: {of: revenue, above: 9元}",
        "key: free, name: 无条件, amount: 1元",
        "key: main, name: 主, when: {all: [{rule: floor}, {rule: floor}, {rule: free}]}",
    )
    found = {
        year: judge(made, replace(case(revenue=7), day=date(year, 6, 30)))["main"]
        for year in (2024, 2025, 2026)
    }
    assert [judgement.verdict for judgement in found.values()] == [T, F, U]
    assert found[2026].missing == ("rule:floor",)
    members = "{of: {count: firms, where: {rule: floor}}, at_least: 1}"
    related = book(
        "key: floor, name: 线, when: {of: revenue, above: 5元}", f"key: main, name: 主, when: {members}"
    )
    assert judge(related, case(firms=(firm(revenue=7), firm(revenue=1))))["main"].verdict is T


# ── amounts, outcomes, scores ──
def test_an_amount_is_given_where_the_rule_holds_and_rounded_to_cents() -> None:
    made = of("{of: open, equals: true}", ", amount: {product: [revenue, 1/3]}")
    found = [judge(made, case(revenue=100, open=given)) for given in (True, False)]
    assert found[0]["main"].amount == Decimal("33.33")
    assert (found[1]["main"].amount, found[1].amount) == (None, Decimal(0))
    unknown = judge(made, case(open=True))
    assert (unknown["main"].amount, unknown.amount, unknown.missing) == (None, None, ("revenue",))
    undecided = judge(made, case(revenue=100))
    assert (undecided["main"].amount, undecided.amount, undecided.missing) == (None, None, ("open",))


SIZES = (
    "key: l, name: 大, when: {all: [{of: staff, above: 999}, {of: revenue, at_least: 4亿元}]}, outcome: 大型",
    "key: m, name: 中, when: {all: [{of: staff, above: 299}, {of: revenue, above: 1元}]}, outcome: 中型",
    "key: s, name: 小, when: {of: staff, at_least: 20}, outcome: 小型",
)


@pytest.mark.parametrize(
    ("values", "label", "possible"),
    [
        ({"staff": 1000, "revenue": 400_000_000}, "大型", ("大型",)),
        ({"staff": 999, "revenue": 400_000_000}, "中型", ("中型",)),
        ({"staff": 20, "revenue": 1}, "小型", ("小型",)),
        ({"staff": 19}, None, ()),
        ({"staff": 999}, None, ("中型", "小型")),
        ({}, None, ("大型", "中型", "小型")),
    ],
)
def test_the_first_rule_that_holds_gives_the_outcome(
    values: dict[str, object], label: str | None, possible: tuple[str, ...]
) -> None:
    made = replace(book(*SIZES), choose="first")
    outcome = judge(made, case(**values)).outcome
    assert outcome is not None
    assert (outcome.label, outcome.possible) == (label, possible)


def test_an_outcome_that_missing_data_cannot_change_is_certain() -> None:
    made = book(
        "key: a, name: 甲, when: {of: tax, above: 0}, outcome: 达标",
        "key: b, name: 乙, when: {of: revenue, above: 0}, outcome: 达标",
    )
    outcome = judge(replace(made, choose="first"), case(revenue=5)).outcome
    assert outcome is not None
    assert outcome.label == "达标"


def test_a_book_of_all_rules_has_no_outcome_and_without_points_no_score() -> None:
    found = judge(of("{of: open, equals: true}"), case(open=True))
    assert (found.outcome, found.score) == (None, None)


SCHEME = (
    "key: size, name: 规模, weight: 20, group: 实力, points: {product: [rate, 20]}",
    "key: growth, name: 增速, weight: 30, group: 实力, when: {of: {growth: revenue}, at_least: 5%}",
    "key: plan, name: 规划, weight: 50, group: 工作, when: {judged: {key: plan, question: 有规划}}",
    "key: bonus, name: 加分, points: {when: {of: open, equals: true}, then: 3分, else: -3分}",
    "key: accident, name: 事故, veto: true, when: {judged: {key: accident, question: 有事故}}",
)


def test_a_score_adds_up_points_by_group() -> None:
    found = judge(
        book(*SCHEME),
        case(
            {"plan": True, "accident": False}, rate=Decimal("0.5"), revenue={2023: 100, 2024: 104}, open=True
        ),
    ).score
    assert found is not None
    assert (found.total, found.low, found.high, found.full) == (63, 63, 63, 100)
    assert found.groups == {"实力": (10, 50), "工作": (50, 50), "": (3, 0)}
    assert found.vetoed is F


def test_points_stay_between_nothing_and_the_full_mark() -> None:
    found = judge(book(*SCHEME), case(rate=7, open=False))
    assert (found["size"].points, found["bonus"].points) == (20, 0)


def test_a_score_with_something_missing_lies_between_two() -> None:
    found = judge(
        book(*SCHEME), case({"accident": True}, rate=1, revenue={2023: 100, 2024: 105}, open=True)
    ).score
    assert found is not None
    assert (found.total, found.low, found.high) == (None, 53, 103)
    assert found.vetoed is T


# ── which fact is meant ──
def test_yearly_facts_are_read_by_year_and_others_are_the_newest_not_after_the_day() -> None:
    months = tuple(Fact(Decimal(n), Period.month(2025, n), "月报") for n in (4, 5, 6, 7))
    day = Case("镇", DAY, YEAR, {"staff": months})
    assert judged("{of: staff, equals: 6}", day).verdict is T
    assert judged("{of: staff, equals: 5}", replace(day, day=date(2025, 6, 29))).verdict is T
    assert judged("{of: staff, equals: 5}", replace(day, day=date(2025, 3, 1))).verdict is U
    back = {"staff": (*months, Fact(Decimal(9), Period.month(2024, 6)))}
    assert judged("{of: {fact: staff, year: -1}, equals: 9}", replace(day, facts=back)).verdict is T
    mixed = {"staff": (*months, Fact(Decimal(1), Period(2024)))}
    assert judged("{of: staff, equals: 1}", replace(day, facts=mixed)).verdict is T


def test_a_fact_declared_yearly_never_takes_a_month_s_value() -> None:
    head = "facts:\n  staff: {label: 人数, unit: 人, yearly: true}\nrules:\n"
    start = "key: demo\nname: 示范\nsubject: town\ncitation: {document: 示范办法}\n"
    made = book("key: main, name: 主, when: {of: staff, at_least: 1}", head=start + head)
    monthly = Case("镇", DAY, YEAR, {"staff": (Fact(Decimal(5), Period.month(2025, 5)),)})
    found = evaluate(made.rules[0], monthly, made)
    assert (found.verdict, found.evidence[0].note) == (U, "人数没有2024年的数据")


def test_a_fact_without_a_period_holds_in_every_year_unless_a_newer_one_is_dated() -> None:
    timeless = facts(code="C13")
    assert judged("{of: {fact: code, year: -3}, equals: C13}", Case("镇", DAY, YEAR, timeless)).verdict is T
    dated = {"code": (Fact("C30", Period.day(date(2025, 1, 1))), *timeless["code"])}
    assert judged("{of: code, equals: C30}", Case("镇", DAY, YEAR, dated)).verdict is T
    assert judged("{of: {fact: code, year: -1}, equals: C13}", Case("镇", DAY, YEAR, dated)).verdict is T


def test_a_fact_of_the_wrong_kind_is_an_error_of_the_program() -> None:
    with pytest.raises(TypeError, match="'revenue' is declared as number"):
        judged("{of: revenue, above: 0}", case(revenue="很多"))
