"""Reporting a lead: all it must state, and nobody before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.refusals import ActionRefused, Invalid
from zhenxing.web.leads import protection, rules
from zhenxing.web.leads.models import Lead, LeadDispute
from zhenxing.web.leads.steps import held, take
from zhenxing.web.ledger import services
from zhenxing.web.organisations.models import Area


class Protected(ActionRefused):
    """Somebody reported this project before; `first` is that report."""

    def __init__(self, first: protection.First, user: Any) -> None:
        super().__init__(_said(first, user))
        self.first = first


def _said(first: protection.First, user: Any) -> str:
    if not protection.may_know(first.lead, user):
        return _("这个投资方的同一项目已由另一单位首报，正在保护期内，不能重复报送。请与办公室核对。")
    named = {"unit": first.lead.reported_by, "day": first.since}
    if first.until is None:
        return _("这个投资方的同一项目已由%(unit)s于 %(day)s 首报，现已在谈或签约，不能重复报送。") % named
    named["until"] = first.until
    return (
        _(
            "这个投资方的同一项目已由%(unit)s于 %(day)s 首报，保护到 %(until)s，不能重复报送。"
            "认为不是同一项目或应由本单位跟进的，请提出首报争议。"
        )
        % named
    )


@dataclass(frozen=True)
class ReportLead(Action[Lead]):
    """Report a lead: from this day on its first report is protected, and it must be answered in time."""

    code: ClassVar[str] = "leads.report"
    permission: ClassVar[str] = "leads.report"

    lead_id: int

    def load(self) -> Lead:
        return held(self.lead_id)

    def check(self, deed: Deed) -> None:
        lead: Lead = deed.subject
        held_by = rules.rules_on(deed.day)
        if lacking := rules.missing(lead, held_by):
            raise Invalid(
                {name: (_("线索还没有写明%(what)s。") % {"what": x},) for name, x in lacking.items()}
            )
        # one report of a county at a time: two first reports cannot pass each other
        Area.objects.select_for_update().get(pk=protection.county_of(lead.area).pk)
        first = protection.first_report(lead, deed.day, held_by)
        if first is not None and not _won_against(lead, first.lead):
            raise Protected(first, deed.actor)

    def execute(self, deed: Deed) -> Lead:
        lead: Lead = deed.subject
        lead.first_reported_on = lead.first_reported_on or deed.day
        take(deed, lead, "report")
        _invite_city(deed, lead)
        return lead


def _won_against(lead: Lead, other: Lead) -> bool:
    return LeadDispute.objects.filter(lead=lead, against=other, state="upheld").exists()


def _invite_city(deed: Deed, lead: Lead) -> None:
    """A lead of this size is a matter of the city too: whoever handles it is told to ask it in."""
    large = rules.rules_on(deed.day).threshold("city")
    if large is None or not large.met(lead.investment, lead.fixed_investment):
        return
    services.notify(
        deed,
        key=f"leads:{lead.pk}:city",
        text=_("招商线索“%(lead)s”达到市级提前介入的规模，请及时报市级主管部门。依据：%(document)s")
        % {"lead": lead, "document": large.document},
        subject=lead,
        to_unit=lead.unit,
    )
