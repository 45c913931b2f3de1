"""The text of a document on a page: every piece escaped, every clause and proposal with its anchor."""

from __future__ import annotations

import re

from web.documents.document_samples import RAW, sample_plan, span_of
from zhenxing.core.compiler.source import Edit, Span, TracedText
from zhenxing.web.documents.drafting import drafts
from zhenxing.web.documents.drawing import Drawing, Mark, draw
from zhenxing.web.documents.layout import clause_at, clause_label, excerpt, layout, repairs, top_clause


def drawn(text: str = "甲<b>乙\n\n丙", marks: tuple[Mark, ...] = (), **options: object) -> str:
    return str(draw(Drawing(text, [], list(marks), **options)))


def test_hostile_text_is_only_text() -> None:
    html = drawn("<script>x</script>&\"'")
    assert "<script>" not in html
    assert "&lt;script&gt;x&lt;/script&gt;&amp;&quot;" in html


def test_blank_lines_are_no_paragraphs() -> None:
    assert drawn().count("<p ") == 2


def test_a_highlight_leads_to_the_innermost_proposal() -> None:
    html = drawn(
        "一二三四", (Mark(0, 4, "task", 7, "pending"), Mark(1, 3, "goal", 9, "accepted")), links=True
    )
    assert 'id="s-7"' in html and 'id="s-9"' in html
    assert re.findall(r'i-(\w+) s-(\w+)" data-p="([\d ]+)" href="#p-(\d+)"', html) == [
        ("task", "pending", "7", "7"),
        ("goal", "accepted", "7 9", "9"),
        ("task", "pending", "7", "7"),
    ]


def test_a_repair_does_not_break_a_highlight() -> None:
    source = "甲<br>乙馬"
    traced = TracedText.of(source).edit([Edit(1, 5, ""), Edit(6, 7, "马", aligned=True)])
    places = [list(place) for place in repairs(traced, source)]
    html = drawn(traced.text, (Mark(0, 3, "goal", 1),), repairs=places, source=source, links=True)
    assert html.count('class="mk') == 1
    assert "甲" in html and "乙" in html


def test_without_links_a_highlight_is_no_link() -> None:
    assert "<a " not in drawn("一二", (Mark(0, 1, "goal", 1),))


def test_a_phrase_is_pointed_out_across_lines() -> None:
    html = drawn("一二\n三四", at=(1, 4))
    assert html.count("pointed") == 2
    assert html.count('id="at"') == 1


def test_a_decided_reading_stands_beside_what_is_printed() -> None:
    html = drawn("打造1-2家品牌", readings={(2, 5): "1至2"})
    assert '<del class="misread">1-2</del><ins class="reading">1至2</ins>家品牌' in html


def test_repairs_say_what_stood_there() -> None:
    source = "甲<br>乙馬"
    traced = TracedText.of(source).edit([Edit(1, 5, ""), Edit(6, 7, "马", aligned=True)])
    places = [list(place) for place in repairs(traced, source)]
    assert places == [[1, 1, 1, 5], [2, 3, 6, 7]]
    html = drawn(traced.text, repairs=places, source=source)
    assert "清除了：&lt;br&gt;" in html
    assert 'title="原文：馬"' in html


def test_a_repair_of_many_characters_into_one_is_one_place() -> None:
    source = "甲&nbsp;乙尾巴"
    traced = TracedText.of(source).edit([Edit(1, 7, " "), Edit(8, 10, "")])
    assert [list(place) for place in repairs(traced, source)] == [[1, 2, 1, 7], [3, 3, 8, 10]]


def test_the_whole_layout_follows_the_plan() -> None:
    plan = sample_plan()
    found = drafts(plan)
    made = layout(plan, found)
    assert made["text"] == plan.text
    kinds = {mark[2] for mark in made["marks"]}
    assert kinds == {"suspicion", "unit", "review_item", "header", "goal", "task", "milestone", "figure",
                     "condition", "person"}  # fmt: skip
    for start, end, kind, number in made["marks"]:
        draft = found[number - 1]
        assert draft.kind == kind
        if kind == "task":
            assert plan.text[start:end] == draft.payload["heading"]
    assert made["kinds"] == {"escape": 1}


def test_clauses_are_found_and_named() -> None:
    clauses = layout(sample_plan(), [])["clauses"]
    place = clause_at(clauses, span_of("组织参展").start)
    assert place is not None and place["id"] == "2.2"
    assert clause_label(clauses, "2.2") == "二、(二)"
    assert top_clause(clauses, "2.2") == "二、重点任务"
    assert clause_label(clauses, None) == top_clause(clauses, "9") == ""
    assert clause_at(clauses, 0) is None


def test_the_source_around_a_place_shows_what_was_cut() -> None:
    plan = sample_plan()
    spots = [list(spot) for spot in repairs(plan.traced, RAW)]
    at = RAW.index("&nbsp;")
    parts = excerpt(RAW, spots, Span(at - 2, at), around=8)
    assert ("at", "方案") in parts
    assert ("cut", "&nbsp;") in parts
    assert "".join(text for _kind, text in parts) in RAW.replace("\n\n", "\n")


def test_a_task_whose_heading_is_nowhere_is_marked_at_its_first_line() -> None:
    from dataclasses import replace

    plan = sample_plan()
    lost = replace(plan.tasks[0], heading="标题已改写")
    found = drafts(replace(plan, tasks=(lost,)))
    made = layout(plan, found)
    start, end = next(mark[:2] for mark in made["marks"] if mark[2] == "task")
    assert (start, end) == (lost.span.start, min(lost.span.start + 40, lost.span.end))


def test_an_empty_source_has_an_empty_excerpt() -> None:
    assert excerpt("", [], Span(0, 0)) == []


def test_drafts_stand_in_review_order_and_damage_makes_unsure() -> None:
    found = drafts(sample_plan())
    kinds = list(dict.fromkeys(draft.kind for draft in found))
    assert kinds[:4] == ["suspicion", "unit", "review_item", "header"]
    by_item = {draft.item: draft for draft in found}
    assert by_item["g1"].certainty == "certain"
    assert by_item["g3"].certainty == by_item["t1"].certainty == by_item["doc_number"].certainty == "unsure"
    assert by_item["s1"].clause == "2.1"


def test_a_name_no_organisation_claims_is_asked_about() -> None:
    from dataclasses import replace

    plan = replace(sample_plan(), organisations=())
    unknown = [draft for draft in drafts(plan) if draft.kind == "unit"]
    assert {draft.certainty for draft in unknown} == {"unsure"}
    assert unknown[0].payload["name"] == "县工信局"
