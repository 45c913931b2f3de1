"""What copying does to a text: strewn commas, halves of characters, titles in several lines."""

from __future__ import annotations

import pytest

from core.compiler.text_helper import read
from zhenxing.core.compiler.stages import losses, scraps, spacing


def test_commas_before_every_mark_go() -> None:
    text = "县长到山格，、小溪等镇，，听取汇报，、实地察看，、座谈，。要求抓好落实，。"
    assert (
        read(text, stages=(spacing,)).text == "县长到山格、小溪等镇，听取汇报、实地察看、座谈。要求抓好落实。"
    )


def test_one_comma_before_a_mark_stays() -> None:
    assert read("县长到山格，、小溪等镇。", stages=(spacing,)).text == "县长到山格，、小溪等镇。"


@pytest.mark.parametrize("text", ["出席会议??h政府顾问列席。", "推进工作,??h领导参加。"])
def test_half_a_character_is_flagged_at_its_place(text: str) -> None:
    [found] = read(text, stages=(losses,)).suspicions
    assert (found.kind, found.text) == ("garbled", "??h")


def test_blanks_that_became_question_marks_go() -> None:
    assert read("??? 会议指出，要抓落实。\n???会议强调，要抓紧。", stages=(scraps,)).text == (
        "会议指出，要抓落实。\n会议强调，要抓紧。"
    )


def test_a_title_in_several_lines_closes_its_brackets_in_the_last() -> None:
    title = "关于印发《云岭县贯彻〈关于打好经济\n\n增长主动仗实现好转的若干\n\n政策措施〉实施方案》的通知\n"
    assert read(f"{title}各乡镇：\n请执行。", stages=(losses,)).suspicions == ()


def test_a_bracket_that_never_closes_is_still_told() -> None:
    [found] = read("关于印发《云岭县\n实施方案的通知\n各乡镇：\n请执行。", stages=(losses,)).suspicions
    assert found.text.startswith("《云岭县")
