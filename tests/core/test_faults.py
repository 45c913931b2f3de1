"""Every fault can be said in full, in both languages."""

from __future__ import annotations

import re

import pytest

from zhenxing.core.faults import MESSAGES, Fault

PLACES = re.compile(r"\{(\w+)\}")
DETAILS = {
    name: f"<{name}>" for texts in MESSAGES.values() for text in texts for name in PLACES.findall(text)
}


@pytest.mark.parametrize("code", MESSAGES)
def test_every_code_says_what_is_wrong_and_what_to_do(code: str) -> None:
    details = tuple((name, value) for name, value in DETAILS.items() if name not in ("label", "value"))
    fault = Fault("表", 12, "E", "revenue", "营业收入", code, "约100", details)
    said = (fault.message, fault.advice, fault.english, fault.english_advice)
    for text, template, letters in zip(
        said, MESSAGES[code], ("[一-鿿]", "[一-鿿]", "[a-z]", "[a-z]"), strict=True
    ):
        # what a rule of the site says comes as a detail
        assert re.search(letters, PLACES.sub("", text)) or PLACES.fullmatch(template)
        assert "{" not in text
    # a sentence is ended where it is shown
    assert not any(text.endswith(("。", ".")) for text in said)


def test_where_it_is() -> None:
    assert Fault("表", 12, "E", "a", "甲", "required").cell == "E12"
    assert Fault("表", 12, "", "a", "甲", "duplicate").cell == "12"
    assert Fault("表", 0, "", "a", "甲", "no_column").cell == ""


def test_a_long_value_is_cut_where_it_is_shown() -> None:
    fault = Fault("表", 1, "A", "a", "甲", "not_number", "一" * 100)
    assert len(fault.message) < 60
    assert len(fault.value) == 100
