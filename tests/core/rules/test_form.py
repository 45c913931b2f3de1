"""What a rulebook may say, and how it is told what it may not: file, line, all faults at once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from core.rules.helper import HEAD, book, fault_of, faults, of, text
from core.rules.strategies import books
from zhenxing.core.rules import Rulebook
from zhenxing.core.rules import nodes as n
from zhenxing.core.rules.form import RuleFaults, dump, parse

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(books())
def test_every_book_comes_back_from_its_canonical_form(made: Rulebook) -> None:
    written = dump(made)
    assert parse(written, "random.yaml") == made
    assert dump(parse(written, "random.yaml")) == written


EVERYTHING = """\
{all: [
  {of: revenue, at_least: 2000万元, key: floor, label: 够大, clause: 第三条},
  {any: [{of: code, in: ['0111', C30]}, {of: code, equals: {text: tax}}, {of: code, starts_with: [C]}]},
  {not: {of: open, equals: false}},
  {at_least_of: {n: 1, of: [{of: size, equals: small}, {of: staff, between: [20, 300人]}]}},
  {judged: {key: plan, question: 有规划, proof: 规划文件}},
  {each_year: {last: 3, that: {of: revenue, above: {parameter: floor}}}},
  {first_time: {that: {of: revenue, at_least: 10亿元}, since: 2015}},
  {of: {sum: [revenue, tax, 0]}, at_most: 5000元},
  {of: {difference: [revenue, {fact: revenue, year: -1}]}, differs: 0},
  {of: {product: [revenue, rate]}, below: 5亿元},
  {of: {ratio: [tax, revenue]}, at_least: 三分之一},
  {of: {lowest: [revenue, tax]}, at_least: -5元},
  {of: {highest: [revenue, tax]}, known: true},
  {of: {growth: revenue, years: 2, method: total}, above: 10%},
  {of: {growth: revenue, method: mean, years: 3}, above: -10%},
  {of: {average: revenue, years: 3}, at_least: 1亿元},
  {of: {count: firms}, at_least: 5},
  {of: {count: firms, where: {of: profit, above: 0}}, at_least: 5家},
  {of: {total: firms, of: revenue, where: {of: code, in: [C13]}}, at_least: 5亿元},
  {of: {share: firms, of: revenue, where: {of: code, in: [C13]}}, above: 70%},
  {of: {share: firms, where: {of: code, in: [C13]}}, above: 50%},
  {of: {age: since}, at_least: 2年},
  {of: since, at_least: {parameter: open_day}},
  {of: since, below: 2020-01-01},
  {of: {table: {by: revenue, steps: [{from: 0, value: 1%}, {from: {parameter: floor}, value: 2%}], below: 0}},
   above: 0},
  {of: {capped: revenue, at_most: 5亿元, at_least: 1元}, above: 0},
  {of: {when: {of: open, equals: true}, then: 1000万元, else: revenue}, above: 0},
  {of: {ratio: [revenue, area]}, at_least: 300万元/亩}
]}"""


def test_the_whole_grammar_comes_back_from_its_canonical_form() -> None:
    made = book(
        "key: main, name: 主, begins: 2020-01-01, ends: 2029-12-31, note: 说明, group: 组, when: "
        + EVERYTHING,
        "key: paid, name: 奖励, amount: 50万元, outcome: 一档",
        "key: scored, name: 得分, weight: 20, points: {product: [rate, 20]}, group: 组",
        "key: veto, name: 否决, veto: true, when: {rule: main}",
        head=HEAD.replace("rules:", "choose: first\nstatus: site\nnote: 县里自定\nrules:"),
    )
    assert (made.choose, made.status, made.note) == ("first", "site", "县里自定")
    written = dump(made)
    assert parse(written, "demo.yaml") == made
    assert dump(parse(written, "demo.yaml")) == written
    assert not faults(written)


def test_defaults_are_left_out_and_amounts_are_written_one_way() -> None:
    written = dump(of("{of: revenue, at_least: 20000000元}"))
    assert "{of: revenue, at_least: 2000万元}" in written
    assert "choose" not in written
    assert "status: verified" in written


def test_texts_that_look_like_facts_or_numbers_stay_texts() -> None:
    made = of(
        "{all: [{of: code, equals: {text: tax}}, {of: code, in: [0111, tax]}, {of: code, equals: C30}]}"
    )
    compared = [node for node in n.walk(made.rules[0].when) if isinstance(node, n.Compare)]  # type: ignore[arg-type]  # the rule has a condition
    assert [node.to[0] for node in compared] == [n.Literal("tax"), n.Literal("0111"), n.Literal("C30")]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("{of: revenu, at_least: 1元}", "是不是“revenue”"),
        ("{of: revenue, at_least: 2000}", "数字要写单位“元”"),
        ("{of: revenue, at_least: 2000吨}", "这里应为“元”,不是“吨”"),
        ("{of: rate, at_least: 70}", "数字要写单位“%”,如 70%"),
        ("{of: revenue, at_least: C30}", "既不是声明过的事实"),
        ("{of: revenue, at_least: true}", "这里应为数量,不是是否"),
        ("{of: revenue, at_least: }", "不能空着"),
        ("{of: code, at_least: 5}", "文字不能用“at_least”比较"),
        ("{of: open, above: true}", "是否不能用“above”比较"),
        ("{of: revenue, starts_with: [C]}", "数量不能用“starts_with”比较"),
        ("{of: revenue, in: []}", "列表不能是空的"),
        ("{of: revenue, in: 5元}", "这里应为列表"),
        ("{of: size, equals: middle}", "不在选项之内:small、large"),
        ("{of: size, in: [middle]}", "不在选项之内"),
        ("{of: revenue, between: [1元]}", "正好有2项"),
        ("{of: revenue, known: false}", "外面写 not"),
        ("{of: revenue, known: maybe}", "应为 true 或 false"),
        ("{of: revenue}", "正好写明其中一种"),
        ("{of: revenue, at_least: 1元, below: 3元}", "正好写明其中一种"),
        ("{of: revenue, atleast: 1元}", "是不是“at_least”"),
        ("{all: [], any: []}", "正好写明其中一种"),
        ("{all: []}", "列表不能是空的"),
        ("{}", "正好写明其中一种"),
        ("revenue", "这里应为“名称: 内容”的映射"),
        ("{at_least_of: {n: 3, of: [{of: open, equals: true}]}}", "应为1至1的整数"),
        ("{at_least_of: {n: 1}}", "缺少“of”"),
        ("{judged: {question: 有规划}}", "缺少“key”"),
        ("{judged: {key: Plan, question: 有规划}}", "不能作标识"),
        ("{each_year: {last: 3}}", "缺少“that”"),
        ("{each_year: {last: 99, that: {of: open, equals: true}}}", "应为1至20的整数"),
        ("{first_time: {since: 2015}}", "缺少“that”"),
        ("{first_time: {since: 15, that: {of: open, equals: true}}}", "应为1978至2200的整数"),
        ("{rule: other}", "本规则集没有规则“other”"),
        ("{rule: main}", "绕了一圈"),
        ("{of: {fact: revenu}, above: 1元}", "没有声明事实“revenu”"),
        ("{of: {fact: revenue, year: 1}, above: 1元}", "应为-50至0的整数"),
        ("{of: {parameter: flor}, above: 1元}", "没有声明标准“flor”"),
        ("{of: {summ: [revenue]}, above: 1元}", "不认识这种算式(summ)"),
        ("{of: {}, above: 1元}", "不认识这种算式(空的映射)"),
        ("{of: [revenue], above: 1元}", "这里应为“名称: 内容”的映射"),
        ("{of: {sum: [revenue, staff]}, above: 1元}", "单位不同:这里应为“元”,不是“人”"),
        ("{of: {sum: [revenue, code]}, above: 1元}", "这里应为数量,不是文字"),
        ("{of: {difference: [revenue]}, above: 1元}", "正好有2项"),
        ("{of: {ratio: [revenue]}, above: 1元}", "正好有2项"),
        ("{of: {growth: revenue, years: 0}, above: 1%}", "应为1至20的整数"),
        ("{of: {growth: revenue, method: best}, above: 1%}", "应为compound、mean、total之一"),
        ("{of: {average: revenue}, above: 1元}", "缺少“years”"),
        ("{of: {age: revenue}, above: 1年}", "这里应为日期,不是数量"),
        ("{of: {count: firm}, above: 1户}", "没有声明关联对象“firm”,是不是“firms”"),
        ("{of: {count: firms, where: {of: profits, above: 0}}, above: 1户}", "是不是“profit”"),
        ("{of: {count: firms}, above: 1人}", "这里应为“户”,不是“人”"),
        ("{of: {total: firms}, above: 1元}", "缺少“of”:合计什么"),
        ("{of: {total: firm, of: revenue}, above: 1元}", "没有声明关联对象"),
        ("{of: {share: firms}, above: 1%}", "缺少“where”"),
        ("{of: {share: firm, where: {of: open, equals: true}}, above: 1%}", "没有声明关联对象"),
        ("{of: profit, above: 1元}", "既不是声明过的事实"),
        ("{of: {table: {by: revenue}}, above: 1元}", "缺少“steps”"),
        ("{of: {table: {by: revenue, steps: [{from: 1元}]}}, above: 1元}", "缺少“value”"),
        ("{of: {table: {by: revenue, steps: [{from: tax, value: 1元}]}}, above: 1元}", "台阶应为写明的数"),
        (
            "{of: {table: {by: tax, steps: [{from: 5元, value: 1元}, {from: 5元, value: 2元}]}}, above: 1元}",
            "台阶应从小到大",
        ),
        (
            "{of: {table: {by: tax, steps: [{from: 5元, value: 1元}, {from: 6元, value: 2人}]}}, above: 1元}",
            "单位不同",
        ),
        ("{of: {capped: revenue}, above: 1元}", "缺少“at_most”或“at_least”"),
        ("{of: {when: {of: open, equals: true}, then: 1元}, above: 1元}", "缺少“else”"),
        ("{of: {when: {of: open, equals: true}, then: 1元, else: 1人}, above: 1元}", "单位不同"),
        ("{of: revenue, at_least: 1元, key: 大}", "不能作标识"),
        ("{of: revenue, at_least: 1元, label: [大]}", "这里应为文字"),
        ("{of: revenue, at_least: 1元, at_least: 2元}", "“at_least”写了两次"),
        ("{of: revenue, [at_least]: 2元}", "名称应为一个词"),
    ],
)
def test_what_is_wrong_with_a_condition_is_told(when: str, told: str) -> None:
    found = fault_of(when)
    assert any(told in message for message in found), found


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (", begins: 2020-02-30", "不是日期"),
        (", begins: 2020-02-02, ends: 2020-01-01", "在开始之前就结束了"),
        (", weight: 0", "满分(weight)应为大于0的数"),
        (", weight: 20元", "满分(weight)应为大于0的数"),
        (", points: revenue", "单位不同:这里应为“无单位”,不是“元”"),
        (", veto: yes", "应为 true 或 false"),
        (", amount: code", "这里应为数量,不是文字"),
        (", oucome: 大", "是不是“outcome”"),
    ],
)
def test_what_is_wrong_with_a_rule_is_told(more: str, told: str) -> None:
    found = fault_of("{of: open, equals: true}", more)
    assert any(told in message for message in found), found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("key: demo", "key: Demo", "1: “Demo”不能作标识"),
        ("key: demo\n", "", "1: 缺少“key”"),
        ("subject: town", "subject: city", "3: “city”应为enterprise、town"),
        ("document: 云岭县示范办法", "title: 云岭县示范办法", "4: 缺少“document”"),
        ("{label: 营业收入, unit: 元}", "{label: 营业收入, unit: 万元}", "6: 单位不带万、亿:“万元”应写“元”"),
        (
            "{label: 行业代码, kind: text}",
            "{label: 行业代码, kind: text, unit: 元}",
            "只有数量(kind: number)有单位",
        ),
        (
            "{label: 行业代码, kind: text}",
            "{label: 行业代码, kind: choice}",
            "11: kind: choice 和 choices 要一起写",
        ),
        ("choices: {small: 小型, large: 大型}", "choices: {}", "12: 选项不能是空的"),
        ("kind: yesno", "kind: bool", "13: “bool”应为number、text"),
        ("label: 税收", "lable: 税收", "7: 不认识“lable”,是不是“label”"),
        ("value: 2000万元", "value: 2000", "17: 数字要写单位“元”"),
        ("value: 2000万元", "value: 很多", "17: “很多”不是数量"),
        ("value: 2000万元", "vale: 2000万元", "17: 缺少“value”"),
        ("begins: 2011-01-01, value: 2000万元", "begins: 2011, value: 2000万元", "17: “2011”不是日期"),
        (
            "begins: 2011-01-01, value: 2000万元",
            "begins: 2011-01-01, ends: 2010-01-01, value: 2000万元",
            "17: 2011-01-01 起的值在开始之前",
        ),
        (", values: []}", "}", "18: 缺少“values”"),
        ("subject: enterprise", "subject: firm", "21: “firm”应为"),
    ],
)
def test_what_is_wrong_with_a_declaration_is_told(old: str, new: str, told: str) -> None:
    head = HEAD.replace(old, new, 1)
    assert head != HEAD
    found = faults(text("key: main, name: 主, when: {of: open, equals: true}", head=head))
    assert any(told in message for message in found), found


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    head = HEAD.replace("label: 税收", "lable: 税收")
    found = faults(text("key: main, name: 主, when: {of: revenu, above: 1元}, unit: 元", head=head))
    assert [message.split(":")[0] for message in found] == ["7", "7", "23", "23"]


def test_a_fault_names_its_file_and_line() -> None:
    with pytest.raises(RuleFaults) as caught:
        parse("key: demo", "示范.yaml")
    assert "示范.yaml 第1行:缺少“rules”" in str(caught.value)
    assert caught.value.faults[0].file == "示范.yaml"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "文件是空的"),
        ("# 只有说明\n", "文件是空的"),
        ("- a\n- b\n", "这里应为“名称: 内容”的映射"),
        ("a: 'b\n", "不是合格的YAML"),
        ("a: [1\nb: 2\n", "不是合格的YAML"),
        ("a: \x00\n", "不允许的字符"),
        ("a: &x 1\n", "不能用 & 和 * 引用"),
        ("a: *x\n", "不能用 & 和 * 引用"),
        ("a: 1\n---\nb: 2\n", "不是合格的YAML"),
        ("[" * 50_000, "嵌套超过40层"),
        ("a: " + "x" * 2_000_001, "文件太大"),
    ],
)
def test_what_is_no_rulebook_is_told(content: str, told: str) -> None:
    found = faults(content)
    assert any(told in message for message in found), found


def test_quoted_text_without_end_is_cut_in_messages() -> None:
    (told,) = fault_of("{of: revenue, at_least: " + "九" * 5000 + "}")
    assert len(told) < 400


def test_two_texts_of_one_rule_must_not_be_in_force_on_one_day() -> None:
    old, new = (
        "key: main, name: 旧, ends: 2024-12-31, amount: 1元",
        "key: main, name: 新, begins: 2025-01-01, amount: 2元",
    )
    assert [rule.name for rule in book(old, new).rules] == ["旧", "新"]
    assert "两条在同一天有效" in faults(text(old, new.replace("2025", "2024")))[0]
    assert "两条在同一天有效" in faults(text(old.replace("ends: 2024-12-31, ", ""), new))[0]


def test_a_rule_needs_something_to_say() -> None:
    assert "缺少“when”" in faults(text("key: main, name: 主"))[0]
    assert "缺少“key”" in faults(text("name: 主, amount: 1元"))[0]


def test_rules_that_lead_back_to_themselves_through_others_are_refused() -> None:
    found = faults(
        text(
            "key: a, name: 甲, when: {rule: b}",
            "key: b, name: 乙, amount: {when: {rule: a}, then: 1元, else: 2元}",
        )
    )
    assert len([told for told in found if "绕了一圈" in told]) == 2


def test_rules_that_stand_for_too_much_are_refused() -> None:
    doubling = [
        f"key: r{at}, name: 甲, when: {{all: [{{rule: r{at + 1}}}, {{rule: r{at + 1}}}]}}" for at in range(40)
    ]
    found = faults(text(*doubling, "key: r40, name: 甲, when: {of: open, equals: true}"))
    assert "超过20000项" in found[0]
    inner = "{of: open, equals: true}"
    for _ in range(4):
        inner = f"{{each_year: {{last: 20, that: {inner}}}}}"
    assert "超过20000项" in fault_of(inner)[0]
    assert (
        "超过20000项"
        in fault_of(
            "{first_time: {since: 1980, that: {first_time: {since: 1980, that: "
            "{of: {average: revenue, years: 9}, above: 0}}}}}"
        )[0]
    )


def test_a_book_of_too_many_rules_is_refused() -> None:
    many = [f"key: r{at}, name: 甲, amount: 1元" for at in range(501)]
    assert "不超过500条规则" in faults(text(*many))[0]


def test_the_order_of_declarations_does_not_matter() -> None:
    rules = "rules:\n  - {key: main, name: 主规则, clause: 第五条, when: {of: open, equals: true}}\n"
    moved = rules + HEAD.removesuffix("rules:\n")
    assert parse(moved, "demo.yaml") == of("{of: open, equals: true}")
