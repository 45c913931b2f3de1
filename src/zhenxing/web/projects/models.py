"""The records of projects."""

from __future__ import annotations

from zhenxing.web.projects.case_models import (
    BatchRound,
    ElementRequest,
    Screening,
    Suspicion,
)
from zhenxing.web.projects.library_models import Investment, Project, StageEvent

__all__ = [
    "BatchRound",
    "ElementRequest",
    "Investment",
    "Project",
    "Screening",
    "StageEvent",
    "Suspicion",
]
