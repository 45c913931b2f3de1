"""Duties come round at their time, and one that fails does not stop the others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from zhenxing.web.kit.models import AuditEntry, IdempotencyKey
from zhenxing.web.operations.due import DUTIES, Diary, Due

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


def test_a_duty_is_done_at_once_and_then_at_its_interval() -> None:
    done: list[int] = []
    diary = Diary((Due("a", timedelta(minutes=1), lambda: done.append(1)),))
    assert diary.run_due(NOON) == ["a"]
    assert diary.run_due(NOON + timedelta(seconds=59)) == []
    assert diary.run_due(NOON + timedelta(seconds=60)) == ["a"]
    assert len(done) == 2


def test_a_duty_that_fails_is_logged_and_tried_again_later(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def fail() -> None:
        done.append("fail")
        raise ValueError("broken")

    diary = Diary((Due("bad", timedelta(minutes=1), fail), Due("good", timedelta(minutes=1), lambda: None)))
    assert diary.run_due(NOON) == ["good"]
    assert "bad" in caplog.text and "broken" in caplog.text
    diary.run_due(NOON + timedelta(minutes=1))
    assert done == ["fail", "fail"]


@pytest.mark.django_db
def test_every_duty_may_be_called_twice(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    for duty in DUTIES:
        duty.act()
        duty.act()
    assert Diary().run_due(NOON) == [duty.name for duty in DUTIES]


@pytest.mark.django_db
def test_keys_of_submissions_are_forgotten_after_a_week() -> None:
    entry = AuditEntry.objects.create(at=timezone.now(), actor_label="系统", action="units.create")
    for name, days in (("old", 8), ("new", 6)):
        at = timezone.now() - timedelta(days=days)
        IdempotencyKey.objects.create(key=name, action="units.create", body="", entry=entry, at=at)
    duty = next(one for one in DUTIES if one.name == "forget-submissions")
    duty.act()
    assert [one.key for one in IdempotencyKey.objects.all()] == ["new"]
