"""The deeds of projects."""

from __future__ import annotations

from zhenxing.web.projects.actions.elements import AnswerElement, ConfirmElement
from zhenxing.web.projects.actions.library import LeaveLibrary, ProposeAgain, ScreenProject
from zhenxing.web.projects.actions.rounds import FreezeRound
from zhenxing.web.projects.actions.stages import AddProof, AdvanceProject, UndoStage
from zhenxing.web.projects.actions.suspicions import JudgeSuspicion, VerifyProjects

__all__ = [
    "AddProof",
    "AdvanceProject",
    "AnswerElement",
    "ConfirmElement",
    "FreezeRound",
    "JudgeSuspicion",
    "LeaveLibrary",
    "ProposeAgain",
    "ScreenProject",
    "UndoStage",
    "VerifyProjects",
]
