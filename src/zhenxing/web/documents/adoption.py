"""What still stands between a reviewed document and the registers, and what adoption would create."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.documents.kinds import KINDS
from zhenxing.web.documents.models import Document, Proposal


@dataclass(frozen=True)
class Blocker:
    """An open item that keeps the document from being adopted."""

    number: int
    kind: str
    text: str
    why: str | Promise


@dataclass
class Review:
    """All decisions on a document, read once."""

    document: Document
    proposals: list[Proposal] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> Review:
        """Read every proposal of the document."""
        return cls(document, list(document.proposals.all()))

    def adopting(self, kind: str) -> list[Proposal]:
        """The confirmed proposals of a kind that become rows of a register."""
        return [p for p in self.proposals if p.kind == kind and p.can.binding]

    def alive(self) -> list[Proposal]:
        """Goals and tasks that nobody has sent back."""
        return [p for p in self.proposals if KINDS[p.kind].adopts and not p.can.dropped]

    def blockers(self) -> list[Blocker]:
        """Open items in review order: damaged goals and tasks, leads nobody knows, the undecided."""
        return [*self._suspicions(), *self._leads(), *self._undecided()]

    def _open(self, kind: str) -> list[Proposal]:
        return [p for p in self.proposals if p.kind == kind and p.can.open]

    def _suspicions(self) -> list[Blocker]:
        alive = self.alive()
        why = _("疑点在目标或任务之中，须先定读法")
        return [
            Blocker(p.number, p.kind, p.text, why)
            for p in self._open("suspicion")
            if any(overlap(p, item) or item.values.get("suspicion") == p.item for item in alive)
        ]

    def _leads(self) -> list[Blocker]:
        leads = {name for p in self.alive() if p.kind == "task" for name in p.values["lead"]}
        why = _("牵头单位尚未对应到机构")
        return [
            Blocker(p.number, p.kind, p.text, why)
            for p in self._open("unit")
            if leads.intersection(p.payload["printed"])
        ]

    def _undecided(self) -> list[Blocker]:
        why = _("尚未核定")
        return [
            Blocker(p.number, p.kind, p.values.get("heading") or p.text, why)
            for p in self.alive()
            if p.can.open
        ]

    def units(self) -> dict[str, int | None]:
        """Printed name → unit id; None while nobody has said; names that are no unit are left out."""
        result: dict[str, int | None] = {}
        rejected: set[str] = set()
        for proposal in self.proposals:
            if proposal.kind != "unit":
                continue
            if proposal.can.binding:
                result.update(dict.fromkeys(proposal.payload["printed"], proposal.values["unit"]))
            elif not proposal.can.open:
                rejected.update(proposal.payload["printed"])
        names = {n for p in self.alive() if p.kind == "task" for n in _names(p.values)}
        return {name: result.get(name) for name in names if name in result or name not in rejected}

    def readings(self) -> dict[tuple[int, int], str]:
        """Damaged places a person has read: clean range → what stands there."""
        return {
            (p.start, p.end): p.values["reading"]
            for p in self.proposals
            if p.kind == "suspicion"
            and p.can.binding
            and p.values.get("reading")
            and p.start is not None
            and p.end is not None
        }


def overlap(one: Proposal, other: Proposal) -> bool:
    """Whether two proposals share text."""
    if None in (one.start, one.end, other.start, other.end):
        return False
    return one.start < other.end and other.start < one.end


def as_read(text: str, start: int | None, readings: Mapping[tuple[int, int], str]) -> str:
    """A passage that begins at `start` with every damaged place in it as a person read it."""
    if start is None:
        return text
    for (left, right), reading in sorted(readings.items(), reverse=True):
        left, right = left - start, right - start
        if left >= 0 and right <= len(text):
            text = text[:left] + reading + text[right:]
    return text


def words_of(proposal: Proposal, text: str, readings: Mapping[tuple[int, int], str]) -> str:
    """A proposal's own words out of the clean `text`, damaged places as a person read them."""
    if not readings or proposal.start is None or proposal.end is None:
        return proposal.text
    # a task's words stand somewhere within its place, after its heading
    at = text.find(proposal.text, proposal.start, proposal.end)
    return as_read(proposal.text, at if at >= 0 else None, readings)


def _names(values: Mapping[str, list[str]]) -> list[str]:
    return [*values["lead"], *values["support"], *values.get("actors", [])]
