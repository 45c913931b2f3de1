"""Cases beside a rulebook: read with every fault's line, and held against the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.rules.helper import book
from zhenxing.core.periods import Period
from zhenxing.core.rules.examples import Example, disagreements, parse_examples
from zhenxing.core.rules.reading import RuleFaults

BOOK = book(
    "key: floor, name: 线, when: {of: revenue, above: 1999万元}, amount: 50万元, outcome: 达标, weight: 20",
    "key: later, name: 新, begins: 2026-01-01, when: {of: open, equals: true}",
    "key: firms, name: 户, when: {of: {count: firms, where: {of: profit, above: 0}}, above: 1}, amount: tax",
    "key: plan, name: 规划, when: {judged: {key: plan, question: 有规划}}",
)


def read(text: str) -> tuple[Example, ...]:
    return parse_examples(text, "cases/demo.yaml", BOOK)


def told(text: str) -> list[str]:
    return [line for example in read(text) for line in disagreements(BOOK, example)]


def faults(text: str) -> list[str]:
    with pytest.raises(RuleFaults) as caught:
        read(text)
    return [f"{fault.line}: {fault.message}" for fault in caught.value.faults]


def test_facts_have_periods_as_they_are_written() -> None:
    (example,) = read(
        "- name: 各种写法\n"
        "  day: 2025-06-30\n"
        "  facts: {revenue: 2500万元, revenue@-1: 2000万元, tax: {2022: 1元, 2024-03: 2元, -2: null},\n"
        "          staff@2024Q1: 3, code: C13, size: small, open: true, since: 2020-02-29, rate: null}\n"
        "  expect: {floor: true}\n"
    )
    facts = {
        name: [(fact.value, str(fact.period)) for fact in values]
        for name, values in example.case.facts.items()
    }
    assert facts == {
        "revenue": [(Decimal(25_000_000), "2024"), (Decimal(20_000_000), "2023")],
        "tax": [(Decimal(1), "2022"), (Decimal(2), "2024-03")],
        "staff": [(Decimal(3), "2024Q1")],
        "code": [("C13", "None")],
        "size": [("small", "None")],
        "open": [(True, "None")],
        "since": [(date(2020, 2, 29), "None")],
        "rate": [],
    }
    assert (example.case.year, example.line) == (2024, 1)


def test_the_reference_year_may_be_another() -> None:
    (example,) = read("- {name: 甲, day: 2025-06-30, year: 2020, facts: {tax: 1元}, outcome: none}")
    assert example.case.year == 2020
    assert example.case.facts["tax"][0].period == Period(2020)


def test_expectations_that_are_met() -> None:
    assert not told(
        "book: demo\n"
        "cases:\n"
        "  - name: 都对\n"
        "    day: 2025-06-30\n"
        "    facts: {revenue: 2000万元, tax: 7元}\n"
        "    judged: {plan: null}\n"
        "    related: {firms: [{subject: 甲公司, times: 2, profit: 5元}, {profit: -1元}]}\n"
        "    expect: {floor: true, later: absent, firms: true, plan: unknown}\n"
        "    outcome: none\n"
        "    amount: 500007元\n"
        "    score: 20\n"
        "  - {name: 分条, day: 2025-06-30, facts: {revenue: 2000万元}, related: {firms: null},\n"
        "     amount: {floor: 50万元, firms: null}}\n"
        "  - {name: 不详, day: 2025-06-30, expect: {floor: unknown}, amount: null, score: unknown}\n"
        "  - {name: 否, day: 2025-06-30, facts: {revenue: 1元}, judged: {plan: false},\n"
        "     expect: {floor: false, plan: false}}\n"
    )


def test_expectations_that_are_not_met_are_told() -> None:
    found = told(
        "- {name: 甲, day: 2025-06-30, facts: {revenue: 1元}, expect: {floor: true},\n"
        "   outcome: 达标, amount: 1元}\n"
        "- {name: 乙, day: 2025-06-30, amount: {later: 5元}}\n"
    )
    assert found == [
        "甲:floor 应为 true,得到 false",
        "甲:outcome 应为 达标,得到 none",
        "甲:amount 应为 1,得到 unknown",
        "乙:amount:later 应为 5,得到 unknown",
    ]


def test_outcomes_of_a_book_of_first_rules() -> None:
    first = replace(BOOK, choose="first", rules=BOOK.rules[:1])
    for facts, outcome in (("revenue: 2000万元", "达标"), ("revenue: 1元", "none"), ("", "unknown")):
        (example,) = parse_examples(
            f"- {{name: 甲, day: 2025-06-30, facts: {{{facts}}}, outcome: {outcome}}}", "f", first
        )
        assert disagreements(first, example) == ()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{day: 2025-06-30, outcome: none}", "缺少“name”"),
        ("{name: 甲, day: 六月, outcome: none}", "不是日期"),
        ("{name: 甲, day: 2025-06-30}", "没有写应得的结果"),
        ("{name: 甲, day: 2025-06-30, expect: {flor: true}}", "没有规则“flor”,是不是“floor”"),
        ("{name: 甲, day: 2025-06-30, expect: {floor: yes}}", "应为 true、false、unknown 或 absent"),
        ("{name: 甲, day: 2025-06-30, amount: 很多}", "“很多”不是数量"),
        ("{name: 甲, day: 2025-06-30, facts: {revenu: 1元}, outcome: none}", "是不是“revenue”"),
        ("{name: 甲, day: 2025-06-30, facts: {revenue: 1}, outcome: none}", "数字要写单位“元”"),
        ("{name: 甲, day: 2025-06-30, facts: {revenue: 很多}, outcome: none}", "“很多”不是数量"),
        ("{name: 甲, day: 2025-06-30, facts: {revenue@5月: 1元}, outcome: none}", "不是时期"),
        ("{name: 甲, day: 2025-06-30, facts: {size: middle}, outcome: none}", "不在选项之内"),
        ("{name: 甲, day: 2025-06-30, judged: {plan: 也许}, outcome: none}", "应为 true 或 false"),
        ("{name: 甲, day: 2025-06-30, related: {firm: []}, outcome: none}", "没有声明关联对象“firm”"),
        ("{name: 甲, day: 2025-06-30, related: {firms: [{profits: 1元}]}, outcome: none}", "是不是“profit”"),
        ("{name: 甲, day: 2025-06-30, related: {firms: [甲]}, outcome: none}", "应为“名称: 内容”的映射"),
        ("{name: 甲, day: 2025-06-30, related: {firms: [{times: 0}]}, outcome: none}", "应为1至10000的整数"),
        ("{name: 甲, day: 2025-06-30, facts: [1], outcome: none}", "应为“名称: 内容”的映射"),
        ("甲", "应为“名称: 内容”的映射"),
    ],
)
def test_what_is_wrong_with_a_case_is_told(entry: str, message: str) -> None:
    found = faults(f"- {entry}")
    assert any(message in one for one in found), found


def test_what_is_wrong_with_a_file_of_cases_is_told() -> None:
    assert faults("book: other\ncases: []\n") == ["1: 这些算例不是规则集“demo”的", "2: 列表不能是空的"]
    assert faults("book: demo\n") == ["1: 缺少“cases”"]
    assert faults("cases: [{name: 甲, day: 2025-06-30, outcome: none}]\n") == ["1: 缺少“book”"]
    assert "不是合格的YAML" in faults("[")[0]
    assert faults("甲") == ["1: 这里应为列表"]
