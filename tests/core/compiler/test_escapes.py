"""What HTML, SQL and JSON leave in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.compiler.text_helper import kinds, read
from zhenxing.core.compiler.stages import escapes
from zhenxing.core.compiler.text import markup

_ONLY = (escapes,)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("全县&nbsp;专业镇&ldquo;一镇一策&rdquo;", "全县\u00a0专业镇“一镇一策”"),
        ("增长10&#37;以上&#12289;新增5家", "增长10%以上、新增5家"),
        ("质量&amp;品牌", "质量&品牌"),
        ("双重转义&amp;amp;nbsp;的空格", "双重转义\u00a0的空格"),
        ("没有分号&nbsp的空格", "没有分号\u00a0的空格"),
        ('<p style="text-indent:2em">第一段</p><p>第二段</p>', "\n第一段\n\n第二段\n"),
        ("县<span class='x'>工信</span>局<br/>牵头", "县工信局\n牵头"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", "\n\n\t甲\t\t乙\t\n\n"),
        ("前<script>var a='县';</script>后<!-- 注释 -->", "前后"),
        ("前<style>p{}后面没有结束", "前p{}后面没有结束"),
        (r"第一行\r\n第二行\n第三行\t格", "第一行\n第二行\n第三行\t格"),
        (r"引号\'和\"和\/和\u3000空格", "引号'和\"和/和\u3000空格"),
        ("镇''的''产业", "镇'的'产业"),
        ("\ufeff零\u200b宽\u200d字符\x07", "零宽字符"),
        ("行\r\n尾\r和\u2028分隔", "行\n尾\n和\n分隔"),
        ("⼀、⾏政区", "一、行政区"),
        ("&lt;p&gt;转义的标签&lt;/p&gt;", "\n转义的标签\n"),
    ],
)
def test_residue_becomes_plain_text(dirty: str, clean: str) -> None:
    assert read(dirty, stages=_ONLY).text == clean


@pytest.mark.parametrize(
    "text",
    [
        "产值<10亿元的企业，占比>50%",
        "参照《办法》<附件>办理",
        "A&B公司与R&D投入",
        "路径 C:\\new 不动",
        "普通的一句话，没有任何残留。",
    ],
)
def test_text_that_only_looks_like_markup_stays(text: str) -> None:
    plan = read(text, stages=_ONLY)
    assert plan.text == text
    assert plan.trail[0].outcome == "declined"


def test_an_unknown_entity_stays_as_it_is() -> None:
    assert read("甲&unknownthing;乙", stages=_ONLY).text == "甲&unknownthing;乙"


def test_repairs_quote_what_was_there_and_where() -> None:
    source = "第一段\n县&ldquo;工信&rdquo;局"
    plan = read(source, stages=_ONLY)
    (repair,) = plan.repairs
    assert repair.kind == "entity"
    assert repair.count == 2
    assert source[repair.source_span.start : repair.source_span.end] == repair.before
    assert repair.after == "“工信”"


def test_line_ends_are_one_repair_for_the_whole_text() -> None:
    plan = read("甲\r\n乙\r\n丙", stages=_ONLY)
    assert [(repair.kind, repair.count) for repair in plan.repairs] == [("line_end", 2)]


def test_invisible_characters_are_reported() -> None:
    assert kinds(read("专\u200b业镇", stages=_ONLY)) == {"invisible"}


@given(st.text(alphabet="<>&;/pabr县#12nsltgt\\ru'\" =", max_size=80))
def test_changes_never_overlap_and_cleaning_twice_changes_nothing_more(text: str) -> None:
    ends = 0
    for start, end, _, _ in markup.changes(text):
        assert start >= ends
        ends = end
    once = read(text, stages=_ONLY).text
    assert read(once, stages=_ONLY).text == once


def test_a_surrogate_escape_becomes_the_mark_for_lost_characters() -> None:
    assert read(r"坏\ud800字", stages=_ONLY).text == "坏\ufffd字"
