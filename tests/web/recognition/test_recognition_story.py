"""A town on its way: applied for, reviewed, noticed, objected to, decided, listed; another one is refused."""

from __future__ import annotations

import pytest
import time_machine

from web.recognition.recognition_samples import (
    after,
    county,
    noticed,
    objected,
    reviewed,
    rulebook,
    scored,
    town,
)
from zhenxing.web.ledger.models import Clock, Notice, Transit
from zhenxing.web.recognition import actions
from zhenxing.web.recognition.models import Application, Decision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_a_town_is_recognised_and_another_refused_with_reasons() -> None:
    place = county()
    rulebook()
    good, poor = town(place, "竹编专业镇", "2.6", "1200"), town(place, "木梳专业镇", "1.4", "650")
    first, second = scored(place, good), reviewed(place, poor, passed=False)
    notice = noticed(place)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.proposal, first.place) == ("noticed", "recognise", 1)
    assert (second.state, second.proposal, second.proposal_reason) == ("noticed", "refuse", "unmet")
    objection = objected(place, first)
    place.do(actions.AnswerObjection(objection.pk, False, "核查属实，没有别镇企业。"), place.clerk)
    with time_machine.travel(f"{after(notice)}T10:00:00+08:00", tick=False):
        place.do(actions.DecideApplication(first.pk, "云山政函〔2025〕8号"), place.decider)
        refuse = actions.DecideApplication(second.pk, "云山政函〔2025〕9号", False, "产值和从业人员不达标。")
        place.do(refuse, place.decider)
        tier = good.tier_on(after(notice))
    first.refresh_from_db()
    assert first.state == "recognised"
    assert tier is not None and tier.tier.code == "county" and tier.source == "云山政函〔2025〕8号"
    why = Decision.objects.get(application=second)
    failed = {rule["rule"]: rule["lines"][0] for rule in why.grounds if rule["verdict"] == "false"}
    assert failed["产值"]["gap"] == "还差6000万元"
    assert failed["产值"]["clause"] == "第五条第一项"
    assert failed["从业人员"]["gap"] == "还差150人"
    steps = list(
        Transit.objects.filter(subject_id=first.pk).order_by("pk").values_list("transition", flat=True)
    )
    assert steps == [
        "submit", "accept", "review_pass", "close_scoring", "rank", "notice", "object", "settle", "recognise",
    ]  # fmt: skip
    assert Notice.objects.filter(subject_id=first.pk, to_unit=place.organ).exists()
    assert Notice.objects.filter(subject_id=first.pk, to_unit=place.township).exists()
    assert not Clock.objects.filter(subject_id=first.pk, stopped_on=None).exists()
    assert Application.objects.filter(state="refused").count() == 1
