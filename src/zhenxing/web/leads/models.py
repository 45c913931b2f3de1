"""What investment promotion keeps, in one place for other apps; each part has a module of its own."""

from __future__ import annotations

from zhenxing.web.leads.chain_models import ChainFlow, ChainLink, ChainPlace, TargetFirm
from zhenxing.web.leads.enclave_models import EnclaveAgreement, EnclaveSettlement, EnclaveTerm
from zhenxing.web.leads.lead_models import Lead, LeadDispute, LeadProgress
from zhenxing.web.leads.plan_models import LeadPlan
from zhenxing.web.leads.team_models import Portfolio, PortfolioMember, Referrer

__all__ = [
    "ChainFlow",
    "ChainLink",
    "ChainPlace",
    "EnclaveAgreement",
    "EnclaveSettlement",
    "EnclaveTerm",
    "Lead",
    "LeadDispute",
    "LeadPlan",
    "LeadProgress",
    "Portfolio",
    "PortfolioMember",
    "Referrer",
    "TargetFirm",
]
