"""The detail page as frozen values: panels of fields, and the record's history from the audit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhenxing.web.kit.deeds import label_of
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.register import Panel, Register, text


@dataclass(frozen=True)
class FieldLine:
    label: str | Promise
    text: str


@dataclass(frozen=True)
class ShownPanel:
    title: str | Promise
    template: str
    lines: tuple[FieldLine, ...]
    #: what the panel's own `load` returned
    data: Any = None


@dataclass(frozen=True)
class Change:
    label: str | Promise
    was: str
    now: str


@dataclass(frozen=True)
class HistoryLine:
    at: str
    who: str
    action: str
    reason: str
    request_id: str
    changes: tuple[Change, ...]


def shown_panels(register: Register[Any], record: Any, user: Any) -> tuple[ShownPanel, ...]:
    return tuple(_shown(register, panel, record, user) for panel in register.panels or (_all(register),))


def _all(register: Register[Any]) -> Panel:
    return Panel(_("基本情况"), tuple(column.name for column in register.all_columns))


def _shown(register: Register[Any], panel: Panel, record: Any, user: Any) -> ShownPanel:
    lines = tuple(_line(register, name, record) for name in panel.fields)
    data = panel.load(record, user) if panel.load else None
    return ShownPanel(panel.title, panel.template, lines, data)


def _line(register: Register[Any], name: str, record: Any) -> FieldLine:
    for column in register.all_columns:
        if column.name == name:
            return FieldLine(register.column_label(column), text(column.of(record)))
    display = getattr(record, f"get_{name}_display", None)
    return FieldLine(register.field_label(name), text(display() if display else getattr(record, name)))


def history(record: Any, limit: int = 50) -> tuple[HistoryLine, ...]:
    """Who did what to it, newest first: when, why, before and after."""
    entries = AuditEntry.objects.filter(subject_type=record._meta.label_lower, subject_id=str(record.pk))
    return tuple(_history_line(record, entry) for entry in entries.order_by("-id")[:limit])


def _history_line(record: Any, entry: AuditEntry) -> HistoryLine:
    return HistoryLine(
        text(entry.at),
        entry.actor_label,
        label_of(entry.action),
        entry.reason,
        entry.request_id,
        _changes(type(record), entry),
    )


def changes_of(entry: AuditEntry) -> tuple[Change, ...]:
    """What a deed changed in its subject, in words."""
    if not entry.subject_type:
        return ()
    return _changes(apps.get_model(entry.subject_type), entry)


def _changes(model: type[Any], entry: AuditEntry) -> tuple[Change, ...]:
    return tuple(
        Change(_field_label(model, name), _said(model, name, pair[0]), _said(model, name, pair[1]))
        for name, pair in entry.changes.items()
        if name != "others" and isinstance(pair, list) and len(pair) == 2
    )


def _field_label(record: type[Any], name: str) -> str | Promise:
    try:
        label: str | Promise = record._meta.get_field(name).verbose_name
    except FieldDoesNotExist:  # a part kept in other rows, or a field the record had then and has no more
        return getattr(record, "history_labels", {}).get(name, name)
    return label


def _said(record: type[Any], name: str, value: Any) -> str:
    """A stored value as a person would read it."""
    try:
        field = record._meta.get_field(name)
    except FieldDoesNotExist:
        return text(value)
    if value is not None and field.is_relation and not field.many_to_many:
        related = field.related_model._base_manager.filter(pk=value).first()
        return str(related or value)
    return str(dict(getattr(field, "flatchoices", ())).get(value, text(value)))
