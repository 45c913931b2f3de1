"""The states of a goal, the ways between them, and what each means; asked for by capability."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability as Can
from zhenxing.core.ledger.states import State, StateTable, Transition

OPEN, CLAIMED, ACHIEVED, MISSED = "open", "claimed", "achieved", "missed"
WITHDRAWN, SUPERSEDED = "withdrawn", "superseded"

#: nobody confirms what they claimed themselves; what is confirmed, missed or ended stays so
GOALS_TABLE = StateTable(
    "goals",
    (
        State(OPEN, _("推进中"), frozenset({Can.OPEN, Can.EDITABLE, Can.SUBMITTABLE}), "info"),
        State(CLAIMED, _("已报实现待核"), frozenset({Can.OPEN, Can.REVIEWABLE}), "warn"),
        State(ACHIEVED, _("已实现"), frozenset({Can.FINAL, Can.COUNTED}), "good"),
        State(MISSED, _("未实现"), frozenset({Can.FINAL}), "bad"),
        State(WITHDRAWN, _("已撤销"), frozenset({Can.FINAL}), "muted"),
        State(SUPERSEDED, _("新文件不再要求"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("claim", _("报告已实现"), (OPEN,), CLAIMED, "claim", proofs=("proof",)),
        Transition("confirm", _("核实销号"), (CLAIMED,), ACHIEVED, "confirm", not_by=("claim",)),
        Transition("return", _("退回"), (CLAIMED,), OPEN, "confirm", needs_reason=True, not_by=("claim",)),
        Transition("miss", _("认定未实现"), (OPEN, CLAIMED), MISSED, "confirm", needs_reason=True),
        Transition("withdraw", _("撤销目标"), (OPEN, CLAIMED), WITHDRAWN, "withdraw", needs_reason=True),
        Transition("supersede", _("新文件不再要求"), (OPEN, CLAIMED), SUPERSEDED, "withdraw"),
    ),
    OPEN,
)

ENTERED, CONFIRMED, RETURNED = "entered", "confirmed", "returned"
#: a reading somebody typed counts once another has looked at its proof; one from a register at once
READINGS_TABLE = StateTable(
    "goal_readings",
    (
        State(ENTERED, _("待核"), frozenset({Can.OPEN, Can.REVIEWABLE}), "warn"),
        State(CONFIRMED, _("有效"), frozenset({Can.FINAL, Can.COUNTED}), "good"),
        State(RETURNED, _("退回"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("confirm", _("核实"), (ENTERED,), CONFIRMED, "confirm"),
        Transition("return", _("退回"), (ENTERED,), RETURNED, "confirm", needs_reason=True),
    ),
    ENTERED,
)

#: where a goal stands on its path: what it is called, and its colour
STANDINGS: dict[str, tuple[str | Promise, str]] = {
    "met": (_("已达到"), "good"),
    "on_track": (_("进度够"), "info"),
    "behind": (_("滞后"), "warn"),
    "missed": (_("到期未达到"), "bad"),
    "unknown": (_("无法判断"), "muted"),
}


@dataclass(frozen=True)
class GoalState:
    """A state as the documents' code asks for it."""

    name: str
    label: object
    tone: str
    #: still to be reached
    open: bool = False
    #: a new version of the document that asks for exactly the same leaves it as it is
    lasting: bool = False


_LASTING = frozenset({OPEN, CLAIMED, ACHIEVED, MISSED})
GOAL_STATES: dict[str, GoalState] = {
    one.key: GoalState(one.key, one.label, one.tone, Can.OPEN in one.capabilities, one.key in _LASTING)
    for one in GOALS_TABLE.states
}
OPEN_STATES = tuple(sorted(GOALS_TABLE.holding(Can.OPEN)))
