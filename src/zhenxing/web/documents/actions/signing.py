"""The second reader's deeds: sign what has been decided, or send items back with a reason each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.documents import second_reading
from zhenxing.web.documents.actions.adopting import StillOpen
from zhenxing.web.documents.actions.deciding import set_open, tell_header
from zhenxing.web.documents.adoption import Review
from zhenxing.web.documents.models import Document, SignOff
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NotPermitted, StaleVersion

_LONGEST = 300


@dataclass(frozen=True)
class _SecondReading(Action[SignOff], abstract=True):
    """`fingerprint` is of the decisions as the reader saw them."""

    permission: ClassVar[str] = "documents.sign"

    document_id: int
    fingerprint: str

    def load(self) -> Document:
        return Document.objects.select_for_update().select_related("area").get(pk=self.document_id)

    def check(self, deed: Deed) -> None:
        document: Document = deed.subject
        if not document.can.decide:
            raise ActionRefused(_("这份文件已经不在核对阶段，不能再复核。"))
        proposals = list(document.proposals.all())
        why = second_reading.barred(document, deed.actor, proposals)
        if why:
            raise NotPermitted(why)
        if second_reading.fingerprint(proposals) != self.fingerprint:
            raise StaleVersion((), expected=0, current=0)

    def _keep(self, deed: Deed, signed: bool, returned: Mapping[str, str]) -> SignOff:
        document: Document = deed.subject
        proposals = list(document.proposals.all())
        read = second_reading.reading(document, proposals)
        return SignOff.objects.create(
            document=document,
            reader=deed.actor,
            at=deed.at,
            signed=signed,
            fingerprint=self.fingerprint,
            read=[proposal.number for proposal in read.items],
            returned=returned,
        )


@dataclass(frozen=True)
class SignReview(_SecondReading):
    """Sign a review as it stands. Nobody signs a decision of their own."""

    code: ClassVar[str] = "documents.sign"

    def check(self, deed: Deed) -> None:
        super().check(deed)
        review = Review.of(deed.subject)
        if review.blockers():
            raise StillOpen(review.blockers())
        read = second_reading.reading(deed.subject, review.proposals)
        own = [f"#{one.number}" for one in read.items if one.decided_by_id == getattr(deed.actor, "pk", None)]
        if own:
            raise NotPermitted(
                _("其中 %(items)s 是您自己核定的，请换一位同事复核。") % {"items": "、".join(own)}
            )

    def execute(self, deed: Deed) -> SignOff:
        made = self._keep(deed, signed=True, returned={})
        deed.batch(len(made.read))
        deed.changes["numbers"] = made.read
        return made


@dataclass(frozen=True)
class ReturnItems(_SecondReading):
    """Send items back to be decided again; each with its reason, which stands on its card."""

    code: ClassVar[str] = "documents.send-back"

    #: number → reason
    reasons: Mapping[int, str] = field(default_factory=dict)

    def check(self, deed: Deed) -> None:
        super().check(deed)
        document: Document = deed.subject
        readable = {p.number for p in second_reading.reading(document, document.proposals.all()).items}
        if not self.reasons or not readable.issuperset(self.reasons):
            raise Invalid({"items": (_("请勾选要退回的条目，并逐条写明理由"),)})
        wrong = {
            f"reason-{number}": (_("请写明退回的理由，最多 %(limit)d 字") % {"limit": _LONGEST},)
            for number, reason in self.reasons.items()
            if not 0 < len(reason.strip()) <= _LONGEST
        }
        if wrong:
            raise Invalid(wrong)

    def execute(self, deed: Deed) -> SignOff:
        document: Document = deed.subject
        made = self._keep(
            deed, signed=False, returned={str(n): reason.strip() for n, reason in self.reasons.items()}
        )
        for proposal in document.proposals.select_for_update().filter(number__in=self.reasons):
            proposal.document = document
            set_open(proposal, deed)
            proposal.returned = self.reasons[proposal.number].strip()
            deed.save(proposal)
            tell_header(proposal, deed)
        deed.batch(len(self.reasons))
        return made
