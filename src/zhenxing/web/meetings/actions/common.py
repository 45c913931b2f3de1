"""What the deeds of this app share: a step along a table, the day, who is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from zhenxing.core.ledger.states import StateTable
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.ledger import services
from zhenxing.web.ledger.queries import url_of
from zhenxing.web.meetings import sheets
from zhenxing.web.meetings.flow import MEETINGS
from zhenxing.web.meetings.models import Meeting


@dataclass(frozen=True)
class Step(Action[Any], abstract=True):
    """One way of a table, and nothing besides."""

    model: ClassVar[type[Any]]
    table: ClassVar[StateTable]
    step: ClassVar[str]

    pk: int

    def load(self) -> Any:
        return self.model.objects.select_for_update(of=("self",)).get(pk=self.pk)

    def execute(self, deed: Deed) -> Any:
        services.transit(deed, deed.subject, self.table, self.step)
        return deed.subject


def meeting(pk: int) -> Meeting:
    """The meeting with what its steps ask for, held for this transaction."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("area", "unit", "chair__unit")
    found: Meeting = rows.get(pk=pk)
    return found


def convene(deed: Deed, found: Meeting) -> None:
    """A meeting that had no notice is held: its papers are frozen at once."""
    frozen = sheets.freeze(deed, found, sheets.meeting_content(found, deed.day))
    services.transit(deed, found, MEETINGS, "convene", proofs={"papers": frozen.sha256})


def tell(deed: Deed, about: Any, key: str, text: str, units: Iterable[Any]) -> None:
    """Into the inbox of each unit, with the page of the record."""
    for unit in dict.fromkeys(units):
        services.notify(
            deed,
            key=f"meetings:{about._meta.model_name}:{about.pk}:{key}:{unit.pk}:{deed.at:%Y%m%d%H%M%S}",
            text=text,
            subject=about,
            url=url_of(about._meta.label_lower, about.pk),
            to_unit=unit,
        )
