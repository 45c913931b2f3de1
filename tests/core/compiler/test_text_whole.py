"""All text stages together: what holds for every text, however it was damaged."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.compiler.text_helper import PLAN, read
from golden import noise
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Span

_DOCUMENTS = sorted((Path(__file__).parents[2] / "golden" / "documents").glob("*.txt"))
_SHARED = Path(__file__).parents[4] / "shared" / "documents"

_PIECES = (
    "首页 > 政务公开|打印 关闭|相关链接|- 某地举办活动|岭ICP备00000000号|— 2 —|"
    "發(fā)展竹編專業(yè)鎮(zhèn)，帶動(dòng)農(nóng)民增收|"
    r"&nbsp;<p>一、标签</p>|甲\r\n乙|２０２４年,,|县 工 信 局|打?。?span id='x'>|"
    "索引号:0000/2024-1|发布日期:2024-03-20|"
    "推动竹编 产业，发 展|2024318日|》|“"
)
_PAGE = st.lists(st.sampled_from([*PLAN.split("\n"), *_PIECES.split("|")]), max_size=40)


def _sound(plan: Plan) -> None:
    source = plan.source.text
    for index in range(0, len(plan.text), 7):
        span = plan.source_span(Span(index, index + 1))
        assert 0 <= span.start <= span.end <= len(source)
    for repair in plan.repairs:
        assert 0 <= repair.source_span.start <= repair.source_span.end <= len(source)
        assert repair.count >= 1
    for suspicion in plan.suspicions:
        assert plan.quote(suspicion.span) == suspicion.text
    for item in plan.review:
        assert 0 <= item.span.start <= item.span.end <= len(plan.text)


@settings(max_examples=150, deadline=None)
@given(_PAGE)
def test_any_page_compiles_soundly_and_cleans_once_for_all(lines: list[str]) -> None:
    plan = read("\n".join(lines))
    _sound(plan)
    again = read(plan.text)
    assert again.text == plan.text
    assert again.repairs == ()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_compiles(text: str) -> None:
    _sound(read(text))


@pytest.mark.parametrize("path", _DOCUMENTS, ids=lambda path: path.stem)
def test_golden_documents_are_cleaned_once_for_all(path: Path) -> None:
    plan = read(path.read_text(encoding="utf-8"))
    _sound(plan)
    assert read(plan.text).repairs == ()


@pytest.mark.parametrize("path", _DOCUMENTS[::4], ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "mechanism",
    [noise.navigation, noise.related_news, noise.body_twice, noise.html_escapes, noise.sql_escapes,
     noise.traditional_pinyin, noise.search_engine_words, noise.doubled_punctuation],
    ids=lambda mechanism: mechanism.__name__,
)  # fmt: skip
def test_damage_that_loses_nothing_is_undone(path: Path, mechanism: noise.Mechanism) -> None:
    text = path.read_text(encoding="utf-8")
    plain, damaged = read(text), read(mechanism(text, Random(7)).text)
    assert "".join(damaged.text.split()) == "".join(plain.text.split())
    assert [clause.id for clause in damaged.clauses] == [clause.id for clause in plain.clauses]


@pytest.mark.parametrize("path", sorted(_SHARED.glob("*.txt")), ids=lambda path: path.stem)
def test_real_pages_are_cleaned_once_for_all(path: Path) -> None:
    plan = read(path.read_text(encoding="utf-8"))
    _sound(plan)
    assert read(plan.text).repairs == ()


def test_real_pages_are_there_to_be_tested() -> None:
    if not _SHARED.is_dir():
        pytest.skip(f"the sample pages are not beside this checkout: {_SHARED}")
    assert len(list(_SHARED.glob("*.txt"))) >= 5


_HOSTILE = r"(|)|“|《》|1|1.|&amp;|<p |<!--|\n|县 |—3—|〔2023|(a|。(一)|首页>|?span "
_HOSTILE_WORDS = "到年，|2023925日|专嫡?|，，|０|⼀"


@pytest.mark.parametrize("unit", [*_HOSTILE.split("|"), *_HOSTILE_WORDS.split("|")])
def test_hostile_text_is_read_whole(unit: str) -> None:
    _sound(read(unit * 2_000))
