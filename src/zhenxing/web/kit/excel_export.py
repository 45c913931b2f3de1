"""A register as a workbook: the export, which is also the template it comes back in."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models import Count, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from zhenxing.core.fields import Field, TableSpec
from zhenxing.papers.register_book import register_book
from zhenxing.web.kit.demo import is_demo
from zhenxing.web.kit.excel import CLEAR, columns_of, is_set, table_spec
from zhenxing.web.kit.register import Column, Register, text

_BATCH = 2000


def export_book(register: Register[Any], rows: QuerySet[Any], columns: Sequence[Column] = ()) -> bytes:
    """The rows of a view as a workbook that can be changed and imported again.

    The fields that tell rows apart come with the columns of the view; columns that are worked out
    (and cannot be imported) stand after the others, to be read.
    """
    spec = table_spec(register, _related(register))
    names = [column.name for column in columns]
    fields = [one for one in columns_of(register) if _wanted(one, spec, names)]
    more = [column for column in columns if column.name not in spec.names]
    with translation.override("zh-hans"):
        source = _Source(spec, fields, more, rows)
        return register_book(
            replace(spec, fields=(*spec.fields, *(_read_only(register, column) for column in more))),
            source.values(),
            columns=[*(one.name for one in fields), *(column.name for column in more)],
            versions=source.versions(),
            title=str(register.title),
            notes=_notes(),
            demo=is_demo(),
        )


def _read_only(register: Register[Any], column: Column) -> Field:
    return Field(
        column.name, str(register.column_label(column)), help=_("由系统得出，仅供查看，导入时不读这一列")
    )


def template_book(register: Register[Any], user: Any) -> bytes:
    """The same workbook without rows."""
    from zhenxing.web.imports.known import vocabulary  # the app of imports knows what a person may write

    with translation.override("zh-hans"):
        spec = vocabulary(register, user).spec
        return register_book(spec, (), title=str(register.title), notes=_notes(), demo=is_demo())


def _notes() -> list[str]:
    return [
        _("导出日期：%(day)s") % {"day": timezone.localdate().isoformat()},
        _("空着的单元格表示不改动系统里已有的内容。"),
        _("要清除系统里已有的内容，请在单元格里填：%(sign)s") % {"sign": CLEAR},
    ]


def _wanted(one: models.Field[Any, Any], spec: TableSpec, columns: Sequence[str]) -> bool:
    field = spec.field(one.name)
    return not columns or one.name in columns or field.key or field.required


def _related(register: Register[Any]) -> dict[str, QuerySet[Any]]:
    """For drop-down lists: what each foreign key may point at, the archived left out."""
    found = {}
    for one in columns_of(register):
        if isinstance(one, models.ForeignKey):
            rows = one.related_model._default_manager.complex_filter(one.get_limit_choices_to())
            found[one.name] = rows
    return found


class _Source:
    """The rows read once, a batch at a time, and handed on as values and as versions, in step."""

    def __init__(
        self,
        spec: TableSpec,
        fields: Sequence[models.Field[Any, Any]],
        more: Sequence[Column],
        rows: QuerySet[Any],
    ) -> None:
        self._attributes = ["pk" if is_set(one) else one.attname for one in fields]
        self._names = [_names(one, spec) for one in fields]
        self._listed = [spec.field(one.name).kind == "choice" for one in fields]
        self._more, self._rows = more, rows
        self._passed: deque[tuple[int, int]] = deque()

    def values(self) -> Iterator[list[Any]]:
        """Each row as the workbook takes it."""
        read = self._read()
        while batch := list(itertools.islice(read, _BATCH)):
            columns = list(zip(*(values for _version, values, _more in batch), strict=True))
            for known, column in zip(self._names, columns, strict=True):
                if known is not None:
                    known.learn(column)
            for version, values, more in batch:
                self._passed.append(version)
                told = zip(values, self._names, self._listed, strict=True)
                yield [*(_value(value, known, chosen) for value, known, chosen in told), *more]

    def versions(self) -> Iterator[tuple[int, int]]:
        """Record number and version of the rows that `values` has given, in their order."""
        while self._passed:
            yield self._passed.popleft()

    def _read(self) -> Iterator[tuple[tuple[int, int], Sequence[Any], list[Any]]]:
        if not self._more:
            for pk, version, *values in self._rows.values_list("pk", "version", *self._attributes).iterator(
                _BATCH
            ):
                yield (pk, version), values, []
            return
        for record in self._rows.iterator(_BATCH):
            values = [getattr(record, name) for name in self._attributes]
            yield (
                (record.pk, record.version),
                values,
                [text(column.of(record)) or None for column in self._more],
            )


def _names(one: models.Field[Any, Any], spec: TableSpec) -> _Names | _SetNames | None:
    """What tells the words for a column's keys; None where its values stand for themselves."""
    if is_set(one):
        return _SetNames(one)
    named = isinstance(one, models.ForeignKey) and spec.field(one.name).kind != "choice"
    return _Names(one) if named else None


def _value(value: Any, names: _Names | _SetNames | None, chosen: bool) -> Any:
    if value is None or value == "":
        return None
    if names is not None:
        return names.known.get(value)
    return str(value) if chosen else value


class _Names:
    """What the records a foreign key points at are called: by their code where a name is not enough."""

    def __init__(self, one: models.Field[Any, Any]) -> None:
        self._rows = one.related_model._base_manager  # type: ignore[union-attr]  # of a foreign key
        held = {field.name for field in self._rows.model._meta.concrete_fields}
        self._coded = {"name", "code"} <= held
        self.known: dict[Any, str] = {}

    def learn(self, keys: Iterable[Any]) -> None:
        """Look up the records of some keys that are not known yet, all at once."""
        missing = {key for key in keys if key is not None and key not in self.known}
        records = self._rows.in_bulk(list(missing)) if missing else {}
        shared = self._shared([record.name for record in records.values()]) if self._coded else set()
        for key, record in records.items():
            name = str(record)
            self.known[key] = record.code if self._coded and record.code and record.name in shared else name

    def _shared(self, names: list[str]) -> set[str]:
        counted = self._rows.filter(name__in=names).values("name").annotate(times=Count("pk"))
        return set(counted.filter(times__gt=1).values_list("name", flat=True))


class _SetNames:
    """What the records of a set are called, one after another, by the record that holds them."""

    def __init__(self, one: Any) -> None:
        self._one = one
        self._others = _Names(one)
        self.known: dict[Any, str] = {}

    def learn(self, keys: Iterable[Any]) -> None:
        here, there = f"{self._one.m2m_field_name()}_id", f"{self._one.m2m_reverse_field_name()}_id"
        rows = self._one.remote_field.through._base_manager.filter(**{f"{here}__in": list(keys)})
        pairs = list(rows.order_by(here, there).values_list(here, there))
        self._others.learn(other for _record, other in pairs)
        found: dict[Any, list[str]] = {}
        for record, other in pairs:
            found.setdefault(record, []).append(self._others.known[other])
        self.known = {record: "、".join(names) for record, names in found.items()}
