"""Once a damaged place is read, what its sentence says is proposed: lost digits take their goal along."""

from __future__ import annotations

from typing import Any

from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Span
from zhenxing.web.documents.actions.asking import next_number
from zhenxing.web.documents.drafting import Draft
from zhenxing.web.documents.kinds import KINDS
from zhenxing.web.documents.mending import READ_AGAIN, found_at, readings_of
from zhenxing.web.documents.models import Proposal
from zhenxing.web.documents.sources import place_of, plan_of
from zhenxing.web.documents.steps import Trail
from zhenxing.web.kit.actions import Deed


def propose_what_is_read(suspicion: Proposal, deed: Deed, trail: Trail) -> None:
    """Fill in what had no value and add what was not there. The person decides on each as on any other."""
    if suspicion.start is None or not suspicion.values.get("reading"):
        return
    document, place = suspicion.document, Span(suspicion.start, suspicion.end)
    plan = plan_of(document)
    around = list(document.proposals.filter(kind__in=READ_AGAIN, start__lt=place.end, end__gt=place.start))
    for draft in found_at(plan, readings_of(document), place):
        near = [one for one in around if one.kind == draft.kind]
        same = [one for one in near if one.values.get("value") == draft.payload.get("value")]
        if not near:
            around.append(_add(suspicion, draft, draft.span or place, plan, deed, trail))
        elif not same:
            _offer(near, draft, deed, trail)
        elif all(_in_its_name(suspicion, one) for one in same):
            _offer(same, draft, deed, trail)


def _in_its_name(suspicion: Proposal, proposal: Proposal) -> bool:
    """Whether the damage stands in the words for what is counted, or for whom a condition is meant."""
    named = (proposal.values.get(name) or "" for name in ("indicator", "subject"))
    return any(suspicion.text in name for name in named)


def _offer(near: list[Proposal], draft: Draft, deed: Deed, trail: Trail) -> None:
    """Fill in the first that is undecided; the machine's own reading stays beside what is offered over it."""
    proposal = next((one for one in near if one.can.open), None)
    if proposal is None:
        return
    trail.touch(proposal)
    names = {spec.name for spec in KINDS[draft.kind].fields}
    values: dict[str, Any] = {name: value for name, value in draft.payload.items() if name in names}
    proposal.decided = {name: value for name, value in values.items() if proposal.payload.get(name) != value}
    deed.save(proposal)


def _add(suspicion: Proposal, draft: Draft, span: Span, plan: Plan, deed: Deed, trail: Trail) -> Proposal:
    proposal = Proposal(
        document=suspicion.document,
        number=next_number(suspicion.document),
        kind=draft.kind,
        text=draft.text,
        certainty="unsure",
        payload={**draft.payload, "suspicion": suspicion.item},
        **place_of(plan, span),
    )
    deed.save(proposal)
    trail.new(proposal)
    return proposal
