"""Holds rules against a case: a verdict, and the evidence for every condition.

    judgement = evaluate(book.rule("industry", case.day), case, book)
    judgement.verdict, judgement.evidence, judgement.missing

Missing data gives UNKNOWN and the names of the facts that would settle it, never a default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from zhenxing.core.rules import nodes, units
from zhenxing.core.rules.book import Case, Rule, Rulebook
from zhenxing.core.rules.comparing import compare
from zhenxing.core.rules.judgement import BookJudgement, Finding, Judgement, Outcome, Score
from zhenxing.core.rules.values import Context, Got, Supposed, Values
from zhenxing.core.rules.witness import Witness
from zhenxing.core.rules.words import Words
from zhenxing.core.truth import Evidence, Truth

_CENT = Decimal("0.01")


def evaluate(rule: Rule, case: Case, book: Rulebook) -> Judgement:
    """One rule of a book held against a case, whether the rule is in force or not."""
    return Evaluation(book, case).judgement(rule)


def judge(book: Rulebook, case: Case) -> BookJudgement:
    """Every rule in force on the day of the case, with the outcome and the score where the book has them."""
    evaluation = Evaluation(book, case)
    judgements = {rule.key: evaluation.judgement(rule) for rule in book.in_force(case.day)}
    outcome = _outcome(judgements.values()) if book.choose == "first" else None
    return BookJudgement(book, case, judgements, outcome, _score(judgements.values()))


class Evaluation:
    """Judges one case; rules referred to are evaluated once for each year."""

    def __init__(self, book: Rulebook, case: Case, supposed: Supposed | None = None) -> None:
        self.book = book
        self.words = Words(book)
        self.witness = Witness(book)
        self.values = Values(book, self.verdict, supposed)
        self.top = Context(case, case.day)
        self._rules: dict[tuple[str, int], Finding] = {}

    def judgement(self, rule: Rule) -> Judgement:
        tree = None if rule.when is None else self.finding(rule.when, self.top, rule.clause)
        verdict = Truth.TRUE if tree is None else tree.verdict
        amount = self._given(rule.amount, verdict)
        points = self._points(rule, verdict)
        missing = (*(tree.missing if tree else ()), *amount.missing, *points.missing)
        return Judgement(
            rule,
            verdict,
            tuple(tree.leaves()) if tree else (),
            tree,
            tuple(dict.fromkeys(missing)),
            _cents(amount) if verdict is Truth.TRUE else None,
            None if points.number is None else units.decimal(points.number),
        )

    def _given(self, expression: nodes.Expression | None, verdict: Truth) -> Got:
        """What a rule gives, asked only where it may hold."""
        if expression is None or verdict is Truth.FALSE:
            return Got()
        return self.values.get(expression, self.top)

    def _points(self, rule: Rule, verdict: Truth) -> Got:
        """The points of a scored rule, from 0 to its full mark."""
        if rule.points is None and rule.weight is None:
            return Got()
        if verdict is Truth.FALSE:
            return Got(Fraction(0))
        got = Got(rule.weight) if rule.points is None else self.values.get(rule.points, self.top)
        if got.number is None or verdict is Truth.UNKNOWN:
            return Got(missing=got.missing)
        limited = max(Fraction(0), got.number)
        return Got(limited if rule.weight is None else min(rule.weight, limited))

    def verdict(self, node: nodes.Condition, at: Context) -> tuple[Truth, tuple[str, ...]]:
        finding = self.finding(node, at, "")
        return finding.verdict, finding.missing

    # ── conditions ──
    def finding(self, node: nodes.Condition, at: Context, clause: str) -> Finding:
        clause = node.named.clause or clause
        match node:
            case nodes.Compare():
                return self._compared(node, at, clause)
            case nodes.Judged():
                return self._judged(node, at, clause)
            case nodes.RuleRef(rule):
                return self._referred(node, rule, at)
            case nodes.AllOf(of):
                return self._group(node, of, at, clause, Truth.all)
            case nodes.AnyOf(of):
                return self._group(node, of, at, clause, Truth.any)
            case nodes.AtLeastOf(n, of):
                return self._group(node, of, at, clause, lambda verdicts: at_least_of(n, verdicts))
            case nodes.Not(of):
                return self._group(node, (of,), at, clause, lambda verdicts: ~Truth.all(verdicts))
            case nodes.EachYear(last, that):
                parts = [self.finding(that, at.moved(-back), clause) for back in range(last)]
                return self._made(node, at, parts, Truth.all(part.verdict for part in parts))
            case _:
                return self._first_time(node, node.that, node.since, at, clause)

    def _group(
        self,
        node: nodes.Condition,
        of: tuple[nodes.Condition, ...],
        at: Context,
        clause: str,
        how: Callable[[list[Truth]], Truth],
    ) -> Finding:
        parts = [self.finding(part, at, clause) for part in of]
        return self._made(node, at, parts, how([part.verdict for part in parts]))

    def _made(
        self, node: nodes.Condition, at: Context, parts: list[Finding], verdict: Truth, note: str = ""
    ) -> Finding:
        """A finding of several parts; what is missing in the open ones would settle it."""
        open_parts = (
            [part for part in parts if part.verdict is Truth.UNKNOWN] if verdict is Truth.UNKNOWN else []
        )
        missing = tuple(dict.fromkeys(name for part in open_parts for name in part.missing))
        label = "" if at.related is not None else self.words.heading(node)
        return Finding(node, label, verdict, tuple(parts), None, missing, at.shift, note)

    def _first_time(
        self, node: nodes.Condition, that: nodes.Condition, since: int, at: Context, clause: str
    ) -> Finding:
        now = at.case.year + at.shift
        years = range(now, min(since, now) - 1, -1)
        parts = [self.finding(that, at.moved(year - now), clause) for year in years]
        held_now, *before = (part.verdict for part in parts)
        return self._made(node, at, parts, held_now & ~Truth.any(before))

    def _referred(self, node: nodes.Condition, rule_key: str, at: Context) -> Finding:
        if at.related is not None:
            return self._rule(node, rule_key, at)
        place = (rule_key, at.shift)
        if place not in self._rules:
            self._rules[place] = self._rule(node, rule_key, at)
        return self._rules[place]

    def _rule(self, node: nodes.Condition, rule_key: str, at: Context) -> Finding:
        rule = self.book.rule(rule_key, at.day)
        if rule is None:
            missing = (f"rule:{rule_key}",)
            note = "当日没有有效的条文"
            return Finding(
                node, self.words.rule_name(rule_key), Truth.UNKNOWN, (), None, missing, at.shift, note
            )
        if rule.when is None:
            return self._made(node, at, [], Truth.TRUE)
        part = self.finding(rule.when, at, rule.clause)
        return self._made(node, at, [part], part.verdict)

    # ── leaves ──
    def _judged(self, node: nodes.Judged, at: Context, clause: str) -> Finding:
        answer = at.case.judged.get(node.answer)
        verdict = Truth.of(answer.value if answer is not None else None)
        name = f"judged:{node.answer}"
        evidence = Evidence(
            field=name,
            label=node.named.label or node.question,
            value=None if answer is None else answer.value,
            unit=None,
            required="须为“是”",
            gap=None,
            verdict=verdict,
            clause=clause or self.book.citation.clause,
            document=self.witness.citation,
            period="",
            source=answer.by if answer is not None else "",
            note=_proof(node, answer.proof if answer is not None else ""),
        )
        missing = (name,) if verdict is Truth.UNKNOWN else ()
        return Finding(node, evidence.label, verdict, (), evidence, missing, at.shift)

    def _compared(self, node: nodes.Compare, at: Context, clause: str) -> Finding:
        of = self.values.get(node.of, at)
        to = [self.values.get(part, at) for part in node.to]
        verdict = compare(of, node.op, to)
        open_parts = [of, *to] if verdict is Truth.UNKNOWN else []
        missing = tuple(dict.fromkeys(name for part in open_parts for name in part.missing))
        if at.related is not None:  # of hundreds of members only the verdicts are told
            return Finding(node, "", verdict, (), None, missing, at.shift)
        evidence = self.witness.evidence(node, at, of, to, verdict, clause)
        return Finding(node, evidence.label, verdict, (), evidence, missing, at.shift)


def at_least_of(n: int, verdicts: list[Truth]) -> Truth:
    """TRUE when `n` hold for certain, FALSE when they no longer can."""
    certain = sum(verdict is Truth.TRUE for verdict in verdicts)
    possible = sum(verdict is not Truth.FALSE for verdict in verdicts)
    return Truth.of(True if certain >= n else False if possible < n else None)


def _cents(got: Got) -> Decimal | None:
    """Money, rounded half up to 分."""
    return None if got.number is None else units.decimal(got.number).quantize(_CENT, ROUND_HALF_UP)


def _outcome(judgements: Iterable[Judgement]) -> Outcome:
    """The first rule that holds; a rule before it that may hold leaves its own label possible."""
    possible: list[str | None] = []
    for judgement in judgements:
        if judgement.verdict is not Truth.FALSE:
            possible.append(judgement.rule.outcome)
        if judgement.verdict is Truth.TRUE:
            break
    else:
        possible.append(None)
    labels = tuple(dict.fromkeys(label for label in possible if label))
    certain = len(set(possible)) == 1
    return Outcome(possible[0] if certain else None, labels)


def _score(judgements: Iterable[Judgement]) -> Score | None:
    """The sum of the points; None where no rule is scored and none is a veto."""
    judged = list(judgements)
    scored = [judgement for judgement in judged if _is_scored(judgement.rule)]
    vetoes = [judgement.verdict for judgement in judged if judgement.rule.veto]
    if not scored and not vetoes:
        return None
    low = sum((judgement.points or Decimal(0) for judgement in scored), Decimal(0))
    full = sum((_full(judgement.rule) for judgement in scored), Decimal(0))
    still = sum((_full(judgement.rule) for judgement in scored if judgement.points is None), Decimal(0))
    groups: dict[str, tuple[Decimal, Decimal]] = {}
    for judgement in scored:
        so_far, mark = groups.get(judgement.rule.group, (Decimal(0), Decimal(0)))
        points = judgement.points or Decimal(0)
        groups[judgement.rule.group] = (so_far + points, mark + _full(judgement.rule))
    unknown = any(judgement.points is None for judgement in scored)
    return Score(None if unknown else low, low, low + still, full, Truth.any(vetoes), groups)


def _is_scored(rule: Rule) -> bool:
    return rule.points is not None or rule.weight is not None


def _full(rule: Rule) -> Decimal:
    """The full mark of a rule; 0 where the book sets none."""
    return units.decimal(rule.weight) if rule.weight is not None else Decimal(0)


def _proof(node: nodes.Judged, proof: str) -> str:
    if proof:
        return f"依据:{proof}"
    return f"需要的依据:{node.proof}" if node.proof else ""
