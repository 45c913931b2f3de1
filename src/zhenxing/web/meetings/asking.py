"""What a meeting asks of units is counted as a burden on them, where that is counted."""

from __future__ import annotations

from django.apps import apps
from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Deed
from zhenxing.web.meetings.models import Meeting, Statement

_PARTS = ("work", "problems", "next_steps")


def for_statements(deed: Deed, meeting: Meeting) -> None:
    """Write down that units were asked for a report in three parts, and how short the notice was."""
    if not apps.is_installed("zhenxing.web.burden"):
        return
    from zhenxing.web.burden import services as burden  # an app that may be deleted

    asked = meeting.statements.current().select_related("unit__area")
    burden.asked_many(
        deed,
        [burden.Request(one.unit, None, one) for one in asked],
        by_unit=meeting.unit,
        what=_("书面汇报：%(meeting)s") % {"meeting": meeting.title},
        fields=[str(Statement._meta.get_field(name).verbose_name) for name in _PARTS],
        due_on=meeting.held_on,
    )
