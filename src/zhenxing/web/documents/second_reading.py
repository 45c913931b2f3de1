"""The second reader: whether one is needed, who may be one, what they read, whether a signature holds."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.web.documents.models import Document, Proposal, SecondReaderRule, SignOff
from zhenxing.web.documents.states import EDITED
from zhenxing.web.organisations.models import in_force

#: besides every decision that differs from the machine's reading, so many of the others are read
SAMPLE = 10


@dataclass(frozen=True)
class Reading:
    """What a second reader reads: every decision that differs, and a sample of those that do not."""

    differing: tuple[Proposal, ...]
    sample: tuple[Proposal, ...]
    #: decisions like those of the sample, read or not
    alike: int

    @property
    def items(self) -> tuple[Proposal, ...]:
        return (*self.differing, *self.sample)


@dataclass(frozen=True)
class Standing:
    """Where a document stands with its second reader."""

    required: bool
    #: the last word on it, signed or sent back
    latest: SignOff | None
    #: a signature on exactly what is decided now
    holds: bool

    @property
    def missing(self) -> bool:
        """A second reader is needed and has not signed what is decided now."""
        return self.required and not self.holds


def required(document: Document, day: date) -> bool:
    """What the nearest rule in force says of the document's area; without any, no second reader is needed."""
    step, path = document.area.steplen, document.area.path
    line = [path[:end] for end in range(step, len(path) + step, step)]
    rules = SecondReaderRule.objects.filter(in_force(day), area__path__in=line, archived_at=None)
    nearest = rules.order_by("-area__path", "-valid_from", "-id").values_list("required", flat=True).first()
    return bool(nearest)


def standing(document: Document, day: date, proposals: Iterable[Proposal]) -> Standing:
    """Whether the document may be adopted as far as its second reader is concerned."""
    latest = document.sign_offs.select_related("reader").first()
    holds = latest is not None and latest.signed and latest.fingerprint == fingerprint(proposals)
    return Standing(required(document, day), latest, holds)


def fingerprint(proposals: Iterable[Proposal]) -> str:
    """Of all decisions as they stand: any change after a signature makes it another one."""
    said = "\n".join(f"{p.number} {p.version} {p.state}" for p in sorted(proposals, key=lambda p: p.number))
    return hashlib.sha256(said.encode()).hexdigest()


def differs(proposal: Proposal) -> bool:
    """Whether a person decided otherwise than the machine had it."""
    by_hand = not proposal.item or proposal.placed is not None
    return proposal.can.dropped or proposal.state == EDITED or (by_hand and proposal.can.binding)


def reading(document: Document, proposals: Iterable[Proposal]) -> Reading:
    """What is to be read. The sample is the same for everybody who looks at the same decisions."""
    decided = [proposal for proposal in proposals if not proposal.can.open]
    differing = tuple(proposal for proposal in decided if differs(proposal))
    alike = [proposal for proposal in decided if not differs(proposal)]
    drawn = sorted(alike, key=lambda proposal: _lot(document.pk, proposal.number))[:SAMPLE]
    return Reading(differing, tuple(sorted(drawn, key=lambda p: p.number)), len(alike))


def _lot(document: int, number: int) -> str:
    return hashlib.sha256(f"{document}:{number}".encode()).hexdigest()


def barred(document: Document, person: Any, proposals: Iterable[Proposal]) -> str | Promise:
    """Why a person may not be this document's second reader; empty when they may."""
    if document.uploaded_by_id == person.pk:
        return _("这份文件是您上传的，须由另一位同事复核。")
    shares = Counter(p.decided_by_id for p in proposals if p.decided_by_id is not None and not p.can.open)
    if shares and shares[person.pk] == max(shares.values()):
        return _("这份文件主要由您核定，须由另一位同事复核。")
    return ""
