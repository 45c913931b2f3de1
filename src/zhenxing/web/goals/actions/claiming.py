"""A goal's way through its states: reported reached with a proof, confirmed by another, or not reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.goals.actions.common import goal, still_open, tell
from zhenxing.web.goals.models import Goal
from zhenxing.web.goals.services import judge_again
from zhenxing.web.goals.states import GOALS_TABLE
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.ledger import services as ledger
from zhenxing.web.proofs.services import Upload, attach


@dataclass(frozen=True)
class _Step(Action[Goal], abstract=True):
    """One way of the table, taken as it stands there."""

    goal_id: int

    step: ClassVar[str] = ""

    def load(self) -> Goal:
        return goal(self.goal_id)

    def execute(self, deed: Deed) -> Goal:
        found: Goal = deed.subject
        ledger.transit(deed, found, GOALS_TABLE, self.step)
        judge_again([found.pk])
        label = GOALS_TABLE.transition(self.step).label
        tell(deed, found, self.step, _("%(goal)s：%(step)s") % {"goal": found, "step": label})
        return found


@dataclass(frozen=True)
class ClaimGoal(Action[Goal]):
    """Report a goal reached, with a proof; it counts once another has confirmed it."""

    code: ClassVar[str] = "goals.claim"
    permission: ClassVar[str] = "goals.claim"

    goal_id: int
    proof: Upload | None
    text: str = ""

    def load(self) -> Goal:
        return goal(self.goal_id)

    def check(self, deed: Deed) -> None:
        still_open(deed.subject)
        if self.proof is None:
            raise Invalid({"proof": (_("请附上佐证：照片、签字件或文件。"),)})

    def execute(self, deed: Deed) -> Goal:
        found: Goal = deed.subject
        assert self.proof is not None  # checked
        deed.reason = deed.reason or self.text.strip()
        kept = attach(deed, found, self.proof, kind="claim", area=found.area, unit=found.owner_unit)
        ledger.transit(deed, found, GOALS_TABLE, "claim", proofs={"proof": kept.name})
        return found


@dataclass(frozen=True)
class ConfirmGoal(_Step):
    """Confirm, as somebody who did not report it, that a goal was reached."""

    code: ClassVar[str] = "goals.confirm"
    permission: ClassVar[str] = "goals.confirm"
    step: ClassVar[str] = "confirm"


@dataclass(frozen=True)
class ReturnClaim(_Step):
    """Send a report back: the proof does not show it."""

    code: ClassVar[str] = "goals.return"
    permission: ClassVar[str] = "goals.confirm"
    needs_reason: ClassVar[bool] = True
    step: ClassVar[str] = "return"


@dataclass(frozen=True)
class MissGoal(_Step):
    """Put down that a goal was not reached; not before its day."""

    code: ClassVar[str] = "goals.miss"
    permission: ClassVar[str] = "goals.confirm"
    needs_reason: ClassVar[bool] = True
    step: ClassVar[str] = "miss"

    def check(self, deed: Deed) -> None:
        due = deed.subject.due_on
        if due is None or deed.day <= due:
            said = (
                _("期限 %(day)s 还没有过，不能认定未实现。") % {"day": due}
                if due
                else _("这个目标没有期限，不能认定未实现。")
            )
            raise ActionRefused(said)


@dataclass(frozen=True)
class WithdrawGoal(_Step):
    """Take a goal back, with the reason and on whose authority."""

    code: ClassVar[str] = "goals.withdraw"
    permission: ClassVar[str] = "goals.withdraw"
    needs_reason: ClassVar[bool] = True
    step: ClassVar[str] = "withdraw"
