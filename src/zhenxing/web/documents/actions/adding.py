"""Adding what the machine missed, at a place in the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Span
from zhenxing.web.documents.actions.asking import ask_for_units, next_number
from zhenxing.web.documents.actions.deciding import ReviewAction, read_values, settle
from zhenxing.web.documents.kinds import KINDS
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.sources import place_of, plan_of
from zhenxing.web.documents.states import ACCEPTED
from zhenxing.web.documents.steps import Trail
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import Invalid


@dataclass(frozen=True)
class AddProposal(ReviewAction[Proposal]):
    """Add a goal, task or other item the machine missed, at a place in the text."""

    code: ClassVar[str] = "proposals.add"

    document_id: int
    kind: str
    quote: str
    data: Mapping[str, str] = field(default_factory=dict)

    def load(self) -> Document:
        return Document.objects.select_for_update().get(pk=self.document_id)

    def document(self, deed: Deed) -> Document:
        return deed.subject  # type: ignore[no-any-return]  # what `load` returned

    def check(self, deed: Deed) -> None:
        super().check(deed)
        if self.kind not in KINDS or not KINDS[self.kind].reshaped:
            raise Invalid({"kind": (_("这一类不能补录"),)})

    def decide(self, deed: Deed, trail: Trail) -> Proposal:
        document: Document = deed.subject
        values = read_values(self.kind, self.data)
        plan = plan_of(document)
        proposal = Proposal(
            document=document,
            number=next_number(document),
            kind=self.kind,
            text=self.quote.strip(),
            certainty="certain",
            payload=values,
            **place_of(plan, find_quote(plan, self.quote)),
        )
        settle(proposal, ACCEPTED, deed)
        deed.save(proposal)
        trail.new(proposal)
        if self.kind == "task":
            trail.new(*ask_for_units(document, [*values["lead"], *values["support"]], deed))
        return proposal


def find_quote(plan: Plan, quote: str) -> Span:
    """Where a quoted passage stands in the clean text; `Invalid` when it does not, as nothing traces back."""
    quote = quote.strip()
    start = plan.text.find(quote) if quote else -1
    if start < 0:
        raise Invalid({"quote": (_("在文件里找不到这段文字，请从左侧原样复制"),)})
    return Span(start, start + len(quote))
