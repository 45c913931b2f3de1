"""What a meeting asks of units is counted as a burden on them, where that is counted."""

from __future__ import annotations

from django.apps import apps
from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.meetings.models import Meeting

#: work, problems, next steps
FIELDS = 3


def for_statements(deed: Deed, meeting: Meeting) -> None:
    """Write down that units were asked for a report in three parts, and how short the notice was."""
    if not apps.is_installed("zhenxing.web.burden"):
        return
    from zhenxing.web.burden import services as burden
    from zhenxing.web.ledger.queries import calendar

    assert meeting.noticed_on is not None
    left = calendar().between(meeting.noticed_on, meeting.held_on)
    for one in meeting.statements.current().select_related("unit"):
        burden.asked(
            deed,
            by_unit=meeting.unit,
            of_unit=one.unit,
            what=_("书面汇报：%(meeting)s") % {"meeting": meeting.title},
            fields=FIELDS,
            repeats="once",
            notice_workdays=left,
            subject=one,
        )
