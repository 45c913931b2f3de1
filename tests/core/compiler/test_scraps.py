"""Tags whose bracket a byte-slip has eaten."""

from __future__ import annotations

import pytest

from core.compiler.text_helper import read
from zhenxing.core.compiler.stages import scraps

_ONLY = (scraps,)


@pytest.mark.parametrize(
    "line",
    [
        '打?。?span id="printapp">',
        "打？。?span id='printapp'>",
        "?/span>",
        "?br />",
        '打\ufffd\ufffd?a href="javascript:window.print()">',
        '字号:大 中 小  打?。?span id="printapp">',
    ],
)
def test_a_line_of_scraps_goes_as_a_whole(line: str) -> None:
    plan = read(f"标题一行\n{line}\n正文一行", stages=_ONLY)
    assert plan.text == "标题一行\n正文一行"
    assert {repair.certainty for repair in plan.repairs} == {"certain"}
    assert not plan.review


def test_a_scrap_inside_a_sentence_goes_and_is_flagged() -> None:
    plan = read("竹编产业稳步发展?/p>下一段", stages=_ONLY)
    assert plan.text == "竹编产业稳步发展\n下一段"
    assert [repair.certainty for repair in plan.repairs] == ["likely"]
    (item,) = plan.review
    assert plan.quote(item.span) == "展"


def test_a_full_stop_before_a_scrap_ends_the_sentence() -> None:
    plan = read("竹编产业稳步发展。?/p>", stages=_ONLY)
    assert plan.text == "竹编产业稳步发展。\n"
    assert not plan.review


def test_the_first_half_of_a_button_goes_with_its_scrap() -> None:
    plan = read('发布时间:2024-03-18  打?。?span id="x">浏览', stages=_ONLY)
    assert plan.text == "发布时间:2024-03-18  浏览"


@pytest.mark.parametrize("text", ["为什么?因为好。", "A?B选择", "是不是?a级景区", "普通正文"])
def test_questions_are_no_scraps(text: str) -> None:
    plan = read(text, stages=_ONLY)
    assert plan.text == text
    assert plan.trail[0].outcome == "declined"
