"""What people made of a document, in the form `zhenxing evaluate` reads (docs/reference/gold.md)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from zhenxing.web.documents.adoption import Review, overlap
from zhenxing.web.documents.kinds import HEADER_FIELDS
from zhenxing.web.documents.models import Document, Proposal

#: the fields a gold item copies from a proposal, beside its text and clause
_COPIED: dict[str, tuple[str, ...]] = {
    "goal": ("indicator", "op", "unit", "deadline"),
    "figure": ("indicator", "op", "unit", "period"),
    "condition": ("subject", "op", "unit", "award", "penalty", "alternative_group"),
    "milestone": ("deadline",),
    "task": ("heading", "lead", "support", "deadline"),
}


def gold_of(document: Document, review: Review) -> dict[str, Any]:
    """The gold of a document as far as it is decided.

    What nobody has decided yet is `optional`: it counts neither way. Header fields nobody has
    decided are left out, and so are not scored.
    """
    alive = [proposal for proposal in review.proposals if not proposal.can.dropped]
    doubts = [proposal for proposal in review.proposals if proposal.kind == "suspicion"]
    plan = document.plans.latest("id")
    return {
        **_header(review.proposals, doubts),
        "place": None,
        "goals": _items("goal", alive, doubts),
        "figures": _items("figure", alive, doubts),
        "tasks": _items("task", alive, doubts),
        "conditions": _items("condition", alive, doubts),
        "milestones": _items("milestone", alive, doubts),
        "readings": [_reading(proposal) for proposal in doubts if proposal.can.binding],
        "source": {"file": document.file_name, "sha256": document.sha256, "compiler": plan.compiler},
    }


def _header(proposals: Iterable[Proposal], doubts: list[Proposal]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for proposal in proposals:
        if proposal.kind != "header" or proposal.can.open or proposal.item not in HEADER_FIELDS:
            continue
        found[proposal.item] = proposal.values["value"] if proposal.can.binding else None
        if any(overlap(proposal, doubt) for doubt in doubts):
            found[f"{proposal.item}_damaged"] = True
    return found


def _items(kind: str, alive: list[Proposal], doubts: list[Proposal]) -> list[dict[str, Any]]:
    return [_item(proposal, doubts) for proposal in alive if proposal.kind == kind]


def _item(proposal: Proposal, doubts: list[Proposal]) -> dict[str, Any]:
    values = proposal.values
    item: dict[str, Any] = {"text": proposal.text, "clause": proposal.clause or None}
    item |= {name: values.get(name) for name in _COPIED[proposal.kind]}
    if "value" in values:
        item["value"] = number(values["value"])
    if proposal.can.open:
        item["optional"] = True
    if any(overlap(proposal, doubt) for doubt in doubts):
        item["damaged"] = True
    return item


def _reading(proposal: Proposal) -> dict[str, Any]:
    return {"text": proposal.text, "reading": proposal.values.get("reading")}


def number(value: str | list[str] | None) -> Any:
    """A stored value as JSON: whole numbers whole, fractions as numbers where that loses nothing."""
    if value is None:
        return None
    if isinstance(value, list):
        return [number(part) for part in value]
    exact = Decimal(value)
    if exact == exact.to_integral_value():
        return int(exact)
    return float(exact) if Decimal(str(float(exact))) == exact else value
