"""Page numbers and running headers."""

from __future__ import annotations

import pytest

from core.compiler.text_helper import kinds, read
from zhenxing.core.compiler.stages import pages

_ONLY = (pages,)


@pytest.mark.parametrize(
    "number", ["— 3 —", "－3－", "-3-", "第 3 页", "第3页 共9页", "3/9", "Page 3 of 9", "·3·"]
)
def test_page_numbers_go(number: str) -> None:
    lines = [f"第{count}段正文说明工作安排。" for count in range(4)]
    plan = read(f"{lines[0]}\n{number}\n{lines[1]}\n{number.replace('3', '4')}\n{lines[2]}", stages=_ONLY)
    assert plan.text == "\n".join(lines[:3])
    assert kinds(plan) == {"page_number"}


def test_a_sentence_split_by_a_page_number_is_left_on_neighbouring_lines() -> None:
    plan = read("推动竹编产业\n\n— 1 —\n\n集聚发展。", stages=_ONLY)
    assert plan.text == "推动竹编产业\n集聚发展。"


def test_a_fraction_on_a_line_is_not_a_page_number() -> None:
    assert read("表决比例\n2/3\n通过。", stages=_ONLY).text == "表决比例\n2/3\n通过。"


def test_bare_numbers_are_page_numbers_only_where_pages_begin() -> None:
    first, second, third = ("甲段的正文。\n1\n", "乙段的正文。\n2\n", "丙段的正文。\n3")
    text = first + second + third
    starts = (0, len(first), len(first) + len(second))
    assert read(text, stages=_ONLY).text == text
    assert read(text, pages=starts, stages=_ONLY).text.split() == [
        "甲段的正文。",
        "乙段的正文。",
        "丙段的正文。",
        "3",
    ]


def test_a_number_and_the_next_page_s_header_go_together() -> None:
    page = "云岭县公报\n第{0}项工作到此\n— {0} —"
    plan = read("\n".join(page.format(count) for count in range(1, 5)), stages=_ONLY)
    assert plan.text == "".join(f"第{count}项工作到此\n" for count in range(1, 5))


def test_headers_on_pages_without_numbers_are_told_by_where_pages_begin() -> None:
    page = "云岭县公报\n本页的正文内容。\n"
    starts = tuple(range(0, 4 * len(page), len(page)))
    plan = read(page * 4, pages=starts, stages=_ONLY)
    assert plan.text == "本页的正文内容。\n" * 4
    assert kinds(plan) == {"running_header"}


def test_two_numbers_in_a_row_go() -> None:
    assert read("云岭县人民政府办公室\n— 2 —\n\n— 2 —", stages=_ONLY).text == "云岭县人民政府办公室\n"


def test_running_headers_go_and_a_title_stays_once() -> None:
    page = "云岭县竹编专业镇培育方案\n本页的正文内容。\n— {} —"
    plan = read("\n".join(page.format(count) for count in range(1, 5)), stages=_ONLY)
    assert plan.text.count("云岭县竹编专业镇培育方案") == 1
    assert plan.text.count("本页的正文内容。") == 4
    assert kinds(plan) == {"page_number"}


def test_a_line_beside_few_page_numbers_is_no_header() -> None:
    text = "县工信局\n— 1 —\n县工信局\n— 2 —\n县财政局"
    assert read(text, stages=_ONLY).text.count("县工信局") == 2


def test_page_numbers_run_into_the_text_go_when_they_count() -> None:
    plan = read("推动竹编 — 2 — 产业发展。\n加强品牌— 3 —建设。", stages=_ONLY)
    assert plan.text == "推动竹编产业发展。\n加强品牌建设。"


@pytest.mark.parametrize(
    "text", ["规划期为2021—2025年。", "实施“1—2—3”工程，推进— 7 —项工作。", "没有页码的正文。"]
)
def test_other_dashes_stay(text: str) -> None:
    plan = read(text, stages=_ONLY)
    assert plan.text == text
    assert plan.trail[0].outcome == "declined"
