"""The documents that speed is measured on: the same every time, no sentence twice, gold by the guide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pytest
from benchmarks.documents import Document, corpus, document, long_plan, sentences

from benchmarks import damage
from zhenxing.core.compiler.evaluation import fold
from zhenxing.packs.loader import county_level

COUNT = 300
OPERATORS = {">=", ">", "=", "<=", "<", "approx", "range", "+"}
GENRES = {"plan", "measure", "report", "news"}


@cache
def made() -> tuple[Document, ...]:
    return tuple(corpus(COUNT))


def items(kind: str) -> Iterator[tuple[Document, dict[str, Any]]]:
    return ((one, item) for one in made() for item in one.gold[kind])


def test_the_same_count_gives_the_same_documents() -> None:
    assert tuple(corpus(20)) == made()[:20]


def test_no_two_documents_share_a_sentence() -> None:
    owner: dict[str, str] = {}
    for one in made():
        for sentence in {*sentences(one.text), *sentences(one.clean)}:
            assert owner.setdefault(sentence, one.name) == one.name, sentence


def test_another_attempt_is_another_document() -> None:
    assert document(3, attempt=1).text != document(3).text


def test_documents_have_the_length_of_real_ones() -> None:
    lengths = [len(one.clean) for one in made()]
    assert min(lengths) > 1500
    assert max(lengths) < 7000


def test_every_form_and_every_damage_occurs() -> None:
    assert {one.gold["genre"] for one in made()} == GENRES
    kinds = Counter(one.damage for one in made())
    assert set(kinds) == {"", "traditional", "portal", "wrapped"}
    assert 0.15 < 1 - kinds[""] / COUNT < 0.35


def test_no_place_is_real() -> None:
    real = {one.name for one in county_level()}
    titles = [one.gold["title"] for one in made()]
    assert not [title for title in titles if any(title.startswith(name) for name in real)]


def test_every_item_of_gold_stands_in_its_document() -> None:
    for kind in ("goals", "figures", "conditions"):
        for one, item in items(kind):
            assert item["text"] in one.clean, one.name
    for one, task in items("tasks"):
        assert task["heading"] in one.clean
        assert all(unit in one.clean for unit in [*task["lead"], *task["support"]])


def test_goals_and_figures_have_the_shape_of_the_guide() -> None:
    for kind, when in (("goals", "deadline"), ("figures", "period")):
        for _, item in items(kind):
            assert item["op"] in OPERATORS
            assert item["unit"]
            assert isinstance(item["value"], int | float | list)
            assert item[when] is None or re.fullmatch(r"20\d\d(-\d\d)?", item[when])


def test_a_printed_amount_and_its_value_agree() -> None:
    scale = {"亿元": 10**8, "万元": 10**4, "万吨": 10**4, "%": 0.01, "家": 1, "个": 1}
    checked = 0
    for _, item in items("goals"):
        alone = re.fullmatch(r"[^\d、]+?(\d[\d.]*)(亿元|万元|万吨|%|家|个)(?:以上|以内|左右)?", item["text"])
        if alone:
            checked += 1
            assert item["value"] == pytest.approx(float(alone[1]) * scale[alone[2]])
    assert checked > 300


def test_a_condition_has_a_threshold_or_an_award() -> None:
    for _, item in items("conditions"):
        assert item["subject"]
        assert (item["value"] is None) == (item["op"] is None)
        assert item["value"] is not None or item["award"]


def test_nobody_leads_and_supports_the_same_task() -> None:
    for _, task in items("tasks"):
        assert not set(task["lead"]) & set(task["support"])


def test_clean_text_is_asked_for_what_the_damage_hides() -> None:
    for one in made():
        assert all(snippet in one.clean for snippet in one.gold["clean_text_contains"])
        assert all(snippet in one.text for snippet in one.gold["clean_text_lacks"])
        assert not any(fold(snippet) in fold(one.clean) for snippet in one.gold["clean_text_lacks"])
        assert (one.text == one.clean) == (one.damage == "")


def test_a_long_plan_is_as_long_as_wanted_and_repeats_no_sentence() -> None:
    plan = long_plan(40_000)
    assert 40_000 <= len(plan.text) < 42_000
    numbered = re.compile(r"\([一二三四五六七八九十]\)|[一二三四五六七八九十百零]+、")
    found = [one for one in sentences(plan.text) if not numbered.match(one)]
    assert len(found) == len(set(found))


def test_a_share_of_the_changed_characters_carries_its_reading() -> None:
    text = damage.traditional("产业发展与质量监督", Random(1))
    assert text.startswith("產")
    readings = re.findall(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", text)
    assert 0 < len(readings) < 9


def test_wrapping_takes_nothing_away() -> None:
    line = "围绕产业链条健全服务体系" * 12
    wrapped = damage.wrapped(line, Random(1))
    assert "\n" in wrapped
    assert wrapped.replace("\n", "") == line
