"""The states of a letter: issued → signed for → answered → closed, or sent back by whoever re-checks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability, State, StateTable, Transition

ISSUED, SIGNED, ANSWERED, CLOSED, WITHDRAWN = "issued", "signed", "answered", "closed", "withdrawn"

LETTERS = StateTable(
    "letters",
    (
        State(ISSUED, _("待签收"), frozenset({Capability.OPEN, Capability.SUBMITTABLE}), "bad"),
        State(SIGNED, _("办理中"), frozenset({Capability.OPEN, Capability.EDITABLE}), "warn"),
        State(ANSWERED, _("待复核"), frozenset({Capability.OPEN, Capability.REVIEWABLE}), "info"),
        State(CLOSED, _("已销号"), frozenset({Capability.FINAL}), "good"),
        State(WITHDRAWN, _("已撤回"), frozenset({Capability.FINAL}), "muted"),
    ),
    (
        Transition("sign", _("签收"), (ISSUED,), SIGNED, "sign"),
        Transition("answer", _("反馈办理情况"), (SIGNED,), ANSWERED, "answer"),
        Transition(
            "return", _("退回重办"), (ANSWERED,), SIGNED, "recheck", needs_reason=True, not_by=("answer",)
        ),
        Transition("close", _("复核销号"), (ANSWERED,), CLOSED, "recheck", not_by=("answer",)),
        Transition(
            "withdraw", _("撤回函件"), (ISSUED, SIGNED, ANSWERED), WITHDRAWN, "withdraw", needs_reason=True
        ),
    ),
    ISSUED,
)
