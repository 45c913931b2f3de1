"""A register as a table of Excel: which columns, of which kind, told apart by what.

One description serves the export, the template, the import, the grid and the check of every cell. It
follows from the model; `Excel` in the register's declaration adds what a model cannot know (other names
people give a column, sums that must hold) and overrides what it says wrongly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.apps import apps
from django.core import validators
from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from zhenxing.core.fields import Choice, Field, Kind, Rule, TableSpec
from zhenxing.web.kit.models import Record
from zhenxing.web.kit.page_roles import CREATE, PageRole
from zhenxing.web.kit.register import Register

#: what a clerk writes to empty a value: a blank cell leaves it as it is
CLEAR: Final = "—清空—"
#: a foreign key with no more choices than this becomes a drop-down list
_LISTED: Final = 300

_KINDS: Final[tuple[tuple[type[models.Field[Any, Any]], Kind], ...]] = (
    (models.BooleanField, "flag"),
    (models.DateField, "date"),
    (models.DecimalField, "decimal"),
    (models.IntegerField, "integer"),
    (models.CharField, "text"),
    (models.TextField, "text"),
)
#: what people head these columns with in every kind of table
_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "area": ("地区", "所属地区", "所在地区", "所在地", "行政区划", "县区", "所属乡镇", "所在乡镇", "乡镇"),
    "unit": ("单位", "单位名称", "所属单位", "责任单位"),
}
_POSITIVE: Final = (
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.PositiveBigIntegerField,
)
_MOST: Final[tuple[tuple[type[models.Field[Any, Any]], int], ...]] = (
    (models.SmallIntegerField, 2**15 - 1),
    (models.BigIntegerField, 10**17),
    (models.IntegerField, 2**31 - 1),
)


@dataclass(frozen=True)
class Excel:
    """What a register's workbook needs besides the model.

    `columns` are the fields in their order (default: those of the form); `aliases` other headings by
    field; `groups` headings above a column; `rules` what must hold between columns; `key` the fields that
    tell rows apart (default: the register's natural key), `otherwise` those that do where the key is
    missing in the row or in the record; `change` attributes of a derived column; `divisions` and
    `industries` the codes (written form → kept form) that columns of these kinds are held to.
    """

    columns: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    key: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    change: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    divisions: Callable[[], Mapping[str, str]] | None = None
    industries: Callable[[], Mapping[str, str]] | None = None


def importable(register: Register[Any]) -> bool:
    """Whether workbooks can be imported: people make records by the plain form, and can tell them apart.

    Where making one is a deed of its own (a place is planted in a tree), a row of a table is not enough.
    """
    declared = register.excel or Excel()
    named = bool(declared.key or register.natural_key)
    return named and CREATE in register.roles and bool(register.fields) and issubclass(register.model, Record)


def import_roles(register: Register[Any]) -> tuple[PageRole, ...]:
    """The pages an importable register has besides, while the app of imports is installed."""
    if not apps.is_installed("zhenxing.web.imports") or not importable(register):
        return ()
    from zhenxing.web.imports.pages import ROLES  # an app that may be deleted

    return ROLES


def table_spec(register: Register[Any], rows: Mapping[str, models.QuerySet[Any]] | None = None) -> TableSpec:
    """The register's table. `rows` narrows the records a foreign key may point at (a person's scope).

    Labels are Chinese whoever asks: a workbook exported by one person is imported by another.
    """
    declared = register.excel or Excel()
    with translation.override("zh-hans"):
        fields = tuple(_fields(register, declared, rows or {}))
        title = str(register.title)
    return TableSpec(register.key, title, fields, declared.rules, key_of(register))


def key_of(register: Register[Any]) -> tuple[str, ...]:
    """The fields by which a row of a workbook meets its record."""
    return (register.excel or Excel()).key or register.natural_key


def keys_of(register: Register[Any]) -> tuple[tuple[str, ...], ...]:
    """The keys in the order in which they are tried."""
    otherwise = (register.excel or Excel()).otherwise
    return (key_of(register), otherwise) if otherwise else (key_of(register),)


def columns_of(register: Register[Any]) -> tuple[models.Field[Any, Any], ...]:
    """The model's fields that a workbook holds, in the order of its columns."""
    names = (register.excel or Excel()).columns or register.fields
    told_apart = dict.fromkeys(name for key in keys_of(register) for name in key)
    ordered = [*(name for name in told_apart if name not in names), *names]
    found = [register.model._meta.get_field(name) for name in ordered]
    return tuple(one for one in found if _held(one))


def _held(one: models.Field[Any, Any]) -> bool:
    """Columns whose values a cell can hold: those of the record's own table, and sets of records."""
    kinds = (models.ForeignKey, *(cls for cls, _kind in _KINDS))
    return bool(one.concrete and isinstance(one, kinds)) or is_set(one)


def is_set(one: models.Field[Any, Any]) -> bool:
    """Whether a cell of this column names several records."""
    return isinstance(one, models.ManyToManyField)


def _fields(
    register: Register[Any], declared: Excel, rows: Mapping[str, models.QuerySet[Any]]
) -> Iterator[Field]:
    key = key_of(register)
    for one in columns_of(register):
        made = _field(one, rows.get(one.name), one.name in key)
        aliases = dict.fromkeys([*declared.aliases.get(one.name, ()), *_other_headings(register, one)])
        aliases.pop(made.label, None)
        made = replace(made, aliases=tuple(aliases), groups=declared.groups.get(one.name, ()))
        yield replace(made, **declared.change.get(one.name, {}))


def _other_headings(register: Register[Any], one: models.Field[Any, Any]) -> Iterator[str]:
    """What else the column may well be called: its English name, 企业名称 for the 名称 of an 企业."""
    yield _english(one.verbose_name)
    yield from _USUAL.get(one.name, ())
    if one.name == "name":
        kind = str(register.model._meta.verbose_name)
        yield from (f"{kind}名称", f"{kind}全称", kind)


def _field(one: models.Field[Any, Any], rows: models.QuerySet[Any] | None, key: bool) -> Field:
    kind, choices = _kind(one), _choices(one, rows)
    if choices:
        kind = "choice"
    number = kind in ("integer", "decimal", "money")
    low, high = _bounds(one)
    return Field(
        one.name,
        str(one.verbose_name),
        kind,
        required=not one.blank and not one.has_default(),
        minimum=low if number or kind == "date" else None,
        maximum=high if number or kind == "date" else None,
        max_length=one.max_length if kind == "text" else None,
        choices=choices,
        places=one.decimal_places if kind == "decimal" else 2,  # type: ignore[attr-defined]  # of a DecimalField
        key=key,
        help="；".join(filter(None, [str(one.help_text), _("多个用“、”隔开") if is_set(one) else ""])),
    )


def _kind(one: models.Field[Any, Any]) -> Kind:
    """A field class that knows better says so itself (`column_kind`)."""
    said: Kind | None = getattr(one, "column_kind", None)
    if said:
        return said
    if isinstance(one, models.ForeignKey):
        return "reference"
    if is_set(one):
        return "text"
    if isinstance(one, models.DecimalField) and one.decimal_places == 2 and "元" in str(one.verbose_name):
        return "money"
    return next(kind for cls, kind in _KINDS if isinstance(one, cls))


def _choices(one: models.Field[Any, Any], rows: models.QuerySet[Any] | None) -> tuple[Choice, ...]:
    if isinstance(one, models.ForeignKey):
        return _listed(rows) if rows is not None else ()
    pairs = [(value, label) for value, label in one.flatchoices if value not in (None, "")]
    return tuple(Choice(str(value), str(label), _other_names(label)) for value, label in pairs)


def _listed(rows: models.QuerySet[Any]) -> tuple[Choice, ...]:
    """The records as a list, when they are few and no two have one name."""
    found = list(rows[: _LISTED + 1])
    labels = [str(record) for record in found]
    if len(found) > _LISTED or len(set(labels)) < len(labels):
        return ()
    return tuple(
        Choice(str(record.pk), label, tuple(_codes(record)))
        for record, label in zip(found, labels, strict=True)
    )


def _codes(record: models.Model) -> Iterator[str]:
    """What else a record goes by: its name without its code, its code, its short name."""
    for name in ("name", "code", "short_name"):
        value = getattr(record, name, None)
        if isinstance(value, str) and value and value != str(record):
            yield value


def _other_names(label: str | Promise) -> tuple[str, ...]:
    english = _english(label)
    return (english,) if english != str(label) else ()


def _english(text: str | Promise) -> str:
    with translation.override("en"):
        return str(text)


def _bounds(one: models.Field[Any, Any]) -> tuple[Any, Any]:
    """The least and the greatest value that the validators and the column allow."""
    low: int | Decimal | date | None = None
    high: int | Decimal | date | None = next((most for cls, most in _MOST if isinstance(one, cls)), None)
    if isinstance(one, _POSITIVE):
        low = 0
    if isinstance(one, models.DecimalField):
        high = Decimal(10) ** (one.max_digits - one.decimal_places) - Decimal(1).scaleb(-one.decimal_places)
    for validator in one.validators:
        if isinstance(validator, validators.MinValueValidator):
            low = _limit(validator)
        elif isinstance(validator, validators.MaxValueValidator):
            high = _limit(validator)
    return low, high


def _limit(validator: validators.BaseValidator) -> Any:
    limit = validator.limit_value
    return limit() if callable(limit) else limit
