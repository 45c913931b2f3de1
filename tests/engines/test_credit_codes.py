"""Credit codes of a whole column, against the published lists and python-stdnum."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from zhenxing.core.codes import UnifiedSocialCreditCode
from zhenxing.core.fields import Field
from zhenxing.engines.credit_codes import valid_codes
from zhenxing.engines.texts import parse_credit_codes

CASES = Path(__file__).resolve().parents[3] / "shared/data/uscc-cases.json"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE = Field("code", "统一社会信用代码", "uscc")
bodies = st.text(ALPHABET, min_size=8, max_size=8)


@pytest.mark.skipif(not CASES.is_file(), reason="the list of codes is not beside the repository")
def test_the_published_lists() -> None:
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    assert valid_codes(pa.array(cases["valid"])).all()
    assert not valid_codes(pa.array(cases["invalid"])).any()


@given(
    st.lists(
        st.tuples(st.sampled_from(["91", "92", "93", "12"]), bodies, st.sampled_from(ALPHABET)), min_size=1
    )
)
def test_it_agrees_with_stdnum_and_with_core(parts: list[tuple[str, str, str]]) -> None:
    codes = [f"{kind}140622{body[:8]}X{check}" for kind, body, check in parts]
    codes += [code[:17] + UnifiedSocialCreditCode.check_character(code[:17]) for code in codes]
    expected = [uscc.is_valid(code) for code in codes]
    assert valid_codes(pa.array(codes)).tolist() == expected
    assert [UnifiedSocialCreditCode.is_valid(code) for code in codes] == expected


def test_a_check_value_of_31_is_written_0() -> None:
    bodies = ["9114062200000" + f"{number:04d}" for number in range(200)]
    zero = [body + "0" for body in bodies if UnifiedSocialCreditCode.check_character(body) == "0"]
    assert zero
    assert valid_codes(pa.array(zero)).all()


@pytest.mark.parametrize("values", [[], [None], ["", "1", "统一社会信用"], ["é" * 9]])
def test_what_is_no_code(values: list[str | None]) -> None:
    assert not valid_codes(pa.array(values, pa.string())).any()


def test_a_slice_of_a_column() -> None:
    codes = pa.array(["x", "91340600MA2PBM9HXD", None, "91340600MA2PBMA74B"])
    assert valid_codes(codes.slice(1)).tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        ("91340600MA2PBM9HX", "uscc_length", {"length": "17"}),
        ("91340600MA2PBM9HXA", "uscc_check", {}),
        ("91340600MA2PBM9HIO", "uscc_character", {"characters": "I、O"}),
        ("9134O600MA2PBM9HXD", "uscc_character", {"characters": "O"}),
        ("9134A600MA2PBM9HXD", "uscc_division", {"part": "34A600"}),
        ("121200004013590800", "lost_digits", {}),
        ("1.21200004013591E+17", "lost_digits", {}),
        ("#N/A", "formula_error", {}),
    ],
)
def test_what_is_wrong_is_named(text: str, code: str, details: dict[str, str]) -> None:
    parsed = parse_credit_codes(pa.array([None, text]), CODE)
    assert parsed.values.to_pylist() == [None, None]
    assert parsed.bad == {1: (code, tuple(details.items()))}


@pytest.mark.parametrize(
    "text", ["91340600ma2pbm9hxd", " 91340600 MA2PBM9HXD ", "９１340600MA2PBM9HXD", "'91340600MA2PBM9HXD"]
)
def test_a_code_is_put_right_where_only_its_writing_differs(text: str) -> None:
    parsed = parse_credit_codes(pa.array([text]), CODE)
    assert (parsed.values.to_pylist(), parsed.bad) == (["91340600MA2PBM9HXD"], {})


def test_a_stroke_is_no_code_and_no_fault() -> None:
    parsed = parse_credit_codes(pa.array(["/", "无"]), CODE)
    assert (parsed.values.to_pylist(), parsed.bad) == ([None, None], {})
