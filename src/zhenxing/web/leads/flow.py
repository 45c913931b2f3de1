"""How a lead goes from the first word to a project, and a dispute about who was first: two tables."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability as Can
from zhenxing.core.ledger.states import State, StateTable, Transition

#: the proof without which nothing counts as signed
AGREEMENT = "signing"

LEADS = StateTable(
    "leads",
    (
        State("draft", _("登记中"), frozenset({Can.EDITABLE, Can.SUBMITTABLE, Can.OPEN}), "muted"),
        State("reported", _("已报送，待答复"), frozenset({Can.RETURNABLE, Can.OPEN}), "info"),
        State("replied", _("已答复，待研判"), frozenset({Can.REVIEWABLE, Can.OPEN}), "info"),
        State("judged", _("已研判，待反馈"), frozenset({Can.DECIDABLE, Can.OPEN}), "info"),
        State("negotiating", _("洽谈中"), frozenset({Can.OPEN}), "info"),
        State("signed", _("已签约"), frozenset({Can.COUNTED, Can.CLOSABLE, Can.OPEN}), "good"),
        State("handed", _("已转项目"), frozenset({Can.COUNTED, Can.FINAL}), "good"),
        State("dropped", _("已终止"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("report", _("报送线索"), ("draft",), "reported", "report"),
        Transition("return", _("退回补充"), ("reported",), "draft", "reply", True, not_by=("report",)),
        Transition("reply", _("答复"), ("reported",), "replied", "reply", not_by=("report",)),
        Transition("judge", _("研判可行"), ("replied",), "judged", "judge", not_by=("report",)),
        Transition("decline", _("研判不推进"), ("replied",), "dropped", "judge", True, not_by=("report",)),
        Transition("feedback", _("向投资方反馈，转入洽谈"), ("judged",), "negotiating", "negotiate"),
        Transition("sign", _("签约"), ("negotiating",), "signed", "negotiate", proofs=(AGREEMENT,)),
        Transition("hand", _("转为项目"), ("signed",), "handed", "hand", not_by=("sign",)),
        Transition(
            "drop",
            _("终止"),
            ("draft", "reported", "replied", "judged", "negotiating", "signed"),
            "dropped",
            "drop",
            needs_reason=True,
        ),
    ),
    "draft",
)
#: from here on the same project of the same investor may not be reported by anybody else, ever
UNDER_WAY = frozenset({"negotiating", "signed", "handed"})
#: the way of a lead as the page draws it
STAGES = ("draft", "reported", "replied", "judged", "negotiating", "signed", "handed")

DISPUTES = StateTable(
    "lead-disputes",
    (
        State("filed", _("待裁定"), frozenset({Can.DECIDABLE, Can.OPEN}), "warn"),
        State("upheld", _("支持后报单位"), frozenset({Can.FINAL}), "good"),
        State("rejected", _("维持首报"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("uphold", _("支持后报单位"), ("filed",), "upheld", "decide", True),
        Transition("reject", _("维持首报"), ("filed",), "rejected", "decide", True),
    ),
    "filed",
)
