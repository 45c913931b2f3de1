"""Goals under the ledger: each runs until its day; whose they are, what waits, what moves with a post."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zhenxing.web.goals.models import Goal, GoalReading
from zhenxing.web.goals.states import CLAIMED, ENTERED, GOALS_TABLE, OPEN_STATES
from zhenxing.web.kit.actions import Deed
from zhenxing.web.ledger.models import Clock
from zhenxing.web.ledger.registry import Dated, Responsible, handed_over, ledger, todo, work
from zhenxing.web.ledger.services import take_over

#: the key of the rule that colours a goal's light
LIGHT = "general"


def _open() -> QuerySet[Goal]:
    rows: QuerySet[Goal] = Goal.objects.current().filter(state__in=OPEN_STATES)
    return rows.select_related("document", "area", "owner_unit", "owner_post__unit")


def _owners(goals: list[Any]) -> dict[int, Responsible]:
    """Goal → its place, the unit that answers for it, and the post it was laid upon as the leader above."""
    return {goal.pk: Responsible(goal.area, goal.owner_unit, None, goal.owner_post) for goal in goals}


def _moved(deed: Deed, goal: Goal, clock: Clock) -> None:
    """A goal that was given more time is judged by its new day at once."""
    take_over(deed, goal, "due_on", clock)
    Goal.written(deed, Goal.objects.filter(pk=goal.pk))


def _cites(goal: Goal) -> tuple[str, str]:
    return goal.clause_label, str(goal.document)


ledger(
    Goal,
    table=GOALS_TABLE,
    responsible=lambda goal: _owners([goal])[goal.pk],
    light=LIGHT,
    escalation="general",
    dated=Dated(_("目标期限"), "due_on", _open, _owners, cites=_cites, pausable=False),
    follow=_moved,
)


def _claimed(_user: Any, _day: date) -> QuerySet[Goal]:
    return _open().filter(state=CLAIMED).order_by("due_on", "pk")


def _behind(_user: Any, _day: date) -> QuerySet[Goal]:
    return _open().filter(standing__in=("behind", "missed"), state="open").order_by("due_on", "pk")


def _entered(_user: Any, _day: date) -> QuerySet[GoalReading]:
    rows: QuerySet[GoalReading] = GoalReading.objects.current().filter(state=ENTERED)
    return rows.select_related("goal").order_by("at", "pk")


todo(
    "goals-claimed",
    _("已报实现待核的目标"),
    permission="goals.confirm",
    rows=_claimed,
    url="goals:list?state=claimed",
    asks="check",
    due="due_on",
)
todo(
    "goals-readings",
    _("待核实的目标读数"),
    permission="goal_readings.confirm",
    rows=_entered,
    url="goal_readings:list?state=entered",
    asks="check",
    due="at",
)
todo(
    "goals-behind",
    _("滞后的目标"),
    permission="goals.claim",
    rows=_behind,
    url="goals:list?standing=behind",
    tone="bad",
    asks="do",
    due="due_on",
)
handed_over(Goal, "owner_unit")
handed_over(Goal, "owner_post")
work(
    "goals",
    _("目标"),
    of_unit=lambda unit: _open().filter(owner_unit=unit).order_by("due_on", "pk"),
    of_post=lambda post: _open().filter(owner_post=post).order_by("due_on", "pk"),
    columns=("reached", "standing", "due_on"),
    due="due_on",
    counted=(_open, "owner_unit"),
)
