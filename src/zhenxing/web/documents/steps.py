"""What a deed changed in a review, kept so that its doer can take it back, newest first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhenxing.web.documents.kinds import KINDS
from zhenxing.web.documents.models import Document, Proposal, ReviewStep
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.deeds import label_of

#: what a deed of review may change in a proposal
FIELDS = (
    "state",
    "decided",
    "decided_by_id",
    "decided_at",
    "merged_into_id",
    "placed",
    "returned",
    "text",
    "clause",
    "start",
    "end",
    "source_start",
    "source_end",
)
#: a person who undoes further back than this has another problem
_LOOKED_AT = 50
#: this many items are named on the button, the rest counted
_NAMED = 3


def snapshot(proposal: Proposal) -> dict[str, Any]:
    """What a deed may change, as values JSON holds."""
    values = {name: getattr(proposal, name) for name in FIELDS}
    if values["decided_at"] is not None:
        values["decided_at"] = values["decided_at"].isoformat()
    return values


def mark(proposal: Proposal) -> str:
    """A short mark of a proposal as it stands: the same again once a deed has been taken back."""
    said = json.dumps(snapshot(proposal), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def restore(proposal: Proposal, was: dict[str, Any]) -> None:
    """Put a snapshot back, unsaved."""
    for name in FIELDS:
        setattr(proposal, name, was[name])
    if proposal.decided_at is not None:
        proposal.decided_at = datetime.fromisoformat(was["decided_at"])


@dataclass
class Trail:
    """What one deed touches in one review, gathered while it is done."""

    document: Document
    action: str
    deed: Deed
    _was: dict[int, dict[str, Any] | None] = field(default_factory=dict)
    _touched: dict[int, Proposal] = field(default_factory=dict)
    _made: dict[str, list[int]] = field(default_factory=dict)

    def touch(self, *proposals: Proposal) -> None:
        """These are about to change."""
        for proposal in proposals:
            self._was.setdefault(proposal.number, snapshot(proposal))
            self._touched[proposal.number] = proposal

    def new(self, *proposals: Proposal) -> None:
        """These are made by the deed; undone, they go again."""
        for proposal in proposals:
            self._was[proposal.number] = None
            self._touched[proposal.number] = proposal

    def made(self, kind: str, keys: Iterable[int]) -> None:
        """`aliases` or `units` the deed made besides."""
        self._made.setdefault(kind, []).extend(keys)

    def keep(self) -> None:
        """The deed is done: remember it, if it changed anything."""
        if self.deed.actor is None or not self._touched:
            return
        touched = {
            str(number): {"kind": one.kind, "now": mark(one), "was": self._was[number]}
            for number, one in self._touched.items()
        }
        ReviewStep.objects.create(
            document=self.document,
            actor=self.deed.actor,
            action=self.action,
            at=self.deed.at,
            touched=touched,
            made=self._made,
        )


def latest_step(document: Document, person: Any) -> ReviewStep | None:
    """The person's newest deed that can still be taken back: something of it is as they left it."""
    for step in document.steps.filter(actor=person, undone_at=None)[:_LOOKED_AT]:
        rows = document.proposals.filter(number__in=[int(number) for number in step.touched])
        if any(mark(one) == step.touched[str(one.number)]["now"] for one in rows):
            return step  # type: ignore[no-any-return]  # a related manager is untyped here
    return None


def describe(step: ReviewStep) -> str:
    """The deed in words: `接受 #12 目标`, `接受全部确定项 #3 单位、#4 单位、#5 目标等 23 条`."""
    named = [
        f"#{number} {KINDS[one['kind']].label}"
        for number, one in sorted(step.touched.items(), key=lambda entry: int(entry[0]))[:_NAMED]
    ]
    items = "、".join(named)
    if len(step.touched) > _NAMED:
        items = _("%(items)s等 %(count)d 条") % {"items": items, "count": len(step.touched)}
    return f"{label_of(step.action)} {items}"
