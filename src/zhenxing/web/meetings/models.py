"""The records of meetings, gathered from their modules."""

from __future__ import annotations

from zhenxing.web.meetings.meeting_models import (
    AgendaItem,
    Attendance,
    Decision,
    FrozenError,
    FrozenSheet,
    Meeting,
    Statement,
)
from zhenxing.web.meetings.sheet_models import Bulletin, Dispatch

__all__ = [
    "AgendaItem",
    "Attendance",
    "Bulletin",
    "Decision",
    "Dispatch",
    "FrozenError",
    "FrozenSheet",
    "Meeting",
    "Statement",
]
