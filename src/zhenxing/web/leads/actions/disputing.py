"""Disputes about who was first: filed by whoever was refused, decided by the office with reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid, SelfApproval
from zhenxing.web.leads import protection
from zhenxing.web.leads.flow import DISPUTES
from zhenxing.web.leads.models import Lead, LeadDispute
from zhenxing.web.leads.rules import rules_on
from zhenxing.web.leads.steps import held, tell
from zhenxing.web.ledger import services
from zhenxing.web.ledger.models import Transit


@dataclass(frozen=True)
class FileDispute(Action[Lead]):
    """Say that this lead, not the one reported before, has the right to go on."""

    code: ClassVar[str] = "leads.dispute"
    permission: ClassVar[str] = "leads.report"

    lead_id: int
    grounds: str

    def load(self) -> Lead:
        return held(self.lead_id)

    def check(self, deed: Deed) -> None:
        if deed.subject.state != "draft":
            raise ActionRefused(_("只有还没报送的线索可以提出首报争议。"))
        if not self.grounds.strip():
            raise Invalid({"grounds": (_("请写明理由：为什么不是同一项目，或为什么应由本单位跟进。"),)})

    def execute(self, deed: Deed) -> Lead:
        lead: Lead = deed.subject
        first = protection.first_report(lead, deed.day, rules_on(deed.day))
        if first is None:
            raise ActionRefused(_("没有别的单位首报过这个项目，可以直接报送，不用提出争议。"))
        if LeadDispute.objects.filter(lead=lead, against=first.lead, state="filed").exists():
            raise ActionRefused(_("这件争议已经提出，正等待裁定。"))
        made = LeadDispute(
            lead=lead,
            against=first.lead,
            grounds=self.grounds.strip(),
            filed_on=deed.day,
            filed_by=deed.actor,
        )
        deed.save(made)
        tell(deed, first.lead, f"dispute-{made.pk}", _("有单位提出首报争议，等待办公室裁定"))
        return lead


@dataclass(frozen=True)
class DecideDispute(Action[LeadDispute]):
    """Decide a dispute, with reason; nobody decides a lead that is their own."""

    code: ClassVar[str] = "lead_disputes.decide"
    permission: ClassVar[str] = "lead_disputes.decide"
    needs_reason: ClassVar[bool] = True

    dispute_id: int
    upheld: bool

    def load(self) -> LeadDispute:
        rows = LeadDispute.objects.select_for_update(of=("self",)).select_related(
            "lead__area", "lead__reported_by", "lead__unit", "against__reported_by", "against__unit"
        )
        found: LeadDispute = rows.get(pk=self.dispute_id)
        return found

    def check(self, deed: Deed) -> None:
        dispute: LeadDispute = deed.subject
        if deed.actor is None:
            raise SelfApproval
        deed.forbid_self(dispute.filed_by_id)
        label = Lead._meta.label_lower
        reports = Transit.objects.filter(
            subject_type=label, subject_id__in=[dispute.lead_id, dispute.against_id]
        )
        if reports.filter(by=deed.actor, transition="report").exists():
            raise SelfApproval

    def execute(self, deed: Deed) -> LeadDispute:
        dispute: LeadDispute = deed.subject
        dispute.decision, dispute.decided_by = deed.reason, deed.actor
        dispute.decided_on = deed.day
        services.transit(deed, dispute, DISPUTES, "uphold" if self.upheld else "reject")
        if self.upheld:
            dispute.against.protection_lost_on = deed.day
            deed.save(dispute.against)
        outcome = str(DISPUTES.state(dispute.state).label)
        for lead in (dispute.lead, dispute.against):
            tell(deed, lead, f"decided-{dispute.pk}", _("首报争议已裁定：%(what)s") % {"what": outcome})
        return dispute
