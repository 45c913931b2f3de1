"""The registers of investment promotion."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhenxing.core.ledger.lights import Light
from zhenxing.core.quantities import display
from zhenxing.web.kit import page_roles as role
from zhenxing.web.kit.filters import due_filter
from zhenxing.web.kit.layouts import Board, MonthCalendar, PlaceMap, Timeline
from zhenxing.web.kit.register import Column, Panel, Register
from zhenxing.web.kit.related import JOINED_BY, JOINED_TO
from zhenxing.web.leads import forms, pages, panels
from zhenxing.web.leads.chain_registers import CHAIN_FLOWS, CHAIN_LINKS, CHAIN_PLACES, TARGET_FIRMS
from zhenxing.web.leads.flow import DISPUTES, LEADS
from zhenxing.web.leads.groups import GROUP
from zhenxing.web.leads.models import Lead, LeadDispute, LeadPlan, LeadProgress
from zhenxing.web.leads.team_registers import (
    ENCLAVE_SETTLEMENTS,
    ENCLAVE_TERMS,
    ENCLAVES,
    PORTFOLIO_MEMBERS,
    PORTFOLIOS,
    REFERRERS,
)
from zhenxing.web.ledger.queries import CLOCKS_OF_IT, TONES, light_until
from zhenxing.web.proofs.queries import PROOFS_OF_IT

_OPEN = [
    state.key for state in LEADS.states if state.key in {s for t in LEADS.transitions for s in t.sources}
]


def _tone(lead: Any) -> str:
    return LEADS.state(lead.state).tone


def _light(lead: Any) -> Light | None:
    """By the day alone, so that a list asks the database nothing more."""
    return light_until(lead.due_on, "leads") if lead.due_on else None


def _light_text(lead: Any) -> str:
    light = _light(lead)
    return light.reason if light else ""


def _light_tone(lead: Any) -> str:
    light = _light(lead)
    return TONES[light.colour] if light else ""


def _light_rule(lead: Any) -> str:
    light = _light(lead)
    return light.rule if light else ""


def _money(name: str, **options: Any) -> Column:
    """An amount as people say it; empty when it is not known."""

    def value(lead: Any) -> str:
        amount = getattr(lead, name)
        return "" if amount is None else display(amount, "元")

    return Column(name, value=value, sort=name, align="end", reads=(name,), **options)


_LIGHT = Column("light", _("灯"), _light_text, "", badge=_light_tone, hint=_light_rule, reads=("due_on",))

REPORTED = (
    "investor", "investor_code", "project_name", "process", "investment", "fixed_investment", "land",
    "energy", "environment", "output", "tax", "wants",
)  # fmt: skip
LEAD_REGISTER = Register(
    Lead,
    key="leads",
    columns=(
        "investor",
        "project_name",
        Column("state", badge=_tone),
        _LIGHT,
        Column("unit", sort="unit__name"),
        _money("investment"),
        Column("town", sort="town__name"),
        Column("method", sort="method__position"),
        Column("reported_by", sort="reported_by__name"),
        "first_reported_on",
        Column("due_on", hidden=True),
        Column("progress_on", hidden=True),
        _money("fixed_investment", hidden=True),
        _money("output", hidden=True),
        _money("tax", hidden=True),
        Column("signed_on", hidden=True),
        Column("region", sort="region__position", hidden=True),
        Column("area", sort="area__path", hidden=True),
    ),
    filters=("state", "town", "unit", "method", "region", due_filter(state__in=_OPEN)),
    search=("investor", "project_name", "investor_code"),
    pinyin=("investor", "project_name"),
    order=("-id",),
    panels=(
        Panel(_("进度"), template="leads/progress.html", load=panels.progress),
        Panel(_("首报保护"), template="leads/first-report.html", load=panels.first_report),
        Panel(_("线索内容"), REPORTED),
        Panel(
            _("来源和承办"),
            ("reported_by", "unit", "area", "town", "method", "region", "first_reported_on", "signed_on"),
        ),
        JOINED_TO,
        CLOCKS_OF_IT,
        Panel(_("洽谈进展"), template="leads/talks.html", load=panels.talks),
        PROOFS_OF_IT,
        JOINED_BY,
    ),
    roles=(*role.ALL, *pages.LEAD_STEPS, pages.EFFECT),
    form=forms.LeadForm,
    fields=tuple(forms.LeadForm.Meta.fields),
    bulk=("unit", "portfolio", "method", "region", "town"),
    select_related=(
        "unit", "reported_by", "town", "method", "region", "area", "link", "target", "portfolio", "referrer",
    ),
    natural_key=("reported_by", "investor", "project_name"),
    layouts=(
        Board(LEADS, due="due_on"),
        Timeline("first_reported_on", "due_on", ended="signed_on"),
        MonthCalendar("due_on"),
        PlaceMap("area", due="due_on"),
    ),
    beside=("lead_progress",),
    group=GROUP,
    icon="search",
)  # fmt: skip
LEAD_PROGRESS = Register(
    LeadProgress,
    key="lead_progress",
    columns=(Column("lead", sort="lead__investor"), "on", "text", "next_step"),
    search=("text", "lead__investor", "lead__project_name"),
    order=("-on", "-id"),
    panels=(Panel(_("洽谈进展"), ("lead", "on", "text", "next_step", "entered_by")),),
    roles=role.READ_ONLY,
    select_related=("lead", "entered_by"),
)
LEAD_DISPUTES = Register(
    LeadDispute,
    key="lead_disputes",
    columns=(
        Column("lead", sort="lead__investor"),
        Column("claimant", _("后报单位"), lambda one: one.lead.reported_by, sort=""),
        Column("first", _("首报单位"), lambda one: one.against.reported_by, sort=""),
        Column("state", badge=lambda one: DISPUTES.state(one.state).tone),
        "filed_on",
        "decided_on",
    ),
    filters=("state",),
    search=("lead__investor", "lead__project_name", "grounds"),
    order=("-filed_on", "-id"),
    panels=(
        Panel(_("首报争议"), ("lead", "claimant", "first", "grounds", "filed_on", "filed_by")),
        Panel(_("裁定"), ("state", "decision", "decided_on", "decided_by")),
        JOINED_TO,
    ),
    roles=(*role.READ_ONLY, pages.DECIDE),
    select_related=("lead__reported_by", "against__reported_by", "filed_by", "decided_by"),
    group=GROUP,
    icon="flag",
)
LEAD_PLANS = Register(
    LeadPlan,
    key="lead_plans",
    columns=(
        "name",
        "year",
        Column("unit", sort="unit__name"),
        Column("town", sort="town__name"),
        Column("leads_wanted", align="end"),
        Column("signed_wanted", align="end"),
        Column("started_wanted", align="end"),
        Column("area", sort="area__path", hidden=True),
    ),
    filters=("year", "unit", "town"),
    search=("name", "focus", "directions"),
    order=("-year", "name"),
    panels=(
        Panel(_("计划与完成"), template="leads/plan.html", load=panels.plan_done),
        Panel(_("招商计划"), ("name", "year", "unit", "town", "focus", "directions")),
        JOINED_TO,
    ),
    form=forms.PlanForm,
    fields=tuple(forms.PlanForm.Meta.fields),
    select_related=("area", "unit", "town", "document"),
    natural_key=("unit", "year", "name"),
    group=GROUP,
    icon="file",
)
REGISTERS = (
    LEAD_REGISTER,
    LEAD_PLANS,
    CHAIN_LINKS,
    TARGET_FIRMS,
    PORTFOLIOS,
    REFERRERS,
    ENCLAVES,
    LEAD_DISPUTES,
    ENCLAVE_SETTLEMENTS,
    ENCLAVE_TERMS,
    CHAIN_FLOWS,
    CHAIN_PLACES,
    PORTFOLIO_MEMBERS,
    LEAD_PROGRESS,
)
