"""A lead from the first word to a project, by those who do it; a second reporter is told of the first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from web.leads import lead_samples as samples
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import signed_in, unexplained
from zhenxing.web.leads.models import Lead, LeadDispute
from zhenxing.web.leads.register import LEAD_DISPUTES, LEAD_REGISTER
from zhenxing.web.ledger.models import Clock, Letter, Notice
from zhenxing.web.ledger.services import tick

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> SimpleNamespace:
    settings.MEDIA_ROOT = tmp_path
    return samples.county()


def act(user: Any, lead: Any, page: str, register: Any = LEAD_REGISTER, **typed: Any) -> Any:
    lead.refresh_from_db()
    return signed_in(user).post(register.url(page, lead.pk), {"version": lead.version, **typed})


def done(user: Any, lead: Any, page: str, register: Any = LEAD_REGISTER, **typed: Any) -> None:
    response = act(user, lead, page, register, **typed)
    assert response.status_code == 302, response.text
    lead.refresh_from_db()


def running(lead: Lead) -> dict[str, date | None]:
    return {one.key: one.due_on for one in Clock.objects.running().of(lead)}


def test_a_lead_becomes_a_project(place: SimpleNamespace) -> None:
    lead = samples.lead(
        place.area, reported_by=place.first, unit=place.centre, tax=None, environment="", investment=6 * 10**8
    )
    with time_machine.travel("2026-03-06 09:00 +0800", tick=False) as clock:  # a Friday
        refused = act(place.scout, lead, "report", note="请办理")
        assert refused.status_code == 422
        assert "环保情况" in refused.text and "达产年税收" in refused.text  # both at once
        Lead.objects.filter(pk=lead.pk).update(tax=0, environment="无")
        done(place.scout, lead, "report", note="请办理")
        assert running(lead) == {"reply": date(2026, 3, 9)}  # one working day
        assert lead.due_on == date(2026, 3, 9)
        assert Notice.objects.filter(text__contains="市级提前介入", to_unit=place.centre).exists()
        assert act(place.scout, lead, "reply", reason="收到").status_code == 422  # nobody answers themselves
        done(place.handler, lead, "reply", reason="由招商中心跟进")
        assert running(lead) == {"judge": date(2026, 3, 9)}  # three days
        done(place.handler, lead, "judge", outcome="yes", reason="补釉料环节，符合规划")
        assert running(lead) == {"feedback": date(2026, 3, 13)}
        done(place.handler, lead, "feedback", text="已告知用地条件，对方月底来考察")
        assert running(lead) == {"progress": date(2026, 3, 20)}
        clock.move_to("2026-03-19 10:00 +0800")
        done(place.handler, lead, "progress", text="考察两处厂房", next_step="谈电价")
        assert running(lead) == {"progress": date(2026, 4, 2)}
        clock.move_to("2026-04-10 10:00 +0800")
        tick(timezone.now())  # silent: a letter
        assert Letter.objects.filter(subject_id=lead.pk, subject_type="leads.lead").exists()
        assert "逾期未报进展" in signed_in(place.handler).get("/inbox/").text
        assert act(place.handler, lead, "sign", signed_on="2026-04-09").status_code == 422  # no paper
        paper = SimpleUploadedFile("签约书.pdf", samples.PDF, "application/pdf")
        done(place.handler, lead, "sign", signed_on="2026-04-09", proof=paper)
        done(place.clerk, lead, "hand", reason="材料齐全")
    assert lead.state == "handed" and lead.project is not None and running(lead) == {}
    page = signed_in(place.clerk).get(LEAD_REGISTER.url("detail", lead.pk)).text
    assert "签约书.pdf" in page and f"/projects/{lead.project}/" in page and "考察两处厂房" in page
    steps = AuditEntry.objects.filter(action__startswith="leads.", subject_id=str(lead.pk))
    assert steps.count() == 7 and unexplained() == []


def test_the_second_reporter_is_told_and_may_dispute(place: SimpleNamespace) -> None:
    first = samples.lead(place.area, reported_by=place.first, unit=place.centre)
    same = {"investor": "云陶科技股份有限公司", "project_name": "年产500万件日用瓷生产线建设项目"}
    second = samples.lead(place.area, reported_by=place.second, unit=place.centre, **same)
    done(place.scout, first, "report", note="")
    told = act(place.rival, second, "report", note="x")
    assert told.status_code == 422
    assert str(place.first) in told.text and str(first.first_reported_on) in told.text
    done(place.rival, second, "dispute", grounds="投资方去年由我单位引荐，首报单位没有接触过")
    dispute = LeadDispute.objects.get()
    decide = {"register": LEAD_DISPUTES, "outcome": "yes"}
    assert act(place.rival, dispute, "decide", **decide, reason="应归我").status_code == 404
    assert act(place.clerk, dispute, "decide", **decide, reason="").status_code == 422
    done(place.clerk, dispute, "decide", **decide, reason="有上年考察记录佐证")
    done(place.rival, second, "report", note="x")
    first.refresh_from_db()
    assert first.protection_lost_on is not None and second.state == "reported"
    assert "裁定" in Notice.objects.filter(to_unit=place.first).latest("pk").text
