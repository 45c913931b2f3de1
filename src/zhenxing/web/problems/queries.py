"""Questions over problems and visits: months, promises, silence. A fixed number of statements each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, When
from django.db.models.functions import TruncMonth

from zhenxing.core.ledger.clocks import add_months
from zhenxing.core.ledger.states import Capability
from zhenxing.web.enterprises.models import Enterprise
from zhenxing.web.problems.flow import IN_HAND, TABLE
from zhenxing.web.problems.models import CommonProblem, Problem, Referral, ServiceRule, Visit

#: fewer than this many say little about a unit
FEW = 5
_MONTHS_BEFORE = 6


def open_problems(area: Any = None) -> QuerySet[Problem]:
    """The problems nobody has closed, of an area and all below it."""
    states = TABLE.holding(Capability.OPEN)
    rows: QuerySet[Problem] = Problem.objects.current().filter(state__in=states)
    return rows.filter(area__path__startswith=area.path) if area is not None else rows


def overdue(day: date, area: Any = None) -> QuerySet[Problem]:
    """Those a unit has in hand past the day it promised."""
    return open_problems(area).filter(state__in=IN_HAND, due_on__lt=day)


def same_kind(common: CommonProblem) -> QuerySet[Problem]:
    """The problems of the kind of a common one.

    Those merged into it, and those of its area (of its town, if it has one) whose title or text has any
    of its words; refused and archived ones are none. Exactly this is counted, and said beside the figures.
    """
    kind = Q(common=common)
    words = Q()
    for word in common.kind_words:
        words |= Q(title__icontains=word) | Q(text__icontains=word)
    if words:
        where = Q(area__path__startswith=common.area.path)
        if common.town_id:
            where &= Q(town=common.town_id)
        kind |= where & words
    rows: QuerySet[Problem] = Problem.objects.current().filter(kind).exclude(state="rejected")
    return rows


@dataclass(frozen=True)
class MonthCount:
    """How many problems of a kind were raised in a month, and how the month lies to the solution."""

    month: date
    count: int
    #: "before", "solved" (the month of the solution), "after"; "running": the present, unfinished month
    part: str


@dataclass(frozen=True)
class BeforeAfter:
    """Months before and after a solution; the means are exact, None where no whole month lies there."""

    months: tuple[MonthCount, ...]
    before: Fraction | None
    after: Fraction | None
    most: int

    @property
    def fell(self) -> bool | None:
        """Whether fewer were raised a month; None while that cannot be said."""
        return None if self.before is None or self.after is None else self.after < self.before


def before_after(common: CommonProblem, day: date) -> BeforeAfter:
    """Problems of a kind by month, from half a year before the first word of it to now."""
    rows = same_kind(common).order_by()
    counted = rows.annotate(month=TruncMonth("raised_on")).values_list("month").annotate(n=Count("pk"))
    by_month: dict[date, int] = dict(counted)
    this = day.replace(day=1)
    solved = common.solved_on.replace(day=1) if common.solved_on else None
    first = min(
        [add_months(solved or this, -_MONTHS_BEFORE), *(month for month in by_month if month <= this)]
    )
    first = max(first, add_months(this, -24))
    months = tuple(
        MonthCount(month, by_month.get(month, 0), _part(month, solved, this))
        for month in _months(first, this)
    )
    most = max((one.count for one in months), default=0)
    return BeforeAfter(months, _mean(months, "before"), _mean(months, "after"), most)


def _part(month: date, solved: date | None, this: date) -> str:
    if solved is not None and month == solved:
        return "solved"
    if month == this:
        return "running"
    return "after" if solved is not None and month > solved else "before"


def _mean(months: Iterable[MonthCount], part: str) -> Fraction | None:
    counts = [one.count for one in months if one.part == part]
    return Fraction(sum(counts), len(counts)) if counts else None


def _months(first: date, last: date) -> list[date]:
    found, at = [], first
    while at <= last:
        found.append(at)
        at = add_months(at, 1)
    return found


@dataclass(frozen=True)
class Promise:
    """How a unit kept the days it promised: slips that fell due or were answered."""

    unit_id: int
    unit: str
    kept: int
    due: int
    overdue: int
    redone: int

    @property
    def rate(self) -> Fraction | None:
        return Fraction(self.kept, self.due) if self.due else None

    @property
    def few(self) -> bool:
        return self.due < FEW


def promises(slips: QuerySet[Referral], day: date) -> tuple[Promise, ...]:
    """By unit: slips with a promised day, answered or past it. Taken-back ones count for none."""
    judged = slips.filter(ended_on=None, due_on__isnull=False, archived_at__isnull=True).filter(
        Q(answered_on__isnull=False) | Q(due_on__lt=day)
    )
    rows = (
        judged.order_by()
        .values("unit", "unit__name")
        .annotate(
            due=Count("pk"),
            kept=_sum(answered_on__lte=F("due_on")),
            overdue=_sum(answered_on=None),
            redone=_sum(round__gt=1),
        )
    )
    found = [
        Promise(row["unit"], row["unit__name"], row["kept"], row["due"], row["overdue"], row["redone"])
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (-(one.rate or Fraction(0)), -one.due, one.unit)))


def _sum(**condition: Any) -> Sum:
    return Sum(Case(When(**condition, then=1), default=0, output_field=IntegerField()))


def silent(firms: QuerySet[Enterprise], rule: ServiceRule | None, day: date) -> QuerySet[Enterprise]:
    """Firms of which nothing was heard in the months of the rule: no problem, no visit; none without a rule.

    Firms younger than that are left out.
    """
    if rule is None or rule.silent_months is None:
        return firms.none()
    since = add_months(day, -rule.silent_months)
    problem = Problem.objects.current().filter(enterprise=OuterRef("pk"), raised_on__gte=since)
    visit = Visit.objects.current().filter(enterprise=OuterRef("pk"), visited_on__gte=since)
    young = Q(established_on__gte=since)
    return firms.filter(~Exists(problem.order_by()), ~Exists(visit.order_by())).exclude(young)


def over_visited(visits: QuerySet[Visit], rule: ServiceRule | None, day: date) -> QuerySet[Any]:
    """Firms visited more often than the rule allows in its days: (enterprise, name, visits, units)."""
    if rule is None or rule.most_visits is None or rule.within_days is None:
        return visits.none().values("enterprise", "enterprise__name")
    since = day - timedelta(days=rule.within_days)
    rows = visits.filter(visited_on__gt=since, visited_on__lte=day, archived_at__isnull=True).order_by()
    return (
        rows.values("enterprise", "enterprise__name")
        .annotate(visits=Count("pk"), units=Count("unit", distinct=True))
        .filter(visits__gt=rule.most_visits)
        .order_by("-visits", "enterprise__name")
    )
