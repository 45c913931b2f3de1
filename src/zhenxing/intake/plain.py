"""Bytes of plain text → characters: which encoding, and how sure."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from zhenxing.intake.errors import refusal
from zhenxing.intake.extract import Extract, one_line_ends, without_nul

#: longest first: the UTF-32 mark begins with the UTF-16 one
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES: Final = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
}
_SAMPLE: Final = 20_000
#: at most so many bytes of a hundred may be unreadable before the file counts as not being text
_WORST: Final = 5


@dataclass(frozen=True)
class Decoded:
    text: str
    encoding: str
    #: places that could not be decoded, each now U+FFFD
    bad: int = 0
    #: the bytes end in the middle of a character, which was left off
    cut: bool = False


def read_plain(data: bytes) -> Extract:
    """Text of any encoding an office meets; raises `unknown` when the bytes are not text."""
    decoded = decode(data)
    text, notes = without_nul(one_line_ends(decoded.text))
    return Extract(text, _NAMES[decoded.encoding], notes=(*decoding_notes(decoded), *notes))


def decode(data: bytes, declared: str = "") -> Decoded:
    """By its mark, then as declared, then by trying; raises `unknown` for what is not text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding) or _text_at_all(_lenient(data[len(mark) :], encoding))
    if declared and (exact := _strict(data, declared)):
        return exact
    return _detect(data)


def encoding_name(encoding: str) -> str:
    return _NAMES[encoding]


def decoding_notes(decoded: Decoded) -> tuple[str, ...]:
    notes = []
    if decoded.bad:
        notes.append(
            f"按 {_NAMES[decoded.encoding]} 解读时有 {decoded.bad} 处认不出，以“\ufffd”代替，请对照原件。"
        )
    if decoded.cut:
        notes.append("文件结尾断在半个字上，可能没有传完整，请对照原件。")
    return tuple(notes)


def _detect(data: bytes) -> Decoded:
    if b"\0" in data:
        return _detect_wide(data)
    utf8, chinese = _strict(data, "utf-8"), _strict(data, "gb18030")
    everyday = chinese if chinese and _commonness(chinese.text, "gb2312", 0xB0, 0xD7) >= 0.6 else None
    if utf8 and everyday:
        # A few GB bytes may happen to be UTF-8 of some far script (联通 is the famous case).
        return max(utf8, everyday, key=lambda found: _plausible(found.text))
    return utf8 or everyday or _detect_rare(data, chinese)


def _detect_rare(data: bytes, chinese: Decoded | None) -> Decoded:
    """Neither clean UTF-8 nor everyday GB: traditional Big5, UTF-16 without a mark, or damaged."""
    share = _commonness(chinese.text, "gb2312", 0xB0, 0xD7) if chinese else 0.0
    big5 = _strict(data, "big5hkscs")
    if big5 and _commonness(big5.text, "big5", 0xA4, 0xC6) > max(share, 0.6):
        return big5
    for encoding in ("utf-16-le", "utf-16-be"):
        wide = _strict(data, encoding)
        if (
            wide
            and _plausible(wide.text) > 0.95
            and _commonness(wide.text, "gb2312", 0xB0, 0xD7) > max(share, 0.6)
        ):
            return wide
    if chinese:
        return chinese
    return _text_at_all(min(_lenient(data, "utf-8"), _lenient(data, "gb18030"), key=lambda found: found.bad))


def _detect_wide(data: bytes) -> Decoded:
    """NUL bytes: UTF-16 without a mark, or not text at all."""
    candidates = [_strict(data, "utf-16-le"), _strict(data, "utf-16-be")]
    found = [candidate for candidate in candidates if candidate and _plausible(candidate.text) > 0.95]
    if found:
        return max(found, key=lambda candidate: _plausible(candidate.text))
    narrow = _strict(data, "utf-8")
    if narrow and narrow.text.count("\0") * 100 <= len(narrow.text):
        return narrow
    raise refusal("unknown", detail="NUL bytes in what is not UTF-16")


def _strict(data: bytes, encoding: str) -> Decoded | None:
    """Every byte understood, or all but the last, cut-off character."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3 or error.end != len(data) or error.start == 0:
            return None
        return Decoded(data[: error.start].decode(encoding), encoding, cut=True)


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, bad=text.count("\ufffd"))


def _text_at_all(decoded: Decoded) -> Decoded:
    if decoded.bad * 100 > _WORST * len(decoded.text):
        detail = f"{decoded.bad} of {len(decoded.text)} characters unreadable as {decoded.encoding}"
        raise refusal("unknown", detail=detail)
    return decoded


def _plausible(text: str) -> float:
    """The share of characters that stand in ordinary Chinese or Latin text."""
    sample = text[:_SAMPLE]
    good = sum(map(_ordinary, sample))
    return good / len(sample) if sample else 0.0


def _ordinary(character: str) -> bool:
    code = ord(character)
    latin = 0x20 <= code < 0x7F or character in "\t\n\r\f\u00a0\u00b7"
    chinese = 0x4E00 <= code <= 0x9FFF or 0x3000 <= code <= 0x303F or 0xFF01 <= code <= 0xFF5E
    return latin or chinese or 0x2000 <= code <= 0x2FFF


def _commonness(text: str, charset: str, first: int, last: int) -> float:
    """The share of Han characters in a charset's everyday level, known by its lead byte."""
    han = [
        character
        for character in text[:_SAMPLE]
        if "\u2e80" <= character <= "\ufaff" and character > "\u303f"
    ]
    if not han:
        return 1.0
    common = sum(first <= lead <= last for lead in (_lead(character, charset) for character in han))
    return common / len(han)


def _lead(character: str, charset: str) -> int:
    try:
        return character.encode(charset)[0]
    except UnicodeEncodeError:
        return 0
