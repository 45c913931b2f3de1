"""The parts of the pages of investment promotion, as plain values for their templates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhenxing.core.quantities import display
from zhenxing.packs.lead_rules import LeadRules, Threshold
from zhenxing.web.kit import scope
from zhenxing.web.leads import protection, queries
from zhenxing.web.leads.flow import LEADS, STAGES
from zhenxing.web.leads.models import EnclaveAgreement, Lead, LeadPlan
from zhenxing.web.leads.rules import STATUSES, missing, rules_on

_MET: dict[bool | None, tuple[str | Promise, str]] = {
    True: (_("达到"), "good"),
    False: (_("未达到"), "muted"),
    None: (_("缺数据，无法判断"), "warn"),
}


def progress(lead: Lead, user: Any) -> dict[str, Any]:
    """How far it is, what it does not state yet, which rules hold for its size."""
    day = timezone.localdate()
    rules = rules_on(lead.first_reported_on or day)
    here = STAGES.index(lead.state) if lead.state in STAGES else -1
    return {
        "stages": [
            {"label": LEADS.state(key).label, "done": n < here, "here": n == here}
            for n, key in enumerate(STAGES)
        ],
        "state": lead.get_state_display(),
        "tone": LEADS.state(lead.state).tone,
        "since": lead.state_since,
        "missing": list(missing(lead, rules).values()) if lead.state == "draft" else [],
        "required_from": _source(rules, "required"),
        "thresholds": [_threshold(one, lead) for one in rules.thresholds],
        "clocks_from": _clocks_from(rules, lead),
        "project_url": _project_url(lead, user),
    }


def _threshold(one: Threshold, lead: Lead) -> dict[str, Any]:
    said, tone = _MET[one.met(lead.investment, lead.fixed_investment)]
    source = {"document": one.document, "status": STATUSES.get(one.status, one.status)}
    return {"label": one.label, "said": said, "tone": tone, **source}


def _source(rules: LeadRules, key: str) -> dict[str, Any]:
    document, status = rules.documents.get(key, ("", "site"))
    return {"document": document, "status": STATUSES.get(status, status)}


def _clocks_from(rules: LeadRules, lead: Lead) -> str | Promise:
    """Whether the reply times hold by the document or by analogy."""
    listed = rules.threshold("listed")
    if listed is None or lead.investment is None:
        return ""
    if lead.investment >= listed.at_least:
        return _("投资额达到统一办理门槛，按答复时限办理。")
    return _("投资额低于统一办理门槛，参照同样的答复时限办理。")


def _project_url(lead: Lead, user: Any) -> str:
    """The project it became, where the viewer may open it."""
    if lead.project is None:
        return ""
    from zhenxing.web.registers import REGISTERS  # it imports this app's register

    library = next((one for one in REGISTERS if one.key == "projects"), None)
    if library is None or not library.rows(user).filter(pk=lead.project).exists():
        return ""
    return library.url("detail", lead.project)


def first_report(lead: Lead, user: Any) -> dict[str, Any]:
    """Whether another lead stands in the way, since when this one protects, the investor's others."""
    day = timezone.localdate()
    rules = rules_on(day)
    first = protection.first_report(lead, day, rules) if lead.state == "draft" else None
    others = [one for one in protection.same_investor(lead) if first is None or one.pk != first.lead.pk]
    seen = [one for one in others if protection.may_know(one, user)]
    opens = set(scope.visible(Lead.objects.filter(pk__in=[one.pk for one in seen]), user, "leads.view"))
    own = protection.protects(lead, day, rules)
    return {
        "first": first,
        "told": first is not None and protection.may_know(first.lead, user),
        "own": own,
        "lost": lead.protection_lost_on,
        "others": [{"lead": one, "opens": one in opens} for one in seen],
        "unseen": len(others) - len(seen),
        "source": _source(rules, "protection"),
    }


def talks(lead: Lead, _user: Any) -> list[Any]:
    return list(lead.progress.filter(archived_at__isnull=True).select_related("entered_by")[:50])


def plan_done(plan: LeadPlan, _user: Any) -> dict[str, Any]:
    """What was planned beside what was done; a share only where both are known."""
    done = queries.done(plan)
    rows = [
        (_("线索数"), plan.leads_wanted, done.leads, None),
        (_("签约数"), plan.signed_wanted, done.signed, None),
        (_("开工数"), plan.started_wanted, done.started, None),
        (_("签约额"), plan.investment_wanted, done.signed_amount, "元"),
        (_("经费支出"), plan.budget, plan.spent, "元"),
    ]
    return {
        "rows": [_wanted(*row) for row in rows],
        "unknown": done.unknown_amounts,
    }


def _wanted(label: Any, wanted: Any, done: Any, unit: str | None) -> dict[str, Any]:
    share = None
    if wanted and done is not None:
        share = f"{Decimal(done) * 100 / Decimal(wanted):.1f}%"
    return {"label": label, "wanted": _amount(wanted, unit), "done": _amount(done, unit), "share": share}


def _amount(value: Any, unit: str | None) -> str:
    if value is None:
        return ""
    return display(Decimal(value), unit) if unit else str(value)


def link_firms(link: Any, user: Any) -> dict[str, Any]:
    """Who stands in the link, by what; names only of firms the viewer may see."""
    found = queries.town_chain(link.town)
    held = next((one for one in found.chain.links if one.link.pk == link.pk), None)
    if held is None:  # an archived link is no part of its chain
        return {"held": None}
    return {"held": held, "town": link.town_id, **shown_firms(held, user)}


def shown_firms(held: Any, user: Any) -> dict[str, Any]:
    """The firms of a link that the viewer may see, in the town and nearby; how many are not theirs to see."""
    from zhenxing.web.registers import register  # it imports this app's register

    pks = [one.firm.pk for one in (*held.here, *held.nearby)]
    seen = set(register("enterprises").rows(user).filter(pk__in=pks).values_list("pk", flat=True))
    return {
        "here": [one for one in held.here if one.firm.pk in seen],
        "nearby": [one for one in held.nearby if one.firm.pk in seen],
        "unseen": len(pks) - len(seen),
    }


def portfolio_links(portfolio: Any, user: Any) -> list[Any]:
    """The links it looks after that the viewer may see, with their pages."""
    from zhenxing.web.registers import register  # it imports this app's register

    kind = register("chain_links")
    rows = kind.rows(user).filter(portfolios=portfolio, archived_at__isnull=True)
    return [(one, kind.url("detail", one.pk)) for one in rows]


def enclave(agreement: EnclaveAgreement, _user: Any) -> dict[str, Any]:
    """Its terms and settlements, in the order of time; the sums of each kind."""
    living = {"archived_at__isnull": True}
    settlements = agreement.settlements.filter(**living).prefetch_related("agreement__terms")
    return {
        "parties": agreement.parties,
        "terms": list(agreement.terms.filter(**living).order_by("kind", "since", "pk")),
        "settlements": settlements.order_by("since", "kind", "pk"),
    }
