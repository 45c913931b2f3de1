"""The states of a goal and what each means; asked for by capability, never by name."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class GoalState:
    name: str
    label: str | Promise
    tone: str
    #: still to be reached
    open: bool = False
    #: a new version of the document that asks for exactly the same leaves it as it is
    lasting: bool = False


GOAL_STATES: dict[str, GoalState] = {
    state.name: state
    for state in (
        GoalState("open", _("推进中"), "info", open=True, lasting=True),
        GoalState("achieved", _("已实现"), "good", lasting=True),
        GoalState("missed", _("未实现"), "bad", lasting=True),
        GoalState("withdrawn", _("已撤销"), "muted"),
        GoalState("superseded", _("新文件不再要求"), "muted"),
    )
}
OPEN, ACHIEVED, MISSED, WITHDRAWN, SUPERSEDED = GOAL_STATES
