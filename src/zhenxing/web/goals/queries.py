"""Where goals stand: verdicts for many at once, the path of one, counts, shares and who took them on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise

from zhenxing.core.ledger.paths import Aim, Point, Read, Verdict, judge
from zhenxing.core.ledger.shares import Total, total
from zhenxing.web.goals.models import Goal, GoalBaseline, GoalMeasure, GoalReading, GoalShare
from zhenxing.web.goals.path_models import BASELINE
from zhenxing.web.goals.states import CONFIRMED, OPEN_STATES, STANDINGS
from zhenxing.web.organisations.models import Area

#: places upon which one goal is laid
MOST_PLACES = 500
#: units in which amounts of areas do not add up to that of the whole
_RATES = frozenset({"%", "‰", "倍", "个百分点"})


@dataclass(frozen=True)
class Course:
    """All that a goal is judged by."""

    aim: Aim
    baseline: Point | None
    steps: tuple[Point, ...]
    read: Read | None

    def verdict(self, day: date) -> Verdict:
        return judge(self.aim, self.read, day, self.baseline, self.steps)


def open_goals(area: Any) -> QuerySet[Goal]:
    """Goals of an area and below that are still to be reached."""
    rows: QuerySet[Goal] = Goal.objects.current().filter(area__path__startswith=area.path)
    return rows.filter(state__in=OPEN_STATES)


def behind(area: Any) -> QuerySet[Goal]:
    """Goals of an area that were behind or missed when last judged, the earliest due first: for dispatch."""
    rows = open_goals(area).filter(standing__in=("behind", "missed"))
    return rows.select_related("owner_unit", "document").order_by("due_on", "pk")


def basis_of(goal: Goal) -> str:
    """What the goal's value counts from, as its own terms say: a person may confirm another."""
    if goal.increment:
        return "increment"
    return "multiple" if goal.unit == "倍" else "level"


def courses(goals: Sequence[Goal]) -> dict[int, Course]:
    """What each goal is judged by: three queries, however many goals."""
    keys = [goal.pk for goal in goals]
    measures = dict(
        GoalMeasure.objects.current().filter(goal__in=keys).order_by().values_list("goal_id", "basis")
    )
    points: dict[int, list[GoalBaseline]] = defaultdict(list)
    for point in GoalBaseline.objects.current().filter(goal__in=keys).order_by("on"):
        points[point.goal_id].append(point)
    reads = last_readings(keys)
    return {
        goal.pk: _course(goal, measures.get(goal.pk, ""), points[goal.pk], reads.get(goal.pk))
        for goal in goals
    }


def _course(goal: Goal, basis: str, points: list[GoalBaseline], reading: GoalReading | None) -> Course:
    aim: Any = Aim(goal.value, goal.due_on, goal.op, goal.upper, goal.unit, basis or basis_of(goal))  # type: ignore[arg-type]  # of BASES
    base = next((Point(one.on, one.value) for one in points if one.kind == BASELINE), None)
    steps = tuple(Point(one.on, one.value) for one in points if one.kind != BASELINE)
    read = Read(reading.at, reading.value, reading.doubt) if reading is not None else None
    return Course(aim, base, steps, read)


def last_readings(goals: Iterable[int]) -> dict[int, GoalReading]:
    """The last reading that counts of each goal."""
    counting = GoalReading.objects.filter(goal=OuterRef("goal"), state=CONFIRMED, archived_at__isnull=True)
    newest = Subquery(counting.order_by("-at", "-pk").values("pk")[:1])
    rows = GoalReading.objects.filter(goal__in=list(goals), pk=newest)
    return {one.goal_id: one for one in rows.order_by()}


def verdicts(goals: Sequence[Goal], day: date) -> dict[int, Verdict]:
    """Where each goal stands on a day."""
    return {pk: course.verdict(day) for pk, course in courses(goals).items()}


# ── counting ─────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Standing:
    """So many open goals stand so."""

    key: str
    label: str | Promise
    tone: str
    number: int


@dataclass(frozen=True)
class Tally:
    """Goals of one kind: open ones by standing, open ones past their day, and all by state."""

    standings: tuple[Standing, ...]
    late: int
    states: dict[str, int]


def tallies(rows: QuerySet[Any], day: date) -> dict[bool, Tally]:
    """Hard goals (False) and aspirational ones (True), never mixed: one statement, however many there are."""
    found = rows.order_by().values_list("aspirational", "state", "standing")
    told = list(found.annotate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=day))))
    return {apart: _tally([line[1:] for line in told if line[0] is apart]) for apart in (False, True)}


def _tally(lines: Sequence[Any]) -> Tally:
    open_: Counter[str] = Counter()
    states: Counter[str] = Counter()
    late = 0
    for state, standing, number, past in lines:
        states[state] += number
        if state in OPEN_STATES:
            open_[standing] += number
            late += past
    standings = (Standing(key, label, tone, open_[key]) for key, (label, tone) in STANDINGS.items())
    return Tally(tuple(standings), late, dict(states))


def counts(rows: QuerySet[Any], day: date) -> dict[bool, tuple[Standing, ...]]:
    """How many open goals stand how: hard ones (False) and aspirational ones (True)."""
    return {apart: found.standings for apart, found in tallies(rows, day).items()}


# ── shares ───────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class ShareLine:
    """A share with the goal that took it on: `took` is "", "short" (asks for less), "unknown" or "full".

    `offered`: goals of lower documents in its area that may well be the one, for a person to link.
    """

    share: GoalShare
    took: str
    offered: tuple[Goal, ...] = ()


@dataclass(frozen=True)
class Shared:
    """A goal laid upon areas and units: the lines and whether they make up the whole."""

    lines: tuple[ShareLine, ...]
    total: Total

    @property
    def taken(self) -> int:
        return sum(1 for line in self.lines if line.took)


def additive(goal: Goal) -> bool:
    """Whether the amounts of areas add up to the goal's."""
    return goal.unit not in _RATES


def shares_of(goal: Goal) -> list[GoalShare]:
    """The shares of a goal, in the order of their places."""
    rows = GoalShare.objects.current().filter(goal=goal).select_related("area", "unit", "child__document")
    return list(rows.order_by("area__path", "pk"))


def places_below(goal: Goal) -> list[Area]:
    """The places directly below the goal's own, upon which it is laid."""
    rows = Area.objects.filter(
        path__startswith=goal.area.path, depth=goal.area.depth + 1, archived_at__isnull=True
    )
    return list(rows.order_by("path")[:MOST_PLACES])


def shared(goal: Goal) -> Shared:
    """The shares of a goal, their sum beside it, and who took theirs on."""
    shares = shares_of(goal)
    offers = _offers(goal, [one for one in shares if one.child_id is None])
    lines = tuple(ShareLine(one, _took(one), offers.get(one.pk, ())) for one in shares)
    return Shared(lines, total(goal.value, [one.value for one in shares], additive=additive(goal)))


def _took(share: GoalShare) -> str:
    child = share.child
    if child is None:
        return ""
    if child.value is None or share.value is None or child.unit != share.goal.unit:
        return "unknown"
    lower = child.value < share.value
    if share.goal.op in ("<=", "<"):
        lower = child.value > share.value
    return "short" if lower else "full"


def _offers(goal: Goal, shares: Sequence[GoalShare]) -> dict[int, tuple[Goal, ...]]:
    """Goals of lower documents with the same indicator in the area of a share: one query for all shares."""
    if not shares:
        return {}
    below = Goal.objects.current().filter(area__path__startswith=goal.area.path, unit=goal.unit)
    below = below.exclude(area=goal.area).exclude(pk=goal.pk).select_related("area", "document")
    wanted = _bare(goal.indicator)
    fits = [one for one in below.order_by("pk")[:2000] if _bare(one.indicator) == wanted]
    return {
        share.pk: tuple(one for one in fits if one.area.path.startswith(share.area.path))[:3]
        for share in shares
    }


def _bare(indicator: str) -> str:
    """An indicator without what only says whose it is: 全县省级专业镇 and 省级专业镇 are one."""
    said = "".join(indicator.split())
    for word in ("全省", "全市", "全县", "全区", "全镇", "全乡", "我省", "我市", "我县", "我区", "数量"):
        said = said.replace(word, "")
    return said.removesuffix("数")
