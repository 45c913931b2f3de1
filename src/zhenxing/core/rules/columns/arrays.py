"""Arrow columns as exact numbers and coded texts.

Numbers: whole numbers of any width (with the field's metadata `scale`: 2 they are hundredths, so 分 of
元), decimals, texts of fractions (7/3); days and yes-or-no count as numbers. Floats are refused: a value
that was 2000 万 may come out as a little less.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhenxing.core.rules.columns.numbers import Flags, Number, Whole, narrowed, of_fractions

SCALE = b"scale"


@dataclass(frozen=True)
class Texts:
    """A text a row: `values[codes[row]]` where `valid`."""

    codes: NDArray[np.int64]
    values: tuple[str, ...]
    valid: Flags

    @classmethod
    def same(cls, value: str, rows: int) -> Texts:
        return cls(np.zeros(rows, dtype=np.int64), (value,), np.ones(rows, dtype=np.bool_))

    @classmethod
    def missing(cls, rows: int) -> Texts:
        return cls(np.zeros(rows, dtype=np.int64), ("",), np.zeros(rows, dtype=np.bool_))

    def tested(self, test: Callable[[str], bool]) -> Flags:
        """A test of every row, asked once for each different text."""
        return np.array([test(value) for value in self.values], dtype=np.bool_)[self.codes]

    def paired(self, other: Texts, test: Callable[[str, str], bool]) -> Flags:
        """A test of every row's two texts, asked once for each different pair."""
        size = len(other.values)
        pairs, back = np.unique(self.codes * size + other.codes, return_inverse=True)
        found = [test(self.values[pair // size], other.values[pair % size]) for pair in pairs.tolist()]
        return np.array(found, dtype=np.bool_)[back]

    def chosen(self, flags: Flags, other: Texts) -> Texts:
        codes = np.where(flags, self.codes, other.codes + len(self.values))
        return Texts(codes, (*self.values, *other.values), np.where(flags, self.valid, other.valid))

    def where(self, valid: Flags) -> Texts:
        return Texts(self.codes, self.values, self.valid & valid)


def numbers(array: Any, field: Any) -> Number:
    """An Arrow column as exact numbers. Raises TypeError for floats and texts that are no fractions."""
    kind = array.type
    if pa.types.is_null(kind):
        return Number.missing(len(array))
    if pa.types.is_decimal(kind):
        return _scaled(_decimals(array), kind.scale, _valid(array))
    if pa.types.is_boolean(kind):
        array = array.cast(pa.uint8())
    elif pa.types.is_date32(kind):
        array = array.cast(pa.int32())
    elif pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _written(array, field)
    elif not pa.types.is_integer(kind):
        raise TypeError(f"column {field.name!r} is {kind}: exact numbers are integers or decimals")
    scale = int((field.metadata or {}).get(SCALE, b"0"))
    return _scaled(_integers(array), scale, _valid(array))


def _integers(array: Any) -> Whole:
    values = array.fill_null(0).to_numpy(zero_copy_only=False)
    if values.dtype == np.uint64:
        return narrowed(values.astype(object))
    return Whole.measured(values.astype(np.int64, copy=False))


def _written(array: Any, field: Any) -> Number:
    try:
        return of_fractions([None if text is None else Fraction(text) for text in array.to_pylist()])
    except ValueError as error:
        raise TypeError(f"column {field.name!r} holds a text that is no fraction") from error


def _scaled(above: Whole, scale: int, valid: Flags) -> Number:
    return Number(above, Whole.of(10**scale), valid)


def _decimals(array: Any) -> Whole:
    """The unscaled whole numbers of a decimal column: int64 where they fit."""
    if array.type.bit_width == 128:
        words = np.frombuffer(array.buffers()[1], dtype=np.int64).reshape(-1, 2)
        words = words[array.offset : array.offset + len(array)]
        low, high = (np.where(_valid(array), words[:, side], 0) for side in (0, 1))
        if bool((high == low >> 63).all()):
            return Whole.measured(low)
    scale = array.type.scale
    return narrowed(np.array([_unscaled(value, scale) for value in array.to_pylist()], dtype=object))


def _unscaled(value: Any, scale: int) -> int:
    return 0 if value is None else int(Fraction(value) * 10**scale)


def texts(array: Any, field: Any) -> Texts:
    """An Arrow column as coded texts. Raises TypeError for anything that is no text."""
    if pa.types.is_null(array.type):
        return Texts.missing(len(array))
    coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    values = coded.dictionary.to_pylist()
    if not all(isinstance(value, str) for value in values):
        raise TypeError(f"column {field.name!r} is {array.type}, not text")
    codes = coded.indices.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    return Texts(codes, tuple(values) or ("",), _valid(array))


def _valid(array: Any) -> Flags:
    found: Flags = array.is_valid().to_numpy(zero_copy_only=False)
    return found
