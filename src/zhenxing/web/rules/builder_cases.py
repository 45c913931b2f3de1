"""The cases beside a rule: shown with what comes out, added from a form, taken away; the rest stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import FactSpec, Rule, Rulebook
from zhenxing.core.rules.examples import Example, disagreements, parse_examples
from zhenxing.core.rules.form import RuleFaults
from zhenxing.core.rules.read_values import written
from zhenxing.core.rules.writing import yaml_text

_ITEM: Final = re.compile(r"^( *)- ", re.MULTILINE)
EXPECTED: Final = ("true", "false", "unknown")


@dataclass(frozen=True)
class Shown:
    """A case with what it expects of one rule and whether the book says so."""

    number: int
    name: str
    day: date
    expected: str
    told: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.told


@dataclass(frozen=True)
class Asked:
    """A field of the form of a case: a fact of a year, or a question a person answers."""

    name: str
    label: str
    hint: str


def shown(cases: str, book: Rulebook, rule: Rule | None = None) -> tuple[tuple[Shown, ...], tuple[str, ...]]:
    """The cases (those that speak of a rule), and what is wrong with their text as a whole."""
    if not cases.strip():
        return (), ()
    try:
        examples = parse_examples(cases, _("校验案例"), book)
    except RuleFaults as wrong:
        return (), tuple(str(fault) for fault in wrong.faults)
    rows = tuple(_shown(at, one, book, rule) for at, one in enumerate(examples))
    return tuple(one for one in rows if rule is None or one.expected), ()


def _shown(at: int, one: Example, book: Rulebook, rule: Rule | None) -> Shown:
    expected = dict(one.expect)
    said = (
        "、".join(f"{key}={value}" for key, value in one.expect)
        if rule is None
        else expected.get(rule.key, "")
    )
    return Shown(at, one.name, one.case.day, said, disagreements(book, one))


def asked(rule: Rule, book: Rulebook) -> tuple[Asked, ...]:
    """What a case of a rule has to say: its facts, year by year, and its questions."""
    trees = [tree for tree in (rule.when, rule.amount, rule.points) if tree is not None]
    found: dict[str, Asked] = {}
    for node in (part for tree in trees for part in nodes.walk(tree)):
        for name, label, hint in _of_node(node, book):
            found.setdefault(name, Asked(name, label, hint))
    return tuple(found.values())


def _of_node(node: nodes.Node, book: Rulebook) -> list[tuple[str, str, str]]:
    match node:
        case nodes.FactRef(name, year) if name in book.facts:
            return [_of_fact(name, year, book.facts[name])]
        case nodes.Growth(nodes.FactRef(name, 0), years) if name in book.facts:
            return [_of_fact(name, -back, book.facts[name]) for back in range(years + 1)]
        case nodes.Average(nodes.FactRef(name, 0), years) if name in book.facts:
            return [_of_fact(name, -back, book.facts[name]) for back in range(years)]
        case nodes.Judged(answer, question):
            return [(f"judged:{answer}", question, _("是、否"))]
    return []


def _of_fact(name: str, year: int, spec: FactSpec) -> tuple[str, str, str]:
    label = (
        spec.label
        if not year
        else _("%(label)s（基准年前%(years)s年）") % {"label": spec.label, "years": -year}
    )
    hints = {"yesno": _("是、否"), "date": "2024-03-15", "text": ""}
    unit = f"万{spec.unit}" if spec.unit == "元" else spec.unit or ""
    amount = _("如 %(amount)s") % {"amount": "70%" if unit == "%" else f"2000{unit}"}
    hint = "、".join(label for _code, label in spec.choices) or hints.get(spec.kind, amount)
    return (f"{name}@{year}" if year else name), label, hint


def added(cases: str, rule: Rule, book: Rulebook, data: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The text with one more case, and the faults of the form by field; the text is as it was with faults."""
    faults: dict[str, str] = {}
    day = _day(data.get("day", ""))
    name = data.get("name", "").strip()[:100]
    expected = data.get("expected", "")
    if not name:
        faults["name"] = _("请给案例起个名字，如“刚好达到”。")
    if day is None:
        faults["day"] = _("日期应如 2026-03-15。")
    if expected not in EXPECTED:
        faults["expected"] = _("请选应得的结论。")
    facts, judged = _values(rule, book, data, faults)
    if faults or day is None:
        return cases, faults
    entry: dict[str, Any] = {"name": name, "day": day}
    if facts:
        entry["facts"] = facts
    if judged:
        entry["judged"] = judged
    entry["expect"] = {rule.key: expected}
    text = _appended(cases, book.key, entry)
    try:
        parse_examples(text, _("校验案例"), book)
    except RuleFaults as wrong:
        return cases, {"": "；".join(fault.message for fault in wrong.faults)}
    return text, {}


def _values(
    rule: Rule, book: Rulebook, data: Mapping[str, str], faults: dict[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The facts and answers typed; an empty field is a fact nobody knows."""
    facts: dict[str, Any] = {}
    judged: dict[str, Any] = {}
    for one in asked(rule, book):
        text = data.get(f"fact-{one.name}", "").strip()[:100]
        if not text:
            continue
        if one.name.startswith("judged:"):
            if text not in ("是", "否"):
                faults[one.name] = _("请填“是”或“否”。")
            judged[one.name.removeprefix("judged:")] = text == "是"
            continue
        value = _value(text, book.facts[one.name.partition("@")[0]])
        if value is None:
            faults[one.name] = _("“%(text)s”看不懂，应填：%(hint)s。") % {"text": text, "hint": one.hint}
        facts[one.name] = value
    return facts, judged


def _value(text: str, spec: FactSpec) -> Any:
    """What stands in the case for what was typed; None when it is no value of the fact."""
    if spec.kind == "yesno":
        return {"是": True, "否": False}.get(text)
    if spec.kind in ("text", "choice"):
        codes = dict(spec.choices)
        code = next((code for code, label in codes.items() if text in (code, label)), text)
        return code if not codes or code in codes else None
    literal = written(text)
    if literal is None or isinstance(literal.value, bool):
        return None
    return literal.value if isinstance(literal.value, date) else text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _appended(cases: str, key: str, entry: dict[str, Any]) -> str:
    """One more entry behind the others, indented as they are; what was typed before stays as it is."""
    item = yaml_text([entry])
    if not cases.strip():
        return f"book: {key}\ncases:\n{_indented(item, '  ')}"
    first = _ITEM.search(cases)
    indent = first[1] if first else "  "
    return f"{cases.rstrip()}\n{_indented(item, indent)}"


def _indented(text: str, indent: str) -> str:
    return "".join(f"{indent}{line}" for line in text.splitlines(keepends=True))


def removed(cases: str, book: Rulebook, number: int) -> str:
    """The text without one of its cases, counted from 0."""
    examples = parse_examples(cases, _("校验案例"), book)
    if not 0 <= number < len(examples):
        return cases
    lines = cases.splitlines(keepends=True)
    start = examples[number].line - 1
    end = examples[number + 1].line - 1 if number + 1 < len(examples) else len(lines)
    return "".join(lines[:start] + lines[end:])
