"""One task's way through the pages: reported, confirmed, overdue, written about, divided, done, closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from web.tasks.task_samples import PICTURE, County, county
from zhenxing.web.kit.testing import signed_in, unexplained
from zhenxing.web.ledger.models import Clock, Letter
from zhenxing.web.ledger.ticking import tick
from zhenxing.web.tasks.models import HandOn, Subtask, Task

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def post(client: Client, url: str, **typed: Any) -> str:
    answer = client.post(url, typed, follow=True)
    assert answer.status_code == 200, answer.text
    return answer.text


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("现场.png", PICTURE)


def test_from_order_to_closure() -> None:
    with time_machine.travel(MONDAY, tick=True):
        place = county()
        industry, trade = (signed_in(place.of(one)) for one in (place.industry, place.trade))
        second = signed_in(place.second)
        task = place.task(place.industry, place.trade)
        at = f"/tasks/{task.pk}"
        tick(MONDAY)
        _divided(industry, trade, place, task)
        _handed_on(trade, second, place, task)
        post(industry, "/task_reports/fill/", **_line(task, 40, "完成选址", send="1"))
        assert "已确认 1 项" in post(
            second, "/task_reports/confirm/", report=[task.reports.get(unit=place.industry).pk]
        )
        assert 'href="' + at in industry.get("/tasks/?report=yes").text
    for days in range(30, 43):
        tick(MONDAY + timedelta(days=days))
    assert list(Letter.objects.order_by("pk").values_list("colour", flat=True)) == ["blue", "orange"]
    late = MONDAY + timedelta(days=43)
    with time_machine.travel(late, tick=True):
        industry, office = signed_in(place.of(place.industry)), signed_in(place.clerk)
        blue = Letter.objects.get(colour="blue")
        post(industry, f"/letters/{blue.pk}/sign/", version=blue.version)
        page = industry.get(f"{at}/").text
        assert "红：超期" in page and blue.reference in page and "请求转办" in page
        task.refresh_from_db()
        typed = {"text": "检测中心已经运行", "proof": photo(), "version": task.version}
        told = post(industry, f"{at}/report/", **typed)
        assert "已报完成，等待其他单位核验销号" in told and "现场" in told
        assert industry.get(f"{at}/close/").status_code == 404
        task.refresh_from_db()
        assert "已销号" in post(office, f"{at}/close/", version=task.version)
        assert not Clock.objects.running().exists()
        assert "销号" in office.get(f"{at}/").text and not unexplained()


def _line(task: Task, percent: int, text: str, **more: str) -> dict[str, Any]:
    return {f"percent-{task.pk}": percent, f"text-{task.pk}": text, **more}


def _divided(industry: Client, trade: Client, place: County, task: Task) -> None:
    """The lead lays a part upon another unit, which does it; the lead confirms."""
    typed = {"content": "编制方案", "unit": place.trade.pk, "weight": "2", "version": task.version}
    assert "编制方案" in post(industry, f"/tasks/{task.pk}/divide/", **typed)
    part = Subtask.objects.get()
    assert "没有报告" in industry.get(f"/tasks/{task.pk}/").text
    post(trade, f"/subtasks/{part.pk}/report/", text="方案已定", proof=photo(), version=part.version)
    part.refresh_from_db()
    assert "已确认完成" in post(industry, f"/subtasks/{part.pk}/confirm/", version=part.version)
    assert "100%" in industry.get(f"/tasks/{task.pk}/").text


def _handed_on(trade: Client, second: Client, place: County, task: Task) -> None:
    """A supporting unit wants to be rid of its part; the office says no, and why."""
    task.refresh_from_db()
    typed = {"to_unit": place.finance.pk, "reason": "不归本局", "version": task.version}
    assert "等待领导小组办公室决定" in post(trade, f"/tasks/{task.pk}/hand-on/", **typed)
    asked = HandOn.objects.get()
    typed = {"accepted": "no", "answer": "三定规定明确由你局配合", "version": asked.version}
    assert "不同意转办" in post(second, f"/hand_ons/{asked.pk}/decide/", **typed)
    assert "三定规定明确由你局配合" in second.get(f"/tasks/{task.pk}/").text
