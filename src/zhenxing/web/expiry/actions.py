"""The deed of reminding: once for an end, closed when the record was renewed or put away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, QuerySet
from django.utils import timezone

from zhenxing.web.expiry import queries
from zhenxing.web.expiry.models import ExpiryReminder
from zhenxing.web.kit.actions import Action, Deed, run_action
from zhenxing.web.kit.lists import in_use

_BATCH = 1000


@dataclass(frozen=True)
class RemindOfExpiry(Action[int]):
    """Make the reminders due on a day, close those whose end has moved; returns how many were made."""

    code: ClassVar[str] = "reminders.make"
    permission: ClassVar[str] = "reminders.view"
    by_system: ClassVar[bool] = True

    day: date

    def execute(self, deed: Deed) -> int:
        closed = sum(_close(kind, model, deed.at) for kind, model in queries.kinds().items())
        made = sum(_make(kind, model, self.day, deed.at) for kind, model in queries.kinds().items())
        deed.batch(made + closed)
        deed.changes["made"], deed.changes["closed"] = [0, made], [0, closed]
        return made


def remind() -> int:
    """Run it when there is anything to do; asked again on the same day it does nothing and says nothing."""
    day = timezone.localdate()
    waiting = any(
        _due(kind, model, day).exists() or _settled(kind, model).exists()
        for kind, model in queries.kinds().items()
    )
    return run_action(RemindOfExpiry(day), None).result if waiting else 0


def _known(kind: str) -> QuerySet[Any]:
    return ExpiryReminder.objects.filter(
        kind=kind, record_id=models.OuterRef("pk"), lapses_on=models.OuterRef("valid_to")
    )


def _due(kind: str, model: type[Any], day: date) -> QuerySet[Any]:
    """Living records near their end that nobody was told of."""
    near = queries.soon(model, day, queries.notice_days(kind))
    return in_use(model._base_manager.filter(near)).exclude(models.Exists(_known(kind)))


def _settled(kind: str, model: type[Any]) -> QuerySet[Any]:
    """Open reminders whose record has another end now, or none that matters."""
    same = in_use(model._base_manager.filter(model.lapsing)).filter(
        pk=models.OuterRef("record_id"), valid_to=models.OuterRef("lapses_on")
    )
    return ExpiryReminder.objects.filter(kind=kind, closed_at__isnull=True).exclude(models.Exists(same))


def _close(kind: str, model: type[Any], at: datetime) -> int:
    return _settled(kind, model).update(closed_at=at)


def _make(kind: str, model: type[Any], day: date, at: datetime) -> int:
    made = 0
    due = _due(kind, model, day).annotate(in_area=F(_area_path(model)))
    for batch in _batches(due.select_related(*_needed(model))):
        ExpiryReminder.objects.bulk_create(
            [_reminder(kind, record, at) for record in batch], ignore_conflicts=True
        )
        made += len(batch)
    return made


def _batches(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """In order of key; what was reminded of meanwhile does not disturb the paging."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:_BATCH]):
        last = batch[-1].pk
        yield batch


def _area_path(model: type[Any]) -> str:
    """From the model to its area: what its scope says, without the path."""
    return str(model.scope_by.area).removesuffix("__path")


def _needed(model: type[Any]) -> list[str]:
    """The records that its name is made of."""
    return [one.name for one in model._meta.concrete_fields if one.is_relation and one.name != "area"]


def _reminder(kind: str, record: Any, at: datetime) -> ExpiryReminder:
    return ExpiryReminder(
        kind=kind,
        record_id=record.pk,
        lapses_on=record.valid_to,
        label=str(record)[:300],
        whose=record.whose[:150],
        area_id=record.in_area,
        made_at=at,
    )
