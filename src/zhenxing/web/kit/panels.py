"""The detail page as frozen values: panels of fields, and the record's history from the audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateTimeField
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from zhenxing.web.kit import differences
from zhenxing.web.kit.deeds import label_of
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.origins import Origin, origins_of
from zhenxing.web.kit.register import Panel, Register, text

#: characters of a nested value that a change shows
_NESTED = 60
#: a whole text (rules, an article) is told by its beginning: its page shows the rest
_LONG = 300


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
    #: the cells of a workbook it came from, when it did
    origin: Origin | None = None


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
    """Who did what to it, newest first: when, why, before and after, in which request.

    Deeds on the record itself come from the audit; what was done to it among others (a bulk edit, an
    import, a deed on another record) from its versions, with the audit row of that moment.
    """
    entries = AuditEntry.objects.filter(subject_type=record._meta.label_lower, subject_id=str(record.pk))
    own = list(entries.order_by("-id")[:limit])
    lines = [(entry.at, _history_line(record, entry)) for entry in own]
    lines += _among_others(record, {entry.at for entry in own}, limit)
    return tuple(line for _at, line in sorted(lines, key=lambda pair: pair[0], reverse=True)[:limit])


def _history_line(record: Any, entry: AuditEntry) -> HistoryLine:
    return HistoryLine(
        text(entry.at),
        entry.actor_label,
        label_of(entry.action),
        entry.reason,
        entry.request_id,
        _changes(type(record), entry),
    )


def _among_others(record: Any, told: set[datetime], limit: int) -> list[tuple[datetime, HistoryLine]]:
    """The versions no deed on the record itself tells of."""
    if not hasattr(record, "history"):
        return []
    versions = list(record.history.select_related("history_user").order_by("-history_id")[: limit + 1])
    pairs = list(zip_longest(versions[:limit], versions[1:]))
    untold = [(version, before) for version, before in pairs if version and version.history_date not in told]
    moments = AuditEntry.objects.filter(at__in=[version.history_date for version, _before in untold])
    entries = {entry.at: entry for entry in moments.defer("changes")} if untold else {}
    origins = origins_of(record) if untold else {}
    return [
        (at, _version_line(record, version, before, entries.get(at), origins.get(version.version)))
        for version, before in untold
        for at in [version.history_date]
    ]


def _version_line(
    record: Any, version: Any, before: Any, entry: AuditEntry | None, origin: Origin | None
) -> HistoryLine:
    model = type(record)
    changed = differences.changed(_kept(model, before) if before else {}, _kept(model, version))
    return HistoryLine(
        text(version.history_date),
        entry.actor_label if entry else str(version.history_user or _("系统")),
        label_of(entry.action if entry else "edit" if before else "create"),
        entry.reason if entry else version.history_change_reason or "",
        entry.request_id if entry else "",
        _pairs(model, changed),
        origin,
    )


def _kept(model: type[Any], version: Any) -> dict[str, Any]:
    """What a version holds, as `differences.snapshot` gives it for a record."""
    fields = [field for field in model._meta.concrete_fields if hasattr(version, field.attname)]
    names = differences.named(field.name for field in fields)
    return {field.name: getattr(version, field.attname) for field in fields if field.name in names}


def changes_of(entry: AuditEntry) -> tuple[Change, ...]:
    """What a deed changed in its subject, in words."""
    if not entry.subject_type:
        return _of_many(entry)
    return _changes(apps.get_model(entry.subject_type), entry)


def _changes(model: type[Any], entry: AuditEntry) -> tuple[Change, ...]:
    return _pairs(model, entry.changes)


def _pairs(model: type[Any], changes: Mapping[str, Any]) -> tuple[Change, ...]:
    return tuple(
        Change(_field_label(model, name), _said(model, name, pair[0]), _said(model, name, pair[1]))
        for name, pair in changes.items()
        if name != "others" and isinstance(pair, list) and len(pair) == 2
    )


def _of_many(entry: AuditEntry, most: int = 100) -> tuple[Change, ...]:
    """What a deed changed in records that were not its subject, each named."""
    found: list[Change] = []
    for key, changes in list(entry.changes.get("others", {}).items())[:most]:
        label, _colon, pk = key.partition(":")
        model = apps.get_model(label)
        named = model._base_manager.filter(pk=pk).first()
        found += [
            replace(change, label=f"{named or pk} · {change.label}") for change in _pairs(model, changes)
        ]
    return tuple(found)


def _field_label(record: type[Any], name: str) -> str | Promise:
    try:
        label: str | Promise = record._meta.get_field(name).verbose_name
    except FieldDoesNotExist:  # a part kept in other rows, or a field the record had then and has no more
        return getattr(record, "history_labels", {}).get(name, name)
    return label


def _said(record: type[Any], name: str, value: Any) -> str:
    """A stored value as a person would read it; a model says so itself (`history_said`) of what it nests."""
    said: Callable[[Any], str] | None = getattr(record, "history_said", {}).get(name)
    if said is not None:
        return said(value) if value else ""
    try:
        field = record._meta.get_field(name)
    except FieldDoesNotExist:
        return text(value)
    if value is not None and field.is_relation and not field.many_to_many:
        related = field.related_model._base_manager.filter(pk=value).first()
        return str(related or value)
    if isinstance(field, DateTimeField) and isinstance(value, str):
        return _moment(value)
    choices = dict(getattr(field, "flatchoices", ()))  # only of a field without them a value may be a list
    if not choices and isinstance(value, list | dict):
        return Truncator(text(value)).chars(
            _NESTED
        )  # an outline of a thousand points says nothing in numbers
    return str(choices.get(value, text(value))) if choices else Truncator(text(value)).chars(_LONG)


def _moment(stored: str) -> str:
    """A stored moment (ISO 8601, UTC) by the county's own clock."""
    moment = parse_datetime(stored)
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else stored
