"""What a field is in JSON: how its value is said, and what may be sent for it."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field, StrictBool

#: an id of any table; SQLite knows no larger number
LARGEST = 2**63 - 1
_LONGEST = 100_000

Id = Annotated[int, Field(ge=1, le=LARGEST)]
StrictId = Annotated[int, Field(strict=True, ge=1, le=LARGEST)]


class Reference(BaseModel):
    """A record pointed at: `id`, or the natural `code` people know it by. `label` is for reading."""

    model_config = ConfigDict(extra="forbid")

    id: StrictId | None = None
    code: Annotated[str, Field(strict=True, max_length=200)] | None = None
    label: Annotated[str, Field(strict=True, max_length=1000)] | None = None


# --- out ---------------------------------------------------------------------------------------------


def said(value: Any) -> Any:
    """A value as JSON holds it: money and other decimals as text, so that no digit is lost."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return reference(value)
    if isinstance(value, str | int | float | bool | dict | list) or value is None:
        return value
    return str(value)


def reference(record: models.Model) -> dict[str, Any]:
    """What stands for a record in another one."""
    code = code_field(type(record))
    known = {"code": getattr(record, code)} if code else {}
    return {"id": record.pk, **known, "label": str(record)}


@functools.cache
def code_field(model: type[models.Model]) -> str:
    """The text field by which people know one record: its register's natural key, else its one unique text.

    "" when there is no such single field.
    """
    from zhenxing.web.registers import REGISTERS  # the registers are frozen only after start-up

    for register in REGISTERS:
        if register.model is model and len(register.natural_key) == 1:
            return register.natural_key[0]
    unique = [
        field.name
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key and isinstance(field, models.CharField)
    ]
    return unique[0] if len(unique) == 1 else ""


# --- types -------------------------------------------------------------------------------------------


def read_type(field: models.Field[Any, Any]) -> Any:
    """The type of what is answered for a field."""
    kind = _read_kind(field)
    return kind | None if field.null and kind is not Any else kind


def _read_kind(field: Any) -> Any:
    if field.many_to_many:
        return list[Reference]
    if field.is_relation:
        return Reference
    if values := choices_of(field):
        return Literal[values]
    plain: dict[type[Any], Any] = {
        models.BooleanField: bool,
        models.IntegerField: int,
        models.FloatField: float,
        models.DecimalField: Annotated[str, Field(json_schema_extra={"format": "decimal"})],
        models.DateTimeField: Annotated[str, Field(json_schema_extra={"format": "date-time"})],
        models.DateField: Annotated[str, Field(json_schema_extra={"format": "date"})],
        models.JSONField: Any,
    }
    return next((kind for cls, kind in plain.items() if isinstance(field, cls)), str)


def choices_of(field: Any) -> tuple[Any, ...]:
    """The codes a field is chosen from; () when it is free."""
    values = tuple(value for value, _label in getattr(field, "flatchoices", ()) or () if value is not None)
    if not values:
        return ()
    return (*values, "") if field.blank and not field.null and "" not in values else values


def model_field(model: type[models.Model], name: str) -> Any:
    """The model's own field of a name, or None."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if field.concrete else None


def written_type(model: type[models.Model], name: str, control: forms.Field) -> Any:
    """The type of what may be sent for a field of the form; the form itself has the last word."""
    field = model_field(model, name)
    kind = _written_kind(field, control)
    may_be_null = field.null if field is not None else not control.required
    return kind | None if may_be_null and kind is not Any else kind


def _written_kind(field: Any, control: forms.Field) -> Any:
    if isinstance(control, forms.ModelMultipleChoiceField):
        return list[StrictId | Reference]
    if isinstance(control, forms.ModelChoiceField):
        return StrictId | Reference
    if field is not None and (values := choices_of(field)):
        return Literal[values]
    if isinstance(control, forms.BooleanField):
        return StrictBool
    if isinstance(control, forms.JSONField):
        return Any
    return _number(control) or _text(field, control)


def _number(control: forms.Field) -> Any:
    """Whole numbers are numbers; decimals are text with as many digits as the field keeps."""
    if isinstance(control, forms.DecimalField):
        places = control.decimal_places
        whole = (control.max_digits or 20) - (places or 0)
        fraction = rf"(\.[0-9]{{1,{places}}})?" if places else ""
        return _matching(rf"^-?[0-9]{{1,{max(whole, 1)}}}{fraction}$", "decimal")
    if isinstance(control, forms.FloatField):
        return Annotated[float, Field(ge=-1e300, le=1e300)]
    if isinstance(control, forms.IntegerField):
        least = _limit(control.validators, MinValueValidator, -LARGEST)
        most = _limit(control.validators, MaxValueValidator, LARGEST)
        return Annotated[int, Field(strict=True, ge=least, le=most)]
    return None


def _text(field: Any, control: forms.Field) -> Any:
    if isinstance(control, forms.DateTimeField):
        return _matching(_MOMENT, "date-time")
    if isinstance(control, forms.DateField):
        return _matching(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "date")
    most = getattr(control, "max_length", None) or _limit(control.validators, MaxLengthValidator, _LONGEST)
    least = 1 if control.required else 0
    return Annotated[str, Field(strict=True, min_length=least, max_length=most)]


_MOMENT = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})$"
)


def _matching(pattern: str, name: str) -> Any:
    return Annotated[str, Field(strict=True, pattern=pattern, json_schema_extra={"format": name})]


def _limit(validators: Sequence[Any], kind: type[Any], default: int) -> int:
    """The limit that a validator of a kind sets."""
    found = [one.limit_value for one in validators if type(one) is kind]
    given = [limit() if callable(limit) else limit for limit in found]
    return max(given) if given and kind is MinValueValidator else min(given, default=default)


def parameter_name(name: str) -> str:
    """A Python name for a parameter of any name, one that pydantic has no use of its own for."""
    return "asked_" + re.sub(r"\W", "_", name)
