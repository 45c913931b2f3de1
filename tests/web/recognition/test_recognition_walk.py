"""Random people try random deeds through the real actions; what must not happen does not."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from web.recognition import recognition_samples as samples
from zhenxing.web.accounts.models import User
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.ledger.models import Transit
from zhenxing.web.recognition import actions
from zhenxing.web.recognition.models import Application, Decision, Snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
THOROUGH = bool(os.environ.get("ZHENXING_THOROUGH"))
WAIT = "wait"


def deeds(place: samples.County, pk: int) -> dict[str, Callable[[], Any]]:
    """Every deed by name; those on a part ask for it when they are tried."""

    def found() -> Application:
        return Application.objects.get(pk=pk)

    def seat(number: int) -> int:
        one = found().seats.order_by("pk")[number : number + 1].first()
        return one.pk if one else 0

    def objection() -> int:
        one = found().objections.filter(upheld=None).first()
        return one.pk if one else 0

    marks = {"output": Decimal(50), "brand": Decimal(30)}
    return {
        "edit": lambda: actions.EditApplication(pk, samples.WORDS, samples.ANSWERS),
        "submit": lambda: actions.SubmitApplication(pk),
        "return": lambda: actions.ReturnApplication(pk),
        "accept": lambda: actions.AcceptApplication(pk),
        "pass": lambda: actions.ReviewApplication(pk, True, "可以", {"safety": True}),
        "fail": lambda: actions.ReviewApplication(pk, False, "不可以", {"safety": False}),
        "declare": lambda: actions.DeclareInterest(seat(0), False),
        "score": lambda: actions.ScoreApplication(seat(0), marks),
        "declare-2": lambda: actions.DeclareInterest(seat(1), False),
        "score-2": lambda: actions.ScoreApplication(seat(1), marks),
        "close": lambda: actions.CloseScoring(pk),
        "rank": lambda: actions.RankCall(place.call.pk),
        "notice": lambda: actions.PublishNotice(place.call.pk, "公示", timezone.localdate(), "网站", "0000"),
        "object": lambda: actions.FileObjection(pk, "某商会", "请核实。"),
        "uphold": lambda: actions.AnswerObjection(objection(), True, "属实"),
        "dismiss": lambda: actions.AnswerObjection(objection(), False, "不属实"),
        "recognise": lambda: actions.DecideApplication(pk, "县函1号"),
        "refuse": lambda: actions.DecideApplication(pk, "县函2号", False, "不达标"),
    }


#: the way through without detours; every other pick is any deed by anybody
WAY = (
    "edit", "submit", "accept", "pass", "declare", "score", "declare-2", "score-2", "close", "rank",
    "notice", "object", "dismiss", WAIT, "recognise",
)  # fmt: skip
NAMES = sorted({*WAY, "return", "fail", "uphold", "refuse"})
picks = st.tuples(st.integers(0, 3), st.sampled_from(NAMES), st.integers(0, 6))


@settings(
    max_examples=25 if THOROUGH else 4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(picks, min_size=25, max_size=60))
def test_what_must_not_happen_does_not(walk: list[tuple[int, str, int]]) -> None:
    with transaction.atomic():
        _walk(walk)
        transaction.set_rollback(True)


def test_the_way_without_detours_leads_to_a_decision() -> None:
    assert _walk([(1, "edit", 0)] * len(WAY)) == "recognised"


def _walk(walk: list[tuple[int, str, int]]) -> str:
    """Take a walk, holding every step against what must be; returns the state it ends in."""
    place = samples.county()
    samples.rulebook()
    found = samples.complete(place, samples.town(place, "竹编专业镇", "2.6", "1200"))
    people = [place.writer, place.clerk, place.second, place.decider, *place.experts]
    every, now, on = deeds(place, found.pk), timezone.now(), 0
    for astray, name, number in walk:
        if astray == 0:
            step, who = name, people[number]
        else:
            step, who = WAY[on % len(WAY)], _right_one(place, WAY[on % len(WAY)])
            on += 1
        now += timedelta(days=20 if step == WAIT else 0, minutes=1)
        _try(place, found.pk, every, step, who, now)
        _hold(found.pk, now)
    state: str = Application.objects.get(pk=found.pk).state
    return state


def _right_one(place: samples.County, step: str) -> User:
    if step in ("edit", "submit", "object"):
        return place.writer
    if step.startswith(("declare", "score")):
        return place.experts[1 if step.endswith("2") else 0]
    return place.decider if step in ("recognise", "refuse") else place.clerk


def _try(place: samples.County, pk: int, every: Any, step: str, who: User, now: datetime) -> None:
    if step == WAIT:
        return
    with time_machine.travel(now, tick=False):
        if step == "declare":  # the seats are made on the way
            for expert in place.experts[:2]:
                _quietly(lambda expert=expert: samples.seated(place, Application.objects.get(pk=pk), expert))
        _quietly(lambda: place.do(every[step](), who, "依照办法"))


def _quietly(deed: Callable[[], Any]) -> bool:
    """Whether it was done; a refusal is an answer and leaves nothing behind."""
    try:
        with transaction.atomic():
            deed()
    except ActionRefused:
        return False
    return True


def _hold(pk: int, now: datetime) -> None:
    """What holds whatever people tried."""
    found = Application.objects.get(pk=pk)
    authors = set(found.authors.values_list("pk", flat=True))
    steps = list(Transit.objects.filter(subject_id=pk).order_by("pk"))
    judging = [one for one in steps if one.transition not in ("submit", "abandon", "object")]
    assert not {one.by_id for one in judging} & authors
    frozen = Snapshot.objects.filter(application=found)
    after = [one for one in steps if one.transition not in ("submit", "return", "abandon")]
    assert frozen.count() == (1 if after else 0)
    for made in Decision.objects.filter(application=found):
        assert found.notice is not None and made.decided_on > found.notice.ends_on
        assert not found.objections.filter(upheld=None).exists()
        assert not found.objections.filter(notice=found.notice, upheld=True).exists()
        reviewers = {one.by_id for one in steps if one.transition.startswith("review_")}
        assert made.decided_by_id not in reviewers | authors
