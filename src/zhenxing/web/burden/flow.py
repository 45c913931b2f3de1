"""How a standing ask comes into force: drafted, submitted, admitted by somebody else, ended."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.states import Capability, State, StateTable, Transition

DRAFT, SUBMITTED, ADMITTED, REFUSED, ENDED = "draft", "submitted", "admitted", "refused", "ended"

_OPEN_TO_CHANGE = frozenset({Capability.EDITABLE, Capability.SUBMITTABLE, Capability.OPEN})

ASKS = StateTable(
    "asks",
    (
        State(
            DRAFT,
            _("草拟"),
            frozenset({Capability.EDITABLE, Capability.SUBMITTABLE, Capability.OPEN}),
            "info",
        ),
        State(SUBMITTED, _("待准入"), frozenset({Capability.REVIEWABLE, Capability.OPEN}), "warn"),
        State(ADMITTED, _("在用"), frozenset({Capability.COUNTED, Capability.OPEN}), "good"),
        State(
            REFUSED,
            _("不予准入"),
            frozenset({Capability.EDITABLE, Capability.SUBMITTABLE, Capability.OPEN}),
            "bad",
        ),
        State(ENDED, _("已停用"), frozenset({Capability.FINAL}), "muted"),
    ),
    (
        Transition("submit", _("提交准入"), (DRAFT, REFUSED), SUBMITTED, "submit"),
        Transition("admit", _("准入"), (SUBMITTED,), ADMITTED, "admit", not_by=("submit",)),
        Transition(
            "refuse", _("不予准入"), (SUBMITTED,), REFUSED, "admit", needs_reason=True, not_by=("submit",)
        ),
        Transition("end", _("停用"), (DRAFT, SUBMITTED, ADMITTED, REFUSED), ENDED, "end", needs_reason=True),
    ),
    DRAFT,
)
