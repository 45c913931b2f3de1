"""What a person's workbook may refer to: the records they see, by every name these go by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import QuerySet

from zhenxing.core.fields import TableSpec
from zhenxing.engines.checks import Known
from zhenxing.web.imports.sets import Names
from zhenxing.web.kit import scope
from zhenxing.web.kit.excel import Excel, columns_of, is_set, table_spec
from zhenxing.web.kit.lists import in_use
from zhenxing.web.kit.register import Register
from zhenxing.web.organisations.models import Area
from zhenxing.web.registers import REGISTERS

#: texts of a record that people write for it, where its model has them
_NAMES = ("name", "short_name", "title", "code", "key")
#: records of this many are also known by what `str` says of them
_FEW = 20_000


@dataclass(frozen=True)
class Vocabulary:
    """A register's table as one person may fill it.

    `known` resolves names to keys (as text); `unclear` are names that more than one record goes by, by
    field; `elsewhere` asks which of some names belong to records outside the person's scope.
    """

    spec: TableSpec
    known: Known
    unclear: Mapping[str, frozenset[str]]
    rows: Mapping[str, QuerySet[Any]]
    #: of columns whose cells name several records
    sets: Mapping[str, Names] = field(default_factory=dict)

    def elsewhere(self, name: str, written: set[str]) -> set[str]:
        """Which of the names written for a field are of a place the person may not write for."""
        rows = self.rows.get(name)
        if rows is None or rows.model is not Area:
            return set()  # of other records even their being there is nobody's business
        places = Area.objects.filter(models.Q(name__in=written) | models.Q(code__in=written))
        found = places.exclude(pk__in=rows.values("pk")).values_list("name", "code")
        return {text for pair in found for text in pair} & written


def vocabulary(register: Register[Any], user: Any) -> Vocabulary:
    """What the person may write in each column of the register."""
    rows = {
        one.name: _allowed(register, one, user)
        for one in columns_of(register)
        if isinstance(one, models.ForeignKey) or is_set(one)
    }
    spec = table_spec(register, rows)
    names = {name: _names(rows[name]) for name in rows if spec.field(name).kind == "reference"}
    sets = {one.name: Names(*_names(rows[one.name])) for one in columns_of(register) if is_set(one)}
    declared = register.excel or Excel()
    return Vocabulary(
        spec,
        Known(
            declared.divisions() if declared.divisions else None,
            declared.industries() if declared.industries else None,
            {name: found for name, (found, _unclear) in names.items()},
        ),
        {name: unclear for name, (_found, unclear) in names.items()},
        rows,
        sets,
    )


def _allowed(register: Register[Any], one: Any, user: Any) -> QuerySet[Any]:
    """What a key may point at, or a set hold: of places and units, those the person may write for."""
    related = one.related_model
    rows = related._default_manager.complex_filter(one.get_limit_choices_to())
    if one.name in _of_scope(register.model):
        return in_use(scope.visible(rows, user, f"{register.key}.create"))
    keys = {other.model: other.key for other in reversed(REGISTERS)}
    key = keys.get(related)
    return in_use(scope.visible(rows, user, f"{key}.view")) if key else rows.none()


def _of_scope(model: type[models.Model]) -> set[str]:
    """The foreign keys through which the model's records belong to a place or a unit."""
    paths: scope.ScopePaths | None = getattr(model, "scope_by", None)
    if paths is None:
        return set()
    lookups = [*([paths.area] if paths.area else []), *paths.units]
    return {lookup.partition("__")[0].removesuffix("_id") for lookup in lookups}


def _names(rows: QuerySet[Any]) -> tuple[dict[str, str], frozenset[str]]:
    """(name → key, names of several): every text a record goes by."""
    held = {one.name for one in rows.model._meta.concrete_fields}
    columns = [name for name in _NAMES if name in held]
    found: dict[str, str] = {}
    unclear: set[str] = set()
    for pk, *texts in rows.order_by().values_list("pk", *columns).iterator(5000):
        for text in dict.fromkeys(text for text in texts if text):
            _add(found, unclear, text, str(pk))
    for record in rows[:_FEW] if rows.count() <= _FEW else ():
        _add(found, unclear, str(record), str(record.pk))
    for text in unclear:
        del found[text]
    return found, frozenset(unclear)


def _add(found: dict[str, str], unclear: set[str], text: str, key: str) -> None:
    if found.setdefault(text, key) != key:
        unclear.add(text)
