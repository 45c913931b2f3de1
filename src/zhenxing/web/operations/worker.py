"""The background worker: one job at a time, duties in between, nothing lost when it dies.

One worker to an installation: a lock file in the data folder holds a second one off. So a job that
is RUNNING while a worker starts on SQLite belonged to a worker that died, and goes back in the queue.
"""

from __future__ import annotations

import fcntl
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import close_old_connections, connection
from django.utils import timezone

from zhenxing.web.operations.due import Diary

if TYPE_CHECKING:
    from types import FrameType

    from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

#: how often an idle worker looks for a job, in seconds
INTERVAL = 0.5
#: a job may take this long before another worker believes its worker dead (database servers only)
STALE = timedelta(minutes=30)
#: a job that ended this many workers is not tried again
MAX_TRIES = 3
_LOOK_FOR_STALE = timedelta(minutes=5)


class WorkerRunningError(RuntimeError):
    """Another worker serves this data folder."""


class JobLostError(RuntimeError):
    """A job whose workers died each time it was tried."""


def work(home: Path) -> None:
    """Run jobs and duties until SIGINT or SIGTERM; the job in hand is finished first."""
    # it would say twice for every job that it started and ended
    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
    stop = threading.Event()
    previous = {number: signal.signal(number, _stopper(stop)) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with only_worker(home):
            work_until(stop)
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def work_until(stop: threading.Event, diary: Diary | None = None) -> None:
    """The loop itself: dead workers' jobs first, then jobs and duties in turn."""
    diary = diary or Diary()
    looked = timezone.now()
    requeue(looked if connection.vendor == "sqlite" else looked - STALE)
    while not stop.is_set():
        close_old_connections()
        now = timezone.now()
        diary.run_due(now)
        if now - looked > _LOOK_FOR_STALE:
            looked = now
            requeue(now - STALE)
        if not run_one():
            stop.wait(INTERVAL)


def run_one() -> bool:
    """Run the next job that is ready; False when there was none."""
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    if not DBTaskResult.objects.ready().exists():
        return False
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id="zhenxing",
    ).run()
    return True


def requeue(before: datetime) -> int:
    """Give jobs begun before a moment and never ended back to the queue; returns how many.

    One that has had its tries is marked failed instead, so that it cannot end workers for ever.
    """
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    lost = list(DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lte=before))
    for job in lost:
        if len(job.worker_ids) >= MAX_TRIES:
            _give_up(job)
        else:
            job.status = TaskResultStatus.READY
            job.save(update_fields=["status"])
            logger.warning("任务中断，重新排队 requeued: %s", job.task_path)
    return len(lost)


def _give_up(job: DBTaskResult[Any, Any]) -> None:
    logger.error("任务多次中断，不再重试 given up: %s", job.task_path)
    job.set_failed(JobLostError(f"{job.task_path}: {MAX_TRIES} workers ended while running it"))


@contextmanager
def only_worker(home: Path) -> Iterator[None]:
    """Hold the folder's worker lock. Raises WorkerRunningError when another worker holds it."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "worker.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise WorkerRunningError(str(home)) from problem
        yield


def _stopper(stop: threading.Event) -> Any:
    """A handler that asks once, and at the second signal ends at once."""

    def handle(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise SystemExit(128 + number)
        stop.set()

    return handle
