"""Word's automatic numbers come out as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.files import abstract, docx, level, num, numbered, p
from zhenxing.intake.docx import read_docx
from zhenxing.intake.numbering import chinese_count, formatted

OFFICIAL = abstract(
    7,
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimalEnclosedCircleChinese", "%4"),
)


def lines(body: str, numbering: str, **parts: str) -> list[str]:
    return read_docx(docx(body, numbering=numbering, **parts)).text.split("\n")


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (100, "一百"),
     (101, "一百零一"), (110, "一百一十"), (115, "一百一十五"), (1001, "一千零一"), (1010, "一千零一十"),
     (1200, "一千二百"), (12000, "12000")],
)  # fmt: skip
def test_chinese_counting(number: int, text: str) -> None:
    assert chinese_count(number) == text


@given(st.integers(1, 9999))
def test_chinese_counting_can_be_counted_back(number: int) -> None:
    total = digit = 0
    for character in chinese_count(number):
        if character in "十百千":
            total += max(digit, 1) * 10 ** ("十百千".index(character) + 1)
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(character)
    assert total + digit == number


@pytest.mark.parametrize(
    ("style", "number", "text"),
    [
        ("decimal", 3, "3"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 2, "②"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("ideographDigital", 20, "二〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "甲"),
        ("ideographZodiac", 2, "丑"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 2, "B"),
        ("lowerLetter", 0, ""),
        ("lowerRoman", 9, "ix"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("upperRoman", 5000, "5000"),
        ("unheardOf", 5, "5"),
    ],
)
def test_styles(style: str, number: int, text: str) -> None:
    assert formatted(number, style) == text


def test_four_levels_as_official_documents_use_them() -> None:
    body = (
        numbered("总体要求")
        + numbered("指导思想", depth=1)
        + numbered("发展目标", depth=1)
        + numbered("重点任务")
        + numbered("做强龙头", depth=1)
        + numbered("引育企业", depth=2)
        + numbered("建立名单", depth=3)
        + numbered("逐户走访", depth=3)
        + p("不编号的段落")
        + numbered("打造品牌", depth=1)
    )
    assert lines(body, OFFICIAL + num(1, 7)) == [
        "一、总体要求",
        "（一）指导思想",
        "（二）发展目标",
        "二、重点任务",
        "（一）做强龙头",
        "1.引育企业",
        "①建立名单",
        "②逐户走访",
        "不编号的段落",
        "（二）打造品牌",
    ]


def test_two_lists_of_one_definition_count_on_and_an_override_starts_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = numbered("甲") + numbered("乙", 2) + numbered("丙", 3) + numbered("丁", 3) + numbered("戊")
    found = lines(body, OFFICIAL + num(1, 7) + num(2, 7) + num(3, 7, again))
    assert found == ["一、甲", "二、乙", "五、丙", "六、丁", "七、戊"]


def test_a_level_may_be_redefined_for_one_list() -> None:
    change = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.")}</w:lvlOverride>'
    assert lines(numbered("甲") + numbered("乙"), OFFICIAL + num(1, 7, change)) == ["A.甲", "B.乙"]


def test_restart_rules_and_legal_numbers() -> None:
    levels = (
        level(0, "chineseCounting", "第%1章")
        + level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>')
        + level(2, "decimal", "%1.%3", "<w:isLgl/>")
    )
    body = (
        numbered("总则")
        + numbered("目的", depth=1)
        + numbered("细目", depth=2)
        + numbered("认定")
        + numbered("条件", depth=1)
    )
    found = lines(body, abstract(1, levels) + num(1, 1))
    assert found == ["第一章总则", "第1条目的", "1.1 细目", "第二章认定", "第2条条件"]


def test_numbers_come_through_styles_and_linked_definitions() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Sub"><w:basedOn w:val="Base"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="Base"/>') + level(1, "decimal", "%2.")
    numbering = (
        abstract(1, "", '<w:numStyleLink w:val="公文"/>')
        + abstract(2, levels, '<w:styleLink w:val="公文"/>')
        + num(1, 1)
    )
    body = (
        p("总体要求", '<w:pStyle w:val="Base"/>')
        + p("目标", '<w:pStyle w:val="Sub"/>')
        + p("普通", '<w:pStyle w:val="Loop"/>')
        + p("取消编号", '<w:pStyle w:val="Base"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert lines(body, numbering, styles=styles) == ["一、总体要求", "1.目标", "普通", "取消编号"]


def test_bullets_empty_paragraphs_and_missing_definitions_print_no_number() -> None:
    numbering = abstract(1, level(0, "bullet", "●")) + num(1, 1) + num(2, 99)
    body = numbered("项目") + numbered("没有定义", 2) + numbered("没有此表", 3) + numbered("")
    assert lines(body, numbering) == ["项目", "没有定义", "没有此表", ""]
