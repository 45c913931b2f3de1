"""真项目核验: which projects look like one project counted twice, and why. Pure.

The one registered later is the suspect; a pair is named once. Everything is grouped by key, so a hundred
thousand projects are compared in one pass.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations

from zhenxing.core.quantities import display

#: two projects of one investor signed within so many days may be one that was split
NEAR_DAYS = 90
#: an investor with more projects than this is looked at pair by pair only where something else fits
_MANY = 40
_BLANKS = re.compile(r"[\s\-—_·.,，、()（）\[\]【】]")


@dataclass(frozen=True)
class Known:
    """What is compared of a project; `pk` is the order in which they were registered, `county` where."""

    pk: int
    county: str
    code: str = ""
    investor: str = ""
    investor_code: str = ""
    parcel: str = ""
    investment: Decimal | None = None
    signed: date | None = None

    @property
    def by(self) -> str:
        """Who invests: the credit code, else the name as it is written."""
        return self.investor_code or folded(self.investor)

    @property
    def place(self) -> str:
        """Its parcel within its county; "" when it has none."""
        parcel = folded(self.parcel)
        return f"{self.county} {parcel}" if parcel else ""


@dataclass(frozen=True)
class Use:
    """A file that proves a stage of a project; `pk` is the order in which it was attached."""

    pk: int
    event: int
    project: int
    stage: str
    sha256: str


@dataclass(frozen=True)
class Doubt:
    """One suspicion: about a project (and one event of it), with another it looks like."""

    kind: str
    project: int
    other: int
    grave: bool
    reasons: tuple[str, ...]
    facts: str = field(repr=False)
    event: int | None = None
    other_event: int | None = None

    @property
    def print(self) -> str:
        """Of the facts: the same two, alike in the same way, give the same print whoever is suspected."""
        pair = sorted((self.project, self.other))
        events = sorted(one for one in (self.event, self.other_event) if one is not None)
        return hashlib.sha256(repr((self.kind, pair, events, self.facts)).encode()).hexdigest()


def folded(text: str) -> str:
    """A name without what people write differently: width, case, blanks, brackets, dashes."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text).upper())


def doubts(projects: Iterable[Known], uses: Iterable[Use] = ()) -> list[Doubt]:
    """Every suspicion among these projects and the files that prove their stages."""
    rows = sorted(projects, key=lambda one: one.pk)
    found = [*_same_code(rows), *_same_parcel(rows), *_same_investor(rows), *_same_file(uses)]
    return list({one.print: one for one in found}.values())


def _groups(rows: Iterable[Known], key: Callable[[Known], str]) -> Iterator[list[Known]]:
    """Those that share a key, where several do."""
    found: dict[str, list[Known]] = defaultdict(list)
    for one in rows:
        if key(one):
            found[key(one)].append(one)
    return (group for group in found.values() if len(group) > 1)


def _same_code(rows: list[Known]) -> Iterator[Doubt]:
    for first, *later in _groups(rows, lambda one: one.code):
        said = f"项目代码 {first.code} 已经由先登记的项目使用；一个项目终身只有一个代码。"
        yield from (Doubt("code", one.pk, first.pk, True, (said,), first.code) for one in later)


def _same_parcel(rows: list[Known]) -> Iterator[Doubt]:
    """By different investors: of one investor it is a split."""
    for first, *later in _groups(rows, lambda one: one.place):
        for one in later:
            if one.by != first.by:
                said = f"地块“{one.parcel}”已经登记给另一个投资方的项目。"
                yield Doubt("parcel", one.pk, first.pk, True, (said,), first.place)


def _same_investor(rows: list[Known]) -> Iterator[Doubt]:
    for group in _groups(rows, lambda one: one.by):
        wholes = _wholes(group)
        pairs = combinations(group, 2) if len(group) <= _MANY else ((group[0], one) for one in group[1:])
        for first, one in pairs:
            parts = wholes.get(one.pk)
            yield _split(first, one, parts) or _alike(first, one)


def _split(first: Known, one: Known, whole: str | None) -> Doubt | None:
    """The pair as parts of one project; None where nothing says so but the investor."""
    reasons = []
    if first.place and first.place == one.place:
        reasons.append(f"与先登记的项目同一投资方、同一地块“{one.parcel}”。")
    elif _near(first, one) and not (first.place and one.place):
        assert first.signed is not None and one.signed is not None  # else they were not near
        days = abs((one.signed - first.signed).days)
        reasons.append(f"与先登记的项目同一投资方，签约相隔 {days} 天，地块没有分别写明。")
    if whole:
        reasons.append(whole)
    if not reasons:
        return None
    reasons.append(f"两个项目总投资合计 {_sum(first, one)}。")
    facts = repr((first.by, first.place == one.place, first.investment, one.investment))
    return Doubt("split", one.pk, first.pk, True, tuple(reasons), facts)


def _alike(first: Known, one: Known) -> Doubt:
    said = f"投资方“{one.investor}”已有先登记的项目；请核对不是同一个项目换名再报。"
    return Doubt("investor", one.pk, first.pk, False, (said,), first.by)


def _wholes(group: list[Known]) -> dict[int, str]:
    """Projects whose investment is part of a sum that is another one's, or is that sum: pk → in words."""
    known = [(one.pk, one.investment) for one in group if one.investment]
    if not 3 <= len(known) <= _MANY:
        return {}
    found: dict[int, str] = {}
    totals = {amount: pk for pk, amount in known}
    for (a, first), (b, second) in combinations(known, 2):
        whole = totals.get(first + second)
        if whole is not None and whole not in (a, b):
            said = f"两个项目的总投资合计正好是同一投资方另一项目的 {display(first + second, '元')}。"
            found |= dict.fromkeys((a, b, whole), said)
    return found


def _near(first: Known, one: Known) -> bool:
    if first.signed is None or one.signed is None:
        return False
    return abs((one.signed - first.signed).days) <= NEAR_DAYS


def _sum(first: Known, one: Known) -> str:
    if first.investment is None or one.investment is None:
        return "不明（有项目没有填总投资）"
    return display(first.investment + one.investment, "元")


def _same_file(uses: Iterable[Use]) -> Iterator[Doubt]:
    """The very file proves two events, of two projects or of one project's two stages."""
    found: dict[Hashable, list[Use]] = defaultdict(list)
    for use in sorted(uses, key=lambda one: one.pk):
        if all(use.event != earlier.event for earlier in found[use.sha256]):
            found[use.sha256].append(use)
    for first, *later in found.values():
        for one in later:
            own = one.project == first.project
            whose = "本项目另一个阶段" if own else "另一个项目"
            said = f"这份佐证与{whose}的佐证是同一个文件（摘要 {one.sha256[:12]}…）。"
            yield Doubt(
                "proof", one.project, first.project, True, (said,), one.sha256, one.event, first.event
            )
