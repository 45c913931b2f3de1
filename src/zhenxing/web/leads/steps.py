"""Taking a step with a lead: moved, written down, its clocks set, the other side told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.leads.flow import LEADS
from zhenxing.web.leads.models import Lead
from zhenxing.web.ledger import services
from zhenxing.web.ledger.models import Clock
from zhenxing.web.ledger.services import clocks_of

#: steps after which the handling unit acts; after the others the unit that reported is told
_TO_HANDLER = frozenset({"report"})


def held(pk: int) -> Lead:
    """The lead, held for this transaction."""
    rows = Lead.objects.select_for_update(of=("self",)).select_related("area", "unit", "reported_by", "town")
    found: Lead = rows.get(pk=pk)
    return found


def take(deed: Deed, lead: Lead, step: str, *, proofs: Mapping[str, str] | None = None) -> None:
    """Take the step. Whatever else the deed changes in the lead is set before: one save, one version."""
    lead.state_since = deed.day
    services.transit(deed, lead, LEADS, step, proofs=proofs or {})
    note_due(lead)
    tell(deed, lead, step, str(LEADS.transition(step).label))


def note_due(lead: Lead, moved: Clock | None = None) -> None:
    """Keep with the lead by when its running clock is due: lists and calendars then ask for nothing more.

    Nobody types it, so this is no version of its own: whoever has the lead's form open loses nothing.
    `moved` is one of its clocks that this deed has moved and not saved yet.
    """
    running = [moved if one == moved else one for one in clocks_of(lead) if one.stopped_on is None]
    days = [one.due_on for one in running if one is not None and one.due_on is not None]
    lead.due_on = min(days, default=None)
    Lead.objects.filter(pk=lead.pk).update(due_on=lead.due_on)


def handles(lead: Lead, user: Any, permission: str) -> bool:
    """Whether a person acts for the unit that handles a lead, or has the say over its place."""
    return any(scope.holds(one, user, permission) for one in (lead.unit, lead.area))


def only_handlers(deed: Deed) -> None:
    """Raise unless the deed is done for the handling unit: whoever reported does not answer themselves."""
    if deed.actor is not None and not handles(deed.subject, deed.actor, deed.permission):
        raise ActionRefused(_("这一步由承办单位“%(unit)s”办理。") % {"unit": deed.subject.unit})


def tell(deed: Deed, lead: Lead, key: str, what: str) -> None:
    """Put into the other side's inbox what was done."""
    text = _("招商线索“%(lead)s”：%(what)s") % {"lead": lead, "what": what}
    if deed.reason:
        text = _("%(text)s。理由：%(reason)s") % {"text": text, "reason": deed.reason}
    services.notify(
        deed,
        key=f"leads:{lead.pk}:{key}:{deed.at.isoformat()}",
        text=text,
        subject=lead,
        url=reverse("leads:detail", kwargs={"pk": lead.pk}),
        to_unit=lead.unit if key in _TO_HANDLER else lead.reported_by,
    )
