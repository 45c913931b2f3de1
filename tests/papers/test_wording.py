"""The wording of a site: fields and conditions, and nothing that could be run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.papers.official_blocks import Heading, Paragraph
from zhenxing.papers.wording import LONGEST, WordingError, as_blocks, faults, fields_of, render

ALLOWED = frozenset({"单位", "期限", "附注"})
GIVEN = {"单位": "云岭县商务局", "期限": "2026年3月5日", "附注": ""}


def test_fields_are_replaced_and_empty_conditions_left_out() -> None:
    template = "{{ 单位 }}：请于{{期限}}前反馈。{% if 附注 %}（{{ 附注 }}）{% endif %}"
    assert render(template, GIVEN, ALLOWED) == "云岭县商务局：请于2026年3月5日前反馈。"
    assert render(template, {**GIVEN, "附注": "急件"}, ALLOWED).endswith("（急件）")


def test_conditions_nest() -> None:
    template = "{% if 单位 %}甲{% if 附注 %}乙{% endif %}丙{% endif %}"
    assert render(template, GIVEN, ALLOWED) == "甲丙"
    assert render(template, {**GIVEN, "单位": "", "附注": "有"}, ALLOWED) == ""


def test_what_a_field_holds_is_never_read_as_wording() -> None:
    hostile = "{{ 期限 }}{% if 附注 %}"
    assert render("{{ 单位 }}", {**GIVEN, "单位": hostile}, ALLOWED) == hostile


@pytest.mark.parametrize(
    ("template", "line", "part"),
    [
        ("第一行\n{{ 密码 }}", 2, "没有“密码”这个字段"),
        ("{{ 单位.pk }}", 1, "只能写一个字段的名字"),
        ("{{ 单位|safe }}", 1, "只能写一个字段的名字"),
        ("{{ ''.__class__ }}", 1, "只能写一个字段的名字"),
        ("{% for 单位 in 附注 %}", 1, "不认识"),
        ("{% include '/etc/passwd' %}", 1, "不认识"),
        ("\n\n{% if 单位 %}有头", 3, "没有用“{% endif %}”结束"),
        ("无头{% endif %}", 1, "没有与它配对"),
        ("{# 注释 #}", 1, "没有配对"),
        ("{{ 单位", 1, "没有配对"),
        ("单位 }}", 1, "没有配对"),
        ("{{ 单位\n}}", 1, "跨了行"),
    ],
)
def test_everything_else_is_a_fault_with_its_line(template: str, line: int, part: str) -> None:
    found = faults(template, ALLOWED)
    assert found[0].line == line
    assert part in found[0].message
    with pytest.raises(WordingError) as raised:
        render(template, GIVEN, ALLOWED)
    assert raised.value.faults == found


def test_all_faults_are_told_at_once_with_what_may_be_used() -> None:
    found = faults("{{ 甲 }}\n{{ 乙 }}\n{% if 单位 %}", ALLOWED)
    assert [fault.line for fault in found] == [1, 2, 3]
    assert all(name in str(found[0]) for name in ALLOWED)


def test_a_field_nobody_has_given_stops_the_paper() -> None:
    with pytest.raises(WordingError, match="第1行：“期限”还没有内容"):
        render("{{ 期限 }}", {"单位": "甲"}, ALLOWED)
    assert render("{% if 期限 %}{{ 期限 }}{% endif %}", {}, ALLOWED) == ""


def test_a_wording_has_an_end() -> None:
    assert "最多" in faults("字" * (LONGEST + 1), ALLOWED)[0].message


def test_the_fields_of_a_wording() -> None:
    assert fields_of("{{ 单位 }}{% if 附注 %}{{ 附注 }}{% endif %}") == ("单位", "附注")


@given(st.text(alphabet="{}%#if 单位end\n", max_size=80))
def test_whatever_is_typed_is_printed_or_told(template: str) -> None:
    if faults(template, ALLOWED):
        with pytest.raises(WordingError):
            render(template, GIVEN, ALLOWED)
    else:
        assert "{{" not in render(template, GIVEN, ALLOWED)


def test_lines_become_headings_and_paragraphs() -> None:
    text = (
        "据查，进展滞后。\n一、存在问题\n（一）资金未到位。上半年应到500万元。\n1.尚未开工\n1.5亿元已到账。"
    )
    assert as_blocks(text) == (
        Paragraph("据查，进展滞后。"),
        Heading(1, "一、存在问题"),
        Heading(2, "（一）资金未到位。", body="上半年应到500万元。"),
        Heading(3, "1.尚未开工"),
        Paragraph("1.5亿元已到账。"),
    )
