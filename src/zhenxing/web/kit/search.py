"""Finding a record by its name in characters, in pinyin or by initials: a stored, indexed key.

A model that says `Searchable` first among its bases has the key, and its register finds by it. Saving
one record keeps it; what is written in a batch is handed to `fill_search_keys` before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhenxing.core import spelling

_BATCH = 2000


class Searchable(models.Model):
    """A record found by what people type for the fields in `search_from` (texts of its own row)."""

    search_from: ClassVar[tuple[str, ...]] = ("name",)

    search_key = models.CharField(
        _("检索键"), max_length=spelling.LENGTH, blank=True, default="", editable=False, db_index=True
    )

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        """Save with the key of today's names, also when only some fields are written."""
        self.search_key = search_key_of(self)
        only = options.get("update_fields")
        if only is not None:
            options["update_fields"] = {*only, "search_key"}
        super().save(**options)


def search_key_of(record: Searchable) -> str:
    return spelling.search_key(str(getattr(record, name) or "") for name in record.search_from)


def fill_search_keys(records: Iterable[Any]) -> None:
    """Give records about to be written in a batch their keys; those of other kinds stay as they are.

    `bulk_update` must name the field "search_key" too.
    """
    for record in records:
        if isinstance(record, Searchable):
            record.search_key = search_key_of(record)


def search_condition(words: str) -> Q:
    """The condition for rows of a `Searchable` model in whose names the word stands."""
    return Q(search_key__contains=spelling.asked(words))


def searchable_models() -> list[type[Searchable]]:
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Searchable) and not hasattr(model, "instance_type")  # no histories
    ]


def rebuild_search_keys() -> int:
    """Bring every stored key up to the names; returns how many rows had an old one."""
    return sum(_rebuild(model) for model in searchable_models())


def _rebuild(model: type[Searchable]) -> int:
    mended = 0
    stale: list[Searchable] = []
    rows = model._base_manager.only("pk", "search_key", *model.search_from).order_by("pk")
    for record in rows.iterator(_BATCH):
        key = search_key_of(record)
        if key != record.search_key:
            record.search_key = key
            stale.append(record)
        if len(stale) == _BATCH:
            mended += _write(model, stale)
            stale = []
    return mended + _write(model, stale)


def _write(model: type[Searchable], stale: list[Searchable]) -> int:
    return int(model._base_manager.bulk_update(stale, ["search_key"], batch_size=500)) if stale else 0


def holding(model: type[models.Model], name: str, word: str) -> models.Q:
    """Rows with a word in a field, or in a field of what they are related with.

    Each kind of related row is asked by itself: a join would list a row once for every hit.
    """
    first, _sign, rest = name.partition("__")
    relation: Any = model._meta.get_field(first)
    if not rest or not relation.is_relation:
        return models.Q(**{f"{name}__icontains": word})
    if relation.many_to_many:
        found = model._default_manager.filter(**{f"{name}__icontains": word})
        return models.Q(pk__in=found.order_by().values("pk"))
    related = relation.related_model
    there = related._base_manager.filter(holding(related, rest, word)).order_by()
    if relation.auto_created:  # seen from the other side
        return models.Q(pk__in=there.values(relation.field.attname))
    return models.Q(**{f"{first}__in": there.values("pk")})
