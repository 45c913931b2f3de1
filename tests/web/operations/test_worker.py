"""The worker runs jobs, takes back those of a dead one, gives up on a deadly one, and stops when asked."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from zhenxing.web.operations import worker
from zhenxing.web.operations.due import Diary

DONE: list[str] = []
pytestmark = pytest.mark.django_db(transaction=True)


@task()
def note(text: str) -> None:
    DONE.append(text)


@task()
def stop_the_worker() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    DONE.append("finished after the signal")


@pytest.fixture(autouse=True)
def queue(settings: Any) -> Iterator[None]:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    DONE.clear()
    yield
    DBTaskResult.objects.all().delete()


def running(tries: int, ago: timedelta) -> DBTaskResult[Any, Any]:
    result = note.enqueue("again")
    job = DBTaskResult.objects.get(pk=result.id)
    job.status, job.started_at = TaskResultStatus.RUNNING, timezone.now() - ago
    job.worker_ids = ["w"] * tries
    job.save()
    return job


def test_jobs_run_one_at_a_time_until_none_is_left() -> None:
    note.enqueue("a")
    note.enqueue("b")
    assert worker.run_one()
    assert DONE == ["a"]
    assert worker.run_one()
    assert not worker.run_one()
    assert DONE == ["a", "b"]


def test_a_job_whose_worker_died_goes_back_in_the_queue() -> None:
    running(tries=1, ago=timedelta(minutes=40))
    assert worker.requeue(timezone.now() - worker.STALE) == 1
    assert worker.run_one()
    assert DONE == ["again"]


def test_a_job_still_within_its_time_is_left_alone() -> None:
    job = running(tries=1, ago=timedelta(minutes=5))
    assert worker.requeue(timezone.now() - worker.STALE) == 0
    job.refresh_from_db()
    assert job.status == TaskResultStatus.RUNNING


def test_a_job_that_ended_three_workers_is_given_up() -> None:
    job = running(tries=worker.MAX_TRIES, ago=timedelta(hours=1))
    worker.requeue(timezone.now())
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED
    assert "JobLostError" in job.exception_class_path
    assert not worker.run_one()


def test_a_second_worker_is_held_off(tmp_path: Path) -> None:
    with worker.only_worker(tmp_path), pytest.raises(worker.WorkerRunningError), worker.only_worker(tmp_path):
        pytest.fail("two workers")
    with worker.only_worker(tmp_path):
        assert (tmp_path / "worker.lock").exists()


def test_asked_to_stop_it_finishes_the_job_in_hand_and_restores_the_handlers(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    stop_the_worker.enqueue()
    note.enqueue("not this one")
    worker.work(tmp_path)
    assert DONE == ["finished after the signal"]
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_second_signal_ends_at_once() -> None:
    stop = threading.Event()
    handle = worker._stopper(stop)
    handle(signal.SIGINT, None)
    assert stop.is_set()
    with pytest.raises(SystemExit):
        handle(signal.SIGINT, None)


def test_the_loop_takes_back_dead_jobs_first_and_keeps_its_duties(monkeypatch: pytest.MonkeyPatch) -> None:
    job = running(tries=1, ago=timedelta(hours=1))
    stop = threading.Event()
    diary = Diary(())
    monkeypatch.setattr(diary, "run_due", lambda now: DONE.append("duty"))
    monkeypatch.setattr(stop, "wait", lambda seconds: stop.set())
    worker.work_until(stop, diary)
    assert DONE == ["duty", "again", "duty"]
    job.refresh_from_db()
    assert job.status == TaskResultStatus.SUCCESSFUL


def test_stale_jobs_are_looked_for_again_while_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []
    stop = threading.Event()
    monkeypatch.setattr(worker, "_LOOK_FOR_STALE", timedelta(0))
    monkeypatch.setattr(worker, "requeue", looks.append)
    monkeypatch.setattr(stop, "wait", lambda seconds: stop.set())
    worker.work_until(stop, Diary(()))
    assert len(looks) == 2
