"""If a town were judged today: criterion by criterion, what fails first on today's trend, what is unknown.

A scheme is a book about towns with a rule whose outcome is a tier; the parts of that rule are the tier's
criteria. The trend draws each yearly figure on by its mean change over the last years known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from zhenxing.core.periods import Period
from zhenxing.core.rules import nodes
from zhenxing.core.rules.book import Case, Fact, Rule, Rulebook
from zhenxing.core.rules.evaluate import Evaluation
from zhenxing.core.rules.explain import Row, row
from zhenxing.core.rules.judgement import Finding
from zhenxing.core.rules.margin import Margin, margins
from zhenxing.core.truth import Evidence, Truth

#: tiers from the lowest to the highest, as the outcomes of schemes name them
TIERS = ("county", "city", "province", "national")
WITHDRAWN = "withdrawn"
#: a standard of another province, to compare with
REFERENCE = "reference"
_ORDER = {outcome: at for at, outcome in enumerate((*TIERS, WITHDRAWN, REFERENCE))}
#: how many years a line is drawn on, and over how many known years its slope is taken
AHEAD = 10
_SLOPE_YEARS = 4


@dataclass(frozen=True)
class Criterion:
    """One part of what a tier asks for."""

    name: str
    clause: str
    verdict: Truth
    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    #: the smallest room (or the largest shortfall, negative) as a part of its threshold; None without numbers
    room: Decimal | None
    #: the year its verdict first turns on today's trend; None when it does not, or cannot be said
    turns: int | None = None
    #: whether it looks at yearly figures, which alone have a trend; and whether that could be drawn
    moves: bool = False
    drawn: bool = False


@dataclass(frozen=True)
class Standing:
    """A town before one tier of a scheme."""

    rule: Rule
    verdict: Truth
    criteria: tuple[Criterion, ...]
    missing: tuple[str, ...]

    @property
    def outcome(self) -> str:
        return self.rule.outcome

    @property
    def leaving(self) -> bool:
        """Whether the rule takes the tier away: then TRUE is what nobody wants."""
        return self.rule.outcome == WITHDRAWN

    def of(self, verdict: Truth) -> tuple[Criterion, ...]:
        return tuple(one for one in self.criteria if one.verdict is verdict)

    @property
    def failing(self) -> tuple[Criterion, ...]:
        return self.of(Truth.FALSE)

    @property
    def unknown(self) -> tuple[Criterion, ...]:
        return self.of(Truth.UNKNOWN)

    @property
    def met(self) -> tuple[Criterion, ...]:
        return self.of(Truth.TRUE)

    @property
    def first_to_fail(self) -> Criterion | None:
        """The criterion met today that today's trend breaks first."""
        falling = [one for one in self.met if one.turns is not None]
        return min(falling, key=lambda one: one.turns or 0, default=None)

    @property
    def tightest(self) -> Criterion | None:
        """The criterion met today with the least room."""
        close = [one for one in self.met if one.room is not None]
        return min(close, key=lambda one: one.room or Decimal(0), default=None)

    @property
    def hardest(self) -> Criterion | None:
        """The failing criterion that is farthest from its threshold."""
        far = [one for one in self.failing if one.room is not None]
        return min(far, key=lambda one: one.room or Decimal(0), default=None)

    @property
    def nearness(self) -> tuple[int, int, Decimal]:
        """Sorts the nearest first: most criteria met, fewest that fail, the smallest shortfalls together.

        What is unknown counts as neither: a town of which nothing is known is not near.
        """
        short = sum((-one.room for one in self.failing if one.room is not None), Decimal(0))
        return (-len(self.met), len(self.failing), short)


def is_scheme(book: Rulebook) -> bool:
    """Whether the book says who is given a tier, or loses it."""
    return any(rule.outcome in _ORDER for rule in book.rules)


def standings(book: Rulebook, case: Case, *, trend: bool = False) -> tuple[Standing, ...]:
    """A town before every tier of a scheme in force on the day, lowest tier first."""
    evaluation = Evaluation(book, case)
    asked = [rule for rule in book.in_force(case.day) if rule.outcome in _ORDER]
    rules = sorted(asked, key=lambda rule: _ORDER[rule.outcome])
    ahead = future(case) if trend else ()
    return tuple(_standing(rule, book, case, evaluation, ahead) for rule in rules)


def _standing(
    rule: Rule, book: Rulebook, case: Case, evaluation: Evaluation, ahead: Sequence[Case]
) -> Standing:
    judgement = evaluation.judgement(rule)
    room = _rooms(margins(rule, case, book))
    criteria = tuple(_criterion(part, book, case.day, room) for part in _parts(judgement.tree))
    if ahead:
        criteria = _with_trend(rule, book, criteria, ahead)
    return Standing(rule, judgement.verdict, criteria, judgement.missing)


def _parts(tree: Finding | None) -> tuple[Finding, ...]:
    if tree is None:
        return ()
    return tree.parts if isinstance(tree.condition, nodes.AllOf) else (tree,)


_Place = tuple[str, str, str]


def _rooms(found: Iterable[Margin]) -> Mapping[_Place, Decimal]:
    return {(one.field, one.required, one.clause): one.relative for one in found if one.relative is not None}


def _criterion(part: Finding, book: Rulebook, day: date, room: Mapping[_Place, Decimal]) -> Criterion:
    evidence = tuple(part.leaves())
    named = book.rule(part.condition.rule, day) if isinstance(part.condition, nodes.RuleRef) else None
    clause = named.clause if named else next((one.clause for one in evidence), "")
    # of alternatives the widest counts, of what must all be met the narrowest
    rooms = [
        relative
        for one in evidence
        if one.verdict is part.verdict
        and (relative := room.get((one.field, one.required, one.clause))) is not None
    ]
    pick = max if part.verdict is Truth.TRUE and _is_choice(part) else min
    if part.verdict is Truth.FALSE and _is_choice(part):
        pick = max
    return Criterion(
        named.name if named else part.label,
        clause,
        part.verdict,
        tuple(row(labelled(one, book)) for one in evidence),
        part.missing,
        pick(rooms) if rooms and part.verdict is not Truth.UNKNOWN else None,
        moves=any(one.period for one in evidence),
    )


def labelled(evidence: Evidence, book: Rulebook) -> Evidence:
    """The evidence with a choice called by its label."""
    spec = book.facts.get(evidence.field)
    if spec is None or not isinstance(evidence.value, str):
        return evidence
    return replace(evidence, value=dict(spec.choices).get(evidence.value, evidence.value))


def _is_choice(part: Finding) -> bool:
    inner = part
    while isinstance(inner.condition, nodes.RuleRef) and inner.parts:
        inner = inner.parts[0]
    return isinstance(inner.condition, nodes.AnyOf)


# ── trend ────────────────────────────────────────────────────────────────────────────────────────
def future(case: Case, ahead: int = AHEAD) -> tuple[Case, ...]:
    """The case in each of the next years, if every yearly figure changes as it did on average."""
    drawn = {name: _drawn(facts, case.year, ahead) for name, facts in case.facts.items()}
    return tuple(
        replace(
            case,
            year=case.year + years,
            facts={name: (*facts, *drawn[name][:years]) for name, facts in case.facts.items()},
        )
        for years in range(1, ahead + 1)
    )


def _drawn(facts: tuple[Fact, ...], year: int, ahead: int) -> tuple[Fact, ...]:
    """The next years of one fact; none with fewer than two years known up to the reference year."""
    known = sorted(
        (fact.period.year, fact.value)
        for fact in facts
        if fact.period is not None
        and fact.period.grain == "year"
        and year - _SLOPE_YEARS < fact.period.year <= year
        and isinstance(fact.value, Decimal)
    )
    if len(known) < 2 or known[-1][0] != year:
        return ()
    (first_year, first), (last_year, last) = known[0], known[-1]
    slope = (last - first) / (last_year - first_year)
    return tuple(
        Fact(max(last + slope * years, Decimal(0)), Period(year + years)) for years in range(1, ahead + 1)
    )


def _with_trend(
    rule: Rule, book: Rulebook, criteria: tuple[Criterion, ...], ahead: Sequence[Case]
) -> tuple[Criterion, ...]:
    """Each criterion with the year its verdict turns; a line that cannot be drawn says nothing."""
    turns: dict[int, int] = {}
    lost: set[int] = set()  # no line can be drawn at all
    ended: set[int] = set()  # the line leaves what can be reckoned (a growth from nothing)
    for case in ahead:
        parts = _parts(Evaluation(book, case).judgement(rule).tree)
        for at, part in enumerate(parts):
            before = criteria[at].verdict
            if at in turns or at in lost or at in ended or before is Truth.UNKNOWN:
                continue
            if part.verdict is Truth.UNKNOWN:
                (lost if case is ahead[0] else ended).add(at)
            elif part.verdict is not before:
                turns[at] = case.year
        if len(turns) + len(lost) + len(ended) == len(criteria):
            break
    return tuple(
        replace(
            one,
            turns=turns.get(at),
            drawn=one.moves and at not in lost and one.verdict is not Truth.UNKNOWN,
        )
        for at, one in enumerate(criteria)
    )
