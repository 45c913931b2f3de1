"""Columns of words: text, choices, yes and no, codes, and names of other records."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import process

from zhenxing.core.codes import DivisionCode, IndustryCode
from zhenxing.core.fields import Field
from zhenxing.engines.credit_codes import valid_codes
from zhenxing.engines.parsed import (
    DASHES,
    NOTHING,
    Details,
    Parsed,
    as_mask,
    error_rows,
    has_control,
    put,
    trimmed,
)

Fault = tuple[str, Details]
#: a text's value, or what is wrong with it
Read = tuple[Any, Fault | None]

_YES: Final = frozenset(["是", "有", "对", "√", "✓", "✔", "☑", "1", "y", "yes", "true", "t", "已", "真"])
_NO: Final = frozenset(
    ["否", "无", "没有", "不是", "错", "×", "✗", "✘", "x", "☐", "0", "n", "no", "false", "f", "未", "假"]
)
_CONTROL: Final = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_CHOICES_SHOWN: Final = 8


def parse_text(values: pa.Array, field: Field) -> Parsed:
    """Texts without white space at their ends and without control characters."""
    texts = trimmed(values)
    if has_control(texts):
        texts = trimmed(pc.replace_substring_regex(texts, _CONTROL, ""))
    bad: dict[int, Fault] = {int(row): ("formula_error", ()) for row in error_rows(texts)}
    gone = np.zeros(len(texts), bool)
    if field.required:
        # a stroke is no answer where there must be one
        gone = as_mask(pc.is_in(texts, pa.array(sorted(DASHES)))).copy()
    gone[list(bad)] = True
    if field.max_length:
        length = pc.utf8_length(texts).fill_null(0).to_numpy(zero_copy_only=False)
        for row in np.flatnonzero(length > field.max_length).tolist():
            details = (("length", str(length[row])), ("limit", str(field.max_length)))
            bad.setdefault(row, ("too_long", details))
            gone[row] = True
    return Parsed(_without(texts, gone), bad)


def parse_flags(values: pa.Array, field: Field) -> Parsed:
    """是 and 否 in their many spellings, as booleans."""
    return _each_different(values, pa.bool_(), _flag)


def parse_choices(values: pa.Array, field: Field) -> Parsed:
    """Values of a code table by any of their names."""
    table = {as_compared(name): choice.value for choice in reversed(field.choices) for name in choice.names}
    labels = [choice.label for choice in field.choices]
    return _each_different(values, pa.string(), lambda text: _choice(text, table, labels))


def parse_references(values: pa.Array, field: Field, known: Mapping[str, str] | None) -> Parsed:
    """Names of other records → what they are known by.

    Without a table the field's choices are one; without choices too, the names stay as they are.
    """
    if known is None and field.choices:
        return parse_choices(values, field)
    if known is None:
        return parse_text(values, field)
    table = {as_compared(name): value for name, value in known.items()}
    names = list(known)
    return _each_different(values, pa.string(), lambda text: reference(text, table, names))


def parse_divisions(values: pa.Array, field: Field, known: Mapping[str, str] | None) -> Parsed:
    """Codes of GB/T 2260 and below; names too where the table has them."""
    return _each_different(values, pa.string(), _coded(known, DivisionCode, "division"))


def parse_industries(values: pa.Array, field: Field, known: Mapping[str, str] | None) -> Parsed:
    """Codes of GB/T 4754; names too where the table has them."""
    return _each_different(values, pa.string(), _coded(known, IndustryCode, "industry"))


def parse_credit_codes(values: pa.Array, field: Field) -> Parsed:
    """Unified social credit codes as capitals without spaces."""
    texts = trimmed(values)
    valid = valid_codes(texts)
    odd = np.flatnonzero(as_mask(texts.is_valid()) & ~valid)
    new: dict[int, str | None] = {}
    bad: dict[int, Fault] = {}
    for row, text in zip(odd.tolist(), texts.take(pa.array(odd)).to_pylist(), strict=True):
        new[row], fault = _credit_code(text)
        if fault:
            bad[row] = fault
    return Parsed(put(texts, new, new.values()), bad)


def _without(texts: pa.Array, gone: Any) -> pa.Array:
    return pc.if_else(pa.array(~gone), texts, pa.scalar(None, pa.string())) if gone.any() else texts


def _each_different(values: pa.Array, kind: pa.DataType, read: Callable[[str], Read]) -> Parsed:
    """`read` of each different text, once."""
    texts = trimmed(values)
    encoded = texts.dictionary_encode()
    found = [_read(text, read) for text in encoded.dictionary.to_pylist()]
    values = pa.array([value for value, _ in found], kind).take(encoded.indices)
    bad: dict[int, Fault] = {}
    wrong = np.array([fault is not None for _, fault in found] or [False])
    if wrong.any():
        places = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        for row in np.flatnonzero((places >= 0) & wrong[places]).tolist():
            bad[row] = found[places[row]][1] or ("not_choice", ())
    return Parsed(values, bad)


def _read(text: str, read: Callable[[str], Read]) -> Read:
    if re.match(r"#[A-Z/0?!_]{3,16}$", text):
        return None, ("formula_error", ())
    return read(text)


def as_compared(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _flag(text: str) -> Read:
    plain = as_compared(text).removesuffix(".0")
    if plain in _YES or plain in _NO:
        return plain in _YES, None
    return (None, None) if text in NOTHING else (None, ("not_flag", ()))


def _choice(text: str, table: Mapping[str, str], labels: list[str]) -> Read:
    value = table.get(as_compared(text)) or table.get(as_compared(text).removesuffix(".0"))
    if value is not None:
        return value, None
    if text in NOTHING:
        return None, None
    listed = "、".join(labels[:_CHOICES_SHOWN]) + ("等" if len(labels) > _CHOICES_SHOWN else "")
    return None, ("not_choice", (("choices", listed), ("nearest", _nearest(text, labels))))


def reference(text: str, table: Mapping[str, str], names: list[str]) -> Read:
    """What a name stands for: `table` has names as `as_compared` gives them, `names` as people write them."""
    value = table.get(as_compared(text))
    if value is not None:
        return value, None
    return (
        (None, None) if text in NOTHING else (None, ("no_reference", (("nearest", _nearest(text, names)),)))
    )


def _nearest(text: str, names: list[str]) -> str:
    found = process.extractOne(text, names[:20_000], score_cutoff=60)
    return f"；是不是“{found[0]}”？" if found else ""


def _coded(
    known: Mapping[str, str] | None, code: type[DivisionCode | IndustryCode], name: str
) -> Callable[[str], Read]:
    table = {as_compared(written): value for written, value in known.items()} if known is not None else None

    def read(text: str) -> Read:
        if text in NOTHING:
            return None, None
        plain = as_compared(text).removesuffix(".0")
        if table is not None and plain in table:
            return table[plain], None
        if not code.is_valid(plain):
            return None, (f"{name}_form", ())
        return (code(plain) + "", None) if table is None else (None, (f"{name}_unknown", ()))

    return read


def _credit_code(text: str) -> tuple[str | None, Fault | None]:
    """A text that is no code as it stands: put right, or what is wrong with it."""
    if text in NOTHING:
        return None, None
    if re.match(r"#[A-Z/0?!_]{3,16}$", text):
        return None, ("formula_error", ())
    plain = "".join(unicodedata.normalize("NFKC", text).upper().split()).strip("'‘’`,，;；")
    if valid_codes(pa.array([plain]))[0]:
        return plain, None
    return None, _wrong_code(plain)


def _wrong_code(plain: str) -> Fault:
    if re.fullmatch(r"\d\.?\d*E\+?\d+|\d{16}00", plain):
        return "lost_digits", ()
    if len(plain) != 18:
        return "uscc_length", (("length", str(len(plain))),)
    strange = sorted({char for char in plain if char not in "0123456789ABCDEFGHJKLMNPQRTUWXY"})
    if strange:
        return "uscc_character", (("characters", "、".join(strange)),)
    if not plain[2:8].isdigit():
        return "uscc_division", (("part", plain[2:8]),)
    return "uscc_check", ()
