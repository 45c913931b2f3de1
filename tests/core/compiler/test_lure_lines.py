"""Lines that pages carry above a document: lures, ways to the page, counters without a number."""

from __future__ import annotations

from core.compiler.text_helper import read
from zhenxing.core.compiler.stages import furniture

BODY = "为推动制造业高质量发展，结合我县实际，制定如下政策。\n一、做强龙头企业\n支持企业扩产。\n"


def clean(head: str) -> str:
    return read(head + BODY, stages=(furniture,)).text


def test_a_counter_without_its_number_takes_no_line_along() -> None:
    head = "云岭县若干政策\n信息来源：县政府办\n浏览次数：\n为贯彻新发展理念，进一步聚焦“两业经”，\n"
    assert "为贯彻新发展理念，进一步聚焦“两业经”，" in clean(head)
    assert "浏览次数" not in clean(head)


def test_a_way_to_the_page_may_begin_with_its_arrow() -> None:
    text = clean("您当前的位置：\n>> 走进云岭 >> 投资云岭 >> 投资政策\n云岭县若干政策\n")
    assert text.startswith("云岭县若干政策\n")


def test_buttons_may_have_bullets() -> None:
    assert clean("• 无障碍\n  • 长辈版\n云岭县若干政策\n").startswith("云岭县若干政策\n")


def test_a_lure_with_the_word_for_district_is_no_public_body() -> None:
    head = "国产三区在线成人av-久久久久精品-午夜无码-亚洲另类综合区\n云岭县人民政府关于支持企业的若干政策\n"
    assert clean(head).startswith("云岭县人民政府关于支持企业的若干政策\n")


def test_a_table_of_contents_is_not_the_document() -> None:
    contents = "目?? 录\n一、总体要求············ 1\n（一）思路·········· 2\n二、做强龙头企业 ...... 16\n"
    text = clean(f"云岭县若干政策\n{contents}")
    assert text == f"云岭县若干政策\n{BODY}"


def test_a_portals_word_before_the_headline_goes() -> None:
    assert clean("原标题：云岭县支持企业若干政策\n").startswith("云岭县支持企业若干政策\n")
