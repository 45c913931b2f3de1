"""A rulebook as people read it: conditions as an outline in Chinese, thresholds with their days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import Parameter, Rule, Rulebook
from zhenxing.core.rules.words import Words, chinese_date, required, said
from zhenxing.web.rules.words import outcome_label


@dataclass(frozen=True)
class Line:
    """One condition: its words, its clause where it has its own, and what it is made of."""

    text: str
    clause: str = ""
    parts: tuple[Line, ...] = ()


@dataclass(frozen=True)
class PrintedRule:
    name: str
    group: str
    clause: str
    in_force: str
    conditions: Line | None
    gives: str
    note: str


@dataclass(frozen=True)
class PrintedThreshold:
    """One dated value of a parameter; `value` empty: no document gives it and the site has not set it."""

    label: str
    value: str
    days: str
    clause: str
    now: bool


@dataclass(frozen=True)
class PrintedFact:
    label: str
    whose: str
    unit: str
    yearly: bool


@dataclass(frozen=True)
class PrintedBook:
    rules: tuple[PrintedRule, ...]
    thresholds: tuple[PrintedThreshold, ...]
    facts: tuple[PrintedFact, ...]


def printed(book: Rulebook, day: date) -> PrintedBook:
    """The book as it is on a page; what is in force on the day is marked."""
    words = Words(book)
    return PrintedBook(
        tuple(_rule(rule, words) for rule in book.rules),
        tuple(line for one in book.parameters.values() for line in _thresholds(one, day)),
        tuple(_facts(book)),
    )


def _rule(rule: Rule, words: Words) -> PrintedRule:
    return PrintedRule(
        rule.name,
        rule.group,
        rule.clause,
        days(rule.begins, rule.ends),
        None if rule.when is None else outline(rule.when, words),
        _gives(rule, words),
        rule.note,
    )


def _gives(rule: Rule, words: Words) -> str:
    found = []
    if rule.outcome:
        found.append(_("结果：%(outcome)s") % {"outcome": outcome_label(rule.outcome)})
    if rule.amount is not None:
        found.append(_("金额：%(amount)s") % {"amount": words.expression(rule.amount)})
    if rule.weight is not None:
        found.append(_("满分：%(weight)s") % {"weight": said(rule.weight)})
    if rule.points is not None:
        found.append(_("得分：%(points)s") % {"points": words.expression(rule.points)})
    if rule.veto:
        found.append(_("一票否决"))
    return "；".join(found)


def days(begins: date | None, ends: date | None) -> str:
    """The days something is in force, in words."""
    if begins is None and ends is None:
        return ""
    since = _("%(day)s起") % {"day": chinese_date(begins)} if begins else ""
    until = _("至%(day)s") % {"day": chinese_date(ends)} if ends else ""
    return since + until


def outline(node: nodes.Condition, words: Words, related: str | None = None) -> Line:
    """A condition with all it is made of."""
    label, clause = node.named.label, node.named.clause
    parts = tuple(outline(part, words, related) for part in _inner(node))
    if isinstance(node, nodes.Compare):
        text = f"{label}：{_compared(node, words, related)}" if label else _compared(node, words, related)
        return Line(text, clause)
    if isinstance(node, nodes.Judged):
        proved = _("（证明：%(proof)s）") % {"proof": node.proof} if node.proof else ""
        return Line(_("由人判断：%(question)s") % {"question": label or node.question} + proved, clause)
    return Line(words.heading(node), clause, parts)


def _compared(node: nodes.Compare, words: Words, related: str | None) -> str:
    of = words.expression(node.of, related)
    return of + required(node.op, tuple(words.threshold(part, node.of, related) for part in node.to))


def _inner(node: nodes.Condition) -> tuple[nodes.Condition, ...]:
    match node:
        case nodes.AllOf(of) | nodes.AnyOf(of) | nodes.AtLeastOf(_, of):
            return of
        case nodes.Not(of):
            return (of,)
        case nodes.EachYear(_, that) | nodes.FirstTime(that):
            return (that,)
    return ()


def _thresholds(one: Parameter, day: date) -> Iterator[PrintedThreshold]:
    now = one.values.span(day)
    for span in one.values:
        value = "" if span.value.value is None else said(span.value.value, one.unit)
        yield PrintedThreshold(one.label, value, days(span.begins, span.ends), span.value.clause, span == now)


def _facts(book: Rulebook) -> Iterator[PrintedFact]:
    for spec in book.facts.values():
        yield PrintedFact(spec.label, "", spec.unit or "", spec.yearly)
    for kind in book.related.values():
        for spec in kind.facts.values():
            yield PrintedFact(spec.label, kind.label, spec.unit or "", spec.yearly)
