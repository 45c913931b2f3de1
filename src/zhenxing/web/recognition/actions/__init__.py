"""The deeds of recognition, in the order in which they come."""

from __future__ import annotations

from zhenxing.web.recognition.actions.checking import AcceptApplication, ReturnApplication
from zhenxing.web.recognition.actions.deciding import DecideApplication, LapseRecognition, WithdrawRecognition
from zhenxing.web.recognition.actions.following import (
    AcceptRectification,
    RecheckRecognition,
    ReportRectification,
)
from zhenxing.web.recognition.actions.objecting import AnswerObjection, FileObjection
from zhenxing.web.recognition.actions.preparing import (
    AbandonApplication,
    AttachProof,
    EditApplication,
    RemoveProof,
    StartApplication,
    SubmitApplication,
)
from zhenxing.web.recognition.actions.ranking import PublishNotice, RankCall
from zhenxing.web.recognition.actions.reviewing import (
    AssignExpert,
    CloseScoring,
    DeclareInterest,
    ReviewApplication,
    ScoreApplication,
)
from zhenxing.web.recognition.actions.schemes import DelegateDecision, TakeCriteria

__all__ = [
    "AbandonApplication",
    "AcceptApplication",
    "AcceptRectification",
    "AnswerObjection",
    "AssignExpert",
    "AttachProof",
    "CloseScoring",
    "DecideApplication",
    "DeclareInterest",
    "DelegateDecision",
    "EditApplication",
    "FileObjection",
    "LapseRecognition",
    "PublishNotice",
    "RankCall",
    "RecheckRecognition",
    "RemoveProof",
    "ReportRectification",
    "ReturnApplication",
    "ReviewApplication",
    "ScoreApplication",
    "StartApplication",
    "SubmitApplication",
    "TakeCriteria",
    "WithdrawRecognition",
]
