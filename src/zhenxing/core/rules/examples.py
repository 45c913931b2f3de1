"""Cases beside a rulebook: what the rules must say of written-out facts.

    - name: 刚好达到
      day: 2025-06-01
      year: 2024
      facts: {revenue: 2000万元, revenue@-1: 1800万元, industry: '1312', staff@2025-03: 25人, tax: null}
      judged: {plan: true}
      related: {enterprises: [{subject: 甲公司, revenue: 2500万元}]}
      expect: {industry: true, outcome: 小型, amount: 50万元}

A number without a year speaks of the reference year, anything else holds in every year; `@-1` is the
year before, `@2023`, `@2024-03`, `@2024Q1` a period. null is missing; `enterprises: null` says that
nobody has listed them.
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
from zhenxing.core.truth import Truth, Value

_SOURCE = "算例"
_TRUTHS = {"true": Truth.TRUE, "false": Truth.FALSE, "unknown": Truth.UNKNOWN}
_TOTALS = ("outcome", "amount", "score")


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
    listed = [] if root is None else reader.items(root)
    examples = [_Examples(reader, book).read(node) for node in listed]
    if reader.faults:
        raise RuleFaults(reader.faults)
    return tuple(example for example in examples if example is not None)


def disagreements(book: Rulebook, example: Example) -> tuple[str, ...]:
    """Where the rules say something else than the example expects; empty when they agree."""
    judged = judge(book, example.case)
    found = ((key, wanted, _answer(judged, key)) for key, wanted in example.expect)
    return tuple(f"{example.name}:{key} 应为 {wanted},得到 {got}" for key, wanted, got in found if wanted != got)


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
    judgement = judged.judgements.get(key)
    return judgement.verdict.name.lower() if judgement is not None else "not-in-force"


def _number(value: Decimal | None) -> str:
    return "unknown" if value is None else units.write(Fraction(value), None)


class _Examples:
    """Reads the examples of one file."""

    def __init__(self, reader: Reader, book: Rulebook) -> None:
        self.reader = reader
        self.book = book

    def read(self, node: yaml.Node) -> Example | None:
        reader = self.reader
        known = reader.mapping(node, ("name", "day", "year", "expect"), ("facts", "judged", "related"))
        if known is None or not {"name", "day", "year", "expect"} <= known.keys():
            return None
        name = reader.text(known["name"])
        day, year = reader.day(known["day"]), reader.whole(known["year"], 1949, 2200)
        case = Case(
            name,
            day or date.min,
            year,
            optional(known, "facts", lambda facts: self._facts(facts, year, None), {}),
            optional(known, "related", lambda related: self._related(related, day or date.min, year), {}),
            optional(known, "judged", self._judged, {}),
        )
        return Example(name, case, self._expect(known["expect"]), node.start_mark.line + 1)

    # ── facts ──
    def _facts(self, node: yaml.Node, year: int, related: str | None) -> dict[str, tuple[Fact, ...]]:
        found: dict[str, tuple[Fact, ...]] = {}
        for key, value in (self.reader.entries(node) or {}).values():
            name, _, at = key.value.partition("@")
            spec = self._spec(key, name, related)
            if spec is None or is_null(value):
                continue
            read = self._value(value, spec)
            if read is not None:
                fact = Fact(read, self._period(key, at, year, spec), _SOURCE)
                found[name] = (*found.get(name, ()), fact)
        return found

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
                listed = enumerate(self.reader.items(value, empty=True), 1)
                found[name] = tuple(self._member(part, name, at, day, year) for at, part in listed)
        return found

    def _member(self, node: yaml.Node, related: str, at: int, day: date, year: int) -> Case:
        subject = f"第{at}个"
        if isinstance(node, yaml.MappingNode):
            named = [value.value for key, value in node.value if key.value == "subject"]
            subject = str(named[0]) if named else subject
            facts = [(key, value) for key, value in node.value if key.value != "subject"]
            node = yaml.MappingNode(node.tag, facts, node.start_mark, node.end_mark)
        return Case(subject, day, year, self._facts(node, year, related))

    # ── expectations ──
    def _expect(self, node: yaml.Node) -> tuple[tuple[str, str], ...]:
        found = self.reader.entries(node) or {}
        if not found:
            self.reader.fault(node, "“expect”不能是空的")
        return tuple((key.value, self._wanted(key, value)) for key, value in found.values())

    def _wanted(self, key: yaml.Node, value: yaml.Node) -> str:
        text = self.reader.text(value)
        name = str(key.value)
        if name == "outcome" or text == "unknown":
            return text
        if name in {"amount", "score"}:
            return self._amount(value, text)
        known = {rule.key for rule in self.book.rules}
        if name not in known:
            self.reader.fault(key, f"本规则集没有规则“{name}”{meant(name, [*known, *_TOTALS])}")
        if text not in {*_TRUTHS, "not-in-force"}:
            self.reader.fault(value, f"“{text}”应为 true、false、unknown 或 not-in-force")
        return text

    def _amount(self, node: yaml.Node, text: str) -> str:
        try:
            return units.write(units.read(text)[0], None)
        except ValueError as error:
            self.reader.fault(node, str(error))
            return text
