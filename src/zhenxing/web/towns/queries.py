"""What a town is today: its tier, its size, its figures, its milestones, and who else does the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from zhenxing.core.ladders import Ladder, Standing, in_force, standing
from zhenxing.packs.ladders import load_ladders
from zhenxing.web.towns.models import Town, TownFigure, TownTier

_YUAN = "元"


@dataclass(frozen=True)
class Size:
    """A town's amount on one ladder; `figure` None means no figure is known, so nothing is said."""

    ladder: Ladder
    figure: TownFigure | None
    amount: Decimal | None
    standing: Standing | None


@dataclass(frozen=True)
class FigureLine:
    """The figures of one indicator and year; `disputed` when sources differ."""

    indicator: str
    year: int
    figures: tuple[TownFigure, ...]
    disputed: bool


@dataclass(frozen=True)
class Progress:
    """How far a plan is: counts by standing, of milestones not archived."""

    done: int
    late: int
    open: int
    undated: int

    @property
    def total(self) -> int:
        return self.done + self.late + self.open + self.undated


def tier_subquery(day: date) -> Subquery:
    """The id of the tier (a code) each town of the outer query has on a day."""
    begun = TownTier.objects.filter(town=OuterRef("pk"), archived_at__isnull=True, begins__lte=day)
    return Subquery(begun.order_by("-begins", "-pk").values("tier")[:1])


def current_figures(town: Town) -> list[TownFigure]:
    """The figures of a town in use; from what was prefetched if it was."""
    return [figure for figure in town.figures.all() if figure.archived_at is None]


def latest_amount(figures: Iterable[TownFigure], indicator: str) -> tuple[TownFigure, Decimal] | None:
    """The newest figure of an indicator in 元, and its amount; None when there is none or sources differ."""
    found = [
        (figure, read.value)
        for figure in figures
        if figure.indicator.code == indicator and (read := figure.quantity) is not None and read.unit == _YUAN
    ]
    if not found:
        return None
    newest = max(figure.year for figure, _amount in found)
    amounts = [pair for pair in found if pair[0].year == newest]
    return amounts[0] if len({amount for _figure, amount in amounts}) == 1 else None


def size(town: Town, level: str, day: date) -> Size | None:
    """Where the town stands on the ladder of a level; None when no ladder is in force."""
    ladder = in_force(load_ladders(), level, day)
    if ladder is None:
        return None
    newest = latest_amount(current_figures(town), ladder.indicator)
    if newest is None:
        return Size(ladder, None, None, None)
    figure, amount = newest
    return Size(ladder, figure, amount, standing(ladder, amount))


def figure_lines(figures: Sequence[TownFigure]) -> tuple[FigureLine, ...]:
    """Figures by indicator, newest year first; the accounts of one year side by side."""
    ordered = sorted(figures, key=lambda one: (one.indicator.position, one.indicator.pk, -one.year, one.pk))
    lines = []
    for (indicator, year), group in groupby(ordered, key=lambda one: (one.indicator, one.year)):
        same = tuple(group)
        lines.append(FigureLine(str(indicator), year, same, _differ(same)))
    return tuple(lines)


def _differ(figures: Sequence[TownFigure]) -> bool:
    read = {(amount.value, amount.unit) if (amount := one.quantity) else one.amount for one in figures}
    return len(read) > 1


def progress(town: Town, day: date) -> Progress:
    standings = [one.standing(day) for one in town.milestones.all() if one.archived_at is None]
    return Progress(*(standings.count(name) for name in ("done", "late", "open", "undated")))


def alike(town: Town, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Other towns among `rows` with the same leading industry, or one of the same group (中类)."""
    if town.industry is None:
        return rows.none()
    near = Q(industry=town.industry)
    if town.industry.parent_id is not None and len(town.industry.code) >= 3:
        near |= Q(industry__parent=town.industry.parent_id)
    return rows.filter(near, archived_at__isnull=True).exclude(pk=town.pk)


def by_tier(rows: QuerySet[Any], day: date) -> dict[int | None, int]:
    """How many of the towns have each tier (a code's id; None for none yet)."""
    counts: dict[int | None, int] = {}
    for tier in rows.order_by().annotate(tier_now=tier_subquery(day)).values_list("tier_now", flat=True):
        counts[tier] = counts.get(tier, 0) + 1
    return counts
