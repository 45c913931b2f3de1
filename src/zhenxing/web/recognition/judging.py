"""Judging frozen material by the text frozen with it: verdict, lines with margins and clauses, points. Pure.

The conditions are met when the rule whose outcome is the scheme's tier holds; in a book without such a
rule, when every rule that earns no points holds and no veto does. A book may speak of several tiers: of
it, what the deciding rule refers to is looked at, what earns points, and the vetoes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from zhenxing.core.rules import explain, nodes
from zhenxing.core.rules.book import Answer, Case, Rule, Rulebook
from zhenxing.core.rules.evaluate import judge as judge_book
from zhenxing.core.rules.explain import missing_said
from zhenxing.core.rules.judgement import Judgement
from zhenxing.core.truth import Evidence, Truth

#: the outcome of a rule that says when a town leaves the roll
LEAVING = "withdrawn"
VERDICTS = {Truth.TRUE: "true", Truth.FALSE: "false", Truth.UNKNOWN: "unknown"}
_MARK = Decimal("0.0001")


@dataclass(frozen=True)
class Question:
    """A criterion only a person can judge; `proof` is what the rule asks to be shown for it."""

    key: str
    text: str
    proof: str
    rule: str


@dataclass(frozen=True)
class Line:
    """One condition held against one value, for people; `verdict` is true, false or unknown."""

    label: str
    value: str
    required: str
    gap: str
    verdict: str
    clause: str
    source: str


@dataclass(frozen=True)
class JudgedRule:
    """A rule with its verdict, its lines, and what it earns; `points` None: unknown, or it earns none."""

    key: str
    name: str
    verdict: str
    clause: str
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    points: Decimal | None
    full: Decimal | None


@dataclass(frozen=True)
class Judged:
    """A whole case: `verdict` "" when there is no rulebook; `outcome` is the key of the rule that decides."""

    verdict: str
    rules: tuple[JudgedRule, ...]
    outcome: str
    document: str
    #: whether the book's rule of leaving (outcome "withdrawn") holds; "" when it has none
    leaves: str = ""

    @property
    def failed(self) -> tuple[JudgedRule, ...]:
        """The rules that are not met, and those not known to be."""
        return tuple(one for one in self.rules if one.verdict != "true")

    def points(self, rule: str) -> Decimal | None:
        return next((one.points for one in self.rules if one.key == rule), None)


NOTHING = Judged("", (), "", "")


def relevant(book: Rulebook, day: date, tier: str) -> tuple[Rule, ...]:
    """The rules in force that bear on a tier, without the one that only sums them up; in the book's order."""
    rules = {rule.key: rule for rule in book.in_force(day)}
    decisive = next((rule for rule in rules.values() if rule.outcome == tier), None)
    if decisive is None:
        return tuple(rule for rule in rules.values() if not rule.outcome)
    wanted = _referred(decisive, rules)
    sums_up = any(wanted)
    return tuple(
        rule
        for rule in rules.values()
        if rule.key in wanted or _earns(rule) or rule.veto or (rule is decisive and not sums_up)
    )


def _referred(rule: Rule, rules: Mapping[str, Rule]) -> frozenset[str]:
    """The keys of the rules it refers to, and those they refer to (the form allows no circles)."""
    direct = {node.rule for node in _nodes(rule) if isinstance(node, nodes.RuleRef)} & rules.keys()
    return frozenset(direct).union(*(_referred(rules[key], rules) for key in direct))


def questions(book: Rulebook, day: date, tier: str) -> tuple[Question, ...]:
    """What people must answer before the book can judge, each once, in the book's order."""
    found: dict[str, Question] = {}
    for rule in relevant(book, day, tier):
        for node in _nodes(rule):
            if isinstance(node, nodes.Judged):
                found.setdefault(node.answer, Question(node.answer, node.question, node.proof, rule.key))
    return tuple(found.values())


def _nodes(rule: Rule) -> tuple[nodes.Node, ...]:
    roots = (rule.when, rule.points, rule.amount)
    return tuple(node for root in roots if root is not None for node in nodes.walk(root))


def answered(case: Case, findings: Mapping[str, bool | None], by: str) -> Case:
    """The case with what the office found of the judged criteria in place of what the applicant claims."""
    judged = {key: Answer(value, by, "") for key, value in findings.items()}
    return replace(case, judged={**case.judged, **judged})


def judge(book: Rulebook, case: Case, tier: str) -> Judged:
    """Judge a case by the rules of a book in force on its day."""
    found = judge_book(book, case).judgements
    shown = tuple(found[rule.key] for rule in relevant(book, case.day, tier))
    decisive = next((one.rule.key for one in found.values() if one.rule.outcome == tier), "")
    verdict = VERDICTS[found[decisive].verdict] if decisive else _all_met(shown)
    leaves = next((VERDICTS[one.verdict] for one in found.values() if one.rule.outcome == LEAVING), "")
    return Judged(
        verdict, tuple(_judged(one, book) for one in shown), decisive, book.citation.document, leaves
    )


def _all_met(found: Sequence[Judgement]) -> str:
    plain = [one.verdict for one in found if not _earns(one.rule) and not one.rule.veto]
    vetoes = [~one.verdict for one in found if one.rule.veto]
    return VERDICTS[Truth.all([*plain, *vetoes])]


def _earns(rule: Rule) -> bool:
    return rule.points is not None or rule.weight is not None


def _judged(one: Judgement, book: Rulebook) -> JudgedRule:
    full = one.rule.weight
    return JudgedRule(
        key=one.rule.key,
        name=one.rule.name,
        verdict=VERDICTS[one.verdict],
        clause=one.rule.clause,
        lines=tuple(_line(each, one.rule.clause, book) for each in one.evidence),
        missing=missing_said(book, one.missing),
        points=one.points.quantize(_MARK) if one.points is not None and _earns(one.rule) else None,
        full=(Decimal(full.numerator) / full.denominator).quantize(_MARK) if full is not None else None,
    )


def _line(one: Evidence, clause: str, book: Rulebook) -> Line:
    """A row of evidence; a choice by its label instead of its code."""
    row = explain.row(one)
    choices = dict(book.facts[one.field].choices) if one.field in book.facts else {}
    value = choices.get(one.value, row.value) if isinstance(one.value, str) else row.value
    return Line(
        label=row.label,
        value="" if one.value is None else value,
        required=row.required,
        gap=row.gap,
        verdict=VERDICTS[one.verdict],
        clause=row.clause or clause,
        source=row.source if one.value is not None else (one.note or row.source),
    )
