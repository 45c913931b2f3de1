"""Whatever people try, a lead moves only along its table, and its clocks, days and proofs agree with it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from web.leads import lead_samples as samples
from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.actions import Action, run_action
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.leads import actions
from zhenxing.web.leads.flow import LEADS
from zhenxing.web.leads.models import Lead
from zhenxing.web.ledger.models import Clock, Transit
from zhenxing.web.proofs.services import Upload, proofs_of

pytestmark = pytest.mark.django_db

#: state → the clock that runs in it
RUNS = {
    "reported": "reply", "replied": "judge", "judged": "feedback", "negotiating": "progress",
    "signed": "progress",
}  # fmt: skip
STEPS = 120 if os.environ.get("ZHENXING_THOROUGH") == "1" else 25


def deeds(pk: int) -> tuple[Callable[[], Action[Any]], ...]:
    today = timezone.localdate()
    return (
        lambda: actions.ReportLead(pk),
        lambda: actions.ReplyLead(pk),
        lambda: actions.ReturnLead(pk),
        lambda: actions.JudgeLead(pk, True),
        lambda: actions.GiveFeedback(pk, "已反馈"),
        lambda: actions.ReportProgress(pk, "会面", ""),
        lambda: actions.SignLead(pk, today, Upload("约.pdf", samples.PDF)),
        lambda: actions.SignLead(pk, today + timedelta(days=1), None),
        lambda: actions.HandLead(pk),
        lambda: actions.FileDispute(pk, "不是同一项目"),
    )


def holds(lead: Lead) -> None:
    """What is true of a lead whatever was done to it."""
    running = set(Clock.objects.running().of(lead).values_list("key", flat=True))
    assert running == ({RUNS[lead.state]} if lead.state in RUNS else set())
    assert (lead.due_on is not None) == bool(running)
    path = Transit.objects.filter(subject_type="leads.lead", subject_id=lead.pk).order_by("pk")
    assert all(one.target == after.source for one, after in pairwise(path))
    assert (lead.signed_on is not None) == proofs_of(lead).exists()
    assert lead.state == "draft" or lead.state == "dropped" or lead.first_reported_on is not None
    assert (lead.project is not None) == (lead.state == "handed")


@pytest.mark.parametrize("seed", range(2 if STEPS == 25 else 12))
def test_a_lead_moves_only_along_its_table(seed: int, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    random, place = Random(seed), samples.county()
    lead = samples.lead(place.area, reported_by=place.first, unit=place.centre)
    people = (place.scout, place.handler, place.clerk, place.other_clerk)
    for _n in range(STEPS):
        before = lead.state
        _try(random.choice(deeds(lead.pk))(), random.choice(people))
        lead.refresh_from_db()
        ways = {LEADS.next(before, one.key).key for one in LEADS.open_to(before)}
        assert lead.state == before or lead.state in ways
        holds(lead)
        if LEADS.can(lead.state, Capability.FINAL):
            break
    reporter = Transit.objects.filter(transition="report").values_list("by", flat=True)
    answered = Transit.objects.filter(transition__in=("reply", "judge")).values_list("by", flat=True)
    assert not set(reporter) & set(answered)


def _try(deed: Action[Any], who: Any) -> None:
    try:
        run_action(deed, who, reason="试办")
    except ActionRefused as refusal:
        assert str(refusal)
