"""What people decide about single proposals, and about all the certain ones at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Max
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from zhenxing.core.compiler.source import Span
from zhenxing.web.documents import payloads
from zhenxing.web.documents.actions.compiling import apply_header
from zhenxing.web.documents.kinds import KINDS, kinds_of_tab
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.sources import plan_of
from zhenxing.web.documents.states import ACCEPTED, EDITED, PENDING, REJECTED, proposal_states
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid

#: a proposal's number must stay addressable; nobody adds more than this by hand
_MOST_PROPOSALS = 20_000


def settle(proposal: Proposal, state: str, deed: Deed, decided: Mapping[str, Any] | None = None) -> None:
    """Record a decision on a proposal, unsaved."""
    proposal.state = state
    proposal.decided = dict(decided) if decided is not None else None
    proposal.decided_by, proposal.decided_at = deed.actor, deed.at


@dataclass(frozen=True)
class Decision(Action[Proposal], abstract=True):
    """A deed on one proposal of a document in review. Deeds on one document wait for each other."""

    permission: ClassVar[str] = "documents.review"

    document_id: int
    number: int

    def load(self) -> Proposal:
        proposals = Proposal.objects.select_for_update().select_related("document__area")
        return proposals.get(document=self.document_id, number=self.number)

    def check(self, deed: Deed) -> None:
        if not deed.subject.document.can.decide:
            raise ActionRefused(_("这份文件已经不在核对阶段，不能再改。"))


@dataclass(frozen=True)
class AcceptProposal(Decision):
    """Take what the machine found as it stands."""

    code: ClassVar[str] = "proposals.accept"

    def check(self, deed: Deed) -> None:
        super().check(deed)
        if deed.subject.kind == "suspicion" and not deed.subject.payload.get("reading"):
            raise Invalid({"reading": (_("这里有几种可能，请选一种读法，或写出原文应有的字"),)})

    def execute(self, deed: Deed) -> Proposal:
        proposal: Proposal = deed.subject
        decided = {"reading": proposal.payload["reading"]} if proposal.kind == "suspicion" else None
        settle(proposal, ACCEPTED, deed, decided)
        deed.save(proposal)
        tell_header(proposal, deed)
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

    def execute(self, deed: Deed) -> Proposal:
        proposal: Proposal = deed.subject
        values = read_values(proposal.kind, self.data)
        if proposal.kind == "header":
            values = _header_value(proposal.item, values)
        changed = {name: value for name, value in values.items() if proposal.payload.get(name) != value}
        settle(proposal, EDITED if changed else ACCEPTED, deed, changed or None)
        deed.save(proposal)
        tell_header(proposal, deed)
        if proposal.kind == "task":
            ask_for_units(proposal.document, [*proposal.values["lead"], *proposal.values["support"]])
        return proposal


@dataclass(frozen=True)
class RejectProposal(Decision):
    """Say that this is not what the document says; it goes no further."""

    code: ClassVar[str] = "proposals.reject"

    def execute(self, deed: Deed) -> Proposal:
        proposal: Proposal = deed.subject
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

    def execute(self, deed: Deed) -> Proposal:
        proposal: Proposal = deed.subject
        settle(proposal, PENDING, deed)
        proposal.decided_by = proposal.decided_at = None
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

    def execute(self, deed: Deed) -> Proposal:
        proposal: Proposal = deed.subject
        reading = None if self.verbatim else self.reading.strip()
        settle(proposal, EDITED, deed, {"reading": reading, "verbatim": self.verbatim})
        deed.save(proposal)
        return proposal


@dataclass(frozen=True)
class AddProposal(Action[Proposal]):
    """Add a goal, task or other item the machine missed, at a place in the text."""

    code: ClassVar[str] = "proposals.add"
    permission: ClassVar[str] = "documents.review"

    document_id: int
    kind: str
    quote: str
    data: Mapping[str, str] = field(default_factory=dict)

    def load(self) -> Document:
        return Document.objects.select_for_update().get(pk=self.document_id)

    def check(self, deed: Deed) -> None:
        if not deed.subject.can.decide:
            raise ActionRefused(_("这份文件已经不在核对阶段，不能再改。"))
        if self.kind not in KINDS or not KINDS[self.kind].adopts:
            raise Invalid({"kind": (_("只能补录目标或任务"),)})

    def execute(self, deed: Deed) -> Proposal:
        document: Document = deed.subject
        values = read_values(self.kind, self.data)
        place = _place(document, self.quote)
        proposal = Proposal(
            document=document,
            number=next_number(document),
            kind=self.kind,
            text=self.quote.strip(),
            certainty="certain",
            payload=values,
            **place,
        )
        settle(proposal, ACCEPTED, deed)
        deed.save(proposal)
        if self.kind == "task":
            ask_for_units(document, [*values["lead"], *values["support"]])
        return proposal


@dataclass(frozen=True)
class AcceptCertain(Action[int]):
    """Accept everything the compiler was certain of that nobody has decided; `tab` limits it to one."""

    code: ClassVar[str] = "proposals.accept-certain"
    permission: ClassVar[str] = "documents.review"

    document_id: int
    tab: str = ""

    def load(self) -> Document:
        return Document.objects.select_for_update().get(pk=self.document_id)

    def check(self, deed: Deed) -> None:
        if not deed.subject.can.decide:
            raise ActionRefused(_("这份文件已经不在核对阶段，不能再改。"))

    def execute(self, deed: Deed) -> int:
        from zhenxing.web.documents.actions.linking import link_all  # linking builds on this module

        document: Document = deed.subject
        proposals = list(certain(document, self.tab).select_for_update())
        links = link_all([p for p in proposals if p.kind == "unit"], document, deed)
        for proposal in proposals:
            settle(proposal, ACCEPTED, deed, links.get(proposal.pk))
            proposal.version += 1
        bulk_update_with_history(
            proposals,
            Proposal,
            ["state", "decided", "decided_by", "decided_at", "version"],
            batch_size=200,
            default_user=deed.actor,
        )
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


def next_number(document: Document) -> int:
    last: int = document.proposals.aggregate(last=Max("number"))["last"] or 0
    if last >= _MOST_PROPOSALS:
        raise ActionRefused(_("这份文件的条目太多了，不能再补。"))
    return last + 1


def ask_for_units(document: Document, names: list[str]) -> None:
    """Propose the units a person typed that no proposal and no unit of the area answers to."""
    from zhenxing.web.documents.units import Directory

    asked = {
        text
        for payload in document.proposals.filter(kind="unit").values_list("payload", flat=True)
        for text in payload["printed"]
    }
    missing = [name for name in dict.fromkeys(names) if name not in asked]
    directory = Directory(document.area) if missing else None
    number = next_number(document) if missing else 0
    rows = []
    for offset, name in enumerate(missing):
        unit = directory.named(name) if directory else None
        payload = {
            "key": f"?{name}",
            "name": name,
            "level": "unknown",
            "collective": False,
            "printed": [name],
        }
        certainty = "certain" if unit else "unsure"
        rows.append(
            Proposal(
                document=document,
                number=number + offset,
                kind="unit",
                text=name,
                certainty=certainty,
                payload=payload,
            )
        )
    Proposal.objects.bulk_create(rows)


def _place(document: Document, quote: str) -> dict[str, Any]:
    """Where a quoted passage stands, in the clean text and in the source, or nothing traces back."""
    quote = quote.strip()
    plan = plan_of(document)
    start = plan.text.find(quote) if quote else -1
    if start < 0:
        raise Invalid({"quote": (_("在文件里找不到这段文字，请从左侧原样复制"),)})
    span = Span(start, start + len(quote))
    source, clause = plan.source_span(span), plan.clause_at(start)
    return {
        "start": span.start,
        "end": span.end,
        "source_start": source.start,
        "source_end": source.end,
        "clause": clause.id if clause else "",
    }
