"""How far a case stands from every threshold of a rule, and what would turn the verdict most cheaply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from zhenxing.core.rules import nodes, units
from zhenxing.core.rules.book import Answer, Case, Rule, Rulebook
from zhenxing.core.rules.evaluate import Evaluation
from zhenxing.core.rules.facts import column, find
from zhenxing.core.rules.judgement import Finding
from zhenxing.core.rules.measures import unit_of
from zhenxing.core.rules.values import Source, Supposed
from zhenxing.core.rules.words import Words
from zhenxing.core.truth import Truth

Direction = Literal["up", "down"]
_UP: frozenset[nodes.Op] = frozenset({"at_least", "above"})
_DOWN: frozenset[nodes.Op] = frozenset({"at_most", "below"})
#: how many times its own value a fact may grow in the search for what turns the verdict
_REACH = 1000


@dataclass(frozen=True)
class Margin:
    """The distance of one number to one threshold.

    `distance` is positive where the condition is met with room to spare, negative where as much is
    missing; `relative` is its part of the threshold (None of a threshold of zero). `direction`: up
    where more is better. Numbers are in `unit`; `shift` is the year counted from the reference year.
    """

    field: str
    label: str
    value: Decimal
    unit: str | None
    required: str
    threshold: Decimal
    distance: Decimal
    relative: Decimal | None
    direction: Direction
    verdict: Truth
    clause: str
    shift: int


@dataclass(frozen=True)
class Settling:
    """One fact that, changed from `value` to `needed` with all else as it is, turns the verdict to `verdict`.

    `relative` is the change in parts of the value; None from zero, and where yes turns to no.
    """

    field: str
    label: str
    unit: str | None
    value: Decimal | bool
    needed: Decimal | bool
    change: Decimal | None
    relative: Decimal | None
    verdict: Truth


def margins(rule: Rule, case: Case, book: Rulebook) -> tuple[Margin, ...]:
    """The distance to every threshold whose value is known, in the rule's order."""
    evaluation = Evaluation(book, case)
    tree = evaluation.judgement(rule).tree
    found = [] if tree is None else [m for leaf in _leaves(tree) for m in _margins(leaf, evaluation)]
    return tuple(found)


def cheapest(rule: Rule, case: Case, book: Rulebook) -> Settling | None:
    """The single fact whose change turns the verdict with the smallest relative change.

    Numbers of the reference year come first, those of earlier years after them; where no number alone
    can do it, a yes that turns to no or the reverse. None when no single fact can, or when the verdict is
    UNKNOWN: then `Judgement.missing` says what would settle it.
    """
    return _Search(rule, case, book).best()


def _leaves(finding: Finding) -> Iterator[Finding]:
    if not finding.parts:
        yield finding
    for part in finding.parts:
        yield from _leaves(part)


def _margins(finding: Finding, evaluation: Evaluation) -> Iterator[Margin]:
    node, evidence = finding.condition, finding.evidence
    if not isinstance(node, nodes.Compare) or evidence is None:
        return  # a person's answer has no distance
    at = evaluation.top.moved(finding.shift)
    of = evaluation.values.get(node.of, at).number
    to = [evaluation.values.get(part, at).number for part in node.to]
    for threshold, direction in _thresholds(node.op, to):
        if of is None or threshold is None:
            continue
        distance = of - threshold if direction == "up" else threshold - of
        yield Margin(
            field=evidence.field,
            label=evidence.label,
            value=units.decimal(of),
            unit=evidence.unit,
            required=evidence.required,
            threshold=units.decimal(threshold),
            distance=units.decimal(distance),
            relative=units.decimal(distance / abs(threshold)) if threshold else None,
            direction=direction,
            verdict=evidence.verdict,
            clause=evidence.clause,
            shift=finding.shift,
        )


def _thresholds(op: nodes.Op, to: list[Fraction | None]) -> list[tuple[Fraction | None, Direction]]:
    if op in _UP:
        return [(to[0], "up")]
    if op in _DOWN:
        return [(to[0], "down")]
    return [(to[0], "up"), (to[1], "down")] if op == "between" else []


@dataclass(frozen=True)
class _Candidate:
    """A number that might be another: where it enters, what it is, its smallest step."""

    places: frozenset[tuple[str | Source, int]]
    field: str
    label: str
    unit: str
    value: Fraction
    step: Fraction
    #: the comparisons that look at it
    atoms: tuple[Finding, ...]


class _Search:
    """Looks for single facts that turn a verdict."""

    def __init__(self, rule: Rule, case: Case, book: Rulebook) -> None:
        self.rule, self.case, self.book = rule, case, book
        self.words = Words(book)
        self.evaluation = Evaluation(book, case)
        judgement = self.evaluation.judgement(rule)
        self.verdict = judgement.verdict
        self.leaves = [] if judgement.tree is None else list(_leaves(judgement.tree))

    def best(self) -> Settling | None:
        if self.verdict is Truth.UNKNOWN:
            return None
        found = [settling for candidate in self._candidates() for settling in self._turns(candidate)]
        ranked = sorted(found, key=_cost)
        return ranked[0] if ranked else next(self._switches(), None)

    # ── numbers ──
    def _candidates(self) -> Iterator[_Candidate]:
        """The numbers that the comparisons look at; values of one and the same fact are one."""
        atoms: dict[tuple[str | Source, int], list[Finding]] = {}
        for leaf in self.leaves:
            for place in _places(leaf):
                atoms.setdefault(place, []).append(leaf)
        seen: set[frozenset[tuple[str | Source, int]]] = set()
        for place in atoms:
            alike = frozenset(other for other in atoms if self._is_same(place, other))
            if alike not in seen:
                seen.add(alike)
                leaves = tuple(leaf for other in sorted(alike, key=str) for leaf in atoms[other])
                yield from self._candidate(place, alike, leaves)

    def _is_same(self, first: tuple[str | Source, int], second: tuple[str | Source, int]) -> bool:
        if first == second:
            return True
        if not isinstance(first[0], str) or first[0] != second[0]:
            return False
        spec = self.book.facts[first[0]]
        facts = [find(self.case, first[0], spec, self.case.day, year) for year in (first[1], second[1])]
        return facts[0] is not None and facts[0] is facts[1]

    def _candidate(
        self,
        place: tuple[str | Source, int],
        alike: frozenset[tuple[str | Source, int]],
        leaves: tuple[Finding, ...],
    ) -> Iterator[_Candidate]:
        source, shift = place
        node, name = (
            (nodes.FactRef(source), source)
            if isinstance(source, str)
            else (source, f"related:{_related(source)}")
        )
        value = self.evaluation.values.get(node, self.evaluation.top.moved(shift)).number
        if value is None:
            return
        unit = unit_of(self.book, node)
        label = self.words.expression(node)
        yield _Candidate(alike, column(name, shift), label, unit, value, _step(unit), leaves)

    def _turns(self, candidate: _Candidate) -> Iterator[Settling]:
        """The nearest values, up and down, that turn the verdict."""
        for sign in (1, -1):
            crossings = (self._crossing(candidate, atom, sign) for atom in candidate.atoms)
            for needed in sorted({found for found in crossings if found is not None}, key=lambda n: sign * n):
                verdict = self._whole(candidate, needed)
                if verdict is not self.verdict and verdict is not Truth.UNKNOWN:
                    yield self._settling(candidate, needed, verdict)
                    break

    def _crossing(self, candidate: _Candidate, atom: Finding, sign: int) -> Fraction | None:
        """The first value in a direction, on the grid of its steps, at which a comparison changes."""
        direct = self._direct(candidate, atom, sign)
        if direct is not None:
            return direct
        limit = max(abs(candidate.value) * _REACH, candidate.step * _REACH * _REACH)
        start = candidate.value // candidate.step
        far, last = 1, int(limit // candidate.step)
        if sign < 0 and candidate.value >= 0:
            last = int(start) + 1
        while not self._changes(candidate, atom, start, sign * min(far, last)):
            if far >= last:
                return None
            far *= 2
        near, far = far // 2, min(far, last)
        while far - near > 1:
            middle = (near + far) // 2
            near, far = (
                (near, middle) if self._changes(candidate, atom, start, sign * middle) else (middle, far)
            )
        return self._on_grid(candidate, start, sign * far)

    def _direct(self, candidate: _Candidate, atom: Finding, sign: int) -> Fraction | None:
        """The crossing of a comparison of the number itself: at a threshold, or one step beside it."""
        node = atom.condition
        if not isinstance(node, nodes.Compare) or not isinstance(node.of, Source):
            return None
        at = self.evaluation.top.moved(atom.shift)
        numbers = [self.evaluation.values.get(part, at).number for part in node.to]
        start = candidate.value // candidate.step
        grid = {int(number // candidate.step) - start for number in numbers if number is not None}
        near = {steps + beside for steps in grid for beside in (-1, 0, 1, 2)}
        for steps in sorted((steps for steps in near if steps * sign > 0), key=abs):
            if self._changes(candidate, atom, start, steps):
                return self._on_grid(candidate, start, steps)
        return None

    def _on_grid(self, candidate: _Candidate, start: int, steps: int) -> Fraction:
        value = (start + steps) * candidate.step
        return max(value, Fraction(0)) if candidate.value >= 0 else value

    def _changes(self, candidate: _Candidate, atom: Finding, start: int, steps: int) -> bool:
        supposed = self._supposed(candidate, self._on_grid(candidate, start, steps))
        evaluation = Evaluation(self.book, self.case, supposed)
        verdict, _ = evaluation.verdict(atom.condition, evaluation.top.moved(atom.shift))
        return verdict is not atom.verdict

    def _whole(self, candidate: _Candidate, needed: Fraction) -> Truth:
        return (
            Evaluation(self.book, self.case, self._supposed(candidate, needed)).judgement(self.rule).verdict
        )

    def _supposed(self, candidate: _Candidate, value: Fraction) -> Supposed:
        return dict.fromkeys(candidate.places, value)

    def _settling(self, candidate: _Candidate, needed: Fraction, verdict: Truth) -> Settling:
        change = needed - candidate.value
        return Settling(
            field=candidate.field,
            label=candidate.label,
            unit=candidate.unit or None,
            value=units.decimal(candidate.value),
            needed=units.decimal(needed),
            change=units.decimal(change),
            relative=units.decimal(abs(change / candidate.value)) if candidate.value else None,
            verdict=verdict,
        )

    # ── yes and no ──
    def _switches(self) -> Iterator[Settling]:
        """Facts and answers of yes or no that, turned round, turn the verdict."""
        for leaf in self.leaves:
            if isinstance(leaf.condition, nodes.Judged):
                yield from self._answer(leaf.condition)
            for source, shift in _places(leaf):
                if isinstance(source, str) and self.book.facts[source].kind == "yesno":
                    yield from self._yesno(source, shift)

    def _answer(self, node: nodes.Judged) -> Iterator[Settling]:
        answer = self.case.judged.get(node.answer)
        if answer is None or answer.value is None:
            return
        turned = replace(self.case, judged={**self.case.judged, node.answer: Answer(not answer.value)})
        verdict = Evaluation(self.book, turned).judgement(self.rule).verdict
        if verdict not in {self.verdict, Truth.UNKNOWN}:
            yield _switched(f"judged:{node.answer}", node.question, answer.value, verdict)

    def _yesno(self, name: str, shift: int) -> Iterator[Settling]:
        spec = self.book.facts[name]
        fact = find(self.case, name, spec, self.case.day, shift)
        if fact is None or not isinstance(fact.value, bool):
            return
        supposed: Supposed = {(name, shift): not fact.value}
        verdict = Evaluation(self.book, self.case, supposed).judgement(self.rule).verdict
        if verdict not in {self.verdict, Truth.UNKNOWN}:
            yield _switched(column(name, shift), spec.label, fact.value, verdict)


def _switched(field: str, label: str, value: bool, verdict: Truth) -> Settling:
    return Settling(field, label, None, value, not value, None, None, verdict)


def _places(leaf: Finding) -> Iterator[tuple[str | Source, int]]:
    """Where data enters a comparison: names of facts and sums over related cases, with their year."""
    if isinstance(leaf.condition, nodes.Compare):
        for part in (leaf.condition.of, *leaf.condition.to):
            yield from _sources(part, leaf.shift)


def _sources(node: nodes.Node, shift: int) -> Iterator[tuple[str | Source, int]]:
    match node:
        case nodes.FactRef(name, year):
            yield name, shift + year
        case nodes.Count() | nodes.Total() | nodes.Share():
            yield node, shift
        case nodes.Growth(of, years, method):
            back = range(years + 1) if method == "mean" else (0, years)
            for year in back:
                yield from _sources(of, shift - year)
        case nodes.Average(of, years):
            for year in range(years):
                yield from _sources(of, shift - year)
        case _:
            for part in nodes.parts(node):
                yield from _sources(part, shift)


def _related(node: Source) -> str:
    return "" if isinstance(node, nodes.FactRef) else node.related


def _step(unit: str) -> Fraction:
    """The smallest change of a number: 分 of money, a hundredth of a percent, one of what is counted."""
    if unit in {units.PERCENT, units.PURE}:
        return Fraction(1, 10_000)
    return Fraction(1) if units.may_be_left_out(unit) else Fraction(1, 100)


def _cost(settling: Settling) -> tuple[bool, bool, Decimal]:
    """By relative change, which cannot be said from zero; what is past and cannot change comes last."""
    return (
        "@" in settling.field,
        settling.relative is None,
        settling.relative or abs(settling.change or Decimal(0)),
    )
