"""Small rulebooks and cases about fictional places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhenxing.core.periods import Period
from zhenxing.core.rules import Answer, Case, Fact, Judgement, Rulebook, evaluate
from zhenxing.core.rules.form import RuleFaults, parse
from zhenxing.core.truth import Value

DAY, YEAR = date(2025, 6, 30), 2024

HEAD = """\
key: demo
name: 云岭县示范标准
subject: town
citation: {document: 云岭县示范办法, number: 云政〔2024〕1号, clause: 附则}
facts:
  revenue: {label: 营业收入, unit: 元}
  tax: {label: 税收, unit: 元}
  staff: {label: 从业人员, unit: 人}
  rate: {label: 达标率, unit: '%'}
  area: {label: 占地面积, unit: 亩}
  code: {label: 行业代码, kind: text}
  size: {label: 规模, kind: choice, choices: {small: 小型, large: 大型}}
  open: {label: 在营, kind: yesno}
  since: {label: 设立日期, kind: date}
parameters:
  floor:
    {label: 下限, unit: 元, values: [{begins: 2011-01-01, value: 2000万元, clause: 第二条, document: 云统号}]}
  unset: {label: 县定下限, unit: 元, values: []}
  open_day: {label: 起算日, kind: date, values: [{begins: 2011-01-01, value: 2015-01-01}]}
related:
  firms: {label: 企业, subject: enterprise, unit: 户, facts: {profit: {label: 利润, unit: 元}}}
rules:
"""


def text(*rules: str, head: str = HEAD) -> str:
    """A book's text; each rule a flow mapping without its braces."""
    return head + "".join(f"  - {{{rule}}}\n" for rule in rules)


def book(*rules: str, head: str = HEAD) -> Rulebook:
    return parse(text(*rules, head=head), "demo.yaml")


def of(when: str, more: str = "") -> Rulebook:
    """A book of one rule with a condition."""
    return book(f"key: main, name: 主规则, clause: 第五条, when: {when}{more}")


def faults(content: str) -> list[str]:
    """What is wrong with a text, as line and message."""
    try:
        parse(content, "demo.yaml")
    except RuleFaults as found:
        return [f"{fault.line}: {fault.message}" for fault in found.faults]
    return []


def fault_of(when: str, more: str = "") -> list[str]:
    """What is wrong with the one rule of a book."""
    line = HEAD.count("\n") + 1
    found = faults(text(f"key: main, name: 主规则, when: {when}{more}"))
    return [told.removeprefix(f"{line}: ") for told in found]


def facts(**values: Value | dict[int, Value]) -> dict[str, tuple[Fact, ...]]:
    """Facts: an int for a year's number; a mapping of year → value; anything else holds always."""
    made: dict[str, tuple[Fact, ...]] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            made[name] = tuple(Fact(_exact(one), Period(year), "年报") for year, one in value.items())
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            made[name] = (Fact(_exact(value), Period(YEAR), "年报"),)
        else:
            made[name] = (Fact(value),)
    return made


def _exact(value: Value | int) -> Value:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def case(judged: dict[str, bool | None] | None = None, firms: object = None, **values: object) -> Case:
    """A town with facts, answers and firms (a tuple of cases, None when nobody has listed them)."""
    answers = {key: Answer(value, "张三", "规划文件") for key, value in (judged or {}).items()}
    return Case("清河镇", DAY, YEAR, facts(**values), {"firms": firms}, answers)  # type: ignore[arg-type]  # as given


def firm(**values: object) -> Case:
    return Case("甲公司", DAY, YEAR, facts(**values))  # type: ignore[arg-type]  # as given


def judged(when: str, found: Case, more: str = "") -> Judgement:
    """A condition held against a case."""
    made = of(when, more)
    return evaluate(made.rules[0], found, made)
