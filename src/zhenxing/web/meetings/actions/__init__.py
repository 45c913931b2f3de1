"""The deeds of meetings, dispatches and bulletins."""

from __future__ import annotations

from zhenxing.web.meetings.actions.bulletins import (
    DropBulletin,
    IssueBulletin,
    ReturnBulletin,
    SubmitBulletin,
)
from zhenxing.web.meetings.actions.dispatches import CorrectDispatch, DropDispatch, HoldDispatch
from zhenxing.web.meetings.actions.inviting import Invite
from zhenxing.web.meetings.actions.meetings import (
    AnswerInvitation,
    CancelMeeting,
    HoldMeeting,
    PostponeMeeting,
    RemovePart,
    SendNotice,
)
from zhenxing.web.meetings.actions.minutes import DraftMinutes, IssueMinutes, SendBackMinutes
from zhenxing.web.meetings.actions.statements import ReturnStatement, SubmitStatement, TakeStatement

__all__ = [
    "AnswerInvitation",
    "CancelMeeting",
    "CorrectDispatch",
    "DraftMinutes",
    "DropBulletin",
    "DropDispatch",
    "HoldDispatch",
    "HoldMeeting",
    "Invite",
    "IssueBulletin",
    "IssueMinutes",
    "PostponeMeeting",
    "RemovePart",
    "ReturnBulletin",
    "ReturnStatement",
    "SendBackMinutes",
    "SendNotice",
    "SubmitBulletin",
    "SubmitStatement",
    "TakeStatement",
]
