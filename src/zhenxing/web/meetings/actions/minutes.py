"""Minutes: handed in, sent back, issued by somebody else; issued, every decision is a task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.ledger import services
from zhenxing.web.meetings import publishing
from zhenxing.web.meetings.actions.common import Step, meeting
from zhenxing.web.meetings.flow import MEETINGS
from zhenxing.web.meetings.models import Decision, Meeting
from zhenxing.web.tasks import services as tasks


@dataclass(frozen=True)
class DraftMinutes(Action[Meeting]):
    """Hand the minutes in: who leads each decision is known, and nothing in them changes any more."""

    code: ClassVar[str] = "meetings.draft"
    permission: ClassVar[str] = "meetings.minute"

    meeting_id: int
    opening: str = ""

    def load(self) -> Meeting:
        return meeting(self.meeting_id)

    def check(self, deed: Deed) -> None:
        loose = [str(one.position) for one in _decisions(deed.subject) if one.lead is None]
        if loose:
            raise ActionRefused(
                _("第 %(places)s 项议定事项还没有牵头单位，不能转为任务。请先补上。")
                % {"places": "、".join(loose)}
            )

    def execute(self, deed: Deed) -> Meeting:
        found: Meeting = deed.subject
        found.opening = self.opening.strip()
        services.transit(deed, found, MEETINGS, "draft")
        return found


@dataclass(frozen=True)
class SendBackMinutes(Step):
    """Send the minutes back to whoever drafted them."""

    code: ClassVar[str] = "meetings.send-back"
    permission: ClassVar[str] = "meetings.issue"
    needs_reason: ClassVar[bool] = True
    model: ClassVar = Meeting
    table: ClassVar = MEETINGS
    step: ClassVar[str] = "send_back"


@dataclass(frozen=True)
class IssueMinutes(Action[Meeting]):
    """Issue the minutes: they become a document, and every decision a task that quotes it.

    `printed` was made from the meeting before this transaction began; a meeting that was saved since is
    refused.
    """

    code: ClassVar[str] = "meetings.issue"
    permission: ClassVar[str] = "meetings.issue"

    meeting_id: int
    number: str
    printed: publishing.Printed = field(repr=False)

    def load(self) -> Meeting:
        return meeting(self.meeting_id)

    def body(self) -> Mapping[str, Any]:
        return {"meeting_id": self.meeting_id, "number": self.number, "data": self.printed.made.data}

    def check(self, deed: Deed) -> None:
        if not self.number.strip():
            raise Invalid({"number": (_("请填写纪要的文号。"),)})
        if self.printed.version != deed.subject.version:
            raise ActionRefused(_("会议内容刚刚有变化，请刷新页面看最新的纪要，再印发。"))

    def execute(self, deed: Deed) -> Meeting:
        found: Meeting = deed.subject
        found.number, found.issued_on = self.number.strip(), deed.day
        document = publishing.publish(deed, found, self.printed)
        found.document = document
        services.transit(deed, found, MEETINGS, "issue", proofs={"minutes": document.sha256})
        decisions = _decisions(found)
        for decision in decisions:
            self._order(deed, found, decision, document)
        deed.batch(len(decisions) + 1)
        return found

    def _order(self, deed: Deed, found: Meeting, decision: Decision, document: Any) -> None:
        place = self.printed.places[decision.pk]
        decision.clause_label, decision.start, decision.end = place.label, place.start, place.end
        decision.task = tasks.order(
            deed,
            area=found.area,
            heading=decision.heading,
            content=place.text,
            lead=decision.lead,
            support=tuple(decision.support.all()),
            due_on=decision.due_on,
            document=document,
            clause_label=place.label,
            start=place.start,
            end=place.end,
            post=decision.post,
        )
        deed.save(decision)


def _decisions(found: Meeting) -> list[Decision]:
    rows = found.decisions.current().select_related("lead", "post", "raised_by")
    return list(rows.prefetch_related("support").order_by("position", "pk"))
