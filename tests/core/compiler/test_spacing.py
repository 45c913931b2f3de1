"""White space, wrapped lines, full-width digits and doubled marks."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.compiler.text_helper import PLAN, kinds, read
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.stages import pages, spacing

_ONLY = (spacing,)
_PARAGRAPH = (
    "为推动全县竹编专业镇高质量发展，加快培育市场主体，提升品牌影响力，带动农民就业增收，"
    "结合我县实际，制定本方案，各有关单位要高度重视、密切配合、狠抓落实，确保各项目标任务如期完成。"
)


def _wrapped(text: str, width: int, indent: str = "") -> str:
    lines = []
    for paragraph in text.split("\n"):
        whole = indent + paragraph if len(paragraph) > width else paragraph
        lines += [whole[at : at + width] for at in range(0, len(whole), width)] or [""]
    return "\n".join(lines)


@pytest.mark.parametrize("width", [24, 28, 33])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000", "    "])
def test_lines_broken_by_the_page_are_joined(width: int, indent: str) -> None:
    text = f"一、总体要求\n{_PARAGRAPH}\n二、重点任务\n{_PARAGRAPH}"
    assert read(_wrapped(text, width, indent), stages=_ONLY).text == text


def test_page_numbers_between_wrapped_lines_do_not_hold_them_apart() -> None:
    lines = _wrapped(_PARAGRAPH + _PARAGRAPH, 28).split("\n")
    lines[3:3] = ["", "— 1 —", ""]
    plan = read("\n".join(lines), stages=(pages, spacing))
    assert plan.text == _PARAGRAPH * 2


@pytest.mark.parametrize(
    "text",
    [
        "一、加快竹编专业镇培育\n二、提升竹编产品质量\n三、拓展竹编销售市场\n四、强化竹编人才支撑",
        "县工业和信息化局\n县农业农村局\n县市场监督管理局\n县文化和旅游局",
        "建成标准厂房20万平方米,入驻30家\n县经济开发区管委会\n县自然资源局、县住建局\n2024年12月底",
        "云岭县人民政府办公室\n2024年3月18日",
    ],
)
def test_short_lines_are_not_joined(text: str) -> None:
    assert read(text, stages=_ONLY).text == text


def test_a_line_that_begins_with_a_comma_belongs_to_the_one_above() -> None:
    assert read("支持企业做大做强\n，提升竞争力。", stages=_ONLY).text == "支持企业做大做强，提升竞争力。"


def test_latin_words_keep_a_blank_when_joined() -> None:
    text = "\n".join(textwrap.wrap(_PARAGRAPH, 28)) + "\n采用 ISO\n9001，体系认证。"
    assert "ISO\n9001" in read(text, stages=_ONLY).text


@pytest.mark.parametrize(
    ("spread", "whole"),
    [
        ("通 知", "通知"),
        ("云 岭 县 人 民 政 府", "云岭县人民政府"),
        ("附 件：名单", "附件：名单"),
        ("抄 送：县委办公室", "抄送：县委办公室"),
        ("2024 年 3 月 18 日", "2024年3月18日"),
        (
            "到 2026 年，全县竹编产业产值达到 3 亿元，竹编企业达到 60 家。",
            "到2026年，全县竹编产业产值达到3亿元，竹编企业达到60家。",
        ),
        (
            "推动竹编 产业集聚发展，提升产品质量 ，拓宽销售渠道，带动增收。",
            "推动竹编产业集聚发展，提升产品质量，拓宽销售渠道，带动增收。",
        ),
    ],
)
def test_blanks_that_separate_nothing_go(spread: str, whole: str) -> None:
    assert read(spread, stages=_ONLY).text == whole


@pytest.mark.parametrize(
    "text",
    [
        "组  长：林树青  县委副书记、县长",
        "第一章 总则",
        "第三条 申报竹编专业镇应当同时具备下列条件，并提交有关材料。",
        "（一）强化组织领导 成立领导小组，统筹推进各项工作，定期调度。",
        "序号\t任务\t牵头单位\t完成时限，备注",
        "1.1 建设原料标准化基地，完成投资，形成规模，带动农户增收。",
    ],
)
def test_blanks_that_separate_something_stay(text: str) -> None:
    assert read(text, stages=_ONLY).text == text


def test_a_text_strewn_with_blanks_loses_them_in_its_headings_too() -> None:
    prose = "推动竹编 产业集 聚发展，提升产 品质量，拓宽销 售渠道，带动农民增收。"
    plan = read(f"云岭县竹 编方案\n{prose}\n责任单位：县工信 局", stages=_ONLY)
    assert plan.text.startswith("云岭县竹编方案\n推动竹编产业集聚发展")
    assert plan.text.endswith("县工信局")


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("２０２４年３月", "2024年3月"),
        ("增长１０．５％", "增长10.5%"),
        ("建设５Ｇ基站", "建设5G基站"),
        ("3．5亿元", "3.5亿元"),
    ],
)
def test_full_width_figures_become_plain(wide: str, narrow: str) -> None:
    plan = read(wide, stages=_ONLY)
    assert plan.text == narrow
    assert kinds(plan) == {"width"}


def test_full_width_letters_and_marks_in_words_stay() -> None:
    text = "ＡＢＣ公司，（试行）：办法％"
    assert read(text, stages=_ONLY).text == text


@pytest.mark.parametrize(
    ("doubled", "single"),
    [
        ("发展，，推动", "发展，推动"),
        ("完成。。", "完成。"),
        ("甲、、乙；；丙", "甲、乙；丙"),
        ("加强,,落实;;", "加强,落实;"),
    ],
)
def test_doubled_marks_become_one(doubled: str, single: str) -> None:
    assert read(doubled, stages=_ONLY).text == single


def test_dots_in_a_row_are_not_doubled_marks() -> None:
    assert read("等等。。。。。。完", stages=_ONLY).text == "等等。。。。。。完"


def test_layout_is_one_quiet_repair() -> None:
    plan = read("\n\n  标题 \n\n\n\n　　正文\n \n", stages=_ONLY)
    assert plan.text == "标题\n\n正文"
    assert [repair.kind for repair in plan.repairs] == ["layout"]
    assert plan.repairs[0].count == 3


def test_joined_lines_still_lead_back() -> None:
    source = _wrapped(_PARAGRAPH, 28)
    plan = read(source, stages=_ONLY)
    for index, char in enumerate(plan.text):
        span = plan.source_span(Span(index, index + 1))
        assert source[span.start : span.end] == char


def test_a_clean_plan_is_left_as_it_is() -> None:
    assert read(PLAN.strip(), stages=_ONLY).text == PLAN.strip()


@given(st.text(alphabet="县镇发展，。：12 \u3000\n\t一、()ａ１", max_size=200))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = read(text, stages=_ONLY).text
    assert read(once, stages=_ONLY).text == once
