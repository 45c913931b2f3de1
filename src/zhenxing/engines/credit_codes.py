"""Unified social credit codes (GB 32100), a whole column at once."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_NONE: Final = 255
_VALUES: Final = np.full(256, _NONE, np.uint8)
_VALUES[np.frombuffer(_ALPHABET.encode(), np.uint8)] = np.arange(31, dtype=np.uint8)
_WEIGHTS: Final = np.array([pow(3, place, 31) for place in range(17)], np.int32)


def valid_codes(codes: pa.Array) -> npt.NDArray[np.bool_]:
    """Which of the strings are codes: 18 allowed characters, digits from 3 to 8, the right check character.

    A check value of 31 is written 0. Nulls are not codes. Nothing is normalised here.
    """
    valid = np.zeros(len(codes), bool)
    length = pc.binary_length(codes).fill_null(0).to_numpy(zero_copy_only=False)
    at = np.flatnonzero(length == 18)
    if at.size:
        whole = codes if at.size == len(codes) and not codes.null_count else codes.take(pa.array(at))
        valid[at] = _checked(_matrix(whole))
    return valid


def _matrix(codes: pa.Array) -> npt.NDArray[np.uint8]:
    """The bytes of strings of 18 bytes each, one row a string."""
    offsets = np.frombuffer(codes.buffers()[1], np.int32, len(codes) + 1, codes.offset * 4)
    data = np.frombuffer(codes.buffers()[2], np.uint8)
    return data[offsets[0] : offsets[-1]].reshape(-1, 18)


def _checked(characters: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    values = _VALUES[characters]
    known = (values != _NONE).all(axis=1)
    digits = (values[:, 2:8] < 10).all(axis=1)
    total = values[:, :17].astype(np.int32) @ _WEIGHTS
    fits = (31 - total % 31) % 31 == values[:, 17]
    return np.asarray(known & digits & fits)
