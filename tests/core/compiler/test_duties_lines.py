"""A responsibility line is read in every form it is printed in, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from core.compiler.duty_line_cases import BRACKETED, DAMAGED, LABELLED, NONE
from zhenxing.core.compiler.duties.finding import find_lines
from zhenxing.core.compiler.duties.line import DutyLine
from zhenxing.core.compiler.duties.roles import first_listed_leads, weigh
from zhenxing.core.compiler.source import Span


def _lines(text: str) -> tuple[DutyLine, ...]:
    return find_lines(text, Span(0, len(text)))


def _parts(text: str, *, first_leads: bool = False) -> tuple[list[str], list[str]]:
    lead, support = weigh(_lines(text), first_leads=first_leads)
    return [unit.text for unit in lead], [unit.text for unit in support]


@pytest.mark.parametrize(("text", "lead", "support"), [*BRACKETED, *LABELLED, *DAMAGED])
def test_lead_and_support_are_read_as_printed(text: str, lead: str, support: str) -> None:
    assert _parts(text) == (lead.split(), support.split())


@pytest.mark.parametrize(("text", "lead", "support"), [*BRACKETED, *LABELLED, *DAMAGED])
def test_every_unit_points_at_its_own_characters(text: str, lead: str, support: str) -> None:
    for line in _lines(text):
        quotes = [text[unit.span.start : unit.span.end] for unit in line.mentions]
        assert ["".join(quote.split()) for quote in quotes] == [unit.text for unit in line.mentions]
        assert all(line.span.contains(unit.span) for unit in line.mentions)


@pytest.mark.parametrize("text", NONE)
def test_other_text_is_no_responsibility_line(text: str) -> None:
    assert [line for line in _lines(text) if line.names_units] == []


def test_two_lines_of_one_item_are_both_found_in_order() -> None:
    text = "一是扩产。(县工信局牵头)二是培训。(县人社局牵头)\n责任单位:县财政局"
    assert _parts(text) == (["县工信局", "县人社局"], ["县财政局"])
    assert [line.span for line in _lines(text)] == sorted(line.span for line in _lines(text))


def test_a_unit_named_twice_is_counted_once_and_leads() -> None:
    assert _parts("扩产。(县工信局牵头,县工信局、县财政局配合)") == (["县工信局"], ["县财政局"])


def test_leaders_and_deadline_are_kept() -> None:
    line = _lines("扩产。(牵头领导:张明远、李云;牵头单位:县工信局;完成时限:2024年6月底前)")[0]
    assert (line.leaders, line.deadline) == (("张明远", "李云"), "2024年6月底前")


def test_a_date_among_the_units_is_the_deadline() -> None:
    line = _lines("扩产。(县工信局牵头,县财政局配合,2024年底前完成)")[0]
    assert line.deadline == "2024年底前完成"
    assert [unit.text for unit in line.mentions] == ["县工信局", "县财政局"]


def test_a_line_read_out_of_running_text_says_so() -> None:
    assert _lines("加快做强陶瓷产业县工信局牵头,县财政局分工负责落实)")[0].damaged


def test_what_does_not_look_like_a_unit_is_reported() -> None:
    line = _lines("扩产。(责任单位:县工信局、陶瓷之都)")[0]
    assert [unit.text for unit in line.odd] == ["陶瓷之都"]


@pytest.mark.parametrize(
    "note",
    [
        "排名第一的为牵头单位",
        "列第一位的单位为牵头单位",
        "注:责任单位中排在首位的为牵头单位",
        "各项任务牵头单位排在第一",
        "首位单位为牵头单位,其他为配合单位",
        "第一个责任单位为牵头单位",
    ],
)
def test_a_covering_note_makes_the_first_unit_lead(note: str) -> None:
    assert first_listed_leads(f"现将分工通知如下,{note}。")
    assert _parts("扩产。(责任单位:县工信局、县财政局)", first_leads=True) == (["县工信局"], ["县财政局"])
    assert _parts("扩产。(县工信局、县财政局分工负责)", first_leads=True) == (["县工信局"], ["县财政局"])


@pytest.mark.parametrize(
    "text", ["对全省排名第一的企业给予奖励,由县工信局牵头。", "首位度明显提升。", "坚持质量第一,牵头抓总。"]
)
def test_other_firsts_make_nobody_lead(text: str) -> None:
    assert not first_listed_leads(text)


def test_a_printed_lead_stands_against_the_note() -> None:
    text = "扩产。(县财政局配合,县工信局牵头)"
    assert _parts(text, first_leads=True) == (["县工信局"], ["县财政局"])


def test_a_label_for_all_items_above_says_so() -> None:
    text = "扩产。\n以上任务责任单位:县工信局"
    assert [line.above for line in _lines(text)] == [True]
    assert _parts(text) == (["县工信局"], [])


@pytest.mark.parametrize("label", ["督办单位", "指导单位", "包联单位"])
def test_units_that_only_watch_take_no_part(label: str) -> None:
    assert _parts(f"扩产。\n{label}:县政府督查室\n") == ([], [])


def test_labels_on_one_line_may_be_parted_by_full_stops() -> None:
    line = _lines("扩产。责任单位:县工信局。完成时限:2024年底。另行通知。")[0]
    assert ([unit.text for unit in line.mentions], line.deadline) == (["县工信局"], "2024年底")


def test_there_are_many_forms() -> None:
    assert len({text for text, _, _ in (*BRACKETED, *LABELLED, *DAMAGED)}) + len(NONE) >= 80
