"""A monthly dispatch: held and frozen at once; put right only by another edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.ledger import services
from zhenxing.web.meetings import sheets
from zhenxing.web.meetings.actions.common import Step, convene
from zhenxing.web.meetings.flow import DISPATCHES
from zhenxing.web.meetings.models import Dispatch, Meeting
from zhenxing.web.meetings.words import DISPATCH_MEETING


def dispatch(pk: int) -> Dispatch:
    """The dispatch with its place, held for this transaction."""
    rows = Dispatch.objects.select_for_update(of=("self",)).select_related("area", "unit", "corrects")
    found: Dispatch = rows.get(pk=pk)
    return found


@dataclass(frozen=True)
class HoldDispatch(Action[Dispatch]):
    """Write down that the dispatch was held: its sheet is frozen as the ledgers are now.

    What the meeting decides is entered at `meeting_id`; without one a meeting is made for it.
    """

    code: ClassVar[str] = "dispatches.hold"
    permission: ClassVar[str] = "dispatches.hold"

    dispatch_id: int
    held_on: date
    meeting_id: int | None = None
    chaired_by: str = ""
    place: str = ""

    def load(self) -> Dispatch:
        return dispatch(self.dispatch_id)

    def check(self, deed: Deed) -> None:
        if self.held_on > deed.day:
            raise Invalid({"held_on": (_("调度日不能晚于今天：开过会才能冻结。"),)})
        if self.held_on < deed.subject.month:
            raise Invalid({"held_on": (_("调度日不能早于调度月份。"),)})

    def execute(self, deed: Deed) -> Dispatch:
        found: Dispatch = deed.subject
        found.meeting = self._meeting(deed, found)
        found.held_on = self.held_on
        frozen = sheets.freeze(deed, found, sheets.dispatch_content(found, deed.day))
        services.transit(deed, found, DISPATCHES, "hold", proofs={"sheet": frozen.sha256})
        return found

    def _meeting(self, deed: Deed, found: Dispatch) -> Meeting:
        if self.meeting_id is not None:
            return Meeting.objects.get(pk=self.meeting_id, area=found.area)
        if found.corrects is not None and found.corrects.meeting is not None:
            return found.corrects.meeting
        made = Meeting(
            area=found.area,
            unit=found.unit,
            kind=DISPATCH_MEETING,
            title=f"专业镇工作{found.month.year}年{found.month.month}月调度会",
            held_on=self.held_on,
            chaired_by=self.chaired_by.strip(),
            place=self.place.strip(),
        )
        deed.save(made)
        convene(deed, made)
        return made


@dataclass(frozen=True)
class DropDispatch(Step):
    """Give up a dispatch that was prepared and is not held."""

    code: ClassVar[str] = "dispatches.drop"
    permission: ClassVar[str] = "dispatches.hold"
    needs_reason: ClassVar[bool] = True
    model: ClassVar = Dispatch
    table: ClassVar = DISPATCHES
    step: ClassVar[str] = "drop"


@dataclass(frozen=True)
class CorrectDispatch(Action[Dispatch]):
    """Prepare another edition of a frozen dispatch; the new sheet says what it corrects, and why."""

    code: ClassVar[str] = "dispatches.correct"
    permission: ClassVar[str] = "dispatches.create"
    needs_reason: ClassVar[bool] = True

    dispatch_id: int

    def load(self) -> Dispatch:
        return dispatch(self.dispatch_id)

    def check(self, deed: Deed) -> None:
        found: Dispatch = deed.subject
        if not found.can(Capability.COUNTED):
            raise ActionRefused(_("调度单还没有冻结，直接修改就可以，不用更正。"))
        later = Dispatch.objects.current().filter(
            area=found.area, month=found.month, edition__gt=found.edition
        )
        if later.exclude(state="dropped").exists():
            raise ActionRefused(_("这张调度单已有更新的一版，请在最新的一版上更正。"))

    def execute(self, deed: Deed) -> Dispatch:
        found: Dispatch = deed.subject
        made = Dispatch(
            area=found.area,
            unit=found.unit,
            month=found.month,
            edition=found.edition + 1,
            corrects=found,
            correction=deed.reason[:300],
            remarks=found.remarks,
            asks=found.asks,
        )
        deed.save(made)
        return made
