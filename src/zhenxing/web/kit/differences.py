"""What changed in a record: by field, as values JSON can hold and as words a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from zhenxing.web.kit.refusals import Difference

#: fields that change with every save and say nothing
_SILENT = frozenset(
    {
        "id",
        "version",
        "created_at",
        "updated_at",
        "password",
        "last_login",
        "numchild",
        "path",
        "depth",
        "search_key",
        "secret_hash",
    }
)


def snapshot(record: models.Model) -> dict[str, Any]:
    """The record's own columns by field name; foreign keys by their key."""
    return {
        field.name: field.value_from_object(record)
        for field in record._meta.concrete_fields
        if field.name not in _SILENT
    }


def named(names: Iterable[str]) -> set[str]:
    """Those of the field names whose changes say something."""
    return set(names) - _SILENT


def stored(record: models.Model) -> dict[str, Any]:
    """The snapshot of what the database holds now."""
    return snapshot(type(record)._base_manager.get(pk=record.pk))


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """`{field: [was, now]}` for the fields that differ; fields never set are left out."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value and not (name not in before and value in (None, "", [], {}))
    }


def since(record: models.Model, version: int) -> tuple[tuple[Difference, ...], str]:
    """What others changed since `version`, and who saved last. Empty when history does not reach back."""
    history = getattr(record, "history", None)
    rows = list(history.order_by("-history_id")[:1]) if history is not None else []
    by = str(rows[0].history_user or "") if rows else ""
    old = history.filter(version=version).order_by("-history_id").first() if history is not None else None
    if old is None:
        return (), by
    found = []
    for field in record._meta.concrete_fields:
        if field.name in _SILENT or not hasattr(old, field.attname):
            continue
        if getattr(old, field.attname) != getattr(record, field.attname):
            label = str(field.verbose_name)
            found.append(Difference(field.name, label, words(field, old), words(field, record)))
    return tuple(found), by


def words(field: models.Field[Any, Any], record: Any) -> str:
    """A field's value as a person would read it."""
    value = getattr(record, field.attname)
    if value is None or value == "":
        return "—"
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.ForeignKey):
        related = field.related_model._base_manager.filter(pk=value).first()
        return str(related) if related else str(value)
    if isinstance(field, models.BooleanField):
        return "是" if value else "否"
    return str(value)
