"""Cells of a workbook seen through the model: cleared on purpose, cleaned by a field's own rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from django.core import validators
from django.core.exceptions import ValidationError
from django.db import models

from zhenxing.core.fields import Field
from zhenxing.engines.difference import arrow_type
from zhenxing.intake.workbooks import MappedSheet
from zhenxing.web.kit.excel import CLEAR

Mask = npt.NDArray[np.bool_]

#: the sign in the forms people write it in
_CLEARS: Final = pa.array([CLEAR, "-清空-", "——清空——", "－清空－", "【清空】", "[清空]"])
#: validators whose bounds the table's fields have already
_KNOWN: Final = (
    validators.MaxLengthValidator,
    validators.MinValueValidator,
    validators.MaxValueValidator,
    validators.DecimalValidator,
    validators.ProhibitNullCharactersValidator,
)
#: kinds that the check of the file brings to their canonical form itself
_CHECKED: Final = frozenset({"uscc", "division", "industry", "choice", "reference"})


def without_clears(sheets: Iterable[MappedSheet]) -> tuple[tuple[MappedSheet, ...], dict[str, Mask]]:
    """The sheets with empty cells where a sign says that a value shall go, and where these were, by field.

    A mask is as long as all sheets' rows together; a field nobody clears has none.
    """
    changed: list[MappedSheet] = []
    masks: dict[str, list[tuple[int, Mask]]] = {}
    start = 0
    for sheet in sheets:
        columns = []
        for column in sheet.columns:
            here = _is_clear(column.values)
            if here.any():
                masks.setdefault(column.field, []).append((start, here))
                emptied = pc.if_else(pa.array(here), pa.scalar(None, pa.string()), column.values)
                column = replace(column, values=emptied)
            columns.append(column)
        changed.append(replace(sheet, columns=tuple(columns)))
        start += len(sheet.rows)
    return tuple(changed), {name: _joined(parts, start) for name, parts in masks.items()}


def _is_clear(values: Any) -> Mask:
    text = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    if not len(text):
        return np.zeros(0, bool)
    return np.asarray(pc.is_in(pc.utf8_trim_whitespace(text), _CLEARS).to_numpy(zero_copy_only=False), bool)


def _joined(parts: Sequence[tuple[int, Mask]], size: int) -> Mask:
    whole = np.zeros(size, bool)
    for start, mask in parts:
        whole[start : start + len(mask)] = mask
    return whole


def cleaned(one: models.Field[Any, Any], field: Field, values: pa.Array) -> tuple[pa.Array, dict[int, str]]:
    """A column as the model's field would take it, and what it objects to: row → message.

    Each different value is asked once; fields without rules of their own are left as they are.
    """
    if not _has_own_rules(one, field):
        return values, {}
    encoded = pc.dictionary_encode(values)
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    found = [_clean(one, value) for value in encoded.dictionary.to_pylist()]
    taken = pa.array([value for value, _wrong in found], arrow_type(field)).take(encoded.indices)
    places = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    wrong = np.array([bool(message) for _value, message in found] or [False])
    rows = np.flatnonzero((places >= 0) & wrong[places])
    return taken, {row: found[places[row]][1] for row in rows.tolist()}


def _has_own_rules(one: models.Field[Any, Any], field: Field) -> bool:
    if field.kind in _CHECKED:
        return False
    own = type(one).__module__.partition(".")[0] != "django" and type(one).to_python
    more = [one for one in one.validators if not isinstance(one, _KNOWN)]
    return bool(more or (own and own is not models.CharField.to_python))


def _clean(one: models.Field[Any, Any], value: Any) -> tuple[Any, str]:
    try:
        return one.clean(value, None), ""
    except ValidationError as wrong:
        return None, "；".join(wrong.messages)


def messages_of(record: models.Model) -> Iterator[tuple[str, str]]:
    """What the record's own rules between its fields object to: (field or "", message)."""
    try:
        record.clean()
    except ValidationError as wrong:
        if hasattr(wrong, "error_dict"):
            for name, texts in wrong.message_dict.items():
                yield ("" if name == "__all__" else name), "；".join(texts)
        else:
            yield "", "；".join(wrong.messages)


def has_rules(model: type[models.Model]) -> bool:
    """Whether the model has rules between its fields."""
    return model.clean is not models.Model.clean
