"""One rule of a book, from the builder's form into the book, with every fault beside the row it is in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import FactSpec, Rule, Rulebook
from zhenxing.core.rules.form import RuleFaults, dump, parse
from zhenxing.web.rules.builder_nodes import GROUP, Node, posted, to_condition, walk

_KEY: Final = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_PLAIN: Final = ("key", "name", "clause", "outcome", "group", "note")


@dataclass
class Draft:
    """A rule as it stands in the form: its own fields as typed, its tree, what is wrong by field."""

    values: dict[str, str]
    tree: Node
    faults: dict[str, list[str]] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        return not any(self.faults.values()) and not any(node.faults for _place, node in walk(self.tree))

    def fault(self, name: str, message: str) -> None:
        self.faults.setdefault(name, []).append(message)


def values_of(rule: Rule) -> dict[str, str]:
    """A rule's own fields as they are typed."""
    dated = {
        name: value.isoformat() if value else ""
        for name, value in (("begins", rule.begins), ("ends", rule.ends))
    }
    weight = "" if rule.weight is None else f"{float(rule.weight):g}"
    return {**{name: getattr(rule, name) for name in _PLAIN}, **dated, "weight": weight}


def posted_draft(data: Mapping[str, str], old: Rule | None, book: Rulebook) -> Draft:
    names = (*_PLAIN, "begins", "ends", "weight")
    values = {name: data.get(name, "").strip()[:500] for name in names}
    return Draft(values, posted(data, old.when if old else None, book))


def with_known_facts(book: Rulebook, known: Mapping[str, FactSpec]) -> Rulebook:
    """The book with every fact that may be chosen declared; those not used are left out again."""
    return replace(book, facts={**known, **book.facts})


def into_book(
    draft: Draft, old: Rule | None, book: Rulebook, known: Mapping[str, FactSpec]
) -> Rulebook | None:
    """The book with the rule in it; None, with the faults told on the draft, when it does not hold."""
    wide = with_known_facts(book, known)
    rule = rule_of(draft, old, wide)
    if rule is None:
        return None
    rules = [rule if one is old else one for one in book.rules]
    if old is None:
        rules.append(rule)
    made = replace(wide, rules=tuple(rules))
    made = replace(made, facts=declared(made, set(book.facts)))
    return made if _holds_together(made, draft) else None


def rule_of(draft: Draft, old: Rule | None, book: Rulebook) -> Rule | None:
    """The rule of a draft; None, with the faults told on it, when it does not hold."""
    rule = _rule(draft, old, book)
    _check_rows(draft.tree, book)
    return rule if draft.sound else None


def without(book: Rulebook, rule: Rule) -> Rulebook:
    return replace(book, rules=tuple(one for one in book.rules if one is not rule))


def _rule(draft: Draft, old: Rule | None, book: Rulebook) -> Rule | None:
    values = draft.values
    if not _KEY.fullmatch(values["key"]):
        draft.fault("key", _("标识应以小写字母开头，只含小写字母、数字、_、-。"))
    if not values["name"]:
        draft.fault("name", _("请写规则的名称。"))
    days = {name: _day(draft, name) for name in ("begins", "ends")}
    if days["begins"] and days["ends"] and days["ends"] < days["begins"]:
        draft.fault("ends", _("截止日不能早于起始日。"))
    weight = _weight(draft)
    when = to_condition(draft.tree, book)
    if draft.faults or when is None:
        return None
    plain = {name: values[name] for name in _PLAIN}
    return replace(old or Rule("new", "new"), **plain, **days, weight=weight, when=_unwrapped(when))  # type: ignore[arg-type]  # by name


def _unwrapped(when: nodes.Condition) -> nodes.Condition:
    """A group of one, without a name of its own, is its only part."""
    if isinstance(when, nodes.AllOf) and len(when.of) == 1 and when.named == nodes.Named():
        return when.of[0]
    return when


def _day(draft: Draft, name: str) -> date | None:
    text = draft.values[name]
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        draft.fault(name, _("日期应如 2026-03-15。"))
        return None


def _weight(draft: Draft) -> Fraction | None:
    text = draft.values["weight"]
    if not text:
        return None
    if not re.fullmatch(r"\d{1,4}(\.\d{1,2})?", text):
        draft.fault("weight", _("满分应为数字，如 20。"))
        return None
    return Fraction(text)


def _check_rows(tree: Node, book: Rulebook) -> None:
    """Ask the reader of rules about every row by itself, so that each fault stands beside its row."""
    for _place, node in walk(tree):
        if node.kind == GROUP or node.faults:
            continue
        condition = to_condition(node, book)
        if condition is not None:
            probe = Rule("probe-of-builder", "一行", condition)
            others = book.rules if _refers(condition) else ()
            node.faults += faults_of(replace(book, rules=(*others, probe)))


def _refers(condition: nodes.Condition) -> bool:
    return any(isinstance(part, nodes.RuleRef) for part in nodes.walk(condition))


def faults_of(book: Rulebook) -> list[str]:
    """What the reader says against a book, without file and line: nobody has typed those lines."""
    try:
        parse(dump(book), "规则")
    except RuleFaults as wrong:
        return list(dict.fromkeys(fault.message for fault in wrong.faults))
    return []


def declared(book: Rulebook, before: set[str]) -> dict[str, FactSpec]:
    """The facts declared before, and those now used."""
    used = {
        node.name
        for rule in book.rules
        for tree in (rule.when, rule.amount, rule.points)
        if tree is not None
        for node in nodes.walk(tree)
        if isinstance(node, nodes.FactRef)
    }
    return {name: spec for name, spec in book.facts.items() if name in before | used}


def _holds_together(book: Rulebook, draft: Draft) -> bool:
    for message in faults_of(book):
        draft.fault("", message)
    return draft.sound
