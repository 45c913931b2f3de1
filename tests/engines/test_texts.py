"""Columns of words: choices, yes and no, codes and names."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from zhenxing.core.fields import Choice, Field
from zhenxing.engines import texts
from zhenxing.engines.parsed import Parsed

NOTE = Field("note", "备注", max_length=5)
NAME = Field("name", "企业名称", required=True)
HIGH = Field("high", "是否高新技术企业", "flag")
TIER = Field(
    "tier", "级别", "choice", choices=(Choice("p", "省级", ("省",)), Choice("c", "市级"), Choice("x", "县级"))
)
AREA = Field("area", "行政区划代码", "division")
TRADE = Field("trade", "行业代码", "industry")
TOWN = Field("town", "专业镇", "reference")


def one(parse: Callable[..., Parsed], text: str | None, *given: object) -> tuple[object, str]:
    """A cell's value and the code of its fault."""
    parsed = parse(pa.array(["", text], pa.string()), *given)
    assert parsed.values[0].as_py() is None
    return parsed.values[1].as_py(), parsed.bad.get(1, ("", ()))[0]


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        (" 云岭　", "云岭", ""),
        ("-", "-", ""),
        ("云\x07岭", "云岭", ""),
        ("一二三四五六", None, "too_long"),
        ("#VALUE!", None, "formula_error"),
        ("#1 车间", "#1 车间", ""),
    ],
)
def test_text(text: str, value: str | None, code: str) -> None:
    assert one(texts.parse_text, text, NOTE) == (value, code)


def test_a_stroke_is_no_name() -> None:
    assert one(texts.parse_text, "—", NAME) == (None, "")


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("是", True, ""),
        ("√", True, ""),
        ("有", True, ""),
        ("Ｙ", True, ""),
        ("1", True, ""),
        ("true", True, ""),
        ("否", False, ""),
        ("无", False, ""),
        ("×", False, ""),
        ("0.0", False, ""),
        ("/", None, ""),
        (None, None, ""),
        ("大概", None, "not_flag"),
        ("#N/A", None, "formula_error"),
    ],
)
def test_yes_and_no(text: str | None, value: bool | None, code: str) -> None:
    assert one(texts.parse_flags, text, HIGH) == (value, code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("省级", "p", ""),
        (" 省 级", "p", ""),
        ("省", "p", ""),
        ("c", "c", ""),
        ("无", None, ""),
        ("国家级", None, "not_choice"),
    ],
)
def test_choices(text: str, value: str | None, code: str) -> None:
    assert one(texts.parse_choices, text, TIER) == (value, code)


def test_what_is_nearest_is_offered() -> None:
    parsed = texts.parse_choices(pa.array(["市级的"]), TIER)
    assert parsed.bad[0] == ("not_choice", (("choices", "省级、市级、县级"), ("nearest", "；是不是“市级”？")))


AREAS = {"140622": "140622", "应县": "140622"}


@pytest.mark.parametrize(
    ("text", "known", "value", "code"),
    [
        ("140622", None, "140622", ""),
        ("140622.0", AREAS, "140622", ""),
        ("应 县", AREAS, "140622", ""),
        ("999999", None, None, "division_form"),
        ("140699", AREAS, None, "division_unknown"),
        ("/", AREAS, None, ""),
        ("县", None, None, "division_form"),
    ],
)
def test_divisions(text: str, known: dict[str, str] | None, value: str | None, code: str) -> None:
    assert one(texts.parse_divisions, text, AREA, known) == (value, code)


@pytest.mark.parametrize(
    ("text", "known", "value", "code"),
    [
        ("c3071", None, "C3071", ""),
        ("3071", {"3071": "C3071"}, "C3071", ""),
        ("陶瓷", None, None, "industry_form"),
        ("C9999", {"C3071": "C3071"}, None, "industry_unknown"),
    ],
)
def test_industries(text: str, known: dict[str, str] | None, value: str | None, code: str) -> None:
    assert one(texts.parse_industries, text, TRADE, known) == (value, code)


def test_names_of_other_records() -> None:
    towns = {"云岭陶瓷": "7", "清河药茶": "8"}
    assert one(texts.parse_references, "云岭 陶瓷", TOWN, towns) == ("7", "")
    assert one(texts.parse_references, "无", TOWN, towns) == (None, "")
    assert one(texts.parse_references, "云岭", TOWN, None) == ("云岭", "")
    parsed = texts.parse_references(pa.array(["云岭陶瓷镇"]), TOWN, towns)
    assert parsed.bad[0] == ("no_reference", (("nearest", "；是不是“云岭陶瓷”？"),))


def test_names_are_found_among_the_choices_where_the_site_gives_no_others() -> None:
    field = Field("town", "专业镇", "reference", choices=(Choice("7", "云岭陶瓷"),))
    assert one(texts.parse_references, "云岭陶瓷", field, None) == ("7", "")
