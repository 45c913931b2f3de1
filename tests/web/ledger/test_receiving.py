"""Several letters signed for at once: one's own, by whoever they wait for, and nobody else's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from web.ledger.ledger_samples import at, clock_on, office_of
from zhenxing.web.accounts.models import User
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.ledger.actions import SignLetter, SignLetters
from zhenxing.web.ledger.models import Letter, Transit
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.organisations.models import Unit

pytestmark = pytest.mark.django_db
URL = "/letters/receive/"


@pytest.fixture
def bureaus() -> tuple[Unit, Unit]:
    """Two units; three letters went to the first, one to the second."""
    place = area()
    office_of(place)
    first, second = unit(place, "云岭县工业和信息化局"), unit(place, "云岭县商务局")
    clock_on(first, on=date(2026, 3, 2))
    clock_on(second, on=date(2026, 3, 2))
    # clocks of one kind on one record are one: each stands on a unit of its own
    for number, day in enumerate((2, 3)):
        other = unit(place, f"云岭县工业和信息化局第{number}股")
        clock = clock_on(other, on=date(2026, 3, day))
        clock.unit = first
        clock.save()
    tick(at(date(2026, 3, 18)))
    return first, second


@pytest.fixture
def doer(bureaus: tuple[Unit, Unit]) -> User:
    return person("liaison", bureaus[0], "李丽")


def of(one: Unit) -> Any:
    return Letter.objects.filter(unit=one)


def test_those_ticked_are_signed_for_in_one_deed(bureaus: tuple[Unit, Unit], doer: User) -> None:
    client = signed_in(doer)
    ours, theirs = list(of(bureaus[0])), list(of(bureaus[1]))
    page = client.get(URL).text
    assert len(ours) == 3 and all(one.reference in page for one in ours)
    assert not any(one.reference in page for one in theirs)
    sent = {"letter": [ours[0].pk, ours[1].pk, theirs[0].pk], "idempotency_key": "a"}
    assert client.post(URL, sent, follow=True).status_code == 200
    states = dict(Letter.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in (*ours, *theirs)] == ["signed", "signed", "issued", "issued"]
    assert Letter.objects.get(pk=ours[0].pk).signed_by == doer
    entry = AuditEntry.objects.filter(action="letters.sign-many").get()
    assert ours[1].reference in str(entry.changes)
    assert Transit.objects.filter(subject_type="ledger.letter", transition="sign", by=doer).count() == 2


def test_all_that_is_shown_can_be_signed_for(bureaus: tuple[Unit, Unit], doer: User) -> None:
    client = signed_in(doer)
    shown = list(of(bureaus[0]).values_list("pk", flat=True))
    client.post(URL, {"shown": shown, "all": "1", "idempotency_key": "b"})
    assert set(of(bureaus[0]).values_list("state", flat=True)) == {"signed"}
    assert "没有等您签收的函件" in client.get(URL).text


def test_nothing_ticked_is_told(bureaus: tuple[Unit, Unit], doer: User) -> None:
    answer = signed_in(doer).post(URL, {"idempotency_key": "c"})
    assert answer.status_code == 422
    assert "请先勾选要签收的函件" in answer.text
    with pytest.raises(ActionRefused):
        run_action(SignLetters(tuple(of(bureaus[1]).values_list("pk", flat=True))), doer)


def test_a_letter_signed_for_meanwhile_is_left_alone(bureaus: tuple[Unit, Unit], doer: User) -> None:
    colleague = person("liaison", bureaus[0], "何青")
    first, *rest = of(bureaus[0]).order_by("pk")
    run_action(SignLetter(first.pk), colleague)
    assert run_action(SignLetters((first.pk, rest[0].pk)), doer).result == 1
    first.refresh_from_db()
    assert first.signed_by == colleague
