"""How a problem goes from the first word to the rated answer, and how a common one is solved. Pure.

An answer is rated by whoever asked and closed by another person than the one who answered. An asker who
is not satisfied sends it back: it is done again, with a new clock.
"""

from __future__ import annotations

from datetime import date

from zhenxing.core.ledger.states import Capability as Can
from zhenxing.core.ledger.states import State, StateTable, Transition

_STATES = (
    State("reported", "待分办", frozenset({Can.EDITABLE, Can.OPEN}), "info"),
    State("triaged", "已分类，待转办", frozenset({Can.EDITABLE, Can.OPEN}), "info"),
    State("assigned", "办理中", frozenset({Can.OPEN}), "info"),
    State("answered", "已答复，待评价", frozenset({Can.OPEN, Can.COUNTED}), "info"),
    State("rated", "已评价，待销号", frozenset({Can.OPEN, Can.COUNTED, Can.CLOSABLE}), "info"),
    State("redo", "不满意，重办中", frozenset({Can.OPEN}), "warn"),
    State("merged", "已并入共性问题", frozenset({Can.OPEN}), "muted"),
    State("closed", "已销号", frozenset({Can.FINAL, Can.COUNTED}), "good"),
    State("rejected", "不予受理", frozenset({Can.FINAL}), "muted"),
)
#: whoever did one of these does not close it
_HANDS = ("answer", "rate")

_TRANSITIONS = (
    Transition("triage", "分类", ("reported", "triaged"), "triaged", "triage"),
    Transition("assign", "转办", ("reported", "triaged"), "assigned", "triage"),
    Transition("reassign", "改派", ("assigned", "redo"), "assigned", "triage", needs_reason=True),
    Transition("decline", "退回重新分办", ("assigned", "redo"), "triaged", "answer", needs_reason=True),
    Transition("answer", "答复", ("assigned", "redo"), "answered", "answer"),
    Transition("rate", "评价", ("answered",), "rated", "rate", not_by=("answer",)),
    Transition("dissatisfied", "不满意，重办", ("answered", "rated"), "redo", "rate", not_by=("answer",)),
    Transition("close", "销号", ("rated",), "closed", "close", not_by=_HANDS),
    Transition(
        "close_unrated", "逾期未评价销号", ("answered",), "closed", "close", needs_reason=True, not_by=_HANDS
    ),
    Transition("merge", "并入共性问题", ("reported", "triaged", "assigned", "redo"), "merged", "merge"),
    Transition("split", "从共性问题中移出", ("merged",), "triaged", "merge", needs_reason=True),
    Transition("tell", "共性问题已解决，告知反映人", ("merged",), "answered", "close"),
    Transition("reject", "不予受理", ("reported", "triaged"), "rejected", "triage", needs_reason=True),
)
TABLE = StateTable("problems", _STATES, _TRANSITIONS, "reported")
#: states in which a problem may be merged into a common one
MERGEABLE = frozenset(TABLE.transition("merge").sources)
#: states in which a unit works on it
IN_HAND = frozenset({"assigned", "redo"})

_COMMON_STATES = (
    State("open", "已立项，待转办", frozenset({Can.EDITABLE, Can.OPEN}), "info"),
    State("assigned", "办理中", frozenset({Can.OPEN}), "info"),
    State("answered", "已解决，待核", frozenset({Can.OPEN, Can.CLOSABLE}), "info"),
    State("redo", "未解决，重办中", frozenset({Can.OPEN}), "warn"),
    State("closed", "已销号", frozenset({Can.FINAL, Can.COUNTED}), "good"),
    State("withdrawn", "已撤销", frozenset({Can.FINAL}), "muted"),
)
_COMMON_TRANSITIONS = (
    Transition("assign", "转办", ("open",), "assigned", "triage"),
    Transition("reassign", "改派", ("assigned", "redo"), "assigned", "triage", needs_reason=True),
    Transition("decline", "退回重新分办", ("assigned", "redo"), "open", "answer", needs_reason=True),
    Transition("answer", "报告已解决", ("assigned", "redo"), "answered", "answer"),
    Transition("return", "核查未解决，退回", ("answered",), "redo", "close", needs_reason=True),
    Transition("close", "核实销号", ("answered",), "closed", "close", not_by=("answer",)),
    Transition("withdraw", "撤销", ("open", "assigned", "redo"), "withdrawn", "merge", needs_reason=True),
)
COMMON_TABLE = StateTable("common_problems", _COMMON_STATES, _COMMON_TRANSITIONS, "open")

#: what an asker says of an answer; the last one sends it back
SATISFIED, FAIR, DISSATISFIED = "satisfied", "fair", "dissatisfied"


def step_of_rating(rating: str) -> str:
    """The transition a rating takes; `ValueError` for no rating of ours."""
    if rating not in (SATISFIED, FAIR, DISSATISFIED):
        raise ValueError(f"no rating: {rating}")
    return "dissatisfied" if rating == DISSATISFIED else "rate"


def kept(due_on: date | None, answered_on: date | None, today: date) -> bool | None:
    """Whether a promised day was kept; None while it is not over, or when none was promised."""
    if due_on is None:
        return None
    if answered_on is not None:
        return answered_on <= due_on
    return False if due_on < today else None
