"""The tables of the ledger: days, clocks with what moved them, letters, notices, the outbox."""

from __future__ import annotations

from zhenxing.web.ledger.models.clocks import (
    Clock,
    ClockExtension,
    ClockPause,
    ClockQuerySet,
    Escalated,
    Transit,
)
from zhenxing.web.ledger.models.days import AnnouncedYear, Mark, SpecialDay
from zhenxing.web.ledger.models.letters import Letter, LetterSeries, LetterWording
from zhenxing.web.ledger.models.notices import Notice, NoticeRead, Outgoing

__all__ = [
    "AnnouncedYear",
    "Clock",
    "ClockExtension",
    "ClockPause",
    "ClockQuerySet",
    "Escalated",
    "Letter",
    "LetterSeries",
    "LetterWording",
    "Mark",
    "Notice",
    "NoticeRead",
    "Outgoing",
    "SpecialDay",
    "Transit",
]
