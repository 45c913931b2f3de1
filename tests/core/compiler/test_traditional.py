"""Traditional characters and pinyin in brackets."""

from __future__ import annotations

import pypinyin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from core.compiler.text_helper import read
from zhenxing.core.compiler.source import Span
from zhenxing.core.compiler.stages import traditional
from zhenxing.core.compiler.text import pinyin, script
from zhenxing.core.compiler.text.signs import odd_in
from zhenxing.core.compiler.text.traditional_signs import ONLY_TRADITIONAL

_ONLY = (traditional,)
_SENTENCE = "云岭县做强竹编专业镇，着力发展特色产业，实现产值3亿元。"
_TO_TRADITIONAL = OpenCC("s2tw")


def _damaged(text: str, every: int = 3) -> str:
    """Traditional, with the reading behind every n-th character."""
    turned = _TO_TRADITIONAL.convert(text)
    return "".join(
        f"{char}({pypinyin.pinyin(char)[0][0]})"
        if index % every == 0 and "\u4e00" <= char <= "\u9fff"
        else char
        for index, char in enumerate(turned)
    )


@pytest.mark.parametrize("every", [1, 2, 5, 100])
def test_a_converted_page_becomes_what_it_was(every: int) -> None:
    assert read(_damaged(_SENTENCE, every), stages=_ONLY).text == _SENTENCE


def test_every_character_leads_back_to_the_page() -> None:
    source = _damaged(_SENTENCE)
    plan = read(source, stages=_ONLY)
    for index, char in enumerate(plan.text):
        span = plan.source_span(Span(index, index + 1))
        assert OpenCC("tw2s").convert(source[span.start : span.end]) == char


def test_a_word_can_be_spelt_in_one_bracket() -> None:
    assert (
        read("專業鎮(zhuān yè zhèn)發展，營業收入增長。", stages=_ONLY).text == "专业镇发展，营业收入增长。"
    )


def test_a_page_converted_twice_loses_both_brackets() -> None:
    assert read("竹編專業(yè)(yè)鎮(zhèn)發(fā)(fā)展", stages=_ONLY).text == "竹编专业镇发展"


def test_a_wrong_tone_is_likely_and_goes() -> None:
    plan = read("專業(yé)鎮(zhèn)建設(shè)發展", stages=_ONLY)
    assert plan.text == "专业镇建设发展"
    assert "likely" in {repair.certainty for repair in plan.repairs if repair.kind == "pinyin"}


def test_a_slightly_wrong_spelling_goes_too() -> None:
    assert read("專業鎮(zhèng)建設發展", stages=_ONLY).text == "专业镇建设发展"


def test_a_foreign_reading_stays_and_is_flagged() -> None:
    plan = read("竹編(pái)專業(yè)鎮(zhèn)", stages=_ONLY)
    assert "(pái)" in plan.text
    (item,) = plan.review
    assert plan.quote(item.span) == "(pái)"


def test_bare_letters_go_only_where_the_page_is_full_of_them() -> None:
    assert read("专业(ye)镇(zhen)的强(qiang)县", stages=_ONLY).text == "专业镇的强县"
    one = read("建设专业镇(zhen)一个", stages=_ONLY)
    assert "(zhen)" in one.text
    assert one.review


@pytest.mark.parametrize(
    "text",
    [
        "年产竹编制品3万吨(t)，单价5元(yuan)。",
        "乾隆年间始有竹编，瞭望台一座，王喆、陈镕基等参加。",
        "著力发展特色产业，於县城设点。",
        "实施“互联网+”行动(plan)，建设5G基站。",
        "云岭县竹编专业镇培育方案",
    ],
)
def test_simplified_texts_are_left_alone(text: str) -> None:
    assert read(text, stages=_ONLY).text == text


def test_a_traditional_name_in_a_simplified_text_stays() -> None:
    text = "云岭县举办竹编展览，嘉宾陳國樑先生出席并讲话，全县竹编企业参加了展览活动。" * 3
    assert read(text, stages=_ONLY).text == text


def test_one_traditional_line_in_a_simplified_text_is_converted() -> None:
    simple = "云岭县竹编产业近年来稳步发展，带动农户增收，成为县域经济的一张名片。\n" * 12
    plan = read(simple + "專業鎮發展領導小組辦公室負責統籌協調\n" + simple, stages=_ONLY)
    assert "专业镇发展领导小组办公室负责统筹协调" in plan.text


class _Lengthening:
    """A converter whose phrases may change length, as other dictionaries' do."""

    def convert(self, text: str) -> str:
        return text.replace("鎮長", "镇的长官").replace("鎮", "镇").replace("長", "长")


def test_a_conversion_that_changes_length_goes_character_by_character(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(script, "_converter", _Lengthening)
    assert script.simplified("鎮長講話\n鎮") == "镇长講話\n镇"


@given(st.text(alphabet="县镇專業發(yèfā)（zhèn）強 ab,。\n", max_size=80))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = read(text, stages=_ONLY).text
    assert read(once, stages=_ONLY).text == once


def test_a_line_with_pinyin_is_converted_whole() -> None:
    text = "（一）培育企业。支持規(guī)上企業擴(kuò)產(chǎn)。\n（二）提升后里程碑。"
    assert read(text, stages=_ONLY).text == "（一）培育企业。支持规上企业扩产。\n（二）提升后里程碑。"


def test_the_characters_that_prove_a_text_traditional_are_those_that_convert() -> None:
    every = [chr(code) for code in range(0x4E00, 0x9FA6)]
    simple = OpenCC("tw2s").convert("\n".join(every)).split("\n")
    changed = "".join(char for char, plain in zip(every, simple, strict=True) if char != plain)
    written = set(changed.encode("gb2312", "ignore").decode("gb2312"))
    assert set(changed) - written == ONLY_TRADITIONAL


def test_one_look_tells_every_odd_character() -> None:
    common = set("0123456789\n，。、；：！（）“”《》〔〕—…,;:()%.·")
    for char in map(chr, range(0x10000)):
        odd = char in ONLY_TRADITIONAL or not ("\u4e00" <= char <= "\u9fa5" or char in common)
        assert odd_in(char) == ({char} if odd else set()), char


def test_the_file_of_readings_says_what_its_library_says() -> None:
    for char in map(chr, range(0x3400, 0xA000, 11)):
        assert pinyin._readings(char) == pinyin._asked(char), char


@pytest.mark.parametrize("between", ("\n", " ", "\r\n"))
@pytest.mark.parametrize("turned", (False, True))
def test_readings_are_found_however_their_file_is_set(between: str, turned: bool) -> None:
    entries = [f'"{ord(char)}": "{said}"' for char, said in (("专", "zhuān"), ("强", "qiáng,qiǎng"))]
    raw = f"{{{between}{f',{between}'.join(entries[::-1] if turned else entries)}{between}}}{between}"
    table = pinyin._Table(raw.encode())
    assert [table.get(char) for char in "专强产"] == ["zhuān", "qiáng,qiǎng", None]


def test_readings_are_asked_for_where_their_file_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    pinyin._readings.cache_clear()
    monkeypatch.setattr(pinyin, "_table", lambda: None)
    assert "qiáng" in pinyin._readings("強")
    pinyin._readings.cache_clear()
