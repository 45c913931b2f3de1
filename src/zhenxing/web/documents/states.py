"""The states of a document, a compilation and a proposal, and what each allows.

Nothing outside this module compares a state's name: code asks for a capability.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class DocumentState:
    """What may happen to a document in this state."""

    name: str
    label: str | Promise
    #: badge colour, of the kit's palette
    tone: str
    #: a compilation may be (re)started
    compile: bool = False
    #: the compilation may be cancelled; the progress page is the document's page
    cancel: bool = False
    #: proposals may be decided
    decide: bool = False
    #: the document may be adopted
    adopt: bool = False
    #: there is a plan: it can be read, downloaded and drawn as a matrix
    read: bool = False
    #: goals and tasks stand in the registers; the matrix is drawn from them
    registered: bool = False
    #: everybody who may see documents sees it; others are for those who review
    shown: bool = False
    #: a newer document may take its place
    replaceable: bool = False
    #: a newer document has taken its place
    replaced: bool = False


DOCUMENT_STATES: dict[str, DocumentState] = {
    state.name: state
    for state in (
        DocumentState("received", _("已收"), "muted", compile=True, cancel=True),
        DocumentState("compiling", _("解析中"), "info", cancel=True),
        DocumentState("review", _("待核"), "warn", decide=True, adopt=True, read=True, replaceable=True),
        DocumentState(
            "adopted",
            _("已采纳"),
            "good",
            adopt=True,
            read=True,
            registered=True,
            shown=True,
            replaceable=True,
        ),
        DocumentState("superseded", _("已被替代"), "muted", read=True, shown=True, replaced=True),
        DocumentState("failed", _("解析失败"), "bad", compile=True),
    )
}
RECEIVED, COMPILING, REVIEW, ADOPTED, SUPERSEDED, FAILED = DOCUMENT_STATES


@dataclass(frozen=True)
class ProposalState:
    """What a decision on a proposal means."""

    name: str
    label: str | Promise
    tone: str
    #: a person has yet to look
    open: bool = False
    #: it goes into the registers when the document is adopted
    binding: bool = False
    #: a person sent it back; it goes no further
    dropped: bool = False


PROPOSAL_STATES: dict[str, ProposalState] = {
    state.name: state
    for state in (
        ProposalState("pending", _("待核"), "warn", open=True),
        ProposalState("accepted", _("已接受"), "good", binding=True),
        ProposalState("edited", _("已修改"), "good", binding=True),
        ProposalState("rejected", _("已退回"), "muted", dropped=True),
        ProposalState("merged", _("已并入"), "muted", dropped=True),
    )
}
PENDING, ACCEPTED, EDITED, REJECTED, MERGED = PROPOSAL_STATES


def document_states(capability: str) -> list[str]:
    """Names of the document states that have a capability."""
    return [state.name for state in DOCUMENT_STATES.values() if getattr(state, capability)]


def proposal_states(capability: str) -> list[str]:
    """Names of the proposal states that have a capability."""
    return [state.name for state in PROPOSAL_STATES.values() if getattr(state, capability)]


def choices(
    states: Iterable[DocumentState] | Iterable[ProposalState],
) -> list[tuple[str, str | Promise]]:
    """(name, label) pairs for a model field or a filter."""
    return [(state.name, state.label) for state in states]
