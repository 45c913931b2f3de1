"""Questions about people that cross tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.utils import timezone


@dataclass(frozen=True)
class Locked:
    """An account that may not sign in for now."""

    username: str
    failures: int
    until: str


def locked(now: datetime) -> tuple[Locked, ...]:
    """The accounts locked at a moment, the latest first."""
    since = now - settings.AXES_COOLOFF_TIME
    attempts = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=since
    ).order_by("-attempt_time")
    return tuple(
        Locked(
            attempt.username or "",
            attempt.failures_since_start,
            timezone.localtime(attempt.attempt_time + settings.AXES_COOLOFF_TIME).strftime("%H:%M"),
        )
        for attempt in attempts
    )


def minutes_left(username: str, now: datetime) -> int:
    """How many minutes until a locked account may try again, at least 1."""
    latest = AccessAttempt.objects.filter(username=username).order_by("-attempt_time").first()
    if latest is None:
        return max(int(settings.AXES_COOLOFF_TIME.total_seconds() // 60), 1)
    left = (latest.attempt_time + settings.AXES_COOLOFF_TIME - now).total_seconds()
    return max(-int(-left // 60), 1)
