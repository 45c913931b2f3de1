"""What a filter above a list offers: only values that stand in rows the person may see."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import models
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language

from zhenxing.web.kit.register import Filter, Label, Register, text

_MOST = 500
#: in a table with more rows, what a filter offers may be this many seconds old
_LARGE = 50_000
_SECONDS = 60


@dataclass(frozen=True)
class Choice:
    value: str
    label: str | Promise
    chosen: bool


@dataclass(frozen=True)
class FilterControl:
    name: str
    label: str | Promise
    choices: tuple[Choice, ...]
    active: bool


def control(
    register: Register[Any], one: Filter, rows: QuerySet[Any], asked: QueryDict, user: Any = None
) -> FilterControl:
    """A filter with its choices; the value asked for is chosen."""
    value = asked.get(one.name, "")
    label = one.label or register.field_label(one.name)
    choices = tuple(
        Choice(str(key), name, str(key) == value) for key, name in _pairs(register, one, rows, user)
    )
    return FilterControl(one.name, label, choices, bool(value))


def _pairs(
    register: Register[Any], one: Filter, rows: QuerySet[Any], user: Any
) -> Sequence[tuple[Any, Label]]:
    if one.choices is None:
        field = register.model._meta.get_field(one.name)
        if getattr(field, "flatchoices", None):
            return [(str(key), label) for key, label in field.flatchoices]
    if not _is_large(register.model):
        return _read(register, one, rows)
    key = _key(register, one, user)
    known: list[tuple[str, str]] | None = cache.get(key)
    if known is None:
        known = [(str(value), str(label)) for value, label in _read(register, one, rows)]
        cache.set(key, known, _SECONDS)
    return known


def _read(register: Register[Any], one: Filter, rows: QuerySet[Any]) -> Sequence[tuple[Any, Label]]:
    if one.choices is not None:
        return one.choices(rows)
    return _used(register.model._meta.get_field(one.name), one.name, rows)


def _used(field: Any, name: str, rows: QuerySet[Any]) -> list[tuple[str, str]]:
    """The values in use, or the related records that are referred to."""
    if field.is_relation:
        related = field.related_model._default_manager.all()
        used = related.filter(Exists(rows.order_by().filter(**{name: OuterRef("pk")})))
        return [(str(item.pk), str(item)) for item in used[:_MOST]]
    values = rows.order_by(name).values_list(name, flat=True).distinct()[:_MOST]
    return [(str(value), text(value)) for value in values if value not in (None, "")]


def _is_large(model: type[models.Model]) -> bool:
    """By its newest key, which an index knows; a process asks once a minute."""
    key = f"kit.large.{model._meta.label_lower}"
    known: bool | None = cache.get(key)
    if known is None:
        newest = model._base_manager.aggregate(newest=Max("pk"))["newest"]
        known = isinstance(newest, int) and newest > _LARGE
        cache.set(key, known, _SECONDS)
    return known


def _key(register: Register[Any], one: Filter, user: Any) -> str:
    """Whose choices: a person's, and only while their roles reach as far."""
    reach = repr((getattr(user, "pk", None), user.grants() if user is not None else ()))
    digest = hashlib.sha256(reach.encode()).hexdigest()
    return f"kit.choices.{register.key}.{one.name}.{get_language()}.{digest}"
