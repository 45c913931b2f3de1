"""From the notice of a meeting to the day it was held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.kit.register_actions import ArchiveRecord
from zhenxing.web.ledger import services
from zhenxing.web.meetings import asking, sheets
from zhenxing.web.meetings.actions.common import convene, meeting, tell
from zhenxing.web.meetings.flow import ATTENDANCES, MEETINGS
from zhenxing.web.meetings.models import Attendance, Meeting


@dataclass(frozen=True)
class _OnMeeting(Action[Meeting], abstract=True):
    meeting_id: int

    def load(self) -> Meeting:
        return meeting(self.meeting_id)


@dataclass(frozen=True)
class SendNotice(_OnMeeting):
    """Freeze the papers and tell everyone who is asked to come."""

    code: ClassVar[str] = "meetings.notice"
    permission: ClassVar[str] = "meetings.notice"

    def check(self, deed: Deed) -> None:
        found: Meeting = deed.subject
        if not found.agenda.current().exists():
            raise ActionRefused(_("还没有议题，请先添加议题再发通知。"))
        if not found.attendances.current().exists():
            raise ActionRefused(_("还没有参会安排，请先添加参会单位或参会人。"))
        if found.held_on < deed.day:
            raise ActionRefused(_("会议日期 %(day)s 已经过去，请先改日期。") % {"day": found.held_on})

    def execute(self, deed: Deed) -> Meeting:
        found: Meeting = deed.subject
        found.noticed_on = deed.day
        frozen = sheets.freeze(deed, found, sheets.meeting_content(found, deed.day))
        services.transit(deed, found, MEETINGS, "notice", proofs={"papers": frozen.sha256})
        text = _("请参加会议：%(meeting)s，%(place)s。请按时回执。") % {
            "meeting": found,
            "place": found.place or _("地点另行通知"),
        }
        tell(deed, found, "notice", text, _units(found))
        asking.for_statements(deed, found)
        return found


@dataclass(frozen=True)
class PostponeMeeting(_OnMeeting):
    """Put a meeting off after its notice; receipts are asked for anew, papers are frozen anew."""

    code: ClassVar[str] = "meetings.postpone"
    permission: ClassVar[str] = "meetings.notice"
    needs_reason: ClassVar[bool] = True

    held_on: date
    starts_at: time | None = None

    def check(self, deed: Deed) -> None:
        if self.held_on < deed.day:
            raise Invalid({"held_on": (_("新的会议日期不能早于今天。"),)})

    def execute(self, deed: Deed) -> Meeting:
        found: Meeting = deed.subject
        found.held_on, found.starts_at = self.held_on, self.starts_at
        found.noticed_on = found.receipt_by = None
        services.transit(deed, found, MEETINGS, "postpone")
        for one in found.attendances.current().filter(state__in=("coming", "leave")):
            services.transit(deed, one, ATTENDANCES, "ask_again")
        text = _("会议改期：%(meeting)s。理由：%(reason)s") % {"meeting": found, "reason": deed.reason}
        tell(deed, found, "postpone", text, _units(found))
        return found


@dataclass(frozen=True)
class CancelMeeting(_OnMeeting):
    """Call a meeting off; whoever had its notice is told."""

    code: ClassVar[str] = "meetings.cancel"
    permission: ClassVar[str] = "meetings.notice"
    needs_reason: ClassVar[bool] = True

    def execute(self, deed: Deed) -> Meeting:
        found: Meeting = deed.subject
        told = MEETINGS.can(found.state, Capability.NOTICED)
        services.transit(deed, found, MEETINGS, "cancel")
        if told:
            text = _("会议取消：%(meeting)s。理由：%(reason)s") % {"meeting": found, "reason": deed.reason}
            tell(deed, found, "cancel", text, _units(found))
        return found


@dataclass(frozen=True)
class HoldMeeting(_OnMeeting):
    """Write down that it was held, and who was there; from now on decisions can be entered."""

    code: ClassVar[str] = "meetings.hold"
    permission: ClassVar[str] = "meetings.hold"

    #: attendances of those who came
    present: tuple[int, ...] = ()

    def check(self, deed: Deed) -> None:
        if deed.subject.held_on > deed.day:
            raise ActionRefused(
                _("会议定在 %(day)s，还没有到，不能登记已召开。") % {"day": deed.subject.held_on}
            )

    def execute(self, deed: Deed) -> Meeting:
        found: Meeting = deed.subject
        planned = MEETINGS.can(found.state, Capability.EDITABLE)
        if planned:
            convene(deed, found)
        else:
            services.transit(deed, found, MEETINGS, "hold")
        for one in found.attendances.current().filter(state__in=ATTENDANCES.holding(Capability.OPEN)):
            came = one.pk in self.present
            way = "arrive" if came else "excuse" if one.state == "leave" else "miss"
            services.transit(deed, one, ATTENDANCES, way)
        return found


@dataclass(frozen=True)
class AnswerInvitation(Action[Attendance]):
    """Say who comes, or that nobody can and who comes instead."""

    code: ClassVar[str] = "attendances.answer"
    permission: ClassVar[str] = "attendances.answer"

    attendance_id: int
    coming: bool
    person: str = ""
    duty: str = ""
    substitute: str = ""
    note: str = ""

    def load(self) -> Attendance:
        rows = Attendance.objects.select_for_update(of=("self",)).select_related("meeting__unit", "unit")
        found: Attendance = rows.get(pk=self.attendance_id)
        return found

    def check(self, deed: Deed) -> None:
        held = deed.subject.meeting
        if not MEETINGS.can(held.state, Capability.NOTICED):
            raise ActionRefused(_("这次会议现在不收回执（还没有通知，或者已经召开、取消）。"))
        if self.coming and not (self.person.strip() or deed.subject.person):
            raise Invalid({"person": (_("请写参会人姓名。"),)})
        if not self.coming and not self.note.strip():
            raise Invalid({"note": (_("请写请假原因。"),)})

    def execute(self, deed: Deed) -> Attendance:
        found: Attendance = deed.subject
        found.person = self.person.strip() or found.person
        found.duty = self.duty.strip() or found.duty
        found.substitute, found.note = self.substitute.strip(), self.note.strip()
        found.answered_on = deed.day
        deed.reason = deed.reason or found.note
        if (self.coming and found.state == "coming") or (not self.coming and found.state == "leave"):
            deed.save(found)  # only who comes has changed
        else:
            services.transit(deed, found, ATTENDANCES, "accept" if self.coming else "decline")
        return found


@dataclass(frozen=True)
class RemovePart(ArchiveRecord):
    """Take an item, an attendance, a report or a decision away while the meeting still allows it."""

    def check(self, deed: Deed) -> None:
        super().check(deed)
        try:
            deed.subject.clean()
        except ValidationError as error:
            raise ActionRefused(" ".join(error.messages)) from error


def _units(found: Meeting) -> list[Any]:
    rows = found.attendances.current().filter(unit__isnull=False).select_related("unit")
    return [one.unit for one in rows]
