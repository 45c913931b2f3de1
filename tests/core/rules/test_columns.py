"""Columns are read exactly, whatever type they have, and what is not exact is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.helper import DAY, HEAD, YEAR, book, case, firm, of
from zhenxing.core.rules import evaluate
from zhenxing.core.rules.columns import ask_all, batch_of, compile_rule
from zhenxing.core.rules.columns.bits import Answers, at_least_of
from zhenxing.core.rules.columns.numbers import Number, Whole, of_fractions
from zhenxing.core.truth import Truth

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
FLOOR = "{of: revenue, at_least: 2000万元}"


def asked(when: str, **columns: pa.Array) -> list[Truth]:
    made = of(when)
    batch = pa.RecordBatch.from_pydict(columns)
    return compile_rule(made.rules[0], made).ask(batch, DAY, YEAR).truths()


@pytest.mark.parametrize(
    "column",
    [
        pa.array([19_999_999, 20_000_000, None], pa.int64()),
        pa.array([19_999_999, 20_000_000, None], pa.uint64()),
        pa.array([19_999_999, 20_000_000, None], pa.int32()),
        pa.array([Decimal("19999999.99"), Decimal("20000000.00"), None], pa.decimal128(18, 2)),
        pa.array([Decimal("19999999.99"), Decimal("20000000.00"), None], pa.decimal128(38, 2)),
        pa.array([Decimal("19999999.99"), Decimal("20000000.00"), None], pa.decimal256(60, 2)),
        pa.array(["59999999/3", "20000000", None]),
        pa.array([0, 19_999_999, 20_000_000, None], pa.int64()).slice(1),
        pa.array([Decimal(0), Decimal("19999999.99"), Decimal(20_000_000), None], pa.decimal128(18, 2)).slice(
            1
        ),
    ],
)
def test_numbers_of_every_exact_type(column: pa.Array) -> None:
    assert asked(FLOOR, revenue=column) == [F, T, U]


def test_integers_with_a_scale_are_cents() -> None:
    field = pa.field("revenue", pa.int64(), metadata={"scale": "2"})
    batch = pa.RecordBatch.from_arrays([pa.array([1_999_999_999, 2_000_000_000])], schema=pa.schema([field]))
    made = of(FLOOR)
    assert compile_rule(made.rules[0], made).ask(batch, DAY, YEAR).truths() == [F, T]


def test_numbers_beyond_64_bits_stay_exact() -> None:
    huge = 10**30
    column = pa.array([Decimal(huge - 1), Decimal(huge)], pa.decimal128(38, 0))
    assert asked(
        "{of: {product: [revenue, revenue]}, at_least: {product: [revenue, revenue]}}", revenue=column
    ) == [T, T]
    assert asked("{of: revenue, at_least: {product: [10亿元, 10亿, 10亿, 1000]}}", revenue=column) == [F, T]


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (pa.array([1.5]), "double: exact numbers"),
        (pa.array(["很多"]), "text that is no fraction"),
        (pa.array([[1]]), "exact numbers are integers or decimals"),
    ],
)
def test_what_is_not_exact_is_refused_by_name(column: pa.Array, told: str) -> None:
    with pytest.raises(TypeError, match=f"'revenue'.*{told}"):
        asked(FLOOR, revenue=column)


def test_texts_plain_and_dictionary_encoded() -> None:
    plain = pa.array(["C13", "F51", None])
    for column in (plain, plain.dictionary_encode(), plain.cast(pa.large_string())):
        assert asked("{of: code, starts_with: [C, D]}", code=column) == [T, F, U]
        assert asked("{of: code, not_in: [C13]}", code=column) == [F, T, U]
    assert asked(
        "{of: code, equals: {fact: code, year: -1}}", code=plain, **{"code@-1": pa.array(["C13"] * 3)}
    ) == [T, F, U]
    assert asked("{of: code, in: [C13]}", code=pa.array([None], pa.string())) == [U]
    assert asked("{of: code, in: [C13]}", code=pa.nulls(1)) == [U]
    with pytest.raises(TypeError, match="'code' is int64, not text"):
        asked("{of: code, in: [C13]}", code=pa.array([13]))


def test_days_and_yes_or_no() -> None:
    days = pa.array([date(2020, 1, 1), date(2019, 12, 31), None])
    assert asked("{of: since, at_least: 2020-01-01}", since=days) == [T, F, U]
    assert asked("{of: {age: since}, at_least: 5年}", since=days) == [T, T, U]
    assert asked("{of: open, equals: true}", open=pa.array([True, False, None])) == [T, F, U]
    assert asked("{judged: {key: plan, question: 有}}", **{"judged:plan": pa.array([True, False, None])}) == [
        T,
        F,
        U,
    ]


def test_a_column_that_is_not_there_is_missing_in_every_row() -> None:
    other = pa.array([1, 2])
    assert asked(FLOOR, staff=other) == [U, U]
    assert asked("{of: code, in: [C]}", staff=other) == [U, U]
    assert asked("{of: revenue, known: true}", staff=other) == [F, F]
    assert asked(FLOOR, revenue=pa.nulls(2)) == [U, U]


def test_rules_that_are_not_in_force_and_rules_without_conditions() -> None:
    made = book(
        "key: old, name: 旧, ends: 2020-01-01, when: {of: open, equals: true}",
        "key: free, name: 奖, amount: 1元",
        "key: main, name: 主, when: {any: [{rule: old}, {all: [{rule: free}, {rule: held}]}]}",
        "key: held, name: 线, when: {of: staff, above: 5}",
    )
    batch = pa.RecordBatch.from_pydict({"staff": pa.array([6, 5])})
    found = ask_all(made.in_force(DAY), made, batch, DAY, YEAR)
    assert {key: answers.truths() for key, answers in found.items()} == {
        "free": [T, T], "main": [T, U], "held": [T, F],
    }  # fmt: skip
    free = compile_rule(made.rules[1], made)
    assert (free.reads(DAY, YEAR), free.aggregates(DAY, YEAR)) == ((), ())


def test_a_text_threshold_may_not_be_set() -> None:
    head = (
        "key: demo\nname: 示范\nsubject: town\ncitation: {document: 示范办法}\n"
        "facts: {code: {label: 代码, kind: text}}\n"
        "parameters: {trade: {label: 行业, kind: text, values: [{begins: 2012-01-01, value: C13},"
        " {begins: 2020-01-01, value: null}]}}\n"
        "rules:\n"
    )
    made = book("key: main, name: 主, when: {of: code, equals: {parameter: trade}}", head=head)
    batch = pa.RecordBatch.from_pydict({"code": pa.array(["C13", "C30"])})
    rule = compile_rule(made.rules[0], made)
    assert rule.ask(batch, date(2015, 1, 1), 2014).truths() == [T, F]
    assert rule.ask(batch, date(2021, 1, 1), 2020).truths() == [U, U]
    chosen = book(
        "key: main, name: 主, when: {of: {when: {of: code, equals: C1}, then: {parameter: trade},"
        " else: code}, equals: C30}",
        head=head,
    )
    assert compile_rule(chosen.rules[0], chosen).ask(batch, date(2015, 1, 1), 2014).truths() == [F, T]


RATES = (0, 1, 50, 89, 90, 100, 109, 110, 111, 120, 121, 122, 130, 131, 133, 134, 144, 200, -5, None)


@pytest.mark.parametrize(
    ("years", "how"),
    [
        (2, "years: 2"),
        (3, "years: 3"),
        (1, "years: 1"),
        (2, "years: 2, method: total"),
        (2, "years: 2, method: mean"),
    ],
)
@pytest.mark.parametrize(
    "threshold",
    [
        "at_least: 10%",
        "above: 10%",
        "at_most: 10%",
        "below: 10%",
        "equals: 10%",
        "differs: 10%",
        "between: [-10%, 10%]",
        "in: [10%, 20%, -100%]",
        "above: -150%",
        "at_least: 1/3",
        "at_least: {parameter: rise}",
        "at_least: {parameter: unset_rise}",
        "at_least: rate",
        "known: true",
    ],
)
def test_growth_in_columns_is_that_of_cases(years: int, how: str, threshold: str) -> None:
    """Around and exactly at the threshold; against plain thresholds columns take no root, else they do."""
    head = HEAD.replace(
        "related:",
        "  rise: {label: 增速线, unit: '%', values: [{begins: 2011-01-01, value: 10%}]}\n"
        "  unset_rise: {label: 县定增速, unit: '%', values: []}\nrelated:",
    )
    made = book(f"key: main, name: 主, when: {{of: {{growth: revenue, {how}}}, {threshold}}}", head=head)
    back = YEAR - years
    ends = [{} if last is None else {YEAR: Decimal(last)} for last in RATES]
    between = {YEAR - 1: Decimal(105)} if "mean" in how else {}
    cases = [
        case(revenue={**between, back: Decimal(first), **end}, rate=Decimal("0.1"))
        for first in (100, 0)
        for end in ends
    ]
    rule = compile_rule(made.rules[0], made)
    expected = [evaluate(made.rules[0], one, made).verdict for one in cases]
    assert rule.ask(rule.batch(cases, DAY, YEAR), DAY, YEAR).truths() == expected
    assert "unset" in threshold or len(set(expected)) > 1


def test_growth_to_a_power_is_exact_at_the_threshold() -> None:
    for last, verdict in ((Decimal("133.1"), T), (Decimal("133.0999999"), F)):
        revenue = {"revenue": pa.array([last], pa.decimal128(18, 7)), "revenue@-3": pa.array([100])}
        assert asked("{of: {growth: revenue, years: 3}, at_least: 10%}", **revenue) == [verdict]


# ── names ──
def test_a_rule_names_the_columns_it_reads() -> None:
    count = "{of: {count: firms, where: {of: profit, above: 0}}, at_least: 5}"
    made = book(
        "key: old, name: 旧, ends: 2020-01-01, when: {of: area, above: 1亩}",
        "key: free, name: 奖, amount: 1元",
        "key: now, name: 线, when: {of: staff, above: 5}",
        "key: main, name: 主, when: {all: [{rule: now}, {rule: old}, {rule: free}, {rule: now},"
        " {of: {growth: revenue, years: 2}, above: 0}, {of: {growth: tax, years: 2, method: mean}, above: 0},"
        " {each_year: {last: 2, that: {of: {average: rate, years: 2}, above: 0}}},"
        f" {{first_time: {{since: 2022, that: {{of: open, equals: true}}}}}}, {count},"
        f" {count.replace('5', '6')},"
        " {judged: {key: plan, question: 有}}]}",
    )
    rule = compile_rule(made.rules[3], made)
    (aggregate,) = rule.aggregates(DAY, YEAR)
    assert rule.reads(DAY, YEAR) == (
        "staff", "revenue", "revenue@-2", "tax", "tax@-1", "tax@-2", "rate", "rate@-1", "rate@-2",
        "open", "open@-2", "open@-1", "judged:plan", aggregate.name, aggregate.most,
    )  # fmt: skip
    assert aggregate.name.startswith("count:firms:")
    assert aggregate.most == aggregate.name + "|most"


def test_sums_over_related_cases_come_as_columns_of_their_bounds() -> None:
    made = of("{of: {count: firms, where: {of: profit, above: 0}}, at_least: 2}")
    rule = compile_rule(made.rules[0], made)
    towns = [
        case(firms=(firm(profit=1), firm(profit=2))),
        case(firms=(firm(profit=1), firm())),
        case(firms=(firm(profit=1), firm(profit=-1))),
        case(firms=None),
    ]
    batch = rule.batch(towns, DAY, YEAR)
    (aggregate,) = rule.aggregates(DAY, YEAR)
    assert batch.column(aggregate.name).to_pylist() == ["2/1", "1/1", "1/1", None]
    assert batch.column(aggregate.most).to_pylist() == ["2/1", "2/1", "1/1", None]
    assert rule.ask(batch, DAY, YEAR).truths() == [T, U, F, U]


def test_cases_become_a_batch_of_exact_columns() -> None:
    made = of("{all: [{of: revenue, above: 0}, {of: tax, above: 0}, {of: size, equals: small}]}")
    rule = compile_rule(made.rules[0], made)
    cases = [
        case(revenue=Decimal("1.25"), tax=Decimal("0." + "0" * 11 + "1"), size="small"),
        case(tax=10**20),
    ]
    batch = batch_of(cases, rule.columns(DAY, YEAR), made, DAY, YEAR)
    assert batch.schema.field("revenue").metadata == {b"scale": b"2"}
    assert batch.column("revenue").to_pylist() == [125, None]
    assert batch.column("tax").to_pylist() == ["1/1000000000000", f"{10**20}/1"]
    assert rule.ask(batch, DAY, YEAR).truths() == [T, U]


# ── exact numbers and packed bits ──
numbers = st.lists(st.none() | st.fractions(-(10**20), 10**20, max_denominator=10**6), min_size=1, max_size=9)


@given(
    numbers.flatmap(
        lambda one: st.tuples(
            st.just(one), st.lists(st.sampled_from(one), min_size=len(one), max_size=len(one))
        )
    )
)
def test_columns_of_fractions_compute_as_fractions_do(
    pair: tuple[list[Fraction | None], list[Fraction | None]],
) -> None:
    one, two = (of_fractions(list(values)) for values in pair)
    for how in (
        Number.__add__,
        Number.__sub__,
        Number.__mul__,
        Number.__truediv__,
        Number.lowest,
        Number.highest,
    ):
        got = how(one, two).fractions()
        assert got == [_alone(how.__name__, *row) for row in zip(*pair, strict=True)]


def _alone(how: str, one: Fraction | None, two: Fraction | None) -> Fraction | None:
    if one is None or two is None:
        return None
    if how == "__truediv__":
        return one / two if two else None
    single = {"lowest": min, "highest": max}.get(how)
    return single(one, two) if single is not None else getattr(one, how)(two)


def test_a_column_without_rows() -> None:
    assert asked(FLOOR, revenue=pa.array([], pa.int64())) == []
    assert Whole.measured(np.array([], dtype=np.int64)).size == 0


rows = st.lists(st.lists(st.sampled_from(list(Truth)), min_size=3, max_size=3), min_size=1, max_size=20)


@given(rows)
def test_packed_bits_keep_kleene_s_logic(table: list[list[Truth]]) -> None:
    a, b, c = (_packed([row[at] for row in table]) for at in range(3))
    assert (a & b).truths() == [row[0] & row[1] for row in table]
    assert (a | b).truths() == [row[0] | row[1] for row in table]
    assert (~a).truths() == [~row[0] for row in table]
    for n in (1, 2, 3):
        found = at_least_of(n, [a, b, c]).truths()
        assert found == [_at_least(n, row) for row in table]


def _packed(truths: list[Truth]) -> Answers:
    true = np.array([truth is T for truth in truths])
    return Answers.of(true, np.array([truth is not U for truth in truths]))


def _at_least(n: int, row: list[Truth]) -> Truth:
    certain, possible = row.count(T), 3 - row.count(F)
    return T if certain >= n else F if possible < n else U


def test_spare_bits_are_zero() -> None:
    answers = ~Answers.same(F, 3)
    assert (answers.true.tolist(), answers.known.tolist()) == ([0b111], [0b111])
    assert Answers.same(U, 3).known.tolist() == [0]


def test_a_year_reached_in_two_ways_is_one_column() -> None:
    when = (
        "{all: [{of: {fact: revenue, year: -1}, above: 5元}, {of: {fact: code, year: -1}, starts_with: [C]},"
        " {each_year: {last: 2, that: {all: [{of: revenue, above: 1元}, {of: code, starts_with: [C1]}]}}}]}"
    )
    years = {"revenue": [2, 2], "revenue@-1": [6, 5], "code": ["C13", "C13"], "code@-1": ["C13", "C13"]}
    assert asked(when, **{name: pa.array(values) for name, values in years.items()}) == [T, F]
