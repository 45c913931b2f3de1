"""Columns of amounts: texts as Excel and people write them → exact numbers.

Values are held as int64 multiples of the smallest kept decimal (money: 分), so sums are exact and
do not depend on order. What a float of 15 digits can carry is read as one; everything else, and
every text with words or units in it, goes through Decimal.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhenxing.core.fields import Field
from zhenxing.core.quantities import parse, plain
from zhenxing.engines.columns import DIGITS
from zhenxing.engines.parsed import NOTHING, Details, Mask, Parsed, as_mask, each_once, error_rows, trimmed

#: below this a float's product by a power of ten is off by less than a fiftieth
_EXACT: Final = 2.0**46
_PLAIN: Final = r"^[+-]?[0-9]{1,15}(?:\.[0-9]{0,20})?(?:[eE][+-]?[0-9]{1,3})?$"
_PLAIN_DECIMAL: Final = r"[0-9]{1,30}(?:\.[0-9]{0,20})?(?:[eE][+-]?[0-9]{1,3})?"
_MARK: Final = r"[,'’\s]"
_GROUPED: Final = rf"^[+-]?[0-9]{{1,3}}(?:{_MARK}[0-9]{{3}}){{1,5}}(?:\.[0-9]{{0,20}})?$"
#: words that count things without saying what; other units that are known
_COUNTERS: Final = frozenset(
    ("人", "名", "位", "户", "家", "个", "项", "件", "台", "套", "条", "次", "种", "处")
)
_UNITS: Final = frozenset(
    ("元", "美元", "港元", "欧元", "%", "‰", "吨", "公斤", "千克", "斤", "克", "亩", "公顷", "平方米",
     "平方公里", "立方米", "千瓦时", "度", "小时", "天", "米", "公里", "辆", "只", "头", "升")
)  # fmt: skip
_TOO_BIG: Final = 10**DIGITS


def parse_numbers(values: pa.Array, field: Field, factor: Decimal) -> Parsed:
    """Amounts in the field's unit, into which `factor` turns a bare number."""
    texts = trimmed(values)
    bad: dict[int, tuple[str, Details]] = {int(row): ("formula_error", ()) for row in error_rows(texts)}
    floats, odd = _floats(texts)
    number, valid, inexact = _scaled(floats, field, factor)
    odd |= np.isfinite(floats) & ~valid
    odd[list(bad)] = False
    rows = np.flatnonzero(odd)
    for row, (value, fault) in each_once(texts, rows, lambda text: _amount(text, field, factor)):
        valid[row] = value is not None
        number[row] = value or 0
        if fault:
            bad[row] = fault
    if field.kind == "integer":
        for row in inexact.tolist():
            valid[row], bad[row] = False, ("not_integer", ())
    parsed = Parsed(_array(number, valid, field), bad, number)
    if inexact.size and field.kind != "integer":
        parsed.notes.append(
            f"“{field.label}”有 {inexact.size} 个数的小数多于 {field.decimals} 位，已四舍五入"
        )
    return parsed


def _floats(texts: pa.Array) -> tuple[npt.NDArray[np.float64], Mask]:
    """Plain numbers, NaN elsewhere, and the rows that hold something else."""
    try:
        cast = pc.cast(texts, pa.float64())
    except pa.ArrowInvalid:
        bare = _without_marks(texts)
        usable = pc.match_substring_regex(bare, _PLAIN)
        cast = pc.cast(pc.if_else(usable, bare, pa.scalar(None, pa.string())), pa.float64())
    floats = cast.to_numpy(zero_copy_only=False).astype(np.float64, copy=True)
    return floats, as_mask(texts.is_valid()) & ~np.isfinite(floats)


def _without_marks(texts: pa.Array) -> pa.Array:
    """Half-width, without the marks of thousands where they stand as such."""
    strange = as_mask(pc.match_substring_regex(texts, r"[^0-9.eE+-]"))
    if not strange.any():
        return texts
    narrow = pc.utf8_trim_whitespace(pc.utf8_normalize(texts, form="NFKC"))
    grouped = pc.match_substring_regex(narrow, _GROUPED)
    bare = pc.if_else(grouped, pc.replace_substring_regex(narrow, _MARK, ""), narrow)
    return pc.if_else(pa.array(strange), bare, texts)


def _scaled(
    floats: npt.NDArray[np.float64], field: Field, factor: Decimal
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Whole multiples of the smallest decimal kept, where floats give them beyond doubt; which those
    are; and of them the rows that were rounded."""
    product = floats * float(factor * 10**field.decimals)
    size = np.abs(product)
    with np.errstate(invalid="ignore"):
        sure = size < _EXACT
    size = np.where(sure, size, 0.0)
    rounded = np.floor(size + 0.5)
    # two roundings of floats move a product by no more than this
    error = size * 2.0**-51 + 1e-12
    inexact = np.abs(size - rounded) > error
    sure &= ~inexact | (np.abs(size - np.floor(size) - 0.5) > error)
    number = np.copysign(rounded, np.where(sure, product, 0.0)).astype(np.int64)
    return number, sure, np.flatnonzero(inexact & sure)


def _amount(text: str, field: Field, factor: Decimal) -> tuple[int | None, tuple[str, Details] | None]:
    """One text that is no plain number, as a whole multiple of the smallest decimal kept."""
    if text in NOTHING:
        return None, None
    narrow = re.sub(rf"(?<=\d){_MARK}(?=\d{{3}}(?!\d))", "", unicodedata.normalize("NFKC", text).strip())
    sign = -1 if re.match(r"[-−负]|\(.{1,40}\)$", narrow) else 1
    bare = narrow.removeprefix("(").removesuffix(")") if sign < 0 else narrow
    try:
        value = _value(bare.lstrip("+-−负").lstrip("¥￥$").strip(), field, factor)
    except _NoAmountError as error:
        return None, (error.code, (("unit", field.stored_in or "数字"),))
    whole = value.scaleb(field.decimals) * sign
    rounded = whole.to_integral_value(ROUND_HALF_UP)
    if abs(rounded) >= _TOO_BIG:
        return None, ("too_big", ())
    if field.kind == "integer" and rounded != whole:
        return None, ("not_integer", ())
    return int(rounded), None


def _value(text: str, field: Field, factor: Decimal) -> Decimal:
    """A bare number by the column's factor, or an amount that brings its unit."""
    if len(text) > 40:
        raise _NoAmountError("not_number")
    if not re.fullmatch(_PLAIN_DECIMAL, text, re.ASCII):
        return _words(text, field)
    value = Decimal(text)
    if value.adjusted() > 2 * DIGITS:
        raise _NoAmountError("too_big")
    return value * factor


class _NoAmountError(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _words(text: str, field: Field) -> Decimal:
    """An amount that brings its own unit: 1.2亿元 stands for itself whatever the column's unit is."""
    try:
        found = parse(text)
    except ValueError as error:
        raise _NoAmountError("not_number") from error
    unit, kept = found.unit or "", field.stored_in
    if unit == "%" and kept in ("%", "％"):
        return found.value * 100
    if unit in ("", kept) or (unit in _COUNTERS and (not kept or kept in _COUNTERS)):
        return found.value
    raise _NoAmountError("wrong_unit" if unit in _COUNTERS or unit in _UNITS else "not_number")


def _array(number: npt.NDArray[np.int64], valid: npt.NDArray[np.bool_], field: Field) -> pa.Array:
    """Whole numbers as int64, others as decimal128 made of the same digits."""
    whole = pa.array(number, pa.int64(), mask=~valid)
    if field.kind == "integer":
        return whole
    wide = np.empty((len(number), 2), np.int64)
    wide[:, 0], wide[:, 1] = number, number >> 63
    kind = pa.decimal128(DIGITS, field.decimals)
    return pa.Array.from_buffers(kind, len(number), [whole.buffers()[0], pa.py_buffer(wide)])


def shown(number: int, field: Field) -> str:
    """A held number as people read it."""
    return f"{plain(Decimal(int(number)).scaleb(-field.decimals))}{field.stored_in}"
