"""First-report protection: which lead stands in the way of another, since when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from zhenxing.packs.lead_rules import LeadRules
from zhenxing.web.kit import scope
from zhenxing.web.leads.flow import UNDER_WAY
from zhenxing.web.leads.investors import project_core, same_project
from zhenxing.web.leads.models import Lead
from zhenxing.web.organisations.models import Area


@dataclass(frozen=True)
class First:
    """The lead that was first. `until` is the last protected day; None once it is negotiated or signed."""

    lead: Lead
    since: date
    until: date | None


def county_of(area: Area) -> Area:
    """The county of a place, within which leads are compared; the place itself when it lies in none."""
    paths = [area.path[:end] for end in range(Area.steplen, len(area.path) + 1, Area.steplen)]
    found: Area | None = Area.objects.filter(path__in=paths, level="county").order_by("path").last()
    return found or area


def same_investor(lead: Lead) -> list[Lead]:
    """Other reported leads of the same investor in the county, the oldest report first; none given up."""
    known = Q(investor_key=lead.who.core)
    if lead.investor_code:
        known |= Q(investor_code=lead.investor_code)
    rows = Lead.objects.current().filter(known, area__path__startswith=county_of(lead.area).path)
    rows = rows.filter(first_reported_on__isnull=False).exclude(pk=lead.pk).exclude(state="dropped")
    rows = rows.select_related("reported_by", "area")
    mine = lead.who
    return [one for one in rows.order_by("first_reported_on", "pk") if mine.is_same(one.who)]


def first_report(lead: Lead, day: date, rules: LeadRules) -> First | None:
    """The lead that protects this very project on a day; None when this one may be reported."""
    for one in same_investor(lead):
        if _is_same_project(lead, one, rules.alike) and (found := protects(one, day, rules)):
            return found
    return None


def _is_same_project(lead: Lead, other: Lead, alike: int) -> bool:
    by_name = same_project(project_core(lead.project_name), project_core(other.project_name), alike)
    return by_name or same_project(lead.process.strip(), other.process.strip(), alike)


def protects(lead: Lead, day: date, rules: LeadRules) -> First | None:
    """What a lead's own first report says against others on a day; None when it does not, or no more."""
    since = lead.first_reported_on
    if since is None or lead.protection_lost_on is not None:
        return None
    if lead.state in UNDER_WAY:
        return First(lead, since, None)
    until = since + timedelta(days=rules.protected_days)
    return First(lead, since, until) if day <= until else None


def may_know(lead: Lead, user: Any) -> bool:
    """Whether a person may be told who reported a lead."""
    return user is None or any(
        scope.holds(lead, user, permission) for permission in ("leads.view", "leads.first_reports")
    )
