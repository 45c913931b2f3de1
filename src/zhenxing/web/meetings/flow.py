"""How a meeting, a place at it, a report to it, a dispatch and a bulletin go on: five small tables.

Pure: states and the ways between them. Whoever drafted minutes or a bulletin does not issue them; a
dispatch that was held is frozen, and no way leads back.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability as Can
from zhenxing.core.ledger.states import State, StateTable, Transition

_EDITABLE = frozenset({Can.EDITABLE, Can.OPEN})

MEETINGS = StateTable(
    "meetings",
    (
        State("planned", _("筹备中"), _EDITABLE, "info"),
        State("noticed", _("已通知"), frozenset({Can.NOTICED, Can.OPEN}), "info"),
        State("held", _("已召开，待出纪要"), frozenset({Can.DECIDABLE, Can.OPEN}), "warn"),
        State("drafted", _("纪要待签发"), frozenset({Can.REVIEWABLE, Can.OPEN}), "warn"),
        State("issued", _("纪要已印发"), frozenset({Can.COUNTED, Can.FINAL}), "good"),
        State("cancelled", _("已取消"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("notice", _("发出通知"), ("planned",), "noticed", "notice"),
        Transition("postpone", _("改期"), ("noticed",), "planned", "notice", needs_reason=True),
        Transition("hold", _("登记已召开"), ("noticed",), "held", "hold"),
        # called at once, without a notice: 现场办公, a dispatch
        Transition("convene", _("直接登记已召开"), ("planned",), "held", "hold"),
        Transition("draft", _("纪要送签"), ("held",), "drafted", "minute"),
        Transition(
            "send_back", _("退回修改"), ("drafted",), "held", "issue", needs_reason=True, not_by=("draft",)
        ),
        Transition("issue", _("印发纪要"), ("drafted",), "issued", "issue", not_by=("draft",)),
        Transition("cancel", _("取消会议"), ("planned", "noticed"), "cancelled", "notice", needs_reason=True),
    ),
    "planned",
)

ATTENDANCES = StateTable(
    "attendances",
    (
        State("asked", _("未回执"), frozenset({Can.SUBMITTABLE, Can.OPEN}), "warn"),
        State("coming", _("参加"), frozenset({Can.SUBMITTABLE, Can.OPEN}), "info"),
        State("leave", _("请假"), frozenset({Can.SUBMITTABLE, Can.OPEN}), "muted"),
        State("present", _("到会"), frozenset({Can.COUNTED, Can.FINAL}), "good"),
        State("absent", _("缺席"), frozenset({Can.FINAL}), "bad"),
        State("excused", _("因事请假"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("accept", _("回执：参加"), ("asked", "leave"), "coming", "answer"),
        Transition("decline", _("回执：请假"), ("asked", "coming"), "leave", "answer", needs_reason=True),
        Transition("ask_again", _("重新征求回执"), ("coming", "leave"), "asked", "check"),
        Transition("arrive", _("到会"), ("asked", "coming", "leave"), "present", "check"),
        Transition("miss", _("缺席"), ("asked", "coming"), "absent", "check"),
        Transition("excuse", _("请假未到"), ("leave",), "excused", "check"),
    ),
    "asked",
)

STATEMENTS = StateTable(
    "statements",
    (
        State("draft", _("待填报"), frozenset({Can.EDITABLE, Can.SUBMITTABLE, Can.OPEN}), "info"),
        State("submitted", _("已提交"), frozenset({Can.RETURNABLE, Can.OPEN}), "info"),
        State("returned", _("退回补充"), frozenset({Can.EDITABLE, Can.SUBMITTABLE, Can.OPEN}), "warn"),
        State("taken", _("已收入会议材料"), frozenset({Can.COUNTED, Can.FINAL}), "good"),
    ),
    (
        Transition("submit", _("提交汇报"), ("draft", "returned"), "submitted", "submit"),
        Transition(
            "return", _("退回补充"), ("submitted",), "returned", "take", needs_reason=True, not_by=("submit",)
        ),
        Transition("take", _("收入材料"), ("submitted",), "taken", "take", not_by=("submit",)),
    ),
    "draft",
)

DISPATCHES = StateTable(
    "dispatches",
    (
        State("preparing", _("准备中"), _EDITABLE, "info"),
        State("held", _("已调度，已冻结"), frozenset({Can.COUNTED, Can.FINAL}), "good"),
        State("dropped", _("已作废"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("hold", _("登记已调度并冻结"), ("preparing",), "held", "hold", proofs=("sheet",)),
        Transition("drop", _("作废"), ("preparing",), "dropped", "hold", needs_reason=True),
    ),
    "preparing",
)

BULLETINS = StateTable(
    "bulletins",
    (
        State("draft", _("起草中"), frozenset({Can.EDITABLE, Can.SUBMITTABLE, Can.OPEN}), "info"),
        State("submitted", _("待签发"), frozenset({Can.REVIEWABLE, Can.RETURNABLE, Can.OPEN}), "warn"),
        State("issued", _("已印发，已冻结"), frozenset({Can.COUNTED, Can.FINAL}), "good"),
        State("dropped", _("已作废"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("submit", _("送签"), ("draft",), "submitted", "submit"),
        Transition(
            "return", _("退回修改"), ("submitted",), "draft", "issue", needs_reason=True, not_by=("submit",)
        ),
        Transition(
            "issue",
            _("印发周报"),
            ("submitted",),
            "issued",
            "issue",
            proofs=("sheet",),
            not_by=("submit",),
        ),
        Transition("drop", _("作废"), ("draft",), "dropped", "submit", needs_reason=True),
    ),
    "draft",
)
TABLES = (MEETINGS, ATTENDANCES, STATEMENTS, DISPATCHES, BULLETINS)
