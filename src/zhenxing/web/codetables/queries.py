"""Ask for codes: `from zhenxing.web.codetables import queries as codes`, then `codes.of("town_tier")`."""

from __future__ import annotations

from datetime import date

from zhenxing.web.codetables.models import Code
from zhenxing.web.kit.models import RecordQuerySet
from zhenxing.web.organisations.models import in_force


def of(table: str, day: date | None = None) -> RecordQuerySet:
    """The codes of a table in use, in their order; with a day, those in force on it."""
    codes: RecordQuerySet = Code.objects.filter(table__key=table, archived_at__isnull=True)
    codes = codes.order_by("position", "code")
    return codes.filter(in_force(day)) if day else codes


def get(table: str, code: str) -> Code:
    """One code, in use or not. Raises `Code.DoesNotExist`."""
    return Code.objects.get_by_natural_key(table, code)


def choices(table: str) -> list[tuple[str, str]]:
    """(primary key, label) of the codes in use, for a filter or a plain form field."""
    return [(str(code.pk), code.labelled) for code in of(table)]


def within(codes: list[int]) -> list[int]:
    """The primary keys given, with those of every code below them; one query a level."""
    found, level = list(codes), list(codes)
    while level:
        level = list(Code.objects.filter(parent__in=level).exclude(pk__in=found).values_list("pk", flat=True))
        found += level
    return found
