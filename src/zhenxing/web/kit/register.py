"""A register: one declaration of a record kind, from which its addresses and pages follow."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import models
from django.db.models import Q, QuerySet
from django.forms import BaseModelForm, modelform_factory
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhenxing.web.kit import scope
from zhenxing.web.kit.layouts import Layout
from zhenxing.web.kit.page_roles import ALL, ARCHIVE, BULK_ARCHIVE, BULK_EDIT, DEEDS, DETAIL, EDIT, PageRole
from zhenxing.web.kit.pages import page
from zhenxing.web.kit.search import Searchable, holding, search_condition

if TYPE_CHECKING:
    from zhenxing.web.kit.excel import Excel

AnyModel = TypeVar("AnyModel", bound=models.Model)
Label = str | Promise


#: what a list's address says itself; no filter may be called so
RESERVED = frozenset(
    ("q", "sort", "column", "archived", "view", "after", "before", "last", "page", "fill", "total")
) | frozenset(("lane", "zoom", "at"))


@dataclass(frozen=True)
class Column:
    """One column of the list and of the export.

    `value(record)` gives what stands in it (default: the field so named); `sort` the lookup to sort by
    (default: the field; "" for none); `badge(record)` a colour name for values that are states.
    `reads` names the fields that `value` and `badge` look at (a relation's record too, no further):
    the list then fetches those columns alone instead of whole records.
    """

    name: str
    label: Label = ""
    value: Callable[[Any], Any] | None = None
    sort: str | None = None
    align: str = "start"
    hidden: bool = False
    badge: Callable[[Any], str] | None = None
    #: with a badge: what a pointer held over it is told (the rule a colour comes from)
    hint: Callable[[Any], str] | None = None
    reads: tuple[str, ...] | None = None
    #: what stands there when there is nothing ("待计算")
    blank: Label = ""

    def of(self, record: models.Model) -> Any:
        found = self._found(record)
        return self.blank if self.blank and found in (None, "") else found

    def _found(self, record: models.Model) -> Any:
        if self.value is not None:
            return self.value(record)
        display = getattr(record, f"get_{self.name}_display", None)
        return display() if display else getattr(record, self.name)


@dataclass(frozen=True)
class Filter:
    """One choice above the list. `choices(rows)` gives (value, label) pairs; default: the field's own."""

    name: str
    label: Label = ""
    lookup: str = ""
    choices: Callable[[QuerySet[Any]], Sequence[tuple[str, Label]]] | None = None
    #: filters the rows itself where a lookup is not enough
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None


@dataclass(frozen=True)
class Panel:
    """One part of the detail page: a list of fields, or a template with what `load` returns for it."""

    title: Label
    fields: tuple[str, ...] = ()
    template: str = "kit/panel-fields.html"
    load: Callable[[Any, Any], Any] | None = None


@dataclass(frozen=True, eq=False)
class Register(Generic[AnyModel]):
    """Everything generic about a record kind.

    `key` is its URL namespace and folder (`goals` → `goals:list`, `/goals/`, `goals.view`).
    """

    model: type[AnyModel]
    key: str
    columns: tuple[Column | str, ...]
    filters: tuple[Filter | str, ...] = ()
    search: tuple[str, ...] = ()
    #: fields also found by pinyin and initials; the model is `Searchable` and has them in `search_from`
    pinyin: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    panels: tuple[Panel, ...] = ()
    roles: tuple[PageRole, ...] = ALL
    #: what a person may type; a form class overrides it
    fields: tuple[str, ...] = ()
    form: type[BaseModelForm[Any]] | None = None
    select_related: tuple[str, ...] = ()
    prefetch_related: tuple[str, ...] = ()
    label: Label = ""
    #: the heading it stands under in the navigation, its icon; no heading, no entry
    group: Label = ""
    icon: str = "list"
    #: keys of registers without an entry of their own, which people reach from over this list
    beside: tuple[str, ...] = ()
    #: other ways to see the list: board, timeline, calendar, map
    layouts: tuple[Layout, ...] = ()
    page_size: int = 50
    #: the fields that name one record to people (code; area and name): an import meets its rows by them
    natural_key: tuple[str, ...] = ()
    #: the fields that may be set on many records at once; None: all of `fields` that do not name a record
    bulk: tuple[str, ...] | None = None
    #: what its workbook needs besides the model; every register people make records in can be imported
    excel: Excel | None = None
    #: more for the list's template: `context(request, rows)` → dict of plain values
    context: Callable[[HttpRequest, QuerySet[Any]], dict[str, Any]] | None = field(default=None)

    def __post_init__(self) -> None:
        if taken := RESERVED & {one.name for one in self.all_filters}:
            raise TypeError(f"{self.key}: a list's address needs {sorted(taken)} itself")
        covered = getattr(self.model, "search_from", ()) if issubclass(self.model, Searchable) else ()
        if missing := set(self.pinyin) - set(covered):
            raise TypeError(f"{self.key}: no search key covers {sorted(missing)}: is the model Searchable?")

    @property
    def title(self) -> Label:
        return self.label or self.model._meta.verbose_name_plural or self.key

    def rows(self, user: Any, permission: str = "", *, scanned: bool = False) -> QuerySet[AnyModel]:
        """What the person may see, or do `permission` to; archived ones included.

        `scanned`: every row will be looked at, see `scope.visible`.
        """
        queryset: QuerySet[AnyModel] = self.model._default_manager.all()
        queryset = scope.visible(queryset, user, permission or f"{self.key}.view", scanned=scanned)
        if self.select_related:
            queryset = queryset.select_related(*self.select_related)
        return queryset.prefetch_related(*self.prefetch_related)

    @functools.cached_property
    def all_roles(self) -> tuple[PageRole, ...]:
        """The pages declared, and with the page for one record those for many of them."""
        from zhenxing.web.kit.excel import import_roles  # it describes registers

        many = list(import_roles(self))
        if EDIT in self.roles and self.bulk_fields:
            many.append(BULK_EDIT)
        if ARCHIVE in self.roles:
            many.append(BULK_ARCHIVE)
        shown = [layout.role for layout in self.layouts]
        if shown and DETAIL in self.roles:
            shown.append(DEEDS)
        return (*self.roles, *shown, *many)

    @functools.cached_property
    def bulk_fields(self) -> tuple[str, ...]:
        """The fields that may be set on many records at once."""
        if self.bulk is not None:
            return self.bulk
        names = {*self.natural_key, *getattr(self.model, "search_from", ())}
        common = [name for name in self.fields if name not in names and self._is_common(name)]
        return tuple(sorted(common, key=self._is_free))  # choices first: free text is seldom the same

    def _is_free(self, name: str) -> bool:
        field = self.model._meta.get_field(name)
        return not (field.choices or field.is_relation or isinstance(field, models.DateField))

    def _is_common(self, name: str) -> bool:
        """Whether many records may well have the same value there."""
        if not self.has_field(name):
            return False
        field = self.model._meta.get_field(name)
        return not field.unique and not isinstance(field, models.FileField | models.JSONField)

    def role(self, name: str) -> PageRole | None:
        return next((role for role in self.all_roles if role.name == name), None)

    def url(self, name: str, pk: int | None = None) -> str:
        return reverse(f"{self.key}:{name}", kwargs={"pk": pk} if pk is not None else None)

    def patterns(self) -> list[URLPattern]:
        return [path(role.path, self._view(role), name=role.name) for role in self.all_roles]

    def _view(self, role: PageRole) -> Callable[..., HttpResponseBase]:
        view = functools.partial(role.view, self)
        functools.update_wrapper(view, role.view)
        return page(role.permission(self))(view)

    @functools.cached_property
    def all_columns(self) -> tuple[Column, ...]:
        return tuple(Column(item) if isinstance(item, str) else item for item in self.columns)

    @functools.cached_property
    def all_filters(self) -> tuple[Filter, ...]:
        return tuple(Filter(item) if isinstance(item, str) else item for item in self.filters)

    def column_label(self, column: Column) -> Label:
        return column.label or self.field_label(column.name)

    def has_field(self, name: str) -> bool:
        return any(field.name == name for field in self.model._meta.concrete_fields)

    def field_label(self, name: str) -> Label:
        label: Label = self.model._meta.get_field(name).verbose_name
        return label

    def sort_lookup(self, column: Column) -> str:
        """The lookup a column sorts by; "" when it does not."""
        if column.sort is not None:
            return column.sort
        return column.name if column.value is None else ""

    def search_condition(self, words: str) -> Q:
        """Every word somewhere in the searched fields, or in the key of a `Searchable` model."""
        found = Q()
        for word in words.split()[:8]:
            any_field = Q()
            for name in self.searched_fields:
                any_field |= holding(self.model, name, word)
            if issubclass(self.model, Searchable):
                any_field |= search_condition(word)
            found &= any_field
        return found

    @functools.cached_property
    def searched_fields(self) -> tuple[str, ...]:
        """The fields looked into one by one: those that the model's search key does not hold already."""
        covered = self.model.search_from if issubclass(self.model, Searchable) else ()
        return tuple(name for name in self.search if name not in covered)

    @property
    def searchable(self) -> bool:
        """Whether there is anything to look into."""
        return bool(self.search) or issubclass(self.model, Searchable)

    def form_class(self) -> type[BaseModelForm[Any]]:
        return self.form or modelform_factory(self.model, fields=self.fields)


def text(value: Any) -> str:
    """A value as it stands in a cell."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list | tuple | set | frozenset):
        return "、".join(text(item) for item in value)
    return str(value)
