"""Texts that random search found to hang or break the compiler, cut down to what did it."""

from __future__ import annotations

import pytest

from zhenxing.core.compiler import Knowledge, Plan, Source, compile_source

NOTHING = Knowledge()


def compiled(text: str) -> Plan:
    return compile_source(Source(text), NOTHING)


@pytest.mark.parametrize("blank", [" ", "\u3000", "\t"])
def test_a_line_of_blanks_is_no_text(blank: str) -> None:
    """20,000 blanks took 24 seconds: two runs of blanks were tried against each other."""
    plan = compiled("云岭县方案\n" + blank * 20_000 + "\n云岭县陶瓷专业镇\n")
    assert blank * 2 not in plan.text


def test_a_question_stays_at_its_words_when_later_stages_cut_text_before_them() -> None:
    """A bracket that only looks like a reading is asked about; the menu above it is then cut."""
    menu = "首頁 > 政務(wù)公開\n發(fā)布時(shí)間:2025年02月24日  來(lái)源:雲嶺縣\n字體:[大 中 小]\n\n"
    plan = compiled(menu + "雲嶺縣陶瓷產(chǎn)業(yè)發(fā)展規(guī)劃已經印發，縣(zhèn)政府負責。\n")
    asked = [item for item in plan.review if item.stage == "traditional"]
    assert [plan.quote(item.span) for item in asked] == ["(zhèn)"]
    assert len(plan.text) < len(menu)


def test_a_question_about_words_that_are_cut_points_at_a_place_in_the_text() -> None:
    menu = "首頁 > 政務(zhèn)公開 > 專題(tí)專欄\n字體(zhèn):[大 中 小]  瀏覽次數(shù):317\n\n"
    plan = compiled(menu + "雲嶺縣產(chǎn)業(yè)發(fā)展規(guī)劃\n一、總體要求。发展产业。\n")
    asked = [item for item in plan.review if item.stage == "traditional"]
    assert [item.text for item in asked] == ["(zhèn)", "(zhèn)"]
    assert any(item.span.start == item.span.end for item in asked)
    assert all(0 <= item.span.start <= item.span.end <= len(plan.text) for item in asked)
