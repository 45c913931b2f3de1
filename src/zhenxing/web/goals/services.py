"""What other apps and the worker call: judging goals again, freezing readings, the seam of measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _

from zhenxing.core.ledger.paths import Verdict
from zhenxing.web.goals import queries
from zhenxing.web.goals.measures import BY_HAND, Measure, Reading, find, measure, measures, own_label
from zhenxing.web.goals.models import Goal, GoalMeasure, GoalReading
from zhenxing.web.goals.states import CONFIRMED, OPEN_STATES
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.kit.refusals import ActionRefused

__all__ = [
    "Measure",
    "Reading",
    "find",
    "judge_again",
    "measure",
    "measures",
    "read_all",
    "take",
]
_CHUNK = 500
_WRITTEN = ("standing", "standing_reason", "judged_on", "now")


def judge_again(goals: Iterable[int], day: date | None = None) -> int:
    """Judge these goals by what is known now and write what changed; returns for how many it did.

    Computed, so no version and no history: nobody's edit must fail because a machine counted.
    """
    today, keys = day or timezone.localdate(), sorted(set(goals))
    changed = 0
    for at in range(0, len(keys), _CHUNK):
        rows = list(Goal.objects.filter(pk__in=keys[at : at + _CHUNK]))
        courses = queries.courses(rows)
        told = [one for one in rows if _tell(one, courses[one.pk].verdict(today), today)]
        Goal.objects.bulk_update(told, _WRITTEN, batch_size=_CHUNK)
        Goal.objects.filter(pk__in=[one.pk for one in rows]).exclude(judged_on=today).update(judged_on=today)
        changed += len(told)
    return changed


def _tell(goal: Goal, verdict: Verdict, day: date) -> bool:
    """Put the verdict on the goal; whether anything but the day is new."""
    new = (verdict.standing, verdict.reason[:300], verdict.value)
    old = (goal.standing, goal.standing_reason, goal.now)
    goal.standing, goal.standing_reason, goal.now = new
    changed = old != new or goal.judged_on is None
    goal.judged_on = day
    return changed


# ── readings ─────────────────────────────────────────────────────────────────────────────────────
def take(deed: Deed, goal: Goal, day: date) -> GoalReading:
    """Ask the goal's measure as at a day and freeze the answer; the same answer again is not kept twice.

    Raises `ActionRefused` when no measure is confirmed for it, or the measure cannot tell.
    """
    kept = GoalMeasure.objects.current().filter(goal=goal).select_related("area").first()
    known = find(kept.measure) if kept is not None else None
    if kept is None or known is None:
        raise ActionRefused(_("这个目标还没有定取数方式。请先确认取数方式。"))
    answer = known.ask(goal, kept.area or goal.area, day)
    if answer.value is None:
        raise ActionRefused(_("取不到数：%(why)s。") % {"why": answer.note or answer.source})
    last = queries.last_readings([goal.pk]).get(goal.pk)
    if last is not None and _same(last, answer):
        return last
    made = _row(goal, known, answer)
    made.confirmed_by = deed.actor
    deed.save(made)
    judge_again([goal.pk])
    return made


def _row(goal: Goal, known: Measure, answer: Reading) -> GoalReading:
    return GoalReading(
        goal=goal,
        at=answer.at,
        value=answer.value,
        doubt=answer.doubt,
        rows=answer.rows,
        measure=own_label(known)[:80],
        source=answer.source[:300],
        rows_url=answer.rows_url[:300],
        note=answer.note[:300],
        state=CONFIRMED,
    )


def _same(last: GoalReading, answer: Reading) -> bool:
    return (last.at, last.value, last.doubt) == (answer.at, answer.value, answer.doubt)


def _is_news(last: GoalReading | None, answer: Reading) -> bool:
    """Kept by the worker: what changed, and one reading a month."""
    if last is None or (last.value, last.doubt) != (answer.value, answer.doubt):
        return last is None or last.at <= answer.at
    return (last.at.year, last.at.month) < (answer.at.year, answer.at.month)


@dataclass(frozen=True)
class ReadGoals(Action[int]):
    """Freeze what registers and released figures say of many goals: one audit row."""

    code: ClassVar[str] = "goals.read"
    permission: ClassVar[str] = "goals.measure"
    by_system: ClassVar[bool] = True

    day: date
    goals: tuple[int, ...]

    def execute(self, deed: Deed) -> int:
        made = deed.create_many(GoalReading, _news(self.goals, self.day))
        deed.batch(len(made))
        judge_again([one.goal_id for one in made], self.day)
        return len(made)


def _news(goals: Iterable[int], day: date) -> Iterator[GoalReading]:
    """What measures say of goals that is not kept yet; asked once for each area and indicator."""
    keys = list(goals)
    rows = GoalMeasure.objects.current().filter(goal__in=keys).select_related("goal__area", "area")
    last = queries.last_readings(keys)
    answers: dict[tuple[str, int, str], Reading] = {}
    for row in rows:
        known, area = find(row.measure), row.area or row.goal.area
        if known is None:
            continue
        key = (row.measure, area.pk, row.goal.indicator)
        if key not in answers:
            answers[key] = known.ask(row.goal, area, day)
        answer = answers[key]
        if answer.value is not None and _is_news(last.get(row.goal_id), answer):
            yield _row(row.goal, known, answer)


def read_all(day: date | None = None) -> int:
    """Read every open goal that a register can tell, and judge all open ones for the day; readings made.

    The worker calls it: it may be called again at any moment.
    """
    today = day or timezone.localdate()
    living = Goal.objects.current().filter(state__in=OPEN_STATES)
    measured = GoalMeasure.objects.current().exclude(measure=BY_HAND)
    keys = list(living.filter(pk__in=measured.values("goal")).order_by("pk").values_list("pk", flat=True))
    made = 0
    for at in range(0, len(keys), _CHUNK):
        chunk = tuple(keys[at : at + _CHUNK])
        if next(_news(chunk, today), None) is not None:
            made += run_action(ReadGoals(today, chunk), None).result
    judge_again(living.values_list("pk", flat=True), today)
    return made
