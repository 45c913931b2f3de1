"""The states of projects, of what they need from others, and of suspicions. Pure.

A project goes one stage at a time; every step forward is a dated event with a proof, every step back
takes the event away and says why.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.conversion import STAGES
from zhenxing.core.ledger.states import Capability as Can
from zhenxing.core.ledger.states import State, StateTable, Transition

#: what must be attached to every step forward
PROOF = "佐证"
PROPOSED, REFUSED, RESERVE, LEFT = "proposed", "refused", "reserve", "left"
#: the library, from 储备 on
IN_LIBRARY: tuple[str, ...] = (RESERVE, *STAGES)


@dataclass(frozen=True)
class Step:
    """One step forward: the deed's key, the stage it leads to, its words, and what usually proves it."""

    key: str
    stage: str
    label: str | Promise
    stage_label: str | Promise
    plan: str
    proofs: str | Promise


STEPS: tuple[Step, ...] = (
    Step("sign", "signed", _("登记签约"), _("签约"), "plan_signed_on", _("签字的合同或协议、签约现场照片")),
    Step("land", "landed", _("登记落地"), _("落地"), "plan_landed_on", _("备案证、用地合同或营业执照")),
    Step("start", "started", _("登记开工"), _("开工"), "plan_started_on", _("施工许可、开工现场照片")),
    Step("build", "building", _("登记建设"), _("建设"), "plan_building_on", _("设备进场照片、监理月报")),
    Step("produce", "producing", _("登记投产"), _("投产"), "plan_producing_on", _("投产照片、首批发票")),
    Step("reach", "effective", _("登记达效"), _("达效"), "plan_effective_on", _("产能、产值或税收凭证")),
)  # fmt: skip
STEP_OF = {one.stage: one for one in STEPS}
#: state → the step that is next
NEXT = dict(zip(IN_LIBRARY, STEPS, strict=False))
STAGE_LABELS: dict[str, str | Promise] = {one.stage: one.stage_label for one in STEPS}
PLAN_FIELDS: dict[str, str] = {one.stage: one.plan for one in STEPS}

_LAST = STAGES[-1]
_GOOD = frozenset(("producing", "effective"))


def _stage(step: Step) -> State:
    caps = {Can.COUNTED} if step.stage == _LAST else {Can.EDITABLE, Can.OPEN, Can.COUNTED}
    return State(step.stage, step.stage_label, frozenset(caps), "good" if step.stage in _GOOD else "info")


def _forward(before: str, step: Step) -> Transition:
    return Transition(step.key, step.label, (before,), step.stage, "advance", proofs=(PROOF,))


def _back(before: str, step: Step) -> Transition:
    return Transition(f"undo-{step.key}", _("撤回阶段登记"), (step.stage,), before, "undo", needs_reason=True)


PROJECTS = StateTable(
    "projects",
    (
        State(PROPOSED, _("拟入库"), frozenset({Can.EDITABLE, Can.REVIEWABLE, Can.OPEN}), "warn"),
        State(RESERVE, _("储备"), frozenset({Can.EDITABLE, Can.OPEN}), "muted"),
        *(_stage(step) for step in STEPS),
        State(REFUSED, _("未予入库"), frozenset({Can.EDITABLE, Can.RETURNABLE}), "bad"),
        State(LEFT, _("已调出"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("admit", _("同意入库"), (PROPOSED,), RESERVE, "screen"),
        Transition("refuse", _("不予入库"), (PROPOSED,), REFUSED, "screen", needs_reason=True),
        Transition("again", _("补充后再报"), (REFUSED,), PROPOSED, "edit", needs_reason=True),
        *(_forward(before, step) for before, step in zip(IN_LIBRARY, STEPS, strict=False)),
        *(_back(before, step) for before, step in zip(IN_LIBRARY, STEPS, strict=False)),
        Transition(
            "leave", _("调出"), (PROPOSED, *IN_LIBRARY[:-1], REFUSED), LEFT, "leave", needs_reason=True
        ),
    ),
    PROPOSED,
)

ELEMENTS = StateTable(
    "project_elements",
    (
        State("asked", _("待受理"), frozenset({Can.EDITABLE, Can.OPEN}), "warn"),
        State("accepted", _("办理中"), frozenset({Can.OPEN}), "info"),
        State("answered", _("已办结待确认"), frozenset({Can.OPEN, Can.REVIEWABLE}), "info"),
        State("settled", _("已落实"), frozenset({Can.FINAL, Can.COUNTED}), "good"),
        State("declined", _("不能落实"), frozenset({Can.FINAL}), "bad"),
        State("withdrawn", _("已撤回"), frozenset({Can.FINAL}), "muted"),
    ),
    (
        Transition("accept", _("受理"), ("asked",), "accepted", "answer"),
        Transition("answer", _("报告已办结"), ("accepted",), "answered", "answer"),
        Transition(
            "decline", _("答复不能落实"), ("asked", "accepted"), "declined", "answer", needs_reason=True
        ),
        Transition("confirm", _("确认已落实"), ("answered",), "settled", "confirm", not_by=("answer",)),
        Transition(
            "redo",
            _("没有落实，退回"),
            ("answered",),
            "accepted",
            "confirm",
            needs_reason=True,
            not_by=("answer",),
        ),
        Transition("withdraw", _("撤回"), ("asked", "accepted"), "withdrawn", "confirm", needs_reason=True),
    ),
    "asked",
)

SUSPICIONS = StateTable(
    "project_suspicions",
    (
        State("open", _("待核验"), frozenset({Can.OPEN, Can.DECIDABLE}), "bad"),
        State("confirmed", _("情况属实"), frozenset({Can.RETURNABLE}), "bad"),
        State("cleared", _("已排除"), frozenset({Can.COUNTED, Can.RETURNABLE}), "good"),
        State("gone", _("情形已消失"), frozenset({Can.FINAL, Can.COUNTED}), "muted"),
    ),
    (
        Transition("confirm", _("认定属实"), ("open",), "confirmed", "judge", needs_reason=True),
        Transition("clear", _("排除疑点"), ("open",), "cleared", "judge", needs_reason=True),
        Transition("reopen", _("重新核验"), ("confirmed", "cleared"), "open", "judge", needs_reason=True),
        Transition("vanish", _("情形消失"), ("open",), "gone", "judge"),
    ),
    "open",
)


def choices(table: StateTable) -> list[tuple[str, str]]:
    """The states of a table as a field's choices."""
    return [(one.key, one.label) for one in table.states]  # type: ignore[misc]  # a lazy label is a text
