"""How a task, a part of one, a month's report and a wish to hand on move: tables of capabilities.

Code asks what a state allows. Pure: nothing here reads a record or a clock.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability as Can
from zhenxing.core.ledger.states import State, StateTable, Transition

#: what must be attached where somebody says that something is done
PROOF = "完成证明"

TASK_TABLE = StateTable(
    "tasks",
    (
        State("open", _("推进中"), frozenset({Can.EDITABLE, Can.SUBMITTABLE, Can.OPEN}), "info"),
        State("reported", _("已报完成待核"), frozenset({Can.CLOSABLE, Can.RETURNABLE, Can.OPEN}), "warn"),
        State("done", _("已销号"), frozenset({Can.COUNTED}), "good"),
        State("withdrawn", _("已撤销"), frozenset(), "muted"),
        State("superseded", _("新文件不再要求"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("report", _("报完成"), ("open",), "reported", "report", proofs=(PROOF,)),
        Transition(
            "return", _("退回"), ("reported",), "open", "close", needs_reason=True, not_by=("report",)
        ),
        Transition("close", _("销号"), ("reported",), "done", "close", not_by=("report",)),
        Transition("withdraw", _("撤销"), ("open", "reported"), "withdrawn", "withdraw", needs_reason=True),
        Transition("reopen", _("重新打开"), ("done", "withdrawn"), "open", "reopen", needs_reason=True),
        # by the adoption of a new version of the document, together with everything it no longer asks
        Transition("supersede", _("新文件不再要求"), ("open", "reported"), "superseded", "withdraw"),
    ),
    "open",
)

SUBTASK_TABLE = StateTable(
    "subtasks",
    (
        State("open", _("办理中"), frozenset({Can.EDITABLE, Can.SUBMITTABLE, Can.OPEN}), "info"),
        State("reported", _("已报完成待核"), frozenset({Can.CLOSABLE, Can.RETURNABLE, Can.OPEN}), "warn"),
        State("done", _("已完成"), frozenset({Can.COUNTED}), "good"),
        State("withdrawn", _("已撤销"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("report", _("报完成"), ("open",), "reported", "report", proofs=(PROOF,)),
        Transition(
            "return", _("退回"), ("reported",), "open", "confirm", needs_reason=True, not_by=("report",)
        ),
        Transition("confirm", _("确认完成"), ("reported",), "done", "confirm", not_by=("report",)),
        Transition("reopen", _("重新打开"), ("done",), "open", "confirm", needs_reason=True),
        Transition("withdraw", _("撤销"), ("open", "reported"), "withdrawn", "withdraw", needs_reason=True),
    ),
    "open",
)

REPORT_TABLE = StateTable(
    "task_reports",
    (
        State("draft", _("草稿"), frozenset({Can.EDITABLE, Can.SUBMITTABLE, Can.OPEN}), "muted"),
        State("submitted", _("已报送待核"), frozenset({Can.REVIEWABLE, Can.RETURNABLE, Can.OPEN}), "info"),
        State("returned", _("退回重报"), frozenset({Can.EDITABLE, Can.SUBMITTABLE, Can.OPEN}), "warn"),
        State("confirmed", _("已确认"), frozenset({Can.COUNTED, Can.FINAL}), "good"),
    ),
    (
        Transition("submit", _("报送"), ("draft", "returned"), "submitted", "submit"),
        Transition("confirm", _("确认"), ("submitted",), "confirmed", "confirm", not_by=("submit",)),
        Transition(
            "return", _("退回"), ("submitted",), "returned", "confirm", needs_reason=True, not_by=("submit",)
        ),
    ),
    "draft",
)

HAND_ON_TABLE = StateTable(
    "hand_ons",
    (
        State("asked", _("等待办公室决定"), frozenset({Can.DECIDABLE, Can.OPEN}), "warn"),
        State("accepted", _("同意转办"), frozenset({Can.COUNTED, Can.FINAL}), "good"),
        State("refused", _("不同意转办"), frozenset({Can.FINAL}), "bad"),
    ),
    (
        Transition("accept", _("同意转办"), ("asked",), "accepted", "decide", not_by=("ask",)),
        Transition(
            "refuse", _("不同意转办"), ("asked",), "refused", "decide", needs_reason=True, not_by=("ask",)
        ),
        Transition("ask", _("请求转办"), ("asked",), "asked", "ask", needs_reason=True),
    ),
    "asked",
)


def choices(table: StateTable) -> list[tuple[str, Any]]:
    """The states as a field's choices."""
    return [(one.key, one.label) for one in table.states]
