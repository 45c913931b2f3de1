"""Columns of dates and years: real dates of Excel, serial numbers, and whatever people type."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhenxing.core.fields import Field
from zhenxing.core.quantities import chinese_numeral
from zhenxing.engines.parsed import (
    NOTHING,
    Details,
    Mask,
    Parsed,
    as_mask,
    each_once,
    error_rows,
    put,
    trimmed,
)

_ISO: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9:.]{5,18})?$"
_DAY: Final = re.compile(
    r"(\d{4})(?:[-/.年]|\s)\s?(\d{1,2})(?:[-/.月]|\s)\s?(\d{1,2})[日号]?(?:[\sT]\d{1,2}[:时]\d{1,2}.{0,12})?"
)
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_MONTH: Final = re.compile(r"(\d{4})(?:[-/.年]\s?)(\d{1,2})月?(?:份)?")
_YEAR: Final = re.compile(r"(\d{4})(?:\.0{1,4})?年?(?:度)?")
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d{1,12})?")
_CHINESE: Final = re.compile(
    r"([〇零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)
#: day 0 of Excel's calendar, which counts a 29 February 1900 that never was
_EPOCH: Final = date(1899, 12, 30)
_EARLIEST: Final = 1800
_LATEST: Final = 2100

Fault = tuple[str, Details]
#: a day, what is wrong with it, and whether only its month was given
Read = tuple[date | None, Fault | None, bool]


def parse_dates(values: pa.Array, field: Field) -> Parsed:
    """Days as date32. A month without a day is taken for its first day, and a note says how often."""
    texts = trimmed(values)
    bad: dict[int, Fault] = {int(row): ("formula_error", ()) for row in error_rows(texts)}
    found, odd = _iso(texts)
    odd[list(bad)] = False
    read: dict[int, date | None] = {}
    months = 0
    for row, (day, fault, month) in each_once(texts, np.flatnonzero(odd), _day):
        read[row] = day
        months += month
        if fault:
            bad[row] = fault
    parsed = Parsed(put(found, read, read.values()), bad)
    parsed.number = pc.cast(parsed.values.fill_null(_EPOCH), pa.int32()).to_numpy().astype(np.int64)
    if months:
        parsed.notes.append(f"“{field.label}”有 {months} 个只写到月，按当月 1 日登记")
    return parsed


def parse_years(values: pa.Array, field: Field) -> Parsed:
    """Years as int32."""
    texts = trimmed(values)
    bad: dict[int, Fault] = {int(row): ("formula_error", ()) for row in error_rows(texts)}
    encoded = texts.dictionary_encode()
    read = [_year(text) for text in encoded.dictionary.to_pylist()]
    years = pa.array([year for year, _ in read], pa.int32())
    wrong = np.array([fault is not None for _, fault in read] or [False])
    places = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    if len(read):
        for row in np.flatnonzero((places >= 0) & wrong[places]):
            bad.setdefault(int(row), ("not_year", ()))
    parsed = Parsed(years.take(encoded.indices), bad)
    parsed.number = parsed.values.fill_null(0).to_numpy().astype(np.int64)
    return parsed


def _iso(texts: pa.Array) -> tuple[pa.Array, Mask]:
    """Excel's own dates, and the rows that hold something else (days that do not exist among them)."""
    usable = pc.match_substring_regex(texts, _ISO)
    days = pc.utf8_slice_codeunits(pc.if_else(usable, texts, pa.scalar(None, pa.string())), 0, 10)
    encoded = days.dictionary_encode()
    known = [_iso_day(text) for text in encoded.dictionary.to_pylist()]
    found = pa.array(known, pa.date32()).take(encoded.indices)
    return found, as_mask(texts.is_valid()) & ~as_mask(found.is_valid())


def _iso_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _exists_on(day)[0] else None


def _day(text: str) -> Read:
    if text in NOTHING:
        return None, None, False
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    plain = re.sub(r" ?([年月]) ?| (?=[日号])", r"\1", plain)
    if found := _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return _exists(*map(int, found.groups()))
    if found := _CHINESE.fullmatch(plain.replace("○", "〇")):
        return _in_chinese(found)
    if found := _SERIAL.fullmatch(plain):
        return _exists_on(_EPOCH + timedelta(days=int(found[1])))
    if found := _MONTH.fullmatch(plain):
        return _month(found, plain)
    if _YEAR.fullmatch(plain):
        return None, ("partial_date", (("grain", "年"),)), False
    return None, ("not_date", ()), False


def _month(found: re.Match[str], plain: str) -> Read:
    """2024.1 may be what Excel made of 2024.10."""
    if re.fullmatch(r"\d{4}\.1", plain):
        return None, ("ambiguous_month", ()), False
    day, fault, _ = _exists(int(found[1]), int(found[2]), 1)
    return day, fault, day is not None


def _in_chinese(found: re.Match[str]) -> Read:
    year = int("".join(str("〇一二三四五六七八九".index(char.replace("零", "〇"))) for char in found[1]))
    if found[2] is None:
        return None, ("partial_date", (("grain", "年"),)), False
    month, day = (chinese_numeral(part) if part else None for part in (found[2], found[3]))
    read, fault, _ = _exists(year, int(month or 0), int(day or 1))
    return read, fault, read is not None and day is None


def _exists(year: int, month: int, day: int) -> Read:
    try:
        return _exists_on(date(year, month, day))
    except ValueError:
        return None, ("no_such_day", ()), False


def _exists_on(day: date) -> Read:
    # a time without a date is a day of 1899 to Excel
    if _EARLIEST <= day.year <= _LATEST and not _EPOCH <= day <= date(1899, 12, 31):
        return day, None, False
    return None, ("not_date", ()), False


def _year(text: str | None) -> tuple[int | None, Fault | None]:
    if text is None or text in NOTHING:
        return None, None
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = _YEAR.fullmatch(plain) or re.fullmatch(r"(\d{4})-\d\d-\d\d(?:\d\d:\d\d:\d\d)?", plain)
    if found and _EARLIEST <= int(found[1]) <= _LATEST:
        return int(found[1]), None
    chinese = _CHINESE.fullmatch(plain)
    if chinese and chinese[2] is None:
        return int(
            "".join(str("〇一二三四五六七八九".index(c.replace("零", "〇"))) for c in chinese[1])
        ), None
    return None, ("not_year", ())
