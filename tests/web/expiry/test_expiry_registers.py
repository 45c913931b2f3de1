"""Reminders are read by whoever may, and the office says how far ahead they are made."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from zhenxing.web.expiry.models import ExpiryReminder, NoticePeriod
from zhenxing.web.expiry.register import REMINDERS
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in
from zhenxing.web.organisations.models import Area


class TestReminders(RegisterTests):
    register = REMINDERS

    def record(self, where: Area) -> Any:
        fields = {"label": "云岭窑火瓷业有限公司 高新技术企业", "made_at": timezone.now(), "area": where}
        return ExpiryReminder.objects.create(
            kind="qualifications", record_id=1, lapses_on=date(2026, 12, 1), **fields
        )


def test_a_notice_period_is_the_sites_own_and_changed_by_the_office(db: None) -> None:
    where = area()
    client = signed_in(person("office", where))
    typed = {"kind": "qualifications", "days": "180"}
    assert client.post("/notice_periods/new/", typed).status_code == 302
    assert NoticePeriod.objects.get().days == 180
    assert "企业资质" in client.get("/notice_periods/").text
    assert client.post("/notice_periods/new/", {"kind": "nothing", "days": "0"}).status_code == 422
    assert signed_in(person("township", where)).get("/notice_periods/").status_code == 404
