"""What the deeds on a goal share."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from zhenxing.web.goals.models import Goal
from zhenxing.web.goals.states import GOALS_TABLE
from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.ledger import services as ledger


def goal(pk: int) -> Goal:
    """The goal, held for this transaction."""
    rows = Goal.objects.select_for_update(of=("self",)).select_related("area", "owner_unit", "document")
    found: Goal = rows.get(pk=pk)
    return found


def still_open(found: Goal) -> None:
    """Refused for a goal that has ended: what is settled is not measured anew."""
    if not GOALS_TABLE.open_to(found.state) or found.archived_at is not None:
        raise ActionRefused(
            _("这个目标的状态是“%(state)s”，不再办理。") % {"state": GOALS_TABLE.state(found.state).label}
        )


def tell(deed: Deed, found: Goal, step: str, text: str) -> None:
    """Into the inbox of the unit that answers for the goal."""
    if found.owner_unit is None:
        return
    said = f"{text}。{_('理由')}：{deed.reason}" if deed.reason else text
    ledger.notify(
        deed,
        key=f"goals:{found.pk}:{step}:{deed.at.isoformat()}",
        text=said,
        subject=found,
        url=reverse("goals:detail", args=[found.pk]),
        to_unit=found.owner_unit,
    )
