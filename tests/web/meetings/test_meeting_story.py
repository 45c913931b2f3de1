"""A meeting from its notice to its minutes: papers freeze, receipts come, decisions become tasks."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from web.meetings import meeting_samples as samples
from zhenxing.web.kit.testing import person, signed_in
from zhenxing.web.ledger.models import Clock, Notice, Transit
from zhenxing.web.meetings.models import Attendance, Decision, Meeting
from zhenxing.web.meetings.register import MEETINGS_REGISTER
from zhenxing.web.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def text_of(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_a_meeting_goes_from_notice_to_tasks() -> None:
    place = samples.county()
    today = timezone.localdate()
    samples.clock(place, "竹编市场改造", today - timedelta(days=20), 71)
    clerk, second = signed_in(place.clerk), signed_in(place.second)
    url = MEETINGS_REGISTER.url
    form = {
        "area": place.area.pk, "unit": place.office.pk, "kind": "push", "title": "专业镇工作推进会",
        "held_on": today.isoformat(), "minutes_days": 3, "place": "县政府三楼会议室",
    }  # fmt: skip
    assert clerk.post(url("create"), form).status_code == 302
    held = Meeting.objects.get()
    item = {"title": "研究超期事项", "matter": "coordinate", "source": "red"}
    assert clerk.post(url("add-item", held.pk), item).status_code == 302
    asked = {"units": [place.industry.pk, place.trade.pk], "part": "attend", "persons": "何远舟，陶坊负责人"}
    assert clerk.post(url("invite", held.pk), asked).status_code == 302
    assert clerk.post(url("notice", held.pk), {}).status_code == 302

    liaison = signed_in(person("liaison", place.industry))
    mine = Attendance.objects.get(unit=place.industry)
    assert Notice.objects.filter(to_unit=place.industry, text__startswith="请参加会议").exists()
    answer = liaison.post(f"/attendances/{mine.pk}/answer/", {"coming": "yes", "person": "魏知秋"})
    assert answer.status_code == 302, answer.text
    theirs = Attendance.objects.get(unit=place.trade)
    assert liaison.get(f"/attendances/{theirs.pk}/answer/").status_code == 404

    # what the ledgers say later is not in the papers
    samples.clock(place, "后来才超期的事", today - timedelta(days=2), 72)
    page = clerk.get(url("detail", held.pk)).text
    assert "竹编市场改造" in page
    assert "后来才超期的事" not in page
    assert "竹编市场改造" in text_of(clerk.get(url("book", held.pk)).content)

    mine.refresh_from_db()
    assert clerk.post(url("hold", held.pk), {"present": [mine.pk]}).status_code == 302
    theirs.refresh_from_db()
    assert theirs.state == "absent"
    due = (today + timedelta(days=30)).isoformat()
    decided = {
        "heading": "建成窑头镇公共窑炉", "content": "抓紧完成设备安装和试烧", "lead": place.industry.pk,
        "support": [place.trade.pk], "due_on": due, "question": "小作坊没有窑炉可用",
        "raised_by": place.trade.pk,
    }  # fmt: skip
    assert clerk.post(url("decide", held.pk), decided).status_code == 302
    assert clerk.post(url("draft", held.pk), {"opening": "会议听取了各单位的汇报。"}).status_code == 302
    theirs_to_do = f"/meeting_decisions/{Decision.objects.get().pk}/"
    assert liaison.get(theirs_to_do).status_code == 404
    refused = clerk.post(url("issue", held.pk), {"number": "云专镇纪〔2026〕3号"})
    assert refused.status_code == 422
    assert second.post(url("issue", held.pk), {"number": "云专镇纪〔2026〕3号"}).status_code == 302

    held.refresh_from_db()
    task = Task.objects.get()
    decision = Decision.objects.get()
    assert decision.task == task
    assert liaison.get(theirs_to_do).status_code == 200
    assert held.document is not None
    layout = held.document.plans.get().layout
    assert layout["text"][task.start : task.end].startswith("建成窑头镇公共窑炉")
    assert task.clause_label.endswith("（一）")
    read = clerk.get(f"/documents/{held.document_id}/read/?at={task.start}-{task.end}")
    assert "建成窑头镇公共窑炉" in read.text
    assert str(due) in clerk.get(url("detail", held.pk)).text
    assert not Clock.objects.running().of(held).exists()
    way = list(Transit.objects.filter(subject_type="meetings.meeting").values_list("transition", flat=True))
    assert way == ["notice", "hold", "draft", "issue"]
    # the next meeting's first page
    later = samples.meeting(place, held_on=today + timedelta(days=7), title="第二次推进会")
    assert "建成窑头镇公共窑炉" in clerk.get(url("detail", later.pk)).text
