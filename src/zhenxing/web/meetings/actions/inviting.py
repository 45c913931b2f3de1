"""Asking many to a meeting at once: units chosen, member units of the leading group, people by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.meetings.actions.common import meeting
from zhenxing.web.meetings.models import Attendance, Meeting, Statement
from zhenxing.web.organisations.models import MemberUnit, Unit


@dataclass(frozen=True)
class Invite(Action[Meeting]):
    """Put units and people on the list of a meeting; whoever stands there already is left as they are.

    `persons` are (name, duty). With `report` every unit is asked for a report in three parts besides.
    """

    code: ClassVar[str] = "meetings.invite"
    permission: ClassVar[str] = "meetings.edit"

    meeting_id: int
    units: tuple[int, ...] = ()
    members: bool = False
    persons: tuple[tuple[str, str], ...] = ()
    part: str = "attend"
    report: bool = False
    period: str = ""

    def load(self) -> Meeting:
        return meeting(self.meeting_id)

    def check(self, deed: Deed) -> None:
        if not deed.subject.can(Capability.EDITABLE):
            raise ActionRefused(_("通知已经发出，不能再批量邀请。需要增加的，请在“参会安排”里逐个添加。"))

    def execute(self, deed: Deed) -> Meeting:
        found: Meeting = deed.subject
        units = list(self._asked(found))
        known = set(found.attendances.current().values_list("unit_id", flat=True))
        rows = [Attendance(meeting=found, unit=one, part=self.part) for one in units if one.pk not in known]
        names = set(found.attendances.current().values_list("person", flat=True))
        rows += [
            Attendance(meeting=found, person=name[:100], duty=duty[:100], part="sit_in")
            for name, duty in self.persons
            if name not in names
        ]
        deed.create_many(Attendance, rows)
        deed.changes["invited"] = ["", "、".join(str(one) for one in rows)[:2000]]
        deed.batch(len(rows) + self._ask_reports(deed, found, units))
        return found

    def _asked(self, found: Meeting) -> QuerySet[Unit]:
        chosen = Unit.objects.current().filter(pk__in=self.units)
        if self.members:
            seats = MemberUnit.objects.current().filter(
                group__area=found.area, group__archived_at__isnull=True, unit__isnull=False
            )
            chosen = Unit.objects.current().filter(
                pk__in=[*self.units, *seats.values_list("unit", flat=True)]
            )
        return chosen.order_by("pk")

    def _ask_reports(self, deed: Deed, found: Meeting, units: list[Unit]) -> int:
        if not self.report:
            return 0
        known = set(found.statements.current().values_list("unit_id", flat=True))
        rows = [
            Statement(meeting=found, unit=one, period=self.period.strip()[:50])
            for one in units
            if one.pk not in known
        ]
        return len(deed.create_many(Statement, rows))
