"""The records of recognition, gathered from their modules."""

from __future__ import annotations

from zhenxing.web.recognition.application_models import (
    TEXTS,
    Application,
    FrozenError,
    Proof,
    Snapshot,
)
from zhenxing.web.recognition.judging_models import (
    Decision,
    ExpertScore,
    InitialReview,
    Objection,
    Promotion,
    PublicNotice,
    PublicRoll,
    Recheck,
    Rectification,
    Seat,
)
from zhenxing.web.recognition.scheme_models import (
    Call,
    Criterion,
    Delegation,
    Expert,
    Scheme,
    SchemeWording,
)

__all__ = [
    "TEXTS",
    "Application",
    "Call",
    "Criterion",
    "Decision",
    "Delegation",
    "Expert",
    "ExpertScore",
    "FrozenError",
    "InitialReview",
    "Objection",
    "Promotion",
    "Proof",
    "PublicNotice",
    "PublicRoll",
    "Recheck",
    "Rectification",
    "Scheme",
    "SchemeWording",
    "Seat",
    "Snapshot",
]
