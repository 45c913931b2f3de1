"""The JSON of one register: what a record reads like, and what may be sent for one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from django.db import models
from django.db.models import QuerySet
from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo

from zhenxing.web.kit import page_roles
from zhenxing.web.kit.api import fields
from zhenxing.web.kit.models import Versioned
from zhenxing.web.kit.register import Register, text

_CLOSED = ConfigDict(extra="forbid")
#: names every record has besides its register's own
_FRAME = ("id", "version", "label", "archived_at", "created_at", "updated_at")


@dataclass(frozen=True)
class Said:
    """One name of a record's JSON."""

    name: str
    label: str
    type: Any
    of: Callable[[Any], Any]
    #: the foreign key it needs joined, "" when none
    join: str = ""


@dataclass(frozen=True)
class Shape:
    """What the API knows of a register."""

    register: Register[Any]

    @property
    def key(self) -> str:
        return self.register.key

    @property
    def versioned(self) -> bool:
        return issubclass(self.register.model, Versioned)

    @functools.cached_property
    def verbs(self) -> frozenset[str]:
        """Of create, edit, archive: those that the register offers in the kit's plain way."""
        plain = {page_roles.CREATE: "create", page_roles.EDIT: "edit", page_roles.ARCHIVE: "archive"}
        offered = frozenset(verb for role, verb in plain.items() if role in self.register.roles)
        writable = bool(self.register.fields or self.register.form)
        return offered if writable else offered - {"create", "edit"}

    @functools.cached_property
    def said(self) -> dict[str, Said]:
        """By name: the register's columns, then what else may be typed or is shown."""
        found: dict[str, Said] = {}
        for column in self.register.all_columns:
            found[column.name] = self._column(column)
        others = [*self.register.fields, *(name for panel in self.register.panels for name in panel.fields)]
        for name in others:
            field = fields.model_field(self.register.model, name)
            if name not in found and field is not None:
                found[name] = _of_field(field)
        return {name: one for name, one in found.items() if name not in _FRAME}

    def _column(self, column: Any) -> Said:
        field = fields.model_field(self.register.model, column.name)
        if field is not None and not isinstance(field, models.FileField):
            return _of_field(field)
        label = str(self.register.column_label(column))
        return Said(column.name, label, str | None, lambda record: text(column.of(record)) or None)

    # --- out ---------------------------------------------------------------------------------------

    def joined(self, rows: QuerySet[Any], chosen: frozenset[str] | None = None) -> QuerySet[Any]:
        """The rows with every record they point at, in one query."""
        names = [
            one.join for one in self.said.values() if one.join and (chosen is None or one.name in chosen)
        ]
        return rows.select_related(*names) if names else rows

    def of(self, record: Any, chosen: frozenset[str] | None = None) -> dict[str, Any]:
        """The record as JSON; only the `chosen` names besides its frame, when they are given."""
        known: dict[str, Any] = {"id": record.pk, "label": str(record)}
        if self.versioned:
            known |= {
                "version": record.version,
                "archived_at": fields.said(record.archived_at),
                "created_at": fields.said(record.created_at),
                "updated_at": fields.said(record.updated_at),
            }
        wanted = (one for one in self.said.values() if chosen is None or one.name in chosen)
        return known | {one.name: one.of(record) for one in wanted}

    # --- types -------------------------------------------------------------------------------------

    @functools.cached_property
    def record(self) -> type[BaseModel]:
        moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
        frame: dict[str, Any] = {"id": (int, ...), "label": (str, ...)}
        if self.versioned:
            frame |= {"version": (int, ...), "archived_at": (moment | None, ...)}
            frame |= {"created_at": (moment, ...), "updated_at": (moment, ...)}
        own = {
            one.name: (one.type, Field(default=None, title=one.label, description=_choices(self, one.name)))
            for one in self.said.values()
        }
        return self._model("Record", {**frame, **own}, str(self.register.model._meta.verbose_name))

    @functools.cached_property
    def page(self) -> type[BaseModel]:
        names: dict[str, Any] = {
            "items": (list[self.record], ...),  # type: ignore[name-defined]  # a class made above
            "next": (str | None, ...),
            "total": (int | None, None),
            "capped": (bool | None, None),
        }
        return self._model("Page", names, str(self.register.title))

    @functools.cached_property
    def draft(self) -> type[BaseModel]:
        """What is sent to make a record."""
        return self._model("Draft", dict(self._typed(required=True)), "")

    @functools.cached_property
    def change(self) -> type[BaseModel]:
        """What is sent to change one: any of the same names, at least one."""
        config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 1})
        return self._model("Change", dict(self._typed(required=False)), "", config)

    def _typed(self, *, required: bool) -> Any:
        model = self.register.model
        for name, control in self.register.form_class().base_fields.items():
            field = fields.model_field(model, name)
            must = required and control.required and not (field is not None and field.has_default())
            default: Any = ... if must else None
            title = str(control.label or name)
            about = _choices(self, name) or str(control.help_text or "") or None
            kind = fields.written_type(model, name, control)
            yield name, (kind, Field(default=default, title=title, description=about))

    def _model(
        self, part: str, names: dict[str, Any], title: str, config: ConfigDict = _CLOSED
    ) -> type[BaseModel]:
        kind = "".join(word.capitalize() for word in self.key.split("_"))
        # by alias: a field may be called what pydantic calls something of its own (register, copy, model_…)
        safe = {f"f_{name}": (of, _named(name, said)) for name, (of, said) in names.items()}
        made: type[BaseModel] = create_model(
            f"{kind}{part}", __config__=config, __doc__=title or None, **safe
        )
        return made


def _named(name: str, said: Any) -> Any:
    """The field with its name as alias; `said` is a FieldInfo, or the default alone."""
    if not isinstance(said, FieldInfo):
        return Field(default=said, alias=name)
    return Field(default=said.default, alias=name, title=said.title, description=said.description)


def _of_field(field: Any) -> Said:
    label = str(field.verbose_name)
    if field.many_to_many:
        name = field.name
        return Said(name, label, fields.read_type(field), lambda one: _all(getattr(one, name)))
    join = field.name if field.is_relation else ""
    attribute = field.name
    return Said(
        attribute, label, fields.read_type(field), lambda one: fields.said(getattr(one, attribute)), join
    )


def _all(related: Any) -> list[dict[str, Any]]:
    return [fields.reference(one) for one in related.all()]


def _choices(shape: Shape, name: str) -> str | None:
    """The codes of a field that is chosen from, each with its word."""
    field = fields.model_field(shape.register.model, name)
    pairs = getattr(field, "flatchoices", None) or ()
    return "；".join(f"{value} {label}" for value, label in pairs) or None
