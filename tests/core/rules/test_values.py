"""Expressions: exact arithmetic, growth, tables, caps, sums over related cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.helper import DAY, book, case, firm, judged
from zhenxing.core.rules import evaluate
from zhenxing.core.rules.facts import whole_years, years_before
from zhenxing.core.rules.values import growth, integer_root, root
from zhenxing.core.truth import Evidence, Truth

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def seen(expression: str, **values: object) -> Evidence:
    """What an expression gives, as evidence."""
    return judged(f"{{of: {expression}, known: true}}", case(**values)).evidence[0]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("{sum: [revenue, tax, 5元]}", 135),
        ("{difference: [revenue, tax]}", 70),
        ("{product: [revenue, 50%, 2]}", 100),
        ("{ratio: [tax, revenue]}", Decimal("0.3")),
        ("{lowest: [revenue, tax, 40元]}", 30),
        ("{highest: [revenue, tax]}", 100),
        ("{capped: revenue, at_most: 80元}", 80),
        ("{capped: tax, at_least: 50元, at_most: 80元}", 50),
        ("{when: {of: revenue, above: tax}, then: tax, else: revenue}", 30),
        ("{when: {of: revenue, below: tax}, then: tax, else: revenue}", 100),
    ],
)
def test_arithmetic(expression: str, value: object) -> None:
    evidence = seen(expression, revenue=100, tax=30)
    assert evidence.value == value
    assert seen(expression).value is None


def test_a_share_exactly_at_a_third_is_not_below_it() -> None:
    """In floats or cut decimals a third is never a third."""
    for op, verdict in (("below", F), ("at_least", T), ("above", F), ("at_most", T), ("equals", T)):
        when = f"{{of: {{ratio: [tax, revenue]}}, {op}: 三分之一}}"
        assert judged(when, case(tax=1, revenue=3)).verdict is verdict


def test_a_quotient_by_zero_is_unknown_and_says_so() -> None:
    found = judged("{of: {ratio: [tax, revenue]}, above: 0}", case(tax=1, revenue=0))
    assert (found.verdict, found.missing, found.evidence[0].note) == (U, (), "分母为0,无法相除")


@pytest.mark.parametrize(
    ("how", "threshold", "verdict"),
    [
        ("growth: revenue, years: 2", "10%", T),
        ("growth: revenue, years: 2", "10.0000001%", F),
        ("growth: revenue, years: 2, method: total", "21%", T),
        ("growth: revenue, years: 2, method: mean", "10%", T),
        ("growth: revenue", "10%", T),
    ],
)
def test_growth_exactly_at_its_threshold(how: str, threshold: str, verdict: Truth) -> None:
    found = judged(
        f"{{of: {{{how}}}, at_least: {threshold}}}", case(revenue={2022: 100, 2023: 110, 2024: 121})
    )
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("how", "revenue", "note"),
    [
        ("growth: revenue, years: 2", {2022: 0, 2024: 5}, "基期为零或负数"),
        ("growth: revenue, years: 2", {2022: 5, 2024: -5}, "基期为零或负数"),
        ("growth: revenue, years: 2, method: mean", {2022: 5, 2023: 0, 2024: 5}, "基期为零或负数"),
        ("growth: revenue, years: 2", {2024: 5}, "营业收入没有2022年的数据"),
        ("growth: revenue, years: 2, method: mean", {2022: 5, 2024: 5}, "营业收入没有2023年的数据"),
    ],
)
def test_growth_that_cannot_be_said_says_why(how: str, revenue: dict[int, int], note: str) -> None:
    found = judged(f"{{of: {{{how}}}, above: 0}}", case(revenue=dict(revenue)))
    assert found.verdict is U
    assert note in found.evidence[0].note


def test_a_fall_to_nothing_and_below_is_a_growth_of_one_year() -> None:
    assert seen("{growth: revenue}", revenue={2023: 100, 2024: -50}).value == Decimal("-1.5")
    assert seen("{growth: revenue, years: 2}", revenue={2022: 100, 2024: 0}).value == -1


def test_an_average_needs_every_year() -> None:
    assert seen("{average: revenue, years: 3}", revenue={2022: 1, 2023: 2, 2024: 6}).value == 3
    assert seen("{average: revenue, years: 3}", revenue={2022: 1, 2024: 6}).value is None


@given(st.fractions(0, 1000, max_denominator=50), st.integers(2, 5), st.decimals(0, 30, places=4))
def test_a_cut_root_keeps_its_place_among_decimals(value: Fraction, power: int, other: Decimal) -> None:
    """Comparing the cut root is comparing the true one, for up to twelve decimals."""
    cut, threshold = root(value, power), Fraction(other)
    assert (cut >= threshold) == (value >= threshold**power)
    assert (cut > threshold) == (value > threshold**power)


@given(st.integers(0, 10**40), st.integers(1, 7))
def test_the_root_of_a_whole_number(value: int, power: int) -> None:
    found = integer_root(value, power)
    assert found**power <= value < (found + 1) ** power


def test_a_compound_rate_that_is_a_decimal_is_exact() -> None:
    assert growth(Fraction(100), Fraction(121), 2) == Fraction(1, 10)
    assert growth(Fraction(100), Fraction(200), 2) == Fraction(4142135623730, 10**13) + Fraction(5, 10**13)


# ── age ──
@pytest.mark.parametrize(
    ("since", "day", "years"),
    [
        (date(2020, 6, 30), date(2025, 6, 29), 4),
        (date(2020, 6, 30), date(2025, 6, 30), 5),
        (date(2020, 2, 29), date(2021, 2, 28), 1),
        (date(2020, 2, 29), date(2024, 2, 28), 3),
        (date(2020, 2, 29), date(2024, 2, 29), 4),
        (date(2026, 1, 1), date(2025, 6, 30), -1),
    ],
)
def test_whole_years(since: date, day: date, years: int) -> None:
    assert whole_years(since, day) == years


def test_age_is_whole_years_on_the_day_of_the_case() -> None:
    found = [
        judged("{of: {age: since}, at_least: 2年}", case(since=day)).verdict
        for day in (DAY, date(2023, 6, 30))
    ]
    assert found == [F, T]
    assert judged("{of: {age: since}, at_least: 2年}", case()).missing == ("since",)
    assert years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)


# ── tables ──
TABLE = (
    "{table: {by: revenue, steps: [{from: 10亿元, value: 50万元}, {from: {parameter: unset}, value: tax}]}}"
)
STEPS = "{table: {by: revenue, steps: [{from: 10亿元, value: 50万元}, {from: 20亿元, value: tax}]}}"


@pytest.mark.parametrize(
    ("revenue", "value"),
    [(999_999_999, None), (1_000_000_000, 500_000), (1_999_999_999, 500_000), (2_000_000_000, 7)],
)
def test_a_table_gives_the_last_step_reached(revenue: int, value: int | None) -> None:
    assert seen(STEPS, revenue=revenue, tax=7).value == value


def test_below_the_first_step_nothing_is_said_unless_the_table_says_it() -> None:
    assert seen(STEPS, revenue=1).note == "低于最低一档,文件没有规定"
    assert seen(STEPS.replace("]}}", "], below: 0}}"), revenue=1).value == 0


def test_a_table_with_a_step_that_is_not_set_is_unknown() -> None:
    assert seen(TABLE, revenue=5_000_000_000, tax=1).note == "县定下限:标准尚待本地确定"
    assert seen(STEPS, tax=1).value is None


def test_a_choice_that_is_not_settled_is_unknown() -> None:
    evidence = seen("{when: {of: open, equals: true}, then: 1元, else: 1元}")
    assert (evidence.value, evidence.note) == (None, "适用哪一种还不清楚")


# ── thresholds by date ──
def test_a_threshold_is_that_of_the_day() -> None:
    head = (
        "key: demo\nname: 示范\nsubject: town\ncitation: {document: 示范办法}\n"
        "facts: {x: {label: 甲, unit: 元}}\n"
        "parameters: {floor: {label: 下限, unit: 元, values: [{begins: 2012-01-01, value: 5元},"
        " {begins: 2020-01-01, value: 9元}]}}\nrules:\n"
    )
    made = book("key: main, name: 主, when: {of: x, at_least: {parameter: floor}}", head=head)
    at = {year: replace(case(x=7), day=date(year, 1, 1)) for year in (2011, 2012, 2020)}
    found = {year: evaluate(made.rules[0], given, made) for year, given in at.items()}
    assert [judgement.verdict for judgement in found.values()] == [U, T, F]
    assert found[2011].evidence[0].note == "下限:当日没有有效的标准"
    assert found[2011].evidence[0].required == "≥下限(未知)"


# ── related cases ──
BIG = "{of: revenue, at_least: 20元}"
FIRMS = (firm(revenue=30), firm(revenue=20), firm(revenue=10))


@pytest.mark.parametrize(
    ("firms", "threshold", "verdict"),
    [
        (FIRMS, 2, T),
        (FIRMS, 3, F),
        ((*FIRMS, firm()), 2, T),
        ((*FIRMS, firm()), 3, U),
        ((*FIRMS, firm()), 4, F),
        ((), 1, F),
        (None, 0, U),
    ],
)
def test_a_count_is_decided_as_soon_as_the_unknown_ones_cannot_change_it(
    firms: object, threshold: int, verdict: Truth
) -> None:
    when = f"{{of: {{count: firms, where: {BIG}}}, at_least: {threshold}}}"
    assert judged(when, case(firms=firms)).verdict is verdict


@pytest.mark.parametrize(
    ("op", "verdict"),
    [
        ("equals: 1", F),
        ("equals: 2", U),
        ("differs: 1", T),
        ("at_most: 3", T),
        ("at_most: 2", U),
        ("below: 2", F),
        ("above: 1", T),
        ("in: [0, 1]", F),
        ("in: [0, 3]", U),
        ("between: [2, 3]", T),
        ("between: [2, 2]", U),
        ("between: [4, 5]", F),
        ("between: [0, 1]", F),
        ("at_least: {lowest: [staff, 2]}", U),
    ],
)
def test_comparisons_of_a_count_that_lies_between_two_and_three(op: str, verdict: Truth) -> None:
    when = f"{{of: {{count: firms, where: {BIG}}}, {op}}}".replace(
        "staff", "{count: firms, where: " + BIG + "}"
    )
    assert judged(when, case(firms=(*FIRMS, firm()))).verdict is verdict


def test_a_count_of_which_nothing_is_open_is_one_number() -> None:
    assert judged("{of: {count: firms}, in: [3, 4]}", case(firms=FIRMS)).verdict is T
    assert judged("{of: {count: firms}, in: [4]}", case(firms=FIRMS)).verdict is F
    assert judged("{of: {count: firms}, between: [3, 3]}", case(firms=FIRMS)).verdict is T


def test_evidence_of_an_open_count_says_what_is_certain() -> None:
    when = f"{{of: {{count: firms, where: {BIG}}}, at_least: 5户}}"
    (evidence,) = judged(when, case(firms=(*FIRMS, firm()))).evidence
    assert evidence.note == "已知至少2户,至多3户;有1个缺数据,暂不能判断是否计入"
    assert (evidence.gap, evidence.field) == (3, "related:firms")
    most = judged(when.replace("at_least: 5", "at_most: 1"), case(firms=(*FIRMS, firm()))).evidence[0]
    assert most.gap == 2


def test_a_total_and_shares() -> None:
    assert seen("{total: firms, of: revenue}", firms=FIRMS).value == 60
    assert seen(f"{{total: firms, of: revenue, where: {BIG}}}", firms=FIRMS).value == 50
    assert seen(f"{{share: firms, where: {BIG}}}", firms=FIRMS[1:]).value == Decimal("0.5")
    assert seen(f"{{share: firms, of: revenue, where: {BIG}}}", firms=FIRMS[1:]).unit == "%"
    assert (
        judged(
            f"{{of: {{share: firms, of: revenue, where: {BIG}}}, at_least: 5/6}}", case(firms=FIRMS)
        ).verdict
        is T
    )


def test_a_sum_with_an_amount_missing_is_unknown_and_says_of_how_many() -> None:
    evidence = seen("{total: firms, of: revenue}", firms=(*FIRMS, firm(), firm()))
    assert (evidence.value, evidence.note) == (None, "有2个缺数据")
    not_meant = "{total: firms, of: profit, where: {of: revenue, at_least: 20元}}"
    assert seen(not_meant, firms=(firm(revenue=30, profit=7), firm(revenue=1))).value == 7


def test_members_not_known_to_belong_widen_a_sum_by_their_own_amounts() -> None:
    firms = (firm(revenue=30, open=True), firm(revenue=20), firm(revenue=-5), firm(revenue=55, open=False))
    when = "{{of: {{total: firms, of: revenue, where: {{of: open, equals: true}}}}, {}}}"
    assert judged(when.format("between: [25元, 50元]"), case(firms=firms)).verdict is T
    assert judged(when.format("above: 49元"), case(firms=firms)).verdict is U
    share = "{of: {share: firms, of: revenue, where: {of: open, equals: true}}, at_most: 50%}"
    assert judged(share, case(firms=firms)).verdict is T
    assert judged(share.replace("50%", "49%"), case(firms=firms)).verdict is U


def test_a_share_of_nothing_cannot_be_said() -> None:
    assert seen(f"{{share: firms, where: {BIG}}}", firms=()).note == "企业合计为零或负数,无法计算占比"
    assert seen(f"{{share: firms, where: {BIG}}}", firms=None).note == "还没有列出企业"


def test_an_open_count_is_not_a_number_inside_another_expression() -> None:
    firms = (*FIRMS, firm())
    count = f"{{count: firms, where: {BIG}}}"
    assert seen(f"{{sum: [{count}, 1]}}", firms=firms).value is None
    chosen = f"{{of: {{when: {{of: open, equals: true}}, then: {count}, else: 0}}, at_least: 2}}"
    assert judged(chosen, case(firms=firms, open=True)).verdict is U
    stepped = f"{{of: {{table: {{by: tax, steps: [{{from: 0, value: {count}}}]}}}}, at_least: 2}}"
    assert judged(stepped, case(firms=firms, tax=1)).verdict is U
