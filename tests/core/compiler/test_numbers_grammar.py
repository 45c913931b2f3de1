"""The pieces of the number grammar: sentences, times, amounts, comparisons, deadlines."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.compiler.numbers.amounts import Amount, amounts
from zhenxing.core.compiler.numbers.comparators import compare
from zhenxing.core.compiler.numbers.document import document_of
from zhenxing.core.compiler.numbers.sentences import SENTENCE_LIMIT, Sentence, fold, sentences
from zhenxing.core.compiler.numbers.times import Anchor, resolve, times
from zhenxing.core.compiler.plan import Clause, Found, Header, Plan
from zhenxing.core.compiler.source import Source, Span, TracedText
from zhenxing.core.quantities import plain

MARCH_2024 = Anchor(issued_year=2024, issued_month=3)


def _sentence(text: str) -> Sentence:
    return sentences(fold(text))[0]


def _shown(amount: Amount) -> str:
    values = amount.value if isinstance(amount.value, tuple) else (amount.value,)
    return "–".join(map(plain, values)) + (amount.unit or "")


# --- sentences ---------------------------------------------------------------------------------


def test_folding_keeps_every_place() -> None:
    text = "产值（含税）达到５０％，增长～10％；"
    assert fold(text) == "产值(含税)达到50%,增长~10%;"
    assert len(fold(text)) == len(text)


def test_sentences_know_their_place_and_paragraph() -> None:
    text = "一句;二句。\n\n三句"
    found = list(sentences(text))
    assert [item.text for item in found] == ["一句", "二句", "三句"]
    assert [text[item.start : item.end] for item in found] == ["一句", "二句", "三句"]
    assert [item.paragraph for item in found] == [0, 0, 2]
    assert [item.continues for item in found] == [True, False, False]


def test_endless_sentences_are_cut() -> None:
    found = list(sentences("长" * (2 * SENTENCE_LIMIT + 5)))
    assert [len(item.text) for item in found] == [SENTENCE_LIMIT, SENTENCE_LIMIT, 5]


@pytest.mark.parametrize(
    ("text", "mark", "clause"),
    [
        ("甲,乙3家,丙", "3", "乙3家"),
        ("就业率(以合同为准)达到80%,丁", "8", "就业率(以合同为准)达到80%"),
        ("产值50亿元(其中规上3家),戊", "3", "其中规上3家"),
        ("依据《办法(试行)》新增3家", "3", "依据《办法(试行)》新增3家"),
        ("——规模目标——产值3亿", "3", "产值3亿"),
        ("甲\t乙3家\t丙", "3", "乙3家"),
    ],
)
def test_clauses(text: str, mark: str, clause: str) -> None:
    sentence = _sentence(text)
    at = sentence.text.index(mark)
    assert sentence.text[sentence.clause_start(at) : sentence.clause_end(at)] == clause


def test_clause_edges_are_sought_nearby_only() -> None:
    sentence = _sentence(")" * 60 + "3家" + "(" * 60)
    at = sentence.text.index("3")
    assert 0 < sentence.clause_start(at) < at < sentence.clause_end(at) < len(sentence.text)


# --- times -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("到2025年", "2025"),
        ("2025年底前", "2025"),
        ("2025年12月底", "2025-12"),
        ("2024年3月15日前", "2024-03-15"),
        ("2024 年 5 月", "2024-05"),
        ("2024—2026年", "2026"),
        ("2024年至2026年", "2026"),
        ("年底前", "2024"),
        ("今年", "2024"),
        ("明年上半年", "2025-06"),
        ("去年", "2023"),
        ("5月底前", "2024-05"),
        ("1-8月", "2024-08"),
        ("2023年1月至8月", "2023-08"),
        ("前10个月", "2024-10"),
        ("上半年", "2024-06"),
        ("下半年", "2024-12"),
        ("三季度末前", "2024-09"),
        ("前三季度", "2024-09"),
        ("一季度", "2024-03"),
        ("到“十四五”末", "2025"),
        ("十五五期间", "2030"),
        ("三年内", "2027"),
        ("用3年时间", "2027"),
        ("未来五年", "2029"),
        ("过去一年", "2023"),
        ("全年", "2024"),
        ("每年", None),
        ("近三年", None),
        ("目前", None),
        ("三年累计", None),
        ("此后每年", None),
    ],
)
def test_times_are_resolved(text: str, resolved: str | None) -> None:
    found = list(times(fold(text)))
    assert len(found) == 1
    assert resolve(found[0], MARCH_2024) == resolved


@pytest.mark.parametrize(
    "text", ["第13月", "2024年13月", "8-3月", "2026-2024年", "共13个月", "全年龄段", "五金", "前20个月"]
)
def test_what_is_no_time(text: str) -> None:
    assert all(resolve(time, MARCH_2024) in {"2024"} for time in times(text))


@pytest.mark.parametrize(
    ("text", "by", "base", "origin"),
    [
        ("到2025年", True, False, False),
        ("2025年前", True, False, False),
        ("截至2023年底", False, False, False),
        ("比2020年", False, True, False),
        ("在2023年基础上", False, True, False),
        ("以2021年为基数", False, True, False),
        ("不低于上年度的", False, True, False),
        ("从2021年的50亿元", False, False, True),
        ("2024年起", False, False, True),
        ("提高到2025年的", False, False, False),
    ],
)
def test_what_a_time_is_for(text: str, by: bool, base: bool, origin: bool) -> None:
    time = next(iter(times(text)))
    assert (time.by, time.base, time.origin) == (by, base, origin)


def test_times_without_a_document_date_stay_unknown() -> None:
    nowhere = Anchor()
    found = [next(iter(times(text))) for text in ("年底前", "今年", "三年内", "5月")]
    assert [resolve(time, nowhere) for time in found] == [None] * 4
    assert resolve(found[3], nowhere, 2023) == "2023-05"
    assert resolve(found[1], nowhere, 2023) == "2023"
    assert resolve(found[2], Anchor(last_year=2026)) == "2026"


def test_years_in_cited_names_are_not_times() -> None:
    assert _sentence("衔接《规划(2021—2035年)》,到2025年").times[0].year == 2025


# --- amounts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("50亿元", ["5000000000元"]),
        ("1,200万元/亩", ["12000000元"]),
        ("30余家", ["30家"]),
        ("2万多人", ["20000人"]),
        ("10%-15%", ["0.1–0.15%"]),
        ("3至5家", ["3–5家"]),
        ("10万-20万元", ["100000–200000元"]),
        ("达50、30、20家", ["50家", "30家", "20家"]),
        ("达50、30亿元", ["5000000000元", "3000000000元"]),
        ("百分之八十", ["0.8%"]),
        ("三成半", ["0.35%"]),
        ("翻两番", ["4倍"]),
        ("二十三家", ["23家"]),
        ("三至五家", ["3–5家"]),
        ("5‰", ["0.005%"]),
        ("产值突破50亿", ["5000000000元"]),
        ("1.2亿副", ["120000000副"]),
        ("第3批", []),
        ("第三批", []),
        ("15号", []),
        ("5G基站", []),
        ("4A级", []),
        ("10+3", ["3"]),
        ("30级", ["30"]),
        ("1.推进", []),
        ("数十家", []),
        ("百家", []),
        ("超百家", ["100家"]),
        ("千分值", []),
        ("十分必要", []),
        ("3条例", ["3"]),
        ("5-3家", ["5家", "3家"]),
    ],
)
def test_amounts(text: str, shown: list[str]) -> None:
    assert [_shown(item) for item in amounts(text)] == shown


def test_amounts_outside_masked_stretches() -> None:
    assert [_shown(item) for item in amounts("2024年3家", [(0, 5)])] == ["3家"]
    assert amounts("没有数字") == []


def test_amounts_say_how_they_are_written() -> None:
    more, graded, chinese = amounts("30余家、10亿级、二十家")
    assert (more.more, graded.graded, chinese.chinese) == (True, True, True)


# --- comparisons -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "op"),
    [
        ("达到", "", ">="),
        ("不少于", "", ">="),
        ("不低于每亩", "", ">="),
        ("至少拥有", "", ">="),
        ("至少选派科技特派员", "", ">="),
        ("超过", "以上", ">"),
        ("突破", "", ">"),
        ("不超过", "", "<="),
        ("压缩至", "以内", "<="),
        ("控制在", "左右", "approx"),
        ("低于", "", "<"),
        ("约", "", "approx"),
        ("达到约", "", "approx"),
        ("", "以上", ">="),
        ("", "(含)以上", ">="),
        ("", "以内", "<="),
        ("", "左右", "approx"),
        ("培育", "规上企业以上", ">="),
        ("按不低于最低标准的", "", ">="),
        ("培育", "规上企业", "="),
        ("增长", "", "="),
        ("", "上下游企业", "="),
        ("传达", "", "="),
    ],
)
def test_comparisons(before: str, after: str, op: str) -> None:
    assert compare(before, after).op == op


def test_more_than_the_number_says() -> None:
    assert compare("有", "", more=True).op == ">"
    assert compare("按照不低于税收", "的比例", share=True).op == ">="


# --- the document ------------------------------------------------------------------------------


def _plan(text: str, title: str | None, genre: str | None = None, clauses: tuple[Clause, ...] = ()) -> Plan:
    at = Span(0, 0)
    header = Header(title=Found(title, at) if title else None, genre=Found(genre, at) if genre else None)
    return Plan(Source(text), TracedText.of(text), header, clauses)


@pytest.mark.parametrize(
    ("title", "genre", "text", "read"),
    [
        ("云岭县专业镇认定管理办法", "notice", "", "measure"),
        ("云岭县支持竹编产业若干政策", None, "", "opinion"),
        ("云岭县竹编专业镇实施方案", None, "", "plan"),
        ("云岭县专业镇一季度运行分析", "other", "", "report"),
        ("专题会议纪要", None, "", "meeting"),
        ("竹编走出大山", None, "本报讯 记者 石青", "news"),
        ("照出百亿产业", "plan", "记者:云中鹤", "news"),
        ("竹编走出大山", None, "", "other"),
        ("关于几件事的通知", "notice", "", "plan"),
        (None, None, "云岭县工作要点\n正文", "plan"),
    ],
)
def test_genre(title: str | None, genre: str | None, text: str, read: str) -> None:
    assert document_of(_plan(text, title, genre)).genre == read


@pytest.mark.parametrize(
    ("title", "year", "month", "last"),
    [
        ("竹编专业镇2024年行动计划", 2024, None, None),
        ("竹编专业镇实施方案(2024—2026年)", None, None, 2026),
        ("“十四五”竹产业规划", None, None, 2025),
        ("2023年上半年工作总结", 2023, 6, None),
        ("竹编专业镇实施方案", None, None, None),
    ],
)
def test_years_of_the_title(title: str, year: int | None, month: int | None, last: int | None) -> None:
    anchor = document_of(_plan("", title)).anchor
    assert (anchor.title_year, anchor.title_month, anchor.last_year) == (year, month, last)


def test_sections_follow_the_innermost_clause() -> None:
    at = Span(0, 0)
    outer = Clause("1", "一、", "工作回顾", 1, Span(5, 40), at, None, "body")
    inner = Clause("1.1", "(一)", "2023年目标完成情况", 2, Span(10, 20), at, "1", "goals")
    last = Clause("2", "二、", "下一步打算", 1, Span(40, 60), at, None, "tasks")
    document = document_of(_plan("字" * 60, "云岭县工作总结", clauses=(outer, inner, last)))
    told = [document.section(place) for place in (0, 6, 12, 30, 50)]
    assert [item.clause for item in told] == [None, "1", "1.1", "1", "2"]
    assert [item.past for item in told] == [False, True, True, True, False]
    assert [item.year for item in told] == [None, None, 2023, None, None]
    assert told[4].future
    assert document.tells


# --- whatever the text -------------------------------------------------------------------------


@given(st.text(alphabet="0123456789万亿元家%、,。;()《》到年月底前一二三十百分之以上达到不", max_size=120))
def test_any_run_of_the_alphabet_is_read_in_order(text: str) -> None:
    for sentence in sentences(fold(text)):
        found = amounts(sentence.text, sentence.masked)
        assert all(one.end <= other.start for one, other in pairwise(found))
        assert all(isinstance(item.value, Decimal | tuple) for item in found)
        for item in found:
            assert sentence.clause_start(item.start) <= item.start < item.end
