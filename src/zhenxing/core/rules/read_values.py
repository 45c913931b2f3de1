"""Reads expressions, and knows the kind and unit of each so that wrong ones are told at their line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final, get_args

import yaml

from zhenxing.core.rules import nodes, units
from zhenxing.core.rules.book import FactSpec, Parameter, Related
from zhenxing.core.rules.reading import Reader, as_date, is_null, meant, optional

#: a kind of value; "any" where a fault was told already, so that one mistake is told once
NUMBER, TEXT, CHOICE, YESNO, DATE, ANY = "number", "text", "choice", "yesno", "date", "any"
METHODS: Final[tuple[nodes.Method, ...]] = get_args(nodes.Method)
_KIND_NAMES = {NUMBER: "数量", TEXT: "文字", CHOICE: "选项", YESNO: "是否", DATE: "日期"}


@dataclass(frozen=True)
class Typed:
    """An expression with what it gives. `bare`: a number written without a unit."""

    node: nodes.Expression
    kind: str
    unit: str = units.PURE
    bare: bool = False
    choices: tuple[tuple[str, str], ...] = ()


BAD = Typed(nodes.Literal(Fraction(0)), ANY)


@dataclass
class Scope:
    """What names mean where an expression stands."""

    facts: Mapping[str, FactSpec]
    parameters: Mapping[str, Parameter]
    related: Mapping[str, Related]
    #: rules referred to, with the marked place
    references: list[tuple[str, yaml.Node]] = field(default_factory=list)

    def inside(self, related: str) -> Scope:
        """The scope of a condition on a related case."""
        own = self.related[related].facts
        return replace(self, facts={**self.facts, **own})


def kind_name(typed: Typed) -> str:
    return _KIND_NAMES[typed.kind]


def same_kind(first: Typed, second: Typed) -> bool:
    texts = {TEXT, CHOICE}
    return first.kind == second.kind or ANY in {first.kind, second.kind} or {first.kind, second.kind} <= texts


def misfit(typed: Typed, kind: str, unit: str) -> str:
    """Why a value cannot stand where one of a kind and unit is wanted; empty when it can."""
    if ANY in {typed.kind, kind}:
        return ""
    if not same_kind(typed, Typed(typed.node, kind)):
        return f"这里应为{_KIND_NAMES[kind]},不是{kind_name(typed)}"
    of_percent = typed.bare and unit == units.PERCENT
    if kind != NUMBER or (units.same(typed.unit, unit) and not of_percent):
        return ""
    value = typed.node.value if isinstance(typed.node, nodes.Literal) else None
    if typed.bare:
        if value == 0 or units.may_be_left_out(unit):
            return ""
        example = "70%" if unit == units.PERCENT else f"2000{unit}"
        return f"数字要写单位“{unit}”,如 {example}"
    return f"单位不同:这里应为“{unit or '无单位'}”,不是“{typed.unit or '无单位'}”"


def written(text: str) -> nodes.Literal | None:
    """A day, true or false, or an amount, as written; None for any other text."""
    day = as_date(text)
    if day is not None:
        return nodes.Literal(day)
    if text in {"true", "false"}:
        return nodes.Literal(text == "true")
    try:
        return nodes.Literal(*units.read(text))
    except ValueError:
        return None


def of_literal(literal: nodes.Literal) -> Typed:
    """A literal with what it gives."""
    match literal.value:
        case bool():
            return Typed(literal, YESNO)
        case Fraction():
            return Typed(literal, NUMBER, units.canonical(literal.unit), bare=literal.unit is None)
        case str():
            return Typed(literal, TEXT)
    return Typed(literal, DATE)


class Values:
    """Reads expressions in a scope. `condition` reads a condition (the two contain each other)."""

    def __init__(self, reader: Reader, condition: Callable[[yaml.Node, Scope], nodes.Condition]) -> None:
        self.reader = reader
        self.condition = condition
        self._forms: dict[str, Callable[[dict[str, yaml.Node], yaml.Node, Scope], Typed]] = {
            "fact": self._fact,
            "parameter": self._parameter,
            "text": self._text,
            "sum": self._sum,
            "difference": self._difference,
            "product": self._product,
            "ratio": self._ratio,
            "lowest": self._lowest,
            "highest": self._highest,
            "growth": self._growth,
            "average": self._average,
            "count": self._count,
            "total": self._total,
            "share": self._share,
            "age": self._age,
            "table": self._table,
            "capped": self._capped,
            "when": self._choose,
        }
        self._with: dict[str, tuple[str, ...]] = {
            "fact": ("year",),
            "growth": ("years", "method"),
            "average": ("years",),
            "count": ("where",),
            "total": ("of", "where"),
            "share": ("of", "where"),
            "capped": ("at_most", "at_least"),
            "when": ("then", "else"),
        }

    # ── entry points ──
    def expression(self, node: yaml.Node, scope: Scope, wanted: str = "") -> Typed:
        """Any expression; a bare text is a text literal only where text is `wanted`."""
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, scope, wanted)
        entries = self.reader.entries(node)
        if entries is None:
            return BAD
        form = next((key for key in self._forms if key in entries), None)
        if form is None:
            found = "、".join(entries) or "空的映射"
            self.reader.fault(node, f"不认识这种算式({found}):可以写 {'、'.join(self._forms)}")
            return BAD
        known = self.reader.mapping(node, (form,), self._with.get(form, ()))
        return self._forms[form](known or {}, node, scope)

    def fitting(self, node: yaml.Node, scope: Scope, kind: str, unit: str = units.PURE) -> nodes.Expression:
        """An expression that must give a kind (and a unit, for a number)."""
        typed = self.expression(node, scope, kind)
        self.check(node, typed, kind, unit)
        return typed.node

    def check(self, node: yaml.Node, typed: Typed, kind: str, unit: str) -> None:
        why = misfit(typed, kind, unit)
        if why:
            self.reader.fault(node, why)

    def number(self, node: yaml.Node, scope: Scope) -> Typed:
        """An expression that must give a number, in any unit."""
        typed = self.expression(node, scope)
        if typed.kind not in {NUMBER, ANY}:
            self.reader.fault(node, f"这里应为数量,不是{kind_name(typed)}")
            return BAD
        return typed

    # ── scalars ──
    def _scalar(self, node: yaml.ScalarNode, scope: Scope, wanted: str) -> Typed:
        text = str(node.value)
        if text in scope.facts:
            return self._fact_type(text, 0, scope)
        if is_null(node):
            self.reader.fault(node, "这里不能空着")
            return BAD
        if wanted in {TEXT, CHOICE}:
            return of_literal(nodes.Literal(text))
        found = written(text)
        if found is None:
            self.reader.fault(node, f"“{text}”既不是声明过的事实,也不是数量、日期{meant(text, scope.facts)}")
            return BAD
        return of_literal(found)

    def _fact_type(self, name: str, year: int, scope: Scope) -> Typed:
        spec = scope.facts[name]
        unit = units.canonical(spec.unit)
        return Typed(nodes.FactRef(name, year), spec.kind, unit, choices=spec.choices)

    def _fact(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        name = self.reader.text(known["fact"])
        year = optional(known, "year", lambda year: self.reader.whole(year, -50, 0), 0)
        if name in scope.facts:
            return self._fact_type(name, year, scope)
        self.reader.fault(known["fact"], f"没有声明事实“{name}”{meant(name, scope.facts)}")
        return BAD

    def _parameter(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        name = self.reader.text(known["parameter"])
        if name not in scope.parameters:
            self.reader.fault(known["parameter"], f"没有声明标准“{name}”{meant(name, scope.parameters)}")
            return BAD
        parameter = scope.parameters[name]
        return Typed(nodes.ParameterRef(name), parameter.kind, units.canonical(parameter.unit))

    def _text(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        return of_literal(nodes.Literal(self.reader.text(known["text"])))

    # ── arithmetic ──
    def _alike(self, node: yaml.Node, scope: Scope, exactly: int | None = None) -> tuple[list[Typed], str]:
        """Numbers of one unit, and the unit."""
        listed = self.reader.items(node)
        if exactly is not None and listed and len(listed) != exactly:
            self.reader.fault(node, f"这里应正好有{exactly}项")
        read = [self.number(part, scope) for part in listed]
        known = [typed for typed in read if typed.kind != ANY]
        first = next((typed for typed in known if not typed.bare), known[0] if known else BAD)
        for part, typed in zip(listed, read, strict=True):
            self.check(part, typed, first.kind, first.unit)
        return read, first.unit

    def _sum(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        read, unit = self._alike(known["sum"], scope)
        return Typed(nodes.Sum(_nodes(read)), NUMBER, unit)

    def _lowest(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        read, unit = self._alike(known["lowest"], scope)
        return Typed(nodes.Lowest(_nodes(read)), NUMBER, unit)

    def _highest(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        read, unit = self._alike(known["highest"], scope)
        return Typed(nodes.Highest(_nodes(read)), NUMBER, unit)

    def _difference(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        read, unit = self._alike(known["difference"], scope, exactly=2)
        return Typed(nodes.Difference(*_nodes(read)), NUMBER, unit) if len(read) == 2 else BAD

    def _product(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        read = [self.number(part, scope) for part in self.reader.items(known["product"])]
        unit = units.PERCENT
        for typed in read:
            unit = units.multiply(unit, typed.unit)
        return Typed(nodes.Product(_nodes(read)), NUMBER, unit)

    def _ratio(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        listed = self.reader.items(known["ratio"])
        if len(listed) != 2:
            self.reader.fault(known["ratio"], "这里应正好有2项:[分子, 分母]")
            return BAD
        above, below = (self.number(part, scope) for part in listed)
        return Typed(nodes.Ratio(above.node, below.node), NUMBER, units.divide(above.unit, below.unit))

    # ── years ──
    def _growth(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        of = self.number(known["growth"], scope)
        years = optional(known, "years", lambda years: self.reader.whole(years, 1, 20), 1)
        method = optional(known, "method", self._method, METHODS[0])
        return Typed(nodes.Growth(of.node, years, method), NUMBER, units.PERCENT)

    def _method(self, node: yaml.Node) -> nodes.Method:
        return self.reader.one_of(node, METHODS, METHODS[0])

    def _average(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        of = self.number(known["average"], scope)
        if "years" not in known:
            self.reader.fault(node, "缺少“years”:近几年的平均")
        years = optional(known, "years", lambda years: self.reader.whole(years, 1, 20), 1)
        return Typed(nodes.Average(of.node, years), NUMBER, of.unit)

    def _age(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        return Typed(nodes.Age(self.fitting(known["age"], scope, DATE)), NUMBER, "年")

    # ── related cases ──
    def _related(self, node: yaml.Node, scope: Scope) -> str | None:
        name = self.reader.text(node)
        if name in scope.related:
            return name
        self.reader.fault(node, f"没有声明关联对象“{name}”{meant(name, scope.related)}")
        return None

    def _where(self, known: dict[str, yaml.Node], scope: Scope) -> nodes.Condition | None:
        return self.condition(known["where"], scope) if "where" in known else None

    def _count(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        name = self._related(known["count"], scope)
        if name is None:
            return BAD
        unit = units.canonical(scope.related[name].unit)
        return Typed(nodes.Count(name, self._where(known, scope.inside(name))), NUMBER, unit)

    def _total(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        name = self._related(known["total"], scope)
        if "of" not in known:
            self.reader.fault(node, "缺少“of”:合计什么")
        if name is None or "of" not in known:
            return BAD
        inside = scope.inside(name)
        of = self.number(known["of"], inside)
        return Typed(nodes.Total(name, of.node, self._where(known, inside)), NUMBER, of.unit)

    def _share(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        name = self._related(known["share"], scope)
        if "where" not in known:
            self.reader.fault(node, "缺少“where”:哪一部分的占比")
        if name is None or "where" not in known:
            return BAD
        inside = scope.inside(name)
        of = self.number(known["of"], inside).node if "of" in known else None
        return Typed(nodes.Share(name, self.condition(known["where"], inside), of), NUMBER, units.PERCENT)

    # ── tables, caps, cases ──
    def _table(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        entries = self.reader.mapping(known["table"], ("by", "steps"), ("below",)) or {}
        if not {"by", "steps"} <= entries.keys():
            return BAD
        by = self.number(entries["by"], scope)
        read = [self._step(part, by, scope) for part in self.reader.items(entries["steps"])]
        steps = [step for step in read if step is not None]
        self._rising(entries["steps"], [begins for begins, _ in steps])
        first = steps[0][1] if steps else BAD
        below = self.number(entries["below"], scope) if "below" in entries else None
        for part, typed in [*((entries["steps"], value) for _, value in steps), *_marked(entries, below)]:
            self.check(part, typed, first.kind, first.unit)
        made = tuple(nodes.Step(begins, value.node) for begins, value in steps)
        return Typed(nodes.Table(by.node, made, below.node if below else None), first.kind, first.unit)

    def _step(
        self, node: yaml.Node, by: Typed, scope: Scope
    ) -> tuple[nodes.Literal | nodes.ParameterRef, Typed] | None:
        entries = self.reader.mapping(node, ("from", "value")) or {}
        if not {"from", "value"} <= entries.keys():
            return None
        begins = self.fitting(entries["from"], scope, by.kind, by.unit)
        if not isinstance(begins, nodes.Literal | nodes.ParameterRef):
            self.reader.fault(entries["from"], "台阶应为写明的数,或一个标准(parameter)")
            return None
        return begins, self.number(entries["value"], scope)

    def _rising(self, node: yaml.Node, begins: list[nodes.Literal | nodes.ParameterRef]) -> None:
        written = [step.value for step in begins if isinstance(step, nodes.Literal)]
        numbers = [value for value in written if isinstance(value, Fraction)]
        if any(later <= earlier for earlier, later in pairwise(numbers)):
            self.reader.fault(node, "台阶应从小到大")

    def _capped(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        of = self.number(known["capped"], scope)
        bounds = {
            key: self.fitting(known[key], scope, of.kind, of.unit)
            for key in ("at_most", "at_least")
            if key in known
        }
        if not bounds:
            self.reader.fault(node, "缺少“at_most”或“at_least”:封顶或保底是多少")
        return Typed(nodes.Capped(of.node, bounds.get("at_most"), bounds.get("at_least")), of.kind, of.unit)

    def _choose(self, known: dict[str, yaml.Node], node: yaml.Node, scope: Scope) -> Typed:
        missing = [key for key in ("then", "else") if key not in known]
        for key in missing:
            self.reader.fault(node, f"缺少“{key}”")
        if missing:
            return BAD
        when = self.condition(known["when"], scope)
        then, otherwise = self.expression(known["then"], scope), self.expression(known["else"], scope)
        lead = otherwise if then.bare else then
        self.check(known["then"], then, lead.kind, lead.unit)
        self.check(known["else"], otherwise, lead.kind, lead.unit)
        return Typed(nodes.Choose(when, then.node, otherwise.node), lead.kind, lead.unit)


def _nodes(read: list[Typed]) -> tuple[nodes.Expression, ...]:
    return tuple(typed.node for typed in read)


def _marked(entries: dict[str, yaml.Node], below: Typed | None) -> list[tuple[yaml.Node, Typed]]:
    return [] if below is None else [(entries["below"], below)]
