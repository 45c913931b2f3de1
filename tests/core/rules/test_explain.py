"""A judgement in words: what a county head reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from core.rules.helper import book, case, firm, judged, of
from core.rules.strategies import books, cases
from zhenxing.core.rules import Case, Rulebook, evaluate, judge
from zhenxing.core.rules.explain import explain, missing_said, table
from zhenxing.core.rules.words import Words, said
from zhenxing.core.truth import Truth


def line(when: str, found: Case) -> str:
    return explain(judged(when, found)).splitlines()[1]


def test_a_failed_threshold_says_value_requirement_gap_and_clause() -> None:
    found = line("{of: revenue, at_least: {parameter: floor}}", case(revenue=18_000_000))
    assert found == "不满足 营业收入:1800万元(2024年),要求≥2000万元,还差200万元(第二条)"


@pytest.mark.parametrize(
    ("when", "values", "told"),
    [
        ("{of: staff, at_most: 20}", {"staff": 25}, "不满足 从业人员:25人(2024年),要求≤20人,超出5人(第五条)"),
        ("{of: staff, above: 20}", {"staff": 20}, "要求>20人,正好在界上,须再多一点"),
        ("{of: staff, below: 20}", {"staff": 20}, "要求<20人,正好在界上,须再少一点"),
        ("{of: rate, at_least: 70%}", {"rate": Decimal("0.695")}, "69.5%(2024年),要求≥70%,还差0.5个百分点"),
        ("{of: rate, at_least: 70%}", {"rate": Decimal("0.69999999")}, "69.999999%(2024年),要求≥70%,还差0.0"),
        ("{of: {ratio: [tax, revenue]}, above: 1/3}", {"tax": 2, "revenue": 3}, "66.67%(2024年),要求>33.33%"),
        ("{of: revenue, at_least: 1元}", {}, "未知 营业收入:没有数据,要求≥1元"),
        ("{of: open, equals: true}", {"open": False}, "不满足 在营:否,要求为是"),
        ("{of: size, equals: small}", {"size": "large"}, "规模:“large”,要求为小型"),
        ("{of: size, in: [small, large]}", {"size": "large"}, "要求为小型、大型之一"),
        ("{of: size, in: [small]}", {"size": "large"}, "要求为小型("),
        ("{of: code, not_in: [C13, C30]}", {"code": "C13"}, "要求不为“C13”、“C30”"),
        ("{of: code, differs: C13}", {"code": "C13"}, "要求不为“C13”"),
        ("{of: code, starts_with: [C13]}", {"code": "D13"}, "要求以“C13”开头"),
        ("{of: staff, between: [20, 300]}", {"staff": 25}, "要求在20人至300人之间"),
        ("{of: since, at_least: 2020-01-01}", {"since": date(2019, 3, 5)}, "2019年3月5日,要求≥2020年1月1日"),
        ("{of: revenue, known: true}", {}, "不满足 营业收入:没有数据,要求须有数据"),
        ("{of: tax, at_least: {fact: tax, year: -1}}", {"tax": {2023: 9, 2024: 8}}, "要求≥上年税收(9元)"),
        ("{of: size, differs: {fact: size, year: -2}}", {"size": "small"}, "要求不为前年规模(小型)"),
        ("{of: code, equals: {fact: code, year: -4}}", {"code": "C1"}, "要求为4年前的行业代码(“C1”)"),
        ("{of: revenue, at_least: {parameter: unset}}", {"revenue": 5}, "要求≥县定下限(未知)"),
        ("{of: revenue, at_least: 1元, label: 收入}", {"revenue": 5}, "满足 收入:5元"),
    ],
)  # fmt: skip
def test_lines_of_every_kind(when: str, values: dict[str, object], told: str) -> None:
    assert told in line(when, case(**values))


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "未知 有规划:还没有人判断,需要的依据:规划(第五条)"),
        ({"plan": True}, "满足 有规划:经判断为“是”,张三,依据:规划文件(第五条)"),
        ({"plan": False}, "不满足 有规划:经判断为“否”,张三,依据:规划文件(第五条)"),
    ],
)
def test_what_a_person_judged(answers: dict[str, bool | None], told: str) -> None:
    assert line("{judged: {key: plan, question: 有规划, proof: 规划}}", case(answers)) == told


def test_groups_say_how_their_parts_count() -> None:
    inner = "{of: open, equals: true}"
    when = (
        f"{{all: [{{any: [{inner}]}}, {{not: {inner}}}, {{at_least_of: {{n: 1, of: [{inner}]}}}},"
        f" {{each_year: {{last: 2, that: {inner}}}}},"
        f" {{first_time: {{since: 2023, that: {inner}}}}}], label: 总}}"
    )
    lines = explain(judged(when, case(open=True))).splitlines()
    assert lines[:4] == [
        "主规则:不满足。",
        "不满足 总(以下5项须全部满足):",
        "  满足 以下1项满足一项即可:",
        "    满足 在营:是,要求为是(第五条)",
    ]
    heads = [each.strip().split(" ", 1)[1] for each in lines if each.endswith(":")]
    assert heads[2:] == [
        "以下条件须不成立:",
        "以下1项中须满足1项:",
        "近2年须每年满足:",
        "2023年以来首次满足:",
    ]


def test_a_rule_referred_to_is_named_and_one_not_in_force_says_so() -> None:
    made = book(
        "key: old, name: 旧条, ends: 2020-01-01, when: {of: open, equals: true}",
        "key: main, name: 主, when: {rule: old}",
    )
    found = explain(judge(made, case())["main"])
    assert found.splitlines() == ["主:未知。", "未知 旧条:", "  当日没有有效的条文"]


def test_amounts_are_told() -> None:
    paid = of("{of: open, equals: true}", ", amount: {product: [tax, 50%]}")
    assert explain(judge(paid, case(open=True, tax=1_000_000))["main"]).endswith("可得50万元。")
    assert explain(judge(paid, case(open=True))["main"]).endswith("金额还算不出来。")
    free = book("key: main, name: 主, amount: 5万元")
    assert explain(judge(free, case())["main"]) == "主:满足。\n可得5万元。"


def test_a_table_has_a_row_for_every_condition() -> None:
    rows = table(judged("{all: [{of: revenue, at_least: 9元}, {of: tax, above: 0}]}", case(revenue=5)))
    assert [
        (row.label, row.value, row.required, row.gap, row.verdict, row.clause, row.source) for row in rows
    ] == [
        ("营业收入", "5元", "≥9元", "还差4元", Truth.FALSE, "第五条", "2024年 年报"),
        ("税收", "没有数据", ">0元", "", Truth.UNKNOWN, "第五条", ""),
    ]


def test_missing_facts_are_named_for_people() -> None:
    made = book(
        "key: main, name: 主, when: {judged: {key: plan, question: 有规划}}",
        "key: old, name: 旧条, amount: 1元",
    )
    names = (
        "tax", "revenue@-1", "judged:plan", "judged:other", "parameter:unset", "related:firms",
        "firms.profit@-2", "rule:old", "rule:gone",
    )  # fmt: skip
    assert missing_said(made, names) == (
        "税收", "营业收入(基准年前1年)", "判断:有规划", "判断:other", "标准:县定下限", "企业名单",
        "企业的利润(基准年前2年)", "条文:旧条", "条文:gone",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("{sum: [revenue, tax]}", "营业收入与税收之和"),
        ("{difference: [revenue, tax]}", "营业收入减税收"),
        ("{product: [revenue, 50%]}", "营业收入×50%"),
        ("{lowest: [revenue, tax]}", "营业收入、税收中最低的"),
        ("{highest: [revenue, tax]}", "营业收入、税收中最高的"),
        ("{growth: revenue}", "营业收入同比增速"),
        ("{growth: revenue, years: 3}", "近3年营业收入年均(复合)增速"),
        ("{growth: revenue, years: 3, method: mean}", "近3年营业收入年均增速"),
        ("{growth: revenue, years: 3, method: total}", "近3年营业收入累计增速"),
        ("{average: revenue, years: 3}", "近3年平均营业收入"),
        ("{age: since}", "设立日期至今的整年数"),
        ("{count: firms}", "企业数"),
        ("{count: firms, where: {of: profit, above: 0, label: 盈利}}", "盈利的企业数"),
        ("{total: firms, of: profit}", "企业的利润合计"),
        ("{share: firms, where: {of: profit, above: 0}}", "利润>0元的企业数占比"),
        ("{share: firms, of: revenue, where: {of: size, equals: small}}", "规模为小型的企业的营业收入占比"),
        ("{table: {by: revenue, steps: [{from: 0, value: 1元}]}}", "按营业收入分档的值"),
        ("{capped: revenue, at_most: 5元}", "营业收入"),
        ("{when: {of: open, equals: true}, then: revenue, else: tax}", "营业收入或税收"),
        ("5元", "5元"),
        ("{parameter: floor}", "下限"),
    ],
)
def test_expressions_have_names(expression: str, told: str) -> None:
    assert judged(f"{{of: {expression}, known: true}}", case()).evidence[0].label == told


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("{all: [{of: tax, above: 0}, {of: open, equals: true}]}", "税收>0元且在营为是"),
        ("{any: [{of: tax, above: 0}, {of: open, equals: true}]}", "税收>0元或在营为是"),
        ("{not: {of: open, equals: true}}", "不符合“在营为是”"),
        (
            "{at_least_of: {n: 1, of: [{of: tax, above: 0}, {of: tax, below: 9元}]}}",
            "2项中至少1项:税收>0元、税收<9元",
        ),
        ("{judged: {key: plan, question: 有规划}}", "有规划"),
        ("{each_year: {last: 2, that: {of: tax, above: 0}}}", "近2年每年税收>0元"),
        ("{first_time: {since: 2015, that: {of: tax, above: 0}}}", "2015年以来首次税收>0元"),
        ("{of: tax, at_least: {fact: tax, year: -1}}", "税收≥上年税收"),
        ("{rule: other}", "另一条"),
    ],
)
def test_conditions_have_names(condition: str, told: str) -> None:
    made = book(f"key: main, name: 主, when: {condition}", "key: other, name: 另一条, amount: 1元")
    assert made.rules[0].when is not None
    assert Words(made).condition(made.rules[0].when) == told


def test_values_are_said_in_chinese_units() -> None:
    values = [
        (Decimal(250_000_000), "元"),
        (Decimal("0.125"), "%"),
        (True, None),
        ("甲", None),
        (date(2024, 3, 5), None),
    ]
    assert [said(value, unit) for value, unit in values] == ["2.5亿元", "12.5%", "是", "“甲”", "2024年3月5日"]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(books(), cases())
def test_every_judgement_can_be_told(made: Rulebook, found: Case) -> None:
    judgement = evaluate(made.rules[0], found, made)
    assert explain(judgement).startswith(f"主规则:{judgement.verdict.label}。")
    assert len(table(judgement)) == len(judgement.evidence)
    assert all(missing_said(made, judgement.missing))
    assert (
        (judgement.missing == ()) or judgement.verdict is Truth.UNKNOWN or judgement.rule.amount is not None
    )


def test_firms_that_miss_a_year_are_told_by_their_fact() -> None:
    when = "{of: {count: firms, where: {of: {growth: revenue}, above: 0}}, at_least: 1}"
    made = of(when)
    missing = judge(made, case(firms=(firm(revenue=5),)))["main"].missing
    assert missing_said(made, missing) == ("企业的营业收入(基准年前1年)",)
