"""What is done at set times, in one visible list. The worker calls `run_due` between jobs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from zhenxing.web.kit.audit import seal_audit
from zhenxing.web.kit.models import IdempotencyKey

logger = logging.getLogger(__name__)

#: finished jobs are kept this long, for whoever asks what became of one
_KEEP_JOBS = timedelta(days=30)
#: keys of submissions and their answers are kept this long
_KEEP_SUBMISSIONS = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """A recurring duty. `act` may be called again at any moment: it is idempotent."""

    name: str
    every: timedelta
    act: Callable[[], object]


def _forget_sessions() -> None:
    call_command("clearsessions", verbosity=0)


def _remind_of_expiry() -> None:
    if apps.is_installed("zhenxing.web.expiry"):
        from zhenxing.web.expiry.actions import remind  # an app that may be deleted

        remind()


def _classify_changed() -> None:
    if apps.is_installed("zhenxing.web.rules"):
        from zhenxing.web.rules.classify import classify_recent

        classify_recent()


def _classify_all() -> None:
    """A new day may bring another rule, and a day off the worker other data."""
    if apps.is_installed("zhenxing.web.rules"):
        from zhenxing.web.rules.classify import classify_all

        classify_all()


def _tick() -> None:
    from zhenxing.web.ledger.ticking import tick  # its models are ready only after start-up

    report = tick()
    if report.anything:
        logger.info("督办 tick: %s", report.said())


def _read_goals() -> None:
    """What registers say of goals today, and where each goal stands by the calendar."""
    if apps.is_installed("zhenxing.web.goals"):
        from zhenxing.web.goals.services import read_all  # an app that may be deleted

        read_all()


def _deliver() -> None:
    from zhenxing.web.ledger.delivery import deliver

    deliver()


def _verify_projects() -> None:
    if apps.is_installed("zhenxing.web.projects"):
        from zhenxing.web.projects.actions.suspicions import verify_changed

        verify_changed()


def _forget_jobs() -> None:
    call_command("prune_db_task_results", min_age_days=_KEEP_JOBS.days, verbosity=0)


def _forget_submissions() -> None:
    """A submission is sent again within minutes; a week later its key and answer serve nobody."""
    IdempotencyKey.objects.filter(at__lt=timezone.now() - _KEEP_SUBMISSIONS).delete()


DUTIES: tuple[Due, ...] = (
    Due("seal-audit", timedelta(seconds=20), seal_audit),
    Due("forget-sessions", timedelta(hours=12), _forget_sessions),
    Due("read-goals", timedelta(hours=6), _read_goals),
    Due("tick", timedelta(hours=1), _tick),
    Due("deliver", timedelta(seconds=30), _deliver),
    Due("remind-of-expiry", timedelta(hours=1), _remind_of_expiry),
    Due("classify-changed", timedelta(minutes=1), _classify_changed),
    Due("verify-projects", timedelta(minutes=1), _verify_projects),
    Due("classify-all", timedelta(hours=12), _classify_all),
    Due("forget-submissions", timedelta(hours=1), _forget_submissions),
    Due("forget-jobs", timedelta(hours=12), _forget_jobs),
)


@dataclass
class Diary:
    """When each duty was last done, by this worker."""

    duties: tuple[Due, ...] = DUTIES
    last: dict[str, datetime] = field(default_factory=dict)

    def run_due(self, now: datetime) -> list[str]:
        """Do what is due; one that fails is logged and tried again at its next time. Returns names done."""
        done = []
        for duty in self.duties:
            last = self.last.get(duty.name)
            # a clock that was set back must not put a duty off for as long as it had run ahead
            if last is not None and timedelta(0) <= now - last < duty.every:
                continue
            self.last[duty.name] = now
            try:
                duty.act()
            except Exception:
                logger.exception("定时事项失败 duty failed: %s", duty.name)
            else:
                done.append(duty.name)
        return done
