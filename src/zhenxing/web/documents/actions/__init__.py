"""Every deed on a document, from its arrival to its adoption."""

from __future__ import annotations

from zhenxing.web.documents.actions.adding import AddProposal
from zhenxing.web.documents.actions.adopting import AdoptDocument
from zhenxing.web.documents.actions.compiling import (
    BeginCompile,
    CancelCompile,
    FailCompile,
    FinishCompile,
    RetryCompile,
)
from zhenxing.web.documents.actions.deciding import (
    AcceptCertain,
    AcceptProposal,
    EditProposal,
    RejectProposal,
    ReopenProposal,
    ResolveSuspicion,
)
from zhenxing.web.documents.actions.linking import WAYS_TO_LINK, LinkUnit
from zhenxing.web.documents.actions.receiving import AlreadyReceived, ReceiveDocument, read_upload
from zhenxing.web.documents.actions.reshaping import MergeProposals, MoveProposal, SplitProposal
from zhenxing.web.documents.actions.signing import ReturnItems, SignReview
from zhenxing.web.documents.actions.undoing import Undone, UndoStep

__all__ = [
    "WAYS_TO_LINK",
    "AcceptCertain",
    "AcceptProposal",
    "AddProposal",
    "AdoptDocument",
    "AlreadyReceived",
    "BeginCompile",
    "CancelCompile",
    "EditProposal",
    "FailCompile",
    "FinishCompile",
    "LinkUnit",
    "MergeProposals",
    "MoveProposal",
    "ReceiveDocument",
    "RejectProposal",
    "ReopenProposal",
    "ResolveSuspicion",
    "RetryCompile",
    "ReturnItems",
    "SignReview",
    "SplitProposal",
    "UndoStep",
    "Undone",
    "read_upload",
]
