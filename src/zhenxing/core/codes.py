"""Codes with a published structure, as validated strings.

Each class is a `str`: building one from a malformed text raises `ValueError` with a Chinese
message that says what is wrong. `Code.is_valid(text)` asks without raising.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Self

#: GB 32100: digits and capital letters without I, O, S, V, Z.
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_VALUE = {character: value for value, character in enumerate(_USCC_ALPHABET)}
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_LOOKALIKE = {"I": "1", "O": "0", "S": "5", "V": "U 或 Y", "Z": "2"}

#: first two digits of a province-level division
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|81|82")


class _Code(str):
    """A string that is checked, in its canonical form, when it is made."""

    __slots__ = ()
    label = "代码"

    def __new__(cls, text: str) -> Self:
        return super().__new__(cls, cls.checked(_canonical(text)))

    @classmethod
    def checked(cls, text: str) -> str:
        """Return the canonical text or raise `ValueError`."""
        raise TypeError(f"{cls.__name__} is not a kind of code")

    @classmethod
    def is_valid(cls, text: str) -> bool:
        try:
            cls(text)
        except ValueError:
            return False
        return True


def _canonical(text: str) -> str:
    """Half-width capitals without white space: what people mean when they type a code."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


class DivisionCode(_Code):
    """GB/T 2260 to county (6 digits), GB/T 10114 to township (9), statistical below (12)."""

    __slots__ = ()
    label = "行政区划代码"

    @classmethod
    def checked(cls, text: str) -> str:
        if not re.fullmatch(r"[0-9]+", text):
            raise ValueError(f"行政区划代码只能是数字：{text[:20]}")
        if len(text) not in (6, 9, 12):
            raise ValueError(f"行政区划代码应为6位（县级以上）、9位（乡级）或12位（村级），现为{len(text)}位")
        if not _PROVINCE.match(text):
            raise ValueError(f"行政区划代码前两位“{text[:2]}”不是省级代码")
        if text[2:4] == "00" and text[4:6] != "00":
            raise ValueError(f"行政区划代码“{text}”缺少市级段却有县级段")
        return text

    @property
    def level(self) -> str:
        """`province`, `city`, `county`, `township` or `village`."""
        if len(self) > 6:
            return "township" if len(self) == 9 or self[9:] == "000" else "village"
        if self[2:] == "0000":
            return "province"
        return "city" if self[4:] == "00" else "county"

    @property
    def province(self) -> DivisionCode:
        return DivisionCode(self[:2] + "0000")

    @property
    def city(self) -> DivisionCode | None:
        """The prefecture above, or None for provinces and for counties run by the province (429006)."""
        if self.level == "province" or self[2:4] in ("90", "00"):
            return None
        return DivisionCode(self[:4] + "00")

    @property
    def county(self) -> DivisionCode | None:
        return None if self.level in ("province", "city") else DivisionCode(self[:6])

    def within(self, other: DivisionCode) -> bool:
        """Whether this division is `other` or lies in it, by the structure of the code."""
        prefix = str(other)
        if len(prefix) == 6:
            prefix = prefix[:2] if prefix[2:] == "0000" else prefix[:4] if prefix[4:] == "00" else prefix
        return self.startswith(prefix)


class UnifiedSocialCreditCode(_Code):
    """GB 32100: 17 characters and a check character; a check value of 31 is written 0."""

    __slots__ = ()
    label = "统一社会信用代码"

    @classmethod
    def checked(cls, text: str) -> str:
        if len(text) != 18:
            raise ValueError(f"统一社会信用代码应为18位，现为{len(text)}位")
        for place, character in enumerate(text, 1):
            if character not in _USCC_VALUE:
                raise ValueError(_wrong_character(place, character))
        if not text[2:8].isdigit():
            raise ValueError(f"统一社会信用代码第3至8位应为登记机关行政区划数字，现为“{text[2:8]}”")
        expected = cls.check_character(text[:17])
        if text[17] != expected:
            raise ValueError("统一社会信用代码校验位不符：请核对是否有一位抄错")
        return text

    @staticmethod
    def check_character(body: str) -> str:
        """The 18th character for 17 given ones."""
        total = sum(_USCC_VALUE[c] * weight for c, weight in zip(body, _USCC_WEIGHTS, strict=True))
        return _USCC_ALPHABET[(31 - total % 31) % 31]

    @property
    def organisation_code(self) -> str:
        """The nine characters of GB 11714 inside."""
        return self[8:17]

    @property
    def registered_in(self) -> str:
        """The six digits of the registering authority's division (not checked against a list)."""
        return self[2:8]


def _wrong_character(place: int, character: str) -> str:
    message = f"统一社会信用代码第{place}位“{character}”不是允许的字符"
    lookalike = _LOOKALIKE.get(character)
    return f"{message}（不用字母{character}，可能是{lookalike}）" if lookalike else message


class IndustryCode(_Code):
    """GB/T 4754: a section letter A–T, or 2 to 4 digits, or both (C3071)."""

    __slots__ = ()
    label = "国民经济行业代码"

    @classmethod
    def checked(cls, text: str) -> str:
        if not re.fullmatch(r"[A-T]|[A-T]?[0-9]{2,4}", text):
            raise ValueError(f"行业代码应为门类字母（A至T）或2至4位数字，现为“{text[:20]}”")
        return text

    @property
    def level(self) -> str:
        """`section`, `division`, `group` or `class` (门类、大类、中类、小类)."""
        digits = len(self.lstrip("ABCDEFGHIJKLMNOPQRST"))
        return {0: "section", 2: "division", 3: "group", 4: "class"}[digits]


class ProjectCode(_Code):
    """GB/T 40058: year-division-industry-kind-serial, `2024-140622-30-03-123456`."""

    __slots__ = ()
    label = "投资项目代码"

    @classmethod
    def checked(cls, text: str) -> str:
        digits = text.replace("-", "").replace("—", "")
        if not re.fullmatch(r"[0-9]{20}", digits):
            raise ValueError("投资项目代码应为20位数字：年份4位、区划6位、行业2位、类型2位、流水6位")
        if not "1990" <= digits[:4] <= "2099":
            raise ValueError(f"投资项目代码前四位“{digits[:4]}”不是年份")
        parts = (digits[:4], digits[4:10], digits[10:12], digits[12:14], digits[14:])
        return "-".join(parts)
