"""Codes are what their standards say, and a wrong one is refused with a reason in Chinese."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.codes import DivisionCode, IndustryCode, ProjectCode, UnifiedSocialCreditCode

_CASES = Path(__file__).parents[3] / "shared" / "data" / "uscc-cases.json"
_BODY = st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9)


def _cases() -> dict[str, list[str]]:
    if not _CASES.exists():
        pytest.skip("../shared/data/uscc-cases.json is not on this machine")
    cases: dict[str, list[str]] = json.loads(_CASES.read_text(encoding="utf-8"))
    return cases


def test_published_credit_codes_are_valid() -> None:
    assert [c for c in _cases()["valid"] if not UnifiedSocialCreditCode.is_valid(c)] == []


def test_published_wrong_credit_codes_are_refused() -> None:
    assert [c for c in _cases()["invalid"] if UnifiedSocialCreditCode.is_valid(c)] == []


@given(_BODY)
def test_one_wrong_character_is_always_noticed(body: str) -> None:
    first = "91140622" + body
    code = first + UnifiedSocialCreditCode.check_character(first)
    assert UnifiedSocialCreditCode.is_valid(code)
    changed = ("A" if body[0] != "A" else "B") + body[1:]
    assert not UnifiedSocialCreditCode.is_valid("91140622" + changed + code[-1])


def test_a_check_value_of_31_is_written_as_zero() -> None:
    bodies = (f"91140622{number:09d}" for number in range(200))
    code = next(b for b in bodies if UnifiedSocialCreditCode.check_character(b) == "0")
    assert UnifiedSocialCreditCode(code + "0").organisation_code == code[8:]


def test_full_width_small_letters_and_spaces_are_read() -> None:
    body = "91140622MA0000000"
    code = body + UnifiedSocialCreditCode.check_character(body)
    typed = code.lower().replace("9", "９", 1)
    assert UnifiedSocialCreditCode(f" {typed[:9]} {typed[9:]}") == code
    assert UnifiedSocialCreditCode(code).registered_in == "140622"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9114062", "应为18位"),
        ("9114O622MA0000000X", "可能是0"),
        ("91140622MA00000-0X", "不是允许的字符"),
        ("91A40622MA00000000", "登记机关"),
        ("91140622MA00000001", "校验位"),
    ],
)
def test_a_wrong_credit_code_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        UnifiedSocialCreditCode(text)


@pytest.mark.parametrize(
    ("code", "level", "city", "county"),
    [
        ("140000", "province", None, None),
        ("140600", "city", "140600", None),
        ("140622", "county", "140600", "140622"),
        ("429006", "county", None, "429006"),
        ("140622100", "township", "140600", "140622"),
        ("140622100000", "township", "140600", "140622"),
        ("140622100201", "village", "140600", "140622"),
    ],
)
def test_a_division_code_knows_its_place(code: str, level: str, city: str | None, county: str | None) -> None:
    division = DivisionCode(code)
    assert (division.level, division.city, division.county) == (level, city, county)
    assert division.province == "140000" or division.province == "420000"


@pytest.mark.parametrize(
    ("inner", "outer", "holds"),
    [
        ("140622", "140600", True),
        ("140622100", "140622", True),
        ("140622", "140000", True),
        ("140622", "140700", False),
        ("140600", "140622", False),
    ],
)
def test_one_division_lies_in_another(inner: str, outer: str, holds: bool) -> None:
    assert DivisionCode(inner).within(DivisionCode(outer)) is holds


@pytest.mark.parametrize(
    ("text", "message"),
    [("14062X", "只能是数字"), ("1406", "现为4位"), ("990622", "不是省级代码"), ("140022", "缺少市级段")],
)
def test_a_wrong_division_code_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        DivisionCode(text)


@pytest.mark.parametrize(
    ("code", "level"), [("C", "section"), ("30", "division"), ("307", "group"), ("C3071", "class")]
)
def test_an_industry_code_knows_its_level(code: str, level: str) -> None:
    assert IndustryCode(code).level == level


@pytest.mark.parametrize("text", ["U", "3", "C30710", "陶瓷", ""])
def test_a_wrong_industry_code_is_refused(text: str) -> None:
    assert not IndustryCode.is_valid(text)


def test_a_project_code_is_written_in_one_way() -> None:
    assert ProjectCode("20241406223003123456") == "2024-140622-30-03-123456"
    assert ProjectCode("2024-140622-30-03-123456") == "2024-140622-30-03-123456"


@pytest.mark.parametrize("text", ["2024-140622-30-03-12345", "1024-140622-30-03-123456"])
def test_a_wrong_project_code_is_refused(text: str) -> None:
    assert not ProjectCode.is_valid(text)
