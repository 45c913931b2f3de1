"""What lapses is told of once; a renewed, archived or revoked record settles its reminder."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from web.brands.brand_samples import credential
from web.enterprises.enterprise_samples import enterprise, qualification
from zhenxing.web.brands.models import Certificate, Patent
from zhenxing.web.expiry import queries
from zhenxing.web.expiry.actions import remind
from zhenxing.web.expiry.models import DAYS, Expiring, ExpiryReminder, NoticePeriod
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import area, person, signed_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
SOON = TODAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(f"{TODAY}T04:00:00+00:00", tick=False):
        yield


def open_ones() -> list[str]:
    return list(ExpiryReminder.objects.filter(closed_at__isnull=True).values_list("kind", flat=True))


def test_every_kind_that_expires_is_known_by_the_key_of_its_register() -> None:
    from zhenxing.web.registers import REGISTERS

    keys = {register.model: register.key for register in REGISTERS}
    assert len(queries.kinds()) >= 8
    assert all(keys[model] == kind for kind, model in queries.kinds().items())


def test_each_end_is_told_of_once_however_often_the_tick_comes() -> None:
    where = area()
    qualification(enterprise(where), valid_to=SOON)
    credential(Certificate, where, "certificate_kind", "organic", valid_to=SOON)
    qualification(enterprise(where), valid_to=TODAY + timedelta(days=DAYS + 1))
    qualification(enterprise(where), valid_to=TODAY - timedelta(days=1))
    assert (remind(), remind()) == (2, 0)
    assert sorted(open_ones()) == ["certificates", "qualifications"]
    assert AuditEntry.objects.filter(action="reminders.make").count() == 1


def test_what_was_not_granted_lapses_from_nothing() -> None:
    where = area()
    credential(Patent, where, "patent_kind", "design", valid_to=SOON, stage="applied")
    qualification(enterprise(where), valid_to=SOON, revoked=True)
    assert remind() == 0


def test_the_site_says_how_far_ahead() -> None:
    where = area()
    qualification(enterprise(where), valid_to=TODAY + timedelta(days=150))
    assert remind() == 0
    NoticePeriod.objects.create(kind="qualifications", days=180)
    assert remind() == 1
    page = signed_in(person("office", where)).get("/qualifications/?expiry=soon").text
    assert "共 1 条" in page or "/qualifications/1" in page


def test_renewing_settles_the_reminder_and_the_next_end_is_told_of_in_its_turn() -> None:
    one = qualification(enterprise(area()), valid_to=SOON)
    remind()
    one.valid_to = SOON + timedelta(days=3 * 365)
    one.save()
    assert remind() == 0 and open_ones() == []
    with time_machine.travel(one.valid_to - timedelta(days=10), tick=False):
        assert remind() == 1
    assert ExpiryReminder.objects.count() == 2


def test_archiving_settles_the_reminder() -> None:
    from django.utils import timezone

    one = qualification(enterprise(area()), valid_to=SOON)
    remind()
    one.archived_at = timezone.now()
    one.save()
    remind()
    assert open_ones() == []


def test_a_reminder_is_seen_where_its_record_is_and_leads_to_it() -> None:
    where = area()
    one = qualification(enterprise(where), valid_to=SOON)
    remind()
    reminder = ExpiryReminder.objects.get()
    office, stranger = signed_in(person("office", where)), signed_in(person("office", area("清河县")))
    assert f'href="/qualifications/{one.pk}/"' in office.get(f"/reminders/{reminder.pk}/").text
    assert stranger.get(f"/reminders/{reminder.pk}/").status_code == 404
    assert "即将到期的证照资质" in office.get("/").text
    assert str(reminder) in office.get("/").text and str(reminder) not in stranger.get("/").text


@pytest.mark.parametrize(
    ("days", "expiry", "tone"),
    [(-1, "lapsed", "bad"), (10, "soon", "warn"), (400, "valid", ""), (None, "open", "")],
)
def test_each_register_is_filtered_by_what_is_left(days: int | None, expiry: str, tone: str) -> None:
    where = area()
    end = None if days is None else TODAY + timedelta(days=days)
    one = qualification(enterprise(where), valid_to=end)
    client = signed_in(person("office", where))
    found = {
        name
        for name in ("lapsed", "soon", "valid", "open")
        if f"/qualifications/{one.pk}/" in client.get(f"/qualifications/?expiry={name}").text
    }
    assert found == {expiry} | ({"valid"} if expiry == "soon" else set())
    assert queries.tone(one) == tone


def test_a_thousand_ends_take_as_many_queries_as_one(django_assert_max_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    one = enterprise(area())
    asked = []
    for batch in (1, 60):
        for number in range(batch):
            qualification(
                one, valid_from=date(2000, 1, 1) + timedelta(days=batch * 100 + number), valid_to=SOON
            )
        with CaptureQueriesContext(connection) as captured:
            assert remind() == batch
        asked.append(len(captured))
    assert asked[1] <= asked[0] + 1


def test_what_expires_must_say_whose_it_is() -> None:
    with pytest.raises(NotImplementedError):
        _ = Expiring.whose.fget(object())  # type: ignore[attr-defined]  # of the property
    assert queries.label_of("nothing-of-the-kind") == "nothing-of-the-kind"
