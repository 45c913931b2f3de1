"""Of an area: how many towns of each tier the plans want, how many there are, and who is nearest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhenxing.core.rules.book import Case, Rulebook
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit import scope
from zhenxing.web.kit.lists import in_use
from zhenxing.web.kit.pages import page
from zhenxing.web.kit.register import Label
from zhenxing.web.organisations.models import Area
from zhenxing.web.rules import queries
from zhenxing.web.rules.models import STATUSES, TONES
from zhenxing.web.rules.models import Rulebook as Record
from zhenxing.web.rules.panels import VERDICT_TONES
from zhenxing.web.rules.reading import read
from zhenxing.web.rules.standing import TIERS, Standing, is_scheme, standings
from zhenxing.web.rules.words import LABELS
from zhenxing.web.towns.models import Town

_OF_TIER = re.compile(r"(县|市|省|国家)级(以上|及以上)?(?:重点|特色)?专业镇")
_TIER_OF = {"县": "county", "市": "city", "省": "province", "国家": "national"}


@dataclass(frozen=True)
class Wanted:
    """A goal that counts towns of a tier, beside how many there are today."""

    goal: Goal
    url: str
    have: int

    @property
    def short(self) -> int:
        return max(0, int(self.goal.value or 0) - self.have)


@dataclass(frozen=True)
class Place:
    """One town in the order of nearness."""

    town: Town
    url: str
    tier: str
    holds: bool
    standing: Standing
    tone: str
    shortfall: str


@dataclass(frozen=True)
class Race:
    """Everybody before one tier of one scheme, nearest first."""

    label: Label
    record: Record
    url: str
    status: Label
    status_tone: str
    places: tuple[Place, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing is known of anybody: no numbers set, nobody judged yet."""
        return not any(one.standing.met or one.standing.failing for one in self.places)


@page("towns.view")
def standing(request: HttpRequest) -> HttpResponse:
    day = timezone.localdate()
    rows = in_use(scope.visible(Town.objects.all(), request.user, "towns.view"))
    counties = Area.objects.filter(pk__in=rows.order_by().values("area")).order_by("path")
    chosen = (
        counties.filter(pk=int(said)).first() if (said := request.GET.get("area", "")).isdecimal() else None
    )
    if chosen is not None:
        rows = rows.filter(area__path__startswith=chosen.path)
    towns = list(rows.select_related("area", "category", "industry").prefetch_related("tiers__tier"))
    context = {
        "wanted": wanted(request.user, towns, day, chosen),
        "races": races(towns, day),
        "counties": counties if len(counties) > 1 else (),
        "chosen": chosen,
        "day": day,
        "towns": len(towns),
    }
    return render(request, "standing/area.html", context)


# ── goals ────────────────────────────────────────────────────────────────────────────────────────
def wanted(user: Any, towns: Sequence[Town], day: date, area: Area | None = None) -> tuple[Wanted, ...]:
    """The goals in sight that say how many towns of a tier there shall be, the next one due first."""
    goals = scope.visible(Goal.objects.filter(archived_at=None, increment=False), user, "goals.view")
    goals = goals.filter(indicator__contains="专业镇", unit="个", value__isnull=False)
    if area is not None:
        goals = goals.filter(area__path__startswith=area.path)
    have = held(towns, day)
    found = []
    for goal in goals.order_by("due_on", "pk"):
        asked = _OF_TIER.search(goal.indicator)
        if asked is None or "申报" in goal.indicator:
            continue
        tiers = TIERS[TIERS.index(_TIER_OF[asked[1]]) :] if asked[2] else (_TIER_OF[asked[1]],)
        found.append(
            Wanted(goal, reverse("goals:detail", args=[goal.pk]), sum(have.get(tier, 0) for tier in tiers))
        )
    return tuple(found)


def held(towns: Iterable[Town], day: date) -> Mapping[str, int]:
    """How many of the towns have each tier on a day."""
    counts: dict[str, int] = {}
    for town in towns:
        if (tier := town.tier_on(day)) is not None:
            counts[tier.tier.code] = counts.get(tier.tier.code, 0) + 1
    return counts


# ── who is nearest ───────────────────────────────────────────────────────────────────────────────
def races(towns: Sequence[Town], day: date) -> tuple[Race, ...]:
    """Every tier of every scheme in force, the lowest tier first; a fixed number of queries."""
    cases = queries.town_cases(towns, day)
    answers = queries.answers_of([town.pk for town in towns], day)
    found: list[tuple[int, Race]] = []
    for record in queries.records("town", day):
        book = read(record.text)
        if not is_scheme(book):
            continue
        asked = {pk: queries.answered(case, answers.get(pk, {}), book.key) for pk, case in cases.items()}
        found += _of_book(record, book, asked, towns, day)
    return tuple(race for _tier, race in sorted(found, key=lambda pair: (pair[0], pair[1].record.name)))


def _of_book(
    record: Record, book: Rulebook, cases: Mapping[int, Case], towns: Sequence[Town], day: date
) -> list[tuple[int, Race]]:
    by_rule: dict[str, list[tuple[Town, Standing]]] = {}
    for town in towns:
        for one in standings(book, cases[town.pk]):
            if one.outcome in TIERS:
                by_rule.setdefault(one.rule.key, []).append((town, one))
    return [(TIERS.index(pairs[0][1].outcome), _race(record, pairs, day)) for pairs in by_rule.values()]


def _race(record: Record, pairs: list[tuple[Town, Standing]], day: date) -> Race:
    """Those who are to reach the tier first, those who have it after them."""
    places = [_place(town, one, day) for town, one in pairs]
    return Race(
        LABELS[pairs[0][1].outcome],
        record,
        reverse("rulebooks:detail", args=[record.pk]),
        dict(STATUSES)[record.status],
        TONES[record.status],
        tuple(sorted(places, key=lambda one: (one.holds, one.standing.nearness))),
    )


def _place(town: Town, one: Standing, day: date) -> Place:
    now = town.tier_on(day)
    code = now.tier.code if now else ""
    hardest = one.hardest
    gaps = [row.gap for row in hardest.rows if row.gap] if hardest else []
    return Place(
        town,
        reverse("towns:standing", args=[town.pk]),
        str(now.tier) if now else _("未定级"),
        code in TIERS and TIERS.index(code) >= TIERS.index(one.outcome),
        one,
        VERDICT_TONES[one.verdict],
        f"{hardest.name}：{gaps[0]}" if hardest and gaps else (hardest.name if hardest else ""),
    )
