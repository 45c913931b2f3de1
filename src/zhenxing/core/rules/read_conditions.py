"""Reads conditions: a mapping with exactly one of the known forms."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, get_args

import yaml

from zhenxing.core.rules import nodes
from zhenxing.core.rules.read_values import (
    ANY,
    BAD,
    CHOICE,
    DATE,
    NUMBER,
    TEXT,
    Scope,
    Typed,
    Values,
    kind_name,
    of_literal,
)
from zhenxing.core.rules.reading import Reader, optional

OPS: Final[tuple[nodes.Op, ...]] = get_args(nodes.Op)
_NAMES = ("key", "label", "clause")
_ORDERED = frozenset({NUMBER, DATE, ANY})
_ALLOWED: Final[dict[str, frozenset[str]]] = {
    "at_least": _ORDERED,
    "above": _ORDERED,
    "at_most": _ORDERED,
    "below": _ORDERED,
    "between": _ORDERED,
    "starts_with": frozenset({TEXT, CHOICE, ANY}),
    "in": frozenset({TEXT, CHOICE, NUMBER, ANY}),
    "not_in": frozenset({TEXT, CHOICE, NUMBER, ANY}),
}
_NEVER = nodes.Compare(nodes.Literal(Fraction(0)), "known")


class Conditions:
    """Reads conditions of one file."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.values = Values(reader, self.condition)
        self._forms: dict[str, Callable[[yaml.Node, nodes.Named, Scope], nodes.Condition]] = {
            "all": lambda node, named, scope: nodes.AllOf(self._several(node, scope), named),
            "any": lambda node, named, scope: nodes.AnyOf(self._several(node, scope), named),
            "not": lambda node, named, scope: nodes.Not(self.condition(node, scope), named),
            "at_least_of": self._at_least_of,
            "judged": self._judged,
            "each_year": self._each_year,
            "first_time": self._first_time,
            "rule": self._rule,
        }

    def condition(self, node: yaml.Node, scope: Scope) -> nodes.Condition:
        """One condition; a fault, and a stand-in, when it is none."""
        entries = self.reader.entries(node)
        if entries is None:
            return _NEVER
        forms = [key for key in entries if key in self._forms or key == "of"]
        if len(forms) != 1:
            known = "、".join([*self._forms, "of(比较)"])
            self.reader.fault(node, f"一个条件应正好写明其中一种:{known}")
            return _NEVER
        form = forms[0]
        if form == "of":
            return self._compare(node, scope)
        known_entries = self.reader.mapping(node, (form,), _NAMES) or {}
        return self._forms[form](known_entries[form], self._named(known_entries), scope)

    def _named(self, entries: dict[str, yaml.Node]) -> nodes.Named:
        return nodes.Named(
            optional(entries, "key", self.reader.key, ""),
            optional(entries, "label", self.reader.text, ""),
            optional(entries, "clause", self.reader.text, ""),
        )

    def _several(self, node: yaml.Node, scope: Scope) -> tuple[nodes.Condition, ...]:
        return tuple(self.condition(part, scope) for part in self.reader.items(node))

    def _at_least_of(self, node: yaml.Node, named: nodes.Named, scope: Scope) -> nodes.Condition:
        entries = self.reader.mapping(node, ("n", "of")) or {}
        if not {"n", "of"} <= entries.keys():
            return _NEVER
        of = self._several(entries["of"], scope)
        return nodes.AtLeastOf(self.reader.whole(entries["n"], 1, max(1, len(of))), of, named)

    def _judged(self, node: yaml.Node, named: nodes.Named, scope: Scope) -> nodes.Condition:
        entries = self.reader.mapping(node, ("key", "question"), ("proof",)) or {}
        if not {"key", "question"} <= entries.keys():
            return _NEVER
        return nodes.Judged(
            self.reader.key(entries["key"]),
            self.reader.text(entries["question"]),
            optional(entries, "proof", self.reader.text, ""),
            named,
        )

    def _each_year(self, node: yaml.Node, named: nodes.Named, scope: Scope) -> nodes.Condition:
        entries = self.reader.mapping(node, ("last", "that")) or {}
        if not {"last", "that"} <= entries.keys():
            return _NEVER
        last = self.reader.whole(entries["last"], 1, 20)
        return nodes.EachYear(last, self.condition(entries["that"], scope), named)

    def _first_time(self, node: yaml.Node, named: nodes.Named, scope: Scope) -> nodes.Condition:
        entries = self.reader.mapping(node, ("that", "since")) or {}
        if not {"that", "since"} <= entries.keys():
            return _NEVER
        since = self.reader.whole(entries["since"], 1978, 2200)
        return nodes.FirstTime(self.condition(entries["that"], scope), since, named)

    def _rule(self, node: yaml.Node, named: nodes.Named, scope: Scope) -> nodes.Condition:
        rule = self.reader.key(node)
        scope.references.append((rule, node))
        return nodes.RuleRef(rule, named)

    # ── comparisons ──
    def _compare(self, node: yaml.Node, scope: Scope) -> nodes.Condition:
        entries = self.reader.mapping(node, ("of",), (*OPS, *_NAMES)) or {}
        given = [op for op in OPS if op in entries]
        if len(given) != 1:
            self.reader.fault(node, f"一个比较应正好写明其中一种:{'、'.join(OPS)}")
            return _NEVER
        op = given[0]
        of = self.values.expression(entries["of"], scope)
        if of.kind not in _ALLOWED.get(op, frozenset({of.kind})):
            self.reader.fault(entries[op], f"{kind_name(of)}不能用“{op}”比较")
            of = BAD
        return nodes.Compare(of.node, op, self._against(entries[op], op, of, scope), self._named(entries))

    def _against(
        self, node: yaml.Node, op: nodes.Op, of: Typed, scope: Scope
    ) -> tuple[nodes.Expression, ...]:
        if op == "known":
            if not self.reader.flag(node):
                self.reader.fault(node, "“known”只写 true;要反过来,外面写 not")
            return ()
        if op == "between":
            return self._between(node, of, scope)
        if op in {"in", "not_in", "starts_with"}:
            return tuple(self._listed(part, of, scope) for part in self.reader.items(node))
        return (self._one(node, of, scope),)

    def _between(self, node: yaml.Node, of: Typed, scope: Scope) -> tuple[nodes.Expression, ...]:
        listed = self.reader.items(node)
        if len(listed) != 2:
            self.reader.fault(node, "“between”应正好有2项:[下限, 上限]")
            return ()
        return tuple(self._one(part, of, scope) for part in listed)

    def _one(self, node: yaml.Node, of: Typed, scope: Scope) -> nodes.Expression:
        typed = self.values.expression(node, scope, of.kind)
        self.values.check(node, typed, of.kind, of.unit)
        self._choice(node, typed, of)
        return typed.node

    def _listed(self, node: yaml.Node, of: Typed, scope: Scope) -> nodes.Expression:
        """An entry of a list: texts are always meant literally."""
        if of.kind in {TEXT, CHOICE} and isinstance(node, yaml.ScalarNode):
            typed = of_literal(nodes.Literal(self.reader.text(node)))
            self._choice(node, typed, of)
            return typed.node
        return self._one(node, of, scope)

    def _choice(self, node: yaml.Node, typed: Typed, of: Typed) -> None:
        known = [value for value, _ in of.choices]
        if of.choices and isinstance(typed.node, nodes.Literal) and typed.node.value not in known:
            self.reader.fault(node, f"“{typed.node.value}”不在选项之内:{'、'.join(known)}")
