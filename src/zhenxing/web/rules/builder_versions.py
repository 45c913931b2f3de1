"""Two versions of a rulebook side by side: which rules came, went or changed, line by line in words."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import Parameter, Rule, Rulebook
from zhenxing.core.rules.words import Words, said

_INDENT = "　"


@dataclass(frozen=True)
class Line:
    """`mark` is + (new), - (gone) or nothing (as it was)."""

    mark: str
    text: str


@dataclass(frozen=True)
class Part:
    """A rule or standard that differs. `kind`: added, dropped, changed."""

    name: str
    kind: str
    lines: tuple[Line, ...]


def compared(old: Rulebook, new: Rulebook) -> tuple[Part, ...]:
    """What differs, in the order of the new book; what went stands last."""
    return tuple(_parts(_named(old), _named(new)))


def _parts(old: dict[str, list[str]], new: dict[str, list[str]]) -> Iterator[Part]:
    for name, lines in new.items():
        before = old.get(name)
        if before is None:
            yield Part(name, "added", tuple(Line("+", line) for line in lines))
        elif before != lines:
            yield Part(name, "changed", tuple(_differing(before, lines)))
    for name, lines in old.items():
        if name not in new:
            yield Part(name, "dropped", tuple(Line("-", line) for line in lines))


def _differing(old: list[str], new: list[str]) -> Iterator[Line]:
    for line in difflib.ndiff(old, new):
        if line[0] in "+- ":
            yield Line(line[0].strip(), line[2:])


def _named(book: Rulebook) -> dict[str, list[str]]:
    """Every rule and standard by its name, in lines."""
    found = {_("规则的名称和依据"): [book.name, book.citation.document, book.citation.number, book.note]}
    for key, parameter in book.parameters.items():
        found[_("标准：%(name)s") % {"name": parameter.label or key}] = list(_values(parameter))
    for rule in book.rules:
        name = rule.name if rule.name not in found else f"{rule.name}（{rule.key} {_term(rule)}）"
        found[name] = list(rule_lines(rule, book))
    return found


def _values(parameter: Parameter) -> Iterator[str]:
    for span in parameter.values:
        value = span.value.value
        shown = _("待定") if value is None else said(value, parameter.unit)
        yield f"{span.begins.isoformat()}{_('起')}：{shown}{_bracketed(span.value.clause)}"


def rule_lines(rule: Rule, book: Rulebook) -> Iterator[str]:
    """A rule in plain Chinese, a condition a line, indented as its groups are."""
    words = Words(book)
    yield f"{_('有效期')}：{_term(rule)}{_bracketed(rule.clause)}"
    if rule.when is not None:
        yield from condition_lines(rule.when, words)
    for label, expression in ((_("金额"), rule.amount), (_("得分"), rule.points)):
        if expression is not None:
            yield f"{label}：{words.expression(expression)}"
    if rule.weight is not None:
        yield f"{_('满分')}：{said(rule.weight)}"
    if rule.outcome:
        yield f"{_('结论')}：{rule.outcome}"


def condition_lines(condition: nodes.Condition, words: Words, depth: int = 0) -> Iterator[str]:
    indent = _INDENT * depth
    inner = _inside(condition)
    if not inner:
        yield f"{indent}{words.condition(condition)}{_bracketed(condition.named.clause)}"
        return
    yield f"{indent}{words.heading(condition)}{_bracketed(condition.named.clause)}："
    for part in inner:
        yield from condition_lines(part, words, depth + 1)


def _inside(condition: nodes.Condition) -> tuple[nodes.Condition, ...]:
    match condition:
        case nodes.AllOf(of) | nodes.AnyOf(of) | nodes.AtLeastOf(_, of):
            return of
        case nodes.Not(of):
            return (of,)
    return ()


def _term(rule: Rule) -> str:
    begins: date | None = rule.begins
    ends = rule.ends
    if begins is None and ends is None:
        return _("长期")
    return f"{begins.isoformat() if begins else ''}—{ends.isoformat() if ends else ''}"


def _bracketed(text: str) -> str:
    return f"（{text}）" if text else ""
