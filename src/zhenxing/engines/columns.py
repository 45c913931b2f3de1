"""The type a field's column has in every table here."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from zhenxing.core.fields import Field

#: digits that a column of Arrow's decimal can hold in an int64
DIGITS: Final = 18
_TYPES: Final[dict[str, pa.DataType]] = {
    "integer": pa.int64(),
    "date": pa.date32(),
    "year": pa.int32(),
    "flag": pa.bool_(),
}


def arrow_type(field: Field) -> pa.DataType:
    """The type a field's column has in every table here."""
    if field.kind in ("decimal", "money"):
        return pa.decimal128(DIGITS, field.decimals)
    return _TYPES.get(field.kind, pa.string())
