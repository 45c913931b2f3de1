"""The tick makes what is due, exactly once, however often and whenever it runs."""

from __future__ import annotations

from datetime import date

import pytest

from web.ledger.ledger_samples import at, clock_on, office_of
from zhenxing.web.kit.testing import area, unit
from zhenxing.web.ledger.models import Clock, Escalated, Letter, Notice
from zhenxing.web.ledger.ticking import tick


@pytest.mark.django_db
def test_a_clock_climbs_its_ladder_step_by_step() -> None:
    where = area()
    office_of(where)
    clock = clock_on(unit(where), on=date(2026, 3, 2))  # a Monday
    assert clock.due_on == date(2026, 3, 16)
    assert tick(at(date(2026, 3, 10))).reminders == 0
    assert tick(at(date(2026, 3, 11))).reminders == 1
    assert not tick(at(date(2026, 3, 11))).anything
    assert tick(at(date(2026, 3, 16))).letters == 0
    assert tick(at(date(2026, 3, 17))).letters == 1
    letter = Letter.objects.get()
    assert (letter.kind, letter.colour, letter.reference) == ("督办单", "blue", "督办〔2026〕1号")
    assert letter.receipt_by == date(2026, 3, 18)
    assert tick(at(date(2026, 12, 1))).letters == 4
    assert [one.number for one in Letter.objects.order_by("number")] == [1, 2, 3, 4, 5]
    assert tick(at(date(2027, 12, 1))).letters == 0
    assert Escalated.objects.count() == 6
    assert Notice.objects.filter(kind="letter").count() >= 5
    clock.refresh_from_db()
    assert clock.acts_on is None
    assert Clock.objects.count() == 1
