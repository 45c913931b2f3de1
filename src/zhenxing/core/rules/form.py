"""The one canonical form of a rulebook: `parse` reads its YAML, `dump` writes it.

`parse(dump(book), …) == book`, and `dump(parse(text, …))` is stable. The grammar is in
docs/reference/rules.md.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final, get_args

import yaml

from zhenxing.core.dated import Dated
from zhenxing.core.rules import units
from zhenxing.core.rules.book import (
    Choice,
    Citation,
    FactSpec,
    Kind,
    Parameter,
    Related,
    Rule,
    Rulebook,
    Status,
    Threshold,
)
from zhenxing.core.rules.extent import MAX_EXTENT, MAX_RULES, Extent, circular
from zhenxing.core.rules.nodes import Expression
from zhenxing.core.rules.read_conditions import Conditions
from zhenxing.core.rules.read_values import NUMBER, Scope, of_literal, written
from zhenxing.core.rules.reading import Reader, RuleFault, RuleFaults, is_null, meant, optional
from zhenxing.core.rules.writing import dump

__all__ = ["RuleFault", "RuleFaults", "dump", "parse"]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
CHOICES: Final[tuple[Choice, ...]] = get_args(Choice)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
SUBJECTS: Final = ("enterprise", "town", "project", "parcel", "person", "household")
_BOOK = ("key", "name", "subject", "citation", "rules")
_BOOK_MORE = ("status", "note", "facts", "parameters", "related", "choose")
_RULE_MORE = (
    "when", "begins", "ends", "clause", "amount", "outcome", "points", "weight", "group", "veto", "note",
)  # fmt: skip


def parse(text: str, file: str) -> Rulebook:
    """Read a rulebook. Raises `RuleFaults`, with every fault's line, when anything is wrong with it."""
    reader = Reader(file)
    root = reader.compose(text)
    book = None if root is None else _Book(reader).read(root)
    if reader.faults or book is None:
        raise RuleFaults(reader.faults)
    return book


class _Book:
    """Reads one book; what the rules may name is read before them, wherever it stands."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.conditions = Conditions(reader)

    def read(self, root: yaml.Node) -> Rulebook | None:
        reader = self.reader
        entries = reader.mapping(root, _BOOK, _BOOK_MORE)
        if entries is None or not set(_BOOK) <= entries.keys():
            return None
        scope = Scope(
            optional(entries, "facts", self._facts, {}),
            optional(entries, "parameters", self._parameters, {}),
            optional(entries, "related", self._related, {}),
        )
        listed = self._listed(entries["rules"])
        rules = tuple(self._rule(node, scope) for node in listed)
        self._distinct(listed, rules)
        self._references(listed, rules, scope)
        return Rulebook(
            key=reader.key(entries["key"]),
            name=reader.text(entries["name"]),
            subject=reader.one_of(entries["subject"], SUBJECTS, SUBJECTS[0]),
            citation=self._citation(entries["citation"]),
            rules=rules,
            status=optional(entries, "status", self._status, STATUSES[0]),
            note=optional(entries, "note", reader.text, ""),
            facts=scope.facts,
            parameters=scope.parameters,
            related=scope.related,
            choose=optional(entries, "choose", self._choose, CHOICES[0]),
        )

    def _status(self, node: yaml.Node) -> Status:
        return self.reader.one_of(node, STATUSES, STATUSES[0])

    def _choose(self, node: yaml.Node) -> Choice:
        return self.reader.one_of(node, CHOICES, CHOICES[0])

    def _citation(self, node: yaml.Node) -> Citation:
        reader = self.reader
        entries = reader.mapping(node, ("document",), ("number", "issued", "clause", "url")) or {}
        return Citation(
            document=optional(entries, "document", reader.text, ""),
            number=optional(entries, "number", reader.text, ""),
            issued=optional(entries, "issued", reader.day, None),
            clause=optional(entries, "clause", reader.text, ""),
            url=optional(entries, "url", reader.text, ""),
        )

    # ── what the rules read ──
    def _facts(self, node: yaml.Node) -> dict[str, FactSpec]:
        found = self.reader.entries(node) or {}
        return {self.reader.key(key): self._fact(value) for key, value in found.values()}

    def _fact(self, node: yaml.Node) -> FactSpec:
        reader = self.reader
        entries = reader.mapping(node, ("label",), ("kind", "unit", "choices", "yearly")) or {}
        kind = self._kind(entries)
        choices: tuple[tuple[str, str], ...] = optional(entries, "choices", self._choices, ())
        if (kind == "choice") != bool(choices):
            reader.fault(node, "kind: choice 和 choices 要一起写")
        return FactSpec(
            label=optional(entries, "label", reader.text, ""),
            kind=kind,
            unit=self._unit(entries, kind),
            choices=choices,
            yearly=optional(entries, "yearly", reader.flag, False),
        )

    def _kind(self, entries: dict[str, yaml.Node]) -> Kind:
        default = KINDS[0]
        return optional(entries, "kind", lambda node: self.reader.one_of(node, KINDS, default), default)

    def _unit(self, entries: dict[str, yaml.Node], kind: str) -> str | None:
        if "unit" not in entries:
            return None
        unit = self.reader.text(entries["unit"])
        if kind != NUMBER:
            self.reader.fault(entries["unit"], "只有数量(kind: number)有单位")
        if units.multiplied(unit):
            self.reader.fault(entries["unit"], f"单位不带万、亿:“{unit}”应写“{unit.lstrip('十百千万亿')}”")
        return units.canonical(unit)

    def _choices(self, node: yaml.Node) -> tuple[tuple[str, str], ...]:
        found = self.reader.entries(node) or {}
        if not found:
            self.reader.fault(node, "选项不能是空的")
        return tuple((key, self.reader.text(value)) for key, (_, value) in found.items())

    def _related(self, node: yaml.Node) -> dict[str, Related]:
        found = self.reader.entries(node) or {}
        return {self.reader.key(key): self._relation(value) for key, value in found.values()}

    def _relation(self, node: yaml.Node) -> Related:
        reader = self.reader
        entries = reader.mapping(node, ("label", "subject"), ("unit", "facts")) or {}
        return Related(
            label=optional(entries, "label", reader.text, ""),
            subject=optional(
                entries, "subject", lambda said: reader.one_of(said, SUBJECTS, SUBJECTS[0]), SUBJECTS[0]
            ),
            unit=self._unit(entries, NUMBER) or "个",
            facts=optional(entries, "facts", self._facts, {}),
        )

    # ── thresholds ──
    def _parameters(self, node: yaml.Node) -> dict[str, Parameter]:
        found = self.reader.entries(node) or {}
        return {self.reader.key(key): self._parameter(value) for key, value in found.values()}

    def _parameter(self, node: yaml.Node) -> Parameter:
        entries = self.reader.mapping(node, ("label", "values"), ("kind", "unit")) or {}
        kind = self._kind(entries)
        unit = self._unit(entries, kind)
        dated = self.reader.items(entries["values"], empty=True) if "values" in entries else []
        read = [self._threshold(part, kind, unit) for part in dated]
        values: Dated[Threshold] = Dated()
        try:
            values = Dated([entry for entry in read if entry is not None])
        except ValueError as error:
            self.reader.fault(entries["values"], str(error))
        return Parameter(optional(entries, "label", self.reader.text, ""), values, kind, unit)

    def _threshold(
        self, node: yaml.Node, kind: Kind, unit: str | None
    ) -> tuple[date, Threshold, date | None] | None:
        reader = self.reader
        entries = reader.mapping(node, ("begins", "value"), ("ends", "clause", "document")) or {}
        begins = optional(entries, "begins", reader.day, None)
        if begins is None or "value" not in entries:
            return None
        value = self._value(entries["value"], kind, units.canonical(unit))
        clause, document = (optional(entries, key, reader.text, "") for key in ("clause", "document"))
        return begins, Threshold(value, clause, document), optional(entries, "ends", reader.day, None)

    def _value(self, node: yaml.Node, kind: Kind, unit: str) -> Fraction | str | bool | date | None:
        """A threshold as written; None where it says null: no document gives it, the site sets it."""
        if isinstance(node, yaml.ScalarNode) and is_null(node):
            return None
        text = self.reader.text(node)
        if kind in {"text", "choice"}:
            return text
        literal = written(text)
        if literal is None:
            self.reader.fault(node, f"“{text}”不是数量、日期或 true、false")
            return None
        self.conditions.values.check(node, of_literal(literal), kind, unit)
        return literal.value

    # ── rules ──
    def _listed(self, node: yaml.Node) -> list[yaml.Node]:
        listed = self.reader.items(node)
        if len(listed) > MAX_RULES:
            self.reader.fault(node, f"一个规则集不超过{MAX_RULES}条规则")
        return listed[:MAX_RULES]

    def _rule(self, node: yaml.Node, scope: Scope) -> Rule:
        reader, values = self.reader, self.conditions.values
        entries = reader.mapping(node, ("key", "name"), _RULE_MORE) or {}
        if not {"when", "amount", "points"} & entries.keys():
            reader.fault(node, "缺少“when”:什么条件下成立")
        begins, ends = (optional(entries, key, reader.day, None) for key in ("begins", "ends"))
        if begins is not None and ends is not None and ends < begins:
            reader.fault(entries["ends"], "规则在开始之前就结束了")
        return Rule(
            key=optional(entries, "key", reader.key, ""),
            name=optional(entries, "name", reader.text, ""),
            when=optional(entries, "when", lambda when: self.conditions.condition(when, scope), None),
            begins=begins,
            ends=ends,
            clause=optional(entries, "clause", reader.text, ""),
            amount=optional(entries, "amount", lambda amount: values.number(amount, scope).node, None),
            outcome=optional(entries, "outcome", reader.text, ""),
            points=optional(entries, "points", lambda points: self._points(points, scope), None),
            weight=optional(entries, "weight", self._weight, None),
            group=optional(entries, "group", reader.text, ""),
            veto=optional(entries, "veto", reader.flag, False),
            note=optional(entries, "note", reader.text, ""),
        )

    def _weight(self, node: yaml.Node) -> Fraction | None:
        literal = written(self.reader.text(node))
        value = literal.value if literal is not None and literal.unit in {None, "分"} else None
        if isinstance(value, Fraction) and value > 0:
            return value
        self.reader.fault(node, "满分(weight)应为大于0的数,如 20")
        return None

    def _points(self, node: yaml.Node, scope: Scope) -> Expression:
        """Points are pure numbers, or 分."""
        typed = self.conditions.values.number(node, scope)
        if typed.unit != "分":
            self.conditions.values.check(node, typed, NUMBER, units.PURE)
        return typed.node

    def _distinct(self, listed: list[yaml.Node], rules: tuple[Rule, ...]) -> None:
        """No two rules of one key are in force on one day."""
        for at, later in enumerate(rules):
            for earlier in rules[:at]:
                if earlier.key == later.key and _overlap(earlier, later):
                    self.reader.fault(
                        listed[at], f"规则“{later.key}”有两条在同一天有效:请写明 begins 和 ends"
                    )

    def _references(self, listed: list[yaml.Node], rules: tuple[Rule, ...], scope: Scope) -> None:
        """Every rule referred to exists, and none leads back to itself."""
        keys = {rule.key for rule in rules}
        for name, node in scope.references:
            if name not in keys:
                self.reader.fault(node, f"本规则集没有规则“{name}”{meant(name, keys)}")
        back = circular(rules)
        for name, node in scope.references:
            if name in back:
                self.reader.fault(node, f"规则“{name}”绕了一圈又引用自己")
        if not back:
            self._extents(listed, rules)

    def _extents(self, listed: list[yaml.Node], rules: tuple[Rule, ...]) -> None:
        extent = Extent(rules)
        for node, rule in zip(listed, rules, strict=True):
            if extent.rule(rule) > MAX_EXTENT:
                self.reader.fault(node, f"规则“{rule.key}”展开各年份和引用后超过{MAX_EXTENT}项,太大了")


def _overlap(first: Rule, second: Rule) -> bool:
    def starts_in_time(one: Rule, other: Rule) -> bool:
        return one.begins is None or other.ends is None or one.begins <= other.ends

    return starts_in_time(first, second) and starts_in_time(second, first)
