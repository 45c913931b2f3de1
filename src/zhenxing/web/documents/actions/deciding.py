"""What people decide about single proposals, and about all the certain ones at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from django.utils.translation import gettext as _

from zhenxing.web.documents import payloads
from zhenxing.web.documents.actions.asking import ask_for_units
from zhenxing.web.documents.actions.compiling import apply_header
from zhenxing.web.documents.actions.mending import propose_what_is_read
from zhenxing.web.documents.kinds import KINDS, kinds_of_tab
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.states import ACCEPTED, EDITED, PENDING, REJECTED, proposal_states
from zhenxing.web.documents.steps import Trail
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid

Result = TypeVar("Result")


def settle(proposal: Proposal, state: str, deed: Deed, decided: Mapping[str, Any] | None = None) -> None:
    """Record a decision on a proposal, unsaved."""
    proposal.state = state
    proposal.decided = dict(decided) if decided is not None else None
    proposal.decided_by, proposal.decided_at = deed.actor, deed.at
    proposal.merged_into = None
    proposal.returned = ""


def set_open(proposal: Proposal, deed: Deed, decided: Mapping[str, Any] | None = None) -> None:
    """Let a proposal wait for a person again, unsaved; `decided` is what is proposed over the machine's."""
    settle(proposal, PENDING, deed, decided)
    proposal.decided_by = proposal.decided_at = None


class ReviewAction(Action[Result], abstract=True):
    """A deed of a review, which its doer can take back. Deeds on one document wait for each other."""

    permission: ClassVar[str] = "documents.review"

    def document(self, deed: Deed) -> Document:
        raise NotImplementedError

    def decide(self, deed: Deed, trail: Trail) -> Result:
        """Do it, and tell the trail what changes."""
        raise NotImplementedError

    def check(self, deed: Deed) -> None:
        if not self.document(deed).can.decide:
            raise ActionRefused(_("这份文件已经不在核对阶段，不能再改。"))

    def execute(self, deed: Deed) -> Result:
        trail = Trail(self.document(deed), self.code, deed)
        result = self.decide(deed, trail)
        trail.keep()
        return result


@dataclass(frozen=True)
class Decision(ReviewAction[Proposal], abstract=True):
    """A deed on one proposal of a document in review."""

    document_id: int
    number: int

    def load(self) -> Proposal:
        proposals = Proposal.objects.select_for_update().select_related("document__area")
        return proposals.get(document=self.document_id, number=self.number)

    def document(self, deed: Deed) -> Document:
        return deed.subject.document  # type: ignore[no-any-return]  # what `load` returned


@dataclass(frozen=True)
class AcceptProposal(Decision):
    """Take what the machine found as it stands."""

    code: ClassVar[str] = "proposals.accept"

    def check(self, deed: Deed) -> None:
        super().check(deed)
        if deed.subject.kind == "suspicion" and not deed.subject.payload.get("reading"):
            raise Invalid({"reading": (_("这里有几种可能，请选一种读法，或写出原文应有的字"),)})

    def decide(self, deed: Deed, trail: Trail) -> Proposal:
        proposal: Proposal = deed.subject
        trail.touch(proposal)
        if proposal.kind == "suspicion":
            settle(proposal, ACCEPTED, deed, {"reading": proposal.payload["reading"]})
        else:
            # what a person proposed over the machine's reading (a part split off) is taken with it
            offered = proposal.decided if proposal.can.open else None
            settle(proposal, EDITED if offered else ACCEPTED, deed, offered)
        deed.save(proposal)
        tell_header(proposal, deed)
        if proposal.kind == "suspicion":
            propose_what_is_read(proposal, deed, trail)
        return proposal


@dataclass(frozen=True)
class EditProposal(Decision):
    """Correct what the machine found. `data` is what the form held, as texts."""

    code: ClassVar[str] = "proposals.edit"

    data: Mapping[str, str] = field(default_factory=dict)

    def check(self, deed: Deed) -> None:
        super().check(deed)
        if not KINDS[deed.subject.kind].fields:
            raise ActionRefused(_("这一类不需要修改，请直接作出选择。"))

    def decide(self, deed: Deed, trail: Trail) -> Proposal:
        proposal: Proposal = deed.subject
        trail.touch(proposal)
        values = read_values(proposal.kind, self.data)
        if proposal.kind == "header":
            values = _header_value(proposal.item, values)
        # what no form shows (leaders of a merged task) stays as it was decided
        changed = {name: value for name, value in (proposal.decided or {}).items() if name not in values}
        changed |= {name: value for name, value in values.items() if proposal.payload.get(name) != value}
        settle(proposal, EDITED if changed else ACCEPTED, deed, changed or None)
        deed.save(proposal)
        tell_header(proposal, deed)
        if proposal.kind == "task":
            asked = [*proposal.values["lead"], *proposal.values["support"]]
            trail.new(*ask_for_units(proposal.document, asked, deed))
        return proposal


@dataclass(frozen=True)
class RejectProposal(Decision):
    """Say that this is not what the document says; it goes no further."""

    code: ClassVar[str] = "proposals.reject"

    def decide(self, deed: Deed, trail: Trail) -> Proposal:
        proposal: Proposal = deed.subject
        trail.touch(proposal)
        settle(proposal, REJECTED, deed)
        deed.save(proposal)
        tell_header(proposal, deed)
        return proposal


@dataclass(frozen=True)
class ReopenProposal(Decision):
    """Take a decision back; the proposal waits for a person again."""

    code: ClassVar[str] = "proposals.reopen"

    def check(self, deed: Deed) -> None:
        super().check(deed)
        if deed.subject.can.open:
            raise ActionRefused(_("这一条还没有核定，不必撤回。"))

    def decide(self, deed: Deed, trail: Trail) -> Proposal:
        proposal: Proposal = deed.subject
        trail.touch(proposal)
        set_open(proposal, deed)
        deed.save(proposal)
        tell_header(proposal, deed)
        return proposal


@dataclass(frozen=True)
class ResolveSuspicion(Decision):
    """Say what a damaged place said: one of the readings, other words, or that it is right as it is."""

    code: ClassVar[str] = "proposals.read-damage"

    reading: str = ""
    verbatim: bool = False

    def check(self, deed: Deed) -> None:
        super().check(deed)
        if deed.subject.kind != "suspicion":
            raise ActionRefused(_("这一条不是疑点。"))
        if not self.verbatim and not self.reading.strip():
            raise Invalid({"reading": (_("请选一种读法，或写出原文应有的字"),)})
        if len(self.reading) > 500:
            raise Invalid({"reading": (_("太长了，最多 500 字"),)})

    def decide(self, deed: Deed, trail: Trail) -> Proposal:
        proposal: Proposal = deed.subject
        trail.touch(proposal)
        reading = None if self.verbatim else self.reading.strip()
        settle(proposal, EDITED, deed, {"reading": reading, "verbatim": self.verbatim})
        deed.save(proposal)
        propose_what_is_read(proposal, deed, trail)
        return proposal


@dataclass(frozen=True)
class AcceptCertain(ReviewAction[int]):
    """Accept everything the compiler was certain of that nobody has decided; `tab` limits it to one."""

    code: ClassVar[str] = "proposals.accept-certain"

    document_id: int
    tab: str = ""

    def load(self) -> Document:
        return Document.objects.select_for_update().get(pk=self.document_id)

    def document(self, deed: Deed) -> Document:
        return deed.subject  # type: ignore[no-any-return]  # what `load` returned

    def decide(self, deed: Deed, trail: Trail) -> int:
        from zhenxing.web.documents.actions.linking import link_all  # linking builds on this module

        document: Document = deed.subject
        proposals = list(certain(document, self.tab).select_for_update())
        trail.touch(*proposals)
        links = link_all([p for p in proposals if p.kind == "unit"], document, deed, trail)
        for proposal in proposals:
            settle(proposal, ACCEPTED, deed, links.get(proposal.pk))
            proposal.version += 1
        decided = ("state", "decided", "decided_by", "decided_at", "merged_into", "returned", "version")
        deed.update_many(Proposal, proposals, decided)
        deed.batch(len(proposals))
        deed.changes["numbers"] = [proposal.number for proposal in proposals]
        return len(proposals)


def certain(document: Document, tab: str = "") -> Any:
    """The undecided proposals that 全部接受 takes, as a queryset."""
    kinds = kinds_of_tab(tab) if tab else list(KINDS)
    kinds = [kind for kind in kinds if KINDS[kind].batch]
    return document.proposals.filter(kind__in=kinds, certainty="certain", state__in=proposal_states("open"))


def read_values(kind: str, data: Mapping[str, str]) -> payloads.Payload:
    """The form's values, or `Invalid` with a message for every field that does not hold."""
    try:
        return payloads.read(kind, data)
    except payloads.PayloadError as error:
        raise Invalid({name: (text,) for name, text in error.errors.items()}) from None


def _header_value(name: str, values: payloads.Payload) -> payloads.Payload:
    value = values["value"]
    if name in {"issued_on", "published_on"}:
        try:
            return {"value": payloads.read_day(value)}
        except ValueError as error:
            raise Invalid({"value": (error.args[0],)}) from None
    limit = {"title": 300, "doc_number": 100, "issuer": 200}.get(name)
    if limit and len(value) > limit:
        raise Invalid({"value": (_("太长了，最多 %(limit)d 字") % {"limit": limit},)})
    return values


def tell_header(proposal: Proposal, deed: Deed) -> None:
    """A decision about a header field is a decision about the document's own columns."""
    if proposal.kind != "header":
        return
    document = proposal.document
    value = proposal.values["value"] if proposal.can.binding or proposal.can.open else ""
    apply_header(document, proposal.item, value)
    deed.save(document)
