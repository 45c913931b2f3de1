"""What is passed over for the sake of speed holds nothing: each gate against looking everywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.compiler.duties import tables
from zhenxing.core.compiler.knowledge import Division, Knowledge
from zhenxing.core.compiler.numbers import amounts, sentences, signs, times
from zhenxing.core.compiler.text import dates, page_words
from zhenxing.core.compiler.text.lines import AtLines
from zhenxing.core.compiler.text.places import Gazetteer
from zhenxing.core.compiler.text.words import any_case

_MARKS = "。!?;,\n \t|:、"
_YEARS = st.text(
    alphabet="12025-年月日3至一二三四五十底末前内上下半季度目今现如有已全去每近" + _MARKS, max_size=60
)
_SIGNS = st.text(
    alphabet="15年月季五目前当如今现有已取消撤摘牌收回除名移出不得一票否决退未发生连续下申报相应条件标准破零的突长期坚持持"
    "百千万亿成分之番元户家了" + _MARKS,
    max_size=60,
)


@given(st.text(alphabet="甲乙: \n", max_size=40))
@pytest.mark.parametrize("pattern", ("[ ]*(?P<name>甲)[ ]*:", "(?P<name>[甲乙]{1,3})$", " *(?P<name>乙)? *$"))
def test_patterns_at_lines_find_what_a_caret_finds(pattern: str, text: str) -> None:
    caret = re.compile(f"^{pattern}", re.M)
    assert [m.span("name") for m in AtLines(pattern).finditer(text)] == [
        m.span("name") for m in caret.finditer(text)
    ]


@given(_YEARS)
def test_a_time_is_found_wherever_one_stands(text: str) -> None:
    found, at = [], 0
    while at < len(text):
        match = times._TIME.match(text, at)
        found += [match.span()] if match else []
        at = match.end() if match else at + 1
    tried = [m.start() for m in times._MAYBE.finditer(text)]
    assert {start for start, _ in found} <= set(tried)


@given(_YEARS)
def test_years_are_found_inside_longer_runs(text: str) -> None:
    pattern = re.compile(r"[12][09]\d\d")
    assert [m.span() for m in dates.at_years(pattern, text)] == [m.span() for m in pattern.finditer(text)]


_PLAIN_SIGNS = re.compile(
    rf"[\d年月季五下]|[{amounts.CHINESE_FIRST}]{amounts.CHINESE_BEGINS}|[目当]前|如今|现[有已]|[取撤][消销]|摘牌|[收追]回"
    r"|除名|移出|不得|一票否决|退出|未发生|连续|申报|相应|[条标][件准]|破零|零的?突破"
    r"|(?:长期|持续)(?:坚持|推进|实施)?[ \t|]*(?=[。!?;\n]|$)"
)


@given(_SIGNS)
def test_signs_are_found_as_their_words_say(text: str) -> None:
    for at in range(len(text)):
        first, plain = signs.SAYS_SOMETHING.search(text, at), _PLAIN_SIGNS.search(text, at)
        assert (first and first.start()) == (plain and plain.start())


@given(st.text(alphabet="甲乙1。!?;\n ", max_size=60))
def test_sentences_are_those_between_the_marks(text: str) -> None:
    pieces = [m for m in re.finditer(r"[^。!?;\n]+", text) if m[0].strip()]
    found = sentences.sentences(text)
    assert [(s.start, s.text) for s in found] == [(m.start(), m[0]) for m in pieces]
    assert [s.paragraph for s in found] == [text.count("\n", 0, m.start()) for m in pieces]
    assert [s.continues for s in found] == [text.startswith(";", m.end()) for m in pieces]


_CELLS = st.lists(
    st.sampled_from(
        [
            "序号",
            "序 号",
            "重点任务",
            "牵头单位",
            "责任单位",
            "1",
            "2",
            "建园区",
            "县工信局",
            "\t",
            "\n",
            " ",
            "   ",
            "|",
            "。",
        ]
    ),
    max_size=30,
).map("".join)


@given(_CELLS)
def test_no_table_stands_where_no_cells_are(text: str) -> None:
    if not tables._has_cells(text):
        lines = list(tables._lines(text))
        assert not any(tables._table_at(text, lines, index)[0] for index in range(len(lines)))


_PLACES = {
    name: (Division(f"{code}", full, "county"),)
    for code, (name, full) in enumerate(
        (("云岭县", "云岭县"), ("云岭", "云岭县"), ("清河市", "清河市")), 140001
    )
}


@given(st.text(alphabet="云岭县清河市的", max_size=30), st.integers(1, 40))
def test_names_of_places_are_found_wherever_they_begin(text: str, limit: int) -> None:
    found, at, end = [], 0, min(len(text), limit)
    while at < end:
        size = next((s for s in (3, 2) if at + s <= end and text[at : at + s] in _PLACES), 0)
        found += [(at, text[at : at + size])] if size else []
        at += size or 1
    gazetteer = Gazetteer(Knowledge(divisions=_PLACES), text)
    assert [(m.start, m.text) for m in gazetteer.mentions(text, limit)] == found


def test_a_table_without_names_finds_no_place() -> None:
    assert list(Gazetteer(Knowledge(divisions={}), "").mentions("云岭县")) == []


@given(st.text(alphabet="QqＱｑAaPpEeNnDdCc(-:：|·手机版权微信电话图片.网站支持v6８", max_size=12))
@pytest.mark.parametrize("pattern", (page_words._TOOL_START, page_words._END, page_words._WEAK))
def test_only_branches_with_letters_depend_on_case(pattern: re.Pattern[str], text: str) -> None:
    assert bool(pattern.match(text)) == bool(re.compile(pattern.pattern, re.I).match(text))


@pytest.mark.parametrize("text", ("ab", "AB", "甲", "乙|", "[", "丙(", "c]", "C]", "丁", "x"))
def test_branches_are_tried_in_any_case(text: str) -> None:
    pattern = r"ab|甲|乙[|]|\[|丙\(|c[\]]|(?:丁|x)"
    assert bool(any_case(pattern).match(text)) == bool(re.compile(pattern, re.I).match(text))
