"""The deeds of investment promotion, in the order in which they come."""

from __future__ import annotations

from zhenxing.web.leads.actions.disputing import DecideDispute, FileDispute
from zhenxing.web.leads.actions.handling import (
    DropLead,
    GiveFeedback,
    HandLead,
    JudgeLead,
    ReplyLead,
    ReportProgress,
    ReturnLead,
    SignLead,
)
from zhenxing.web.leads.actions.landing import LandTarget, SeekTarget
from zhenxing.web.leads.actions.reporting import ReportLead

__all__ = [
    "DecideDispute",
    "DropLead",
    "FileDispute",
    "GiveFeedback",
    "HandLead",
    "JudgeLead",
    "LandTarget",
    "ReplyLead",
    "ReportLead",
    "ReportProgress",
    "ReturnLead",
    "SeekTarget",
    "SignLead",
]
