"""What values, thresholds and expressions are called in Chinese."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhenxing.core import quantities
from zhenxing.core.rules import nodes, units
from zhenxing.core.rules.book import Rulebook
from zhenxing.core.rules.measures import unit_of
from zhenxing.core.truth import Value

_COMPARED = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}
_METHODS = {"compound": "年均(复合)增速", "mean": "年均增速", "total": "累计增速"}


def chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def said(value: Value | Fraction, unit: str | None = None, gap: Decimal | None = None) -> str:
    """A value for people: 1800万元, 12.5%, 是, 2024年3月15日.

    Long decimals are rounded, but never so far that a `gap` to a threshold disappears.
    """
    match value:
        case bool():
            return "是" if value else "否"
        case str():
            return f"“{value}”"
        case date():
            return chinese_date(value)
    exact = units.decimal(value) if isinstance(value, Fraction) else value
    return quantities.display(_rounded(exact, unit, gap), unit)


def _rounded(value: Decimal, unit: str | None, gap: Decimal | None) -> Decimal:
    places = 4 if unit == units.PERCENT else 2
    if gap:
        places = min(20, max(places, 1 - gap.adjusted()))
    return round(value, places) if -int(value.as_tuple().exponent) > places else value


def choice_label(value: Value | Fraction, choices: tuple[tuple[str, str], ...]) -> str:
    """The label of a choice, or the value as people say it."""
    return dict(choices).get(value) or said(value) if isinstance(value, str) else said(value)


def required(op: nodes.Op, to: tuple[str, ...]) -> str:
    """What a comparison asks for, of thresholds already in words: ≥2000万元."""
    if op in _COMPARED:
        return f"{_COMPARED[op]}{to[0]}"
    match op:
        case "equals":
            return f"为{to[0]}"
        case "differs":
            return f"不为{to[0]}"
        case "in":
            return f"为{'、'.join(to)}" + ("之一" if len(to) > 1 else "")
        case "not_in":
            return f"不为{'、'.join(to)}"
        case "between":
            return f"在{to[0]}至{to[1]}之间"
        case "starts_with":
            return f"以{'、'.join(to)}开头"
    return "须有数据"


class Words:
    """Names the parts of one book."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book

    def expression(self, node: nodes.Expression, related: str | None = None) -> str:
        """What an expression gives, in words: 上年营业收入, 近3年营业收入年均(复合)增速."""
        match node:
            case nodes.Literal(value, unit):
                return said(value, unit)
            case nodes.FactRef(name, year):
                return _YEARS.get(year, f"{-year}年前的") + self.book.spec(name, related).label
            case nodes.ParameterRef(name):
                return self.book.parameters[name].label
            case nodes.Sum(of):
                return "与".join(self._all(of, related)) + "之和"
            case nodes.Product(of):
                return "×".join(self._all(of, related))
            case nodes.Lowest(of):
                return "、".join(self._all(of, related)) + "中最低的"
            case nodes.Highest(of):
                return "、".join(self._all(of, related)) + "中最高的"
            case nodes.Difference(first, second):
                return f"{self.expression(first, related)}减{self.expression(second, related)}"
            case nodes.Ratio(first, second):
                return f"{self.expression(first, related)}与{self.expression(second, related)}之比"
        return self._larger(node, related)

    def _larger(self, node: nodes.Expression, related: str | None) -> str:
        match node:
            case nodes.Growth(of, years, method):
                span = f"近{years}年" if years > 1 else ""
                return f"{span}{self.expression(of, related)}{_METHODS[method] if years > 1 else '同比增速'}"
            case nodes.Average(of, years):
                return f"近{years}年平均{self.expression(of, related)}"
            case nodes.Age(of):
                return f"{self.expression(of, related)}至今的整年数"
            case nodes.Count(name, where):
                return f"{self._whose(name, where)}数"
            case nodes.Total(name, of, where):
                return f"{self._whose(name, where)}的{self.expression(of, name)}合计"
            case nodes.Share(name, where, of):
                what = f"的{self.expression(of, name)}" if of is not None else "数"
                return f"{self._whose(name, where)}{what}占比"
            case nodes.Table(by):
                return f"按{self.expression(by, related)}分档的值"
            case nodes.Capped(of):
                return self.expression(of, related)
            case nodes.Choose(_, then, otherwise):
                return f"{self.expression(then, related)}或{self.expression(otherwise, related)}"
        raise AssertionError(node)

    def _all(self, of: tuple[nodes.Expression, ...], related: str | None) -> list[str]:
        return [self.expression(part, related) for part in of]

    def _whose(self, related: str, where: nodes.Condition | None) -> str:
        label = self.book.related[related].label
        return label if where is None else f"{self.condition(where, related)}的{label}"

    def condition(self, node: nodes.Condition, related: str | None = None) -> str:
        """What a condition asks, in words."""
        if node.named.label:
            return node.named.label
        match node:
            case nodes.Compare(of, op, to):
                asked = required(op, tuple(self.threshold(part, of, related) for part in to))
                return f"{self.expression(of, related)}{asked}"
            case nodes.AllOf(of):
                return "且".join(self.condition(part, related) for part in of)
            case nodes.AnyOf(of):
                return "或".join(self.condition(part, related) for part in of)
            case nodes.Not(of):
                return f"不符合“{self.condition(of, related)}”"
            case nodes.AtLeastOf(n, of):
                return f"{len(of)}项中至少{n}项:" + "、".join(self.condition(part, related) for part in of)
            case nodes.Judged(_, question):
                return question
            case nodes.EachYear(last, that):
                return f"近{last}年每年{self.condition(that, related)}"
            case nodes.FirstTime(that, since):
                return f"{since}年以来首次{self.condition(that, related)}"
            case _:
                return self.rule_name(node.rule)

    def heading(self, node: nodes.Condition) -> str:
        """What stands above the parts of a group: its label and how the parts count."""
        how = _how(node)
        if node.named.label or isinstance(node, nodes.RuleRef):
            label = self.condition(node)
            return f"{label}({how})" if how else label
        return how or self.condition(node)

    def threshold(self, node: nodes.Expression, of: nodes.Expression, related: str | None = None) -> str:
        """A threshold in words; a choice by its label."""
        if isinstance(node, nodes.Literal) and isinstance(of, nodes.FactRef):
            choices = self.book.spec(of.name, related).choices
            if choices:
                return choice_label(node.value, choices)
        if isinstance(node, nodes.Literal):
            unit = node.unit if node.unit is not None else unit_of(self.book, of, related)
            return said(node.value, unit)
        return self.expression(node, related)

    def rule_name(self, key: str) -> str:
        return next((rule.name for rule in self.book.rules if rule.key == key), key)


_YEARS = {0: "", -1: "上年", -2: "前年"}


def _how(node: nodes.Condition) -> str:
    """How the parts of a group count; empty for what is no group."""
    match node:
        case nodes.AllOf(of):
            return f"以下{len(of)}项须全部满足"
        case nodes.AnyOf(of):
            return f"以下{len(of)}项满足一项即可"
        case nodes.AtLeastOf(n, of):
            return f"以下{len(of)}项中须满足{n}项"
        case nodes.Not():
            return "以下条件须不成立"
        case nodes.EachYear(last):
            return f"近{last}年须每年满足"
        case nodes.FirstTime(_, since):
            return f"{since}年以来首次满足"
    return ""
