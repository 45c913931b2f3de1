"""Cases beside a rulebook: what the rules must say of written-out facts.

    book: above-scale
    cases:
      - name: 刚好达到
        day: 2025-06-01
        year: 2024              # the reference year; the year before the day's without it
        facts: {revenue: 2000万元, revenue@-1: 1800万元, output: {2022: 3亿元, 2023: 4亿元}, industry: C13}
        judged: {plan: true}
        related: {enterprises: [{subject: 甲公司, revenue: 2500万元}, {times: 4, revenue: null}]}
        expect: {industry: true, other-rule: unknown, old-rule: absent}
        outcome: 小型
        amount: 50万元          # of all rules; {industry: 50万元} of one, null while it is unknown

A number without a year speaks of the reference year, anything else holds in every year; `@-1` is the
year before, `@2023`, `@2024-03`, `@2024Q1` a period. null is missing; `enterprises: null` says that
nobody has listed them; `times` stands for as many alike. A rule that is `absent` is not in force on the
day. Outcomes: a label, unknown, or none. The cases may also be a bare list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import yaml

from zhenxing.core.periods import Period
from zhenxing.core.rules import units
from zhenxing.core.rules.book import Answer, Case, Fact, FactSpec, Rulebook
from zhenxing.core.rules.evaluate import judge
from zhenxing.core.rules.judgement import BookJudgement
from zhenxing.core.rules.read_values import misfit, of_literal, written
from zhenxing.core.rules.reading import Reader, RuleFaults, is_null, meant, optional
from zhenxing.core.truth import Value

_SOURCE = "算例"
_VERDICTS = ("true", "false", "unknown", "absent")
_TOTALS = ("outcome", "amount", "score")
_MORE = ("year", "facts", "judged", "related", "expect", *_TOTALS)


@dataclass(frozen=True)
class Example:
    """A case and what a book must say of it. `expect`: rule key, outcome, amount or score → text."""

    name: str
    case: Case
    expect: tuple[tuple[str, str], ...]
    line: int


def parse_examples(text: str, file: str, book: Rulebook) -> tuple[Example, ...]:
    """Read the cases of a book. Raises `RuleFaults` with every fault's line."""
    reader = Reader(file)
    root = reader.compose(text)
    listed = [] if root is None else _listed(reader, root, book)
    examples = [_Examples(reader, book).read(node) for node in listed]
    if reader.faults:
        raise RuleFaults(reader.faults)
    return tuple(example for example in examples if example is not None)


def _listed(reader: Reader, root: yaml.Node, book: Rulebook) -> list[yaml.Node]:
    """The cases of a file: a bare list, or under the name of the book they belong to."""
    if not isinstance(root, yaml.MappingNode):
        return reader.items(root)
    known = reader.mapping(root, ("book", "cases")) or {}
    if "book" in known and reader.text(known["book"]) != book.key:
        reader.fault(known["book"], f"这些算例不是规则集“{book.key}”的")
    return reader.items(known["cases"]) if "cases" in known else []


def disagreements(book: Rulebook, example: Example) -> tuple[str, ...]:
    """Where the rules say something else than the example expects; empty when they agree."""
    judged = judge(book, example.case)
    found = ((key, wanted, _answer(judged, key)) for key, wanted in example.expect)
    return tuple(
        f"{example.name}:{key} 应为 {wanted},得到 {got}" for key, wanted, got in found if wanted != got
    )


def _answer(judged: BookJudgement, key: str) -> str:
    """What the rules say, in the words an expectation is kept in."""
    match key:
        case "outcome":
            outcome = judged.outcome
            if outcome is None:
                return "none"
            return outcome.label or ("unknown" if outcome.possible else "none")
        case "amount":
            return _number(judged.amount)
        case "score":
            return _number(judged.score.total if judged.score is not None else None)
    given, _, rule = key.partition(":")
    judgement = judged.judgements.get(rule or given)
    if rule:
        return _number(None if judgement is None else judgement.amount)
    return judgement.verdict.name.lower() if judgement is not None else "absent"


def _number(value: Decimal | None) -> str:
    return "unknown" if value is None else units.write(Fraction(value), None)


class _Examples:
    """Reads the examples of one file."""

    def __init__(self, reader: Reader, book: Rulebook) -> None:
        self.reader = reader
        self.book = book

    def read(self, node: yaml.Node) -> Example | None:
        reader = self.reader
        known = reader.mapping(node, ("name", "day"), _MORE)
        if known is None or not {"name", "day"} <= known.keys():
            return None
        day = reader.day(known["day"]) or date.max
        year = optional(known, "year", lambda said: reader.whole(said, 1949, 2200), day.year - 1)
        name = reader.text(known["name"])
        case = Case(
            name,
            day,
            year,
            optional(known, "facts", lambda facts: self._facts(facts, year, None), {}),
            optional(known, "related", lambda related: self._related(related, day, year), {}),
            optional(known, "judged", self._judged, {}),
        )
        return Example(name, case, self._expect(node, known), node.start_mark.line + 1)

    # ── facts ──
    def _facts(self, node: yaml.Node, year: int, related: str | None) -> dict[str, tuple[Fact, ...]]:
        found: dict[str, tuple[Fact, ...]] = {}
        for key, value in (self.reader.entries(node) or {}).values():
            name, _, at = key.value.partition("@")
            spec = self._spec(key, name, related)
            if spec is None:
                continue
            by_period = [(key, at, value)]
            if isinstance(value, yaml.MappingNode):
                by_period = [
                    (said, said.value, one) for said, one in (self.reader.entries(value) or {}).values()
                ]
            facts = [self._fact(said, period, one, year, spec) for said, period, one in by_period]
            found[name] = (*found.get(name, ()), *(fact for fact in facts if fact is not None))
        return found

    def _fact(self, key: yaml.Node, at: str, node: yaml.Node, year: int, spec: FactSpec) -> Fact | None:
        """A fact as written; None where it is said to be missing, or cannot be read."""
        value = None if is_null(node) else self._value(node, spec)
        return None if value is None else Fact(value, self._period(key, at, year, spec), _SOURCE)

    def _spec(self, key: yaml.Node, name: str, related: str | None) -> FactSpec | None:
        own = self.book.related[related].facts if related is not None else {}
        known = {**self.book.facts, **own}
        if name not in known:
            self.reader.fault(key, f"没有声明事实“{name}”{meant(name, known)}")
        return known.get(name)

    def _period(self, key: yaml.Node, at: str, year: int, spec: FactSpec) -> Period | None:
        if not at:
            return Period(year) if spec.kind == "number" or spec.yearly else None
        if at.removeprefix("-").isdigit() and len(at) < 4:
            return Period(year + int(at))
        try:
            return Period.parse(at)
        except ValueError as error:
            self.reader.fault(key, str(error))
            return None

    def _value(self, node: yaml.Node, spec: FactSpec) -> Value | None:
        text = self.reader.text(node)
        if spec.kind in {"text", "choice"}:
            if spec.choices and text not in dict(spec.choices):
                self.reader.fault(node, f"“{text}”不在选项之内:{'、'.join(dict(spec.choices))}")
            return text
        literal = written(text)
        if literal is None:
            self.reader.fault(node, f"“{text}”不是数量、日期或 true、false")
            return None
        why = misfit(of_literal(literal), spec.kind, units.canonical(spec.unit))
        if why:
            self.reader.fault(node, why)
            return None
        return units.decimal(literal.value) if isinstance(literal.value, Fraction) else literal.value

    # ── people and relations ──
    def _judged(self, node: yaml.Node) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for key, value in (self.reader.entries(node) or {}).values():
            found[key.value] = Answer(None if is_null(value) else self.reader.flag(value), _SOURCE)
        return found

    def _related(self, node: yaml.Node, day: date, year: int) -> dict[str, tuple[Case, ...] | None]:
        found: dict[str, tuple[Case, ...] | None] = {}
        for key, value in (self.reader.entries(node) or {}).values():
            name = key.value
            if name not in self.book.related:
                self.reader.fault(key, f"没有声明关联对象“{name}”{meant(name, self.book.related)}")
            elif is_null(value):
                found[name] = None
            else:
                members = (
                    self._members(part, name, day, year) for part in self.reader.items(value, empty=True)
                )
                found[name] = tuple(case for alike in members for case in alike)
        return found

    def _members(self, node: yaml.Node, related: str, day: date, year: int) -> tuple[Case, ...]:
        """The related cases one entry stands for."""
        own = {"subject", "times"}
        entries = self.reader.entries(node) or {}
        said = {key: value for key, (_, value) in entries.items() if key in own}
        facts = [pair for key, pair in entries.items() if key not in own]
        times = optional(said, "times", lambda count: self.reader.whole(count, 1, 10_000), 1)
        subject = optional(said, "subject", self.reader.text, self.book.related[related].label)
        rest = yaml.MappingNode(node.tag, facts, node.start_mark, node.end_mark)
        return (Case(subject, day, year, self._facts(rest, year, related)),) * times

    # ── expectations ──
    def _expect(self, node: yaml.Node, known: dict[str, yaml.Node]) -> tuple[tuple[str, str], ...]:
        found = (self.reader.entries(known["expect"]) or {}) if "expect" in known else {}
        pairs = [
            *found.values(),
            *(pair for key in _TOTALS if key in known for pair in self._total(key, known[key])),
        ]
        if not pairs:
            self.reader.fault(node, "算例没有写应得的结果:“expect”、“outcome”或“amount”")
        return tuple((key.value, self._wanted(key, value)) for key, value in pairs)

    def _total(self, key: str, node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
        """What is expected of the book as a whole; an amount may be told rule by rule."""
        if key != "amount" or not isinstance(node, yaml.MappingNode):
            return [(_named(node, key), node)]
        found = (self.reader.entries(node) or {}).values()
        return [(_named(rule, f"amount:{rule.value}"), value) for rule, value in found]

    def _wanted(self, key: yaml.Node, value: yaml.Node) -> str:
        name = str(key.value).removeprefix("amount:")
        in_numbers = name in {"amount", "score"} or name != key.value
        if in_numbers and is_null(value):
            return "unknown"
        text = self.reader.text(value)
        if name == "outcome" or text == "unknown":
            return text
        return self._amount(value, text) if in_numbers else self._verdict(key, name, value, text)

    def _verdict(self, key: yaml.Node, name: str, value: yaml.Node, text: str) -> str:
        known = {rule.key for rule in self.book.rules}
        if name not in known:
            self.reader.fault(key, f"本规则集没有规则“{name}”{meant(name, [*known, *_TOTALS])}")
        if text not in _VERDICTS:
            self.reader.fault(value, f"“{text}”应为 true、false、unknown 或 absent(当日无此条)")
        return text

    def _amount(self, node: yaml.Node, text: str) -> str:
        try:
            return units.write(units.read(text)[0], None)
        except ValueError as error:
            self.reader.fault(node, str(error))
            return text


def _named(node: yaml.Node, key: str) -> yaml.ScalarNode:
    """A key as if it stood where a node does."""
    return yaml.ScalarNode("tag:yaml.org,2002:str", key, node.start_mark, node.end_mark)
