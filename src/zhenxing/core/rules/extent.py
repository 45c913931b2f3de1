"""How large rules are once every reference and every year is written out.

A few lines can stand for billions of conditions (rules that each name another twice), so books beyond
reason are refused when they are read, not when they are asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import Rule

#: conditions and values that one rule may come to
MAX_EXTENT = 20_000
#: rules that one book may hold
MAX_RULES = 500
#: a first time is looked for until this year, as far as extent goes
_LAST_YEAR = 2050


def circular(rules: Sequence[Rule]) -> set[str]:
    """The keys of the rules that lead back to themselves, directly or through others."""
    named = _references(rules)
    return {key for key in named if key in _reached(key, named)}


def _reached(start: str, named: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(named[start])
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += named.get(key, ())
    return found


def _references(rules: Sequence[Rule]) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {rule.key: set() for rule in rules}
    for rule in rules:
        inside = (node for tree in trees(rule) for node in nodes.walk(tree))
        named[rule.key] |= {node.rule for node in inside if isinstance(node, nodes.RuleRef)}
    return named


def trees(rule: Rule) -> list[nodes.Node]:
    """Everything a rule evaluates."""
    return [tree for tree in (rule.when, rule.amount, rule.points) if tree is not None]


class Extent:
    """Sizes of the rules of one book, none of which leads back to itself."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._known: dict[str, int] = {}

    def rule(self, rule: Rule) -> int:
        return sum(self._node(tree) for tree in trees(rule))

    def _node(self, node: nodes.Node) -> int:
        if isinstance(node, nodes.RuleRef):
            return self._referred(node.rule)
        return 1 + _times(node) * sum(self._node(part) for part in nodes.parts(node))

    def _referred(self, key: str) -> int:
        if key not in self._known:
            sizes = [
                self._node(rule.when) for rule in self.rules if rule.key == key and rule.when is not None
            ]
            self._known[key] = 1 + max(sizes, default=0)
        return self._known[key]


def _times(node: nodes.Node) -> int:
    """How often the parts of a node are evaluated."""
    match node:
        case nodes.EachYear(last):
            return last
        case nodes.FirstTime(_, since):
            return max(1, _LAST_YEAR - since)
        case nodes.Growth(_, years) | nodes.Average(_, years):
            return years + 1
    return 1
