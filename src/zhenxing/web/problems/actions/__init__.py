"""The deeds of this app, one class each."""

from zhenxing.web.problems.actions.answering import Answer, CloseProblem, RateByAsker, RateProblem
from zhenxing.web.problems.actions.clauses import DraftClause
from zhenxing.web.problems.actions.merging import (
    CloseCommon,
    MergeProblems,
    ReturnCommon,
    SplitProblem,
    WithdrawCommon,
)
from zhenxing.web.problems.actions.reporting import FromVisit, KeepContact, ReportByForm
from zhenxing.web.problems.actions.triage import (
    Assign,
    DeclineReferral,
    RejectProblem,
    SignReferral,
    TriageProblem,
)

__all__ = [
    "Answer",
    "Assign",
    "CloseCommon",
    "CloseProblem",
    "DeclineReferral",
    "DraftClause",
    "FromVisit",
    "KeepContact",
    "MergeProblems",
    "RateByAsker",
    "RateProblem",
    "RejectProblem",
    "ReportByForm",
    "ReturnCommon",
    "SignReferral",
    "SplitProblem",
    "TriageProblem",
    "WithdrawCommon",
]
