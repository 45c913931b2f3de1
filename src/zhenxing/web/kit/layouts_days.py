"""Days of records by lookup: a field of days or of moments, of the record or of one it leads to."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db.models import DateTimeField
from django.utils import timezone


def day_of(record: Any, lookup: str) -> date | None:
    """The day a lookup names on a record; None when there is none on the way."""
    value: Any = record
    for name in lookup.split("__"):
        value = getattr(value, name, None)
    if isinstance(value, datetime):
        return timezone.localtime(value).date()
    return value if isinstance(value, date) else None


def is_moment(model: Any, lookup: str) -> bool:
    """Whether the field a lookup ends in holds moments, not days."""
    field: Any = None
    for name in lookup.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model
    return isinstance(field, DateTimeField)


def bound(model: Any, lookup: str, day: date) -> date | datetime:
    """The beginning of a day as the field compares it: a range of it is one an index answers."""
    return timezone.make_aware(datetime.combine(day, time.min)) if is_moment(model, lookup) else day


def relation_of(lookup: str) -> str:
    """The relation a lookup goes through ("": the record's own field)."""
    return lookup.rpartition("__")[0]
