"""Scores of experts and the ranking that follows. Pure; every figure is exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from zhenxing.web.recognition.flow import RECOGNISE, REFUSE, RESERVE

#: with so many experts the highest and the lowest total may be left out
TRIM_FROM = 5
#: a spread above this share of the full mark is pointed out
WIDE = Decimal("0.2")
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Spread:
    """Several marks for one thing: how many, mean, lowest, highest, and whether they lie far apart."""

    count: int
    mean: Decimal
    lowest: Decimal
    highest: Decimal
    wide: bool

    @property
    def width(self) -> Decimal:
        return self.highest - self.lowest


@dataclass(frozen=True)
class Contender:
    """One application in the ranking.

    `score` None: it was not scored (初审不符合). `verdict` is that of its frozen material: true, false
    or unknown. `tie` decides between equal scores: the computed score.
    """

    key: int
    score: Decimal | None
    verdict: str
    tie: Decimal | None = None


@dataclass(frozen=True)
class Placed:
    """Its place (equals share one; None for what was not scored) and what it is proposed for, and why."""

    key: int
    place: int | None
    proposal: str
    why: str


def spread(marks: Sequence[Decimal], full: Decimal) -> Spread | None:
    """What several marks out of `full` say together; None when there are none."""
    if not marks:
        return None
    lowest, highest = min(marks), max(marks)
    mean = (sum(marks, Decimal(0)) / len(marks)).quantize(_CENT, ROUND_HALF_UP)
    return Spread(len(marks), mean, lowest, highest, highest - lowest > full * WIDE)


def final_score(totals: Sequence[Decimal], *, trim: bool) -> Decimal | None:
    """The mean of the experts' totals, to two places; None when there are none.

    With `trim` and at least five experts the highest and the lowest are left out.
    """
    kept = sorted(totals)
    if trim and len(kept) >= TRIM_FROM:
        kept = kept[1:-1]
    if not kept:
        return None
    return (sum(kept, Decimal(0)) / len(kept)).quantize(_CENT, ROUND_HALF_UP)


def total(marks: Mapping[str, Decimal], full: Mapping[str, Decimal]) -> Decimal | None:
    """One expert's total; None while a criterion has no mark: what is missing is not zero."""
    if any(key not in marks for key in full):
        return None
    return sum((marks[key] for key in full), Decimal(0))


def ranking(
    contenders: Iterable[Contender], *, quota: int | None, pass_mark: Decimal | None
) -> tuple[Placed, ...]:
    """Places by score, then by the computed score; what meets the scheme, within the quota: recognise.

    Beyond the quota, or when it is not known whether it meets the scheme: the reserve. Equals at the edge
    of the quota all go to the reserve rather than one of them being preferred. Material that does not
    meet the scheme is refused.
    """
    every = list(contenders)
    scored = sorted((one for one in every if one.score is not None), key=_strength, reverse=True)
    fit = [one for one in scored if _fits(one, pass_mark)]
    places = _places(scored)
    inside = _inside(fit, quota)
    placed = [_placed(one, places[one.key], inside, pass_mark) for one in scored]
    return (*placed, *(Placed(one.key, None, REFUSE, "unmet") for one in every if one.score is None))


def _strength(one: Contender) -> tuple[Decimal, Decimal]:
    assert one.score is not None  # only scored ones are ranked
    return one.score, one.tie if one.tie is not None else Decimal(-1)


def _fits(one: Contender, pass_mark: Decimal | None) -> bool:
    """Whether it meets the scheme; a scheme without rules ("") leaves that to the score."""
    return one.verdict in ("true", "") and _enough(one, pass_mark)


def _enough(one: Contender, pass_mark: Decimal | None) -> bool:
    return pass_mark is None or (one.score is not None and one.score >= pass_mark)


def _places(scored: Sequence[Contender]) -> dict[int, int]:
    places: dict[int, int] = {}
    for number, one in enumerate(scored, 1):
        before = scored[number - 2] if number > 1 else None
        same = before is not None and _strength(before) == _strength(one)
        places[one.key] = places[before.key] if same and before is not None else number
    return places


def _inside(fit: Sequence[Contender], quota: int | None) -> frozenset[int]:
    """Those within the quota; when equals straddle its edge none of them is."""
    if quota is None or len(fit) <= quota:
        return frozenset(one.key for one in fit)
    edge = _strength(fit[quota])
    return frozenset(one.key for one in fit[:quota] if _strength(one) != edge)


def _placed(one: Contender, place: int, inside: frozenset[int], pass_mark: Decimal | None) -> Placed:
    if one.key in inside:
        return Placed(one.key, place, RECOGNISE, "")
    if one.verdict == "false":
        return Placed(one.key, place, REFUSE, "unmet")
    if not _enough(one, pass_mark):
        return Placed(one.key, place, REFUSE, "below-pass-mark")
    return Placed(one.key, place, RESERVE, "unknown" if one.verdict == "unknown" else "beyond-quota")
