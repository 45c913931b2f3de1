"""Certificates and qualifications that lapse soon wait on the to-do page until they are settled."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenxing.web.expiry.models import ExpiryReminder
from zhenxing.web.expiry.queries import waiting
from zhenxing.web.ledger.registry import Line, todo


def _line(reminder: Any, day: date) -> Line:
    url = reverse("reminders:detail", args=[reminder.pk])
    aside = _("%(day)s 到期") % {"day": reminder.lapses_on}
    tone = "bad" if reminder.lapses_on < day else "warn"
    return Line(f"{reminder} {reminder.whose}".strip(), url, aside, tone)


todo(
    "expiring",
    gettext_lazy("即将到期的证照资质"),
    permission="reminders.view",
    rows=lambda _user, _day: waiting(ExpiryReminder.objects.all()),
    url="reminders:list?state=open",
    line=_line,
    asks="watch",
)
