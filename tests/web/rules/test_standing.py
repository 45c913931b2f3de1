"""A town before its tiers: verdicts, room, and what today's trend breaks first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zhenxing.core.periods import Period
from zhenxing.core.rules.book import Answer, Case, Fact, Rulebook
from zhenxing.core.rules.form import parse
from zhenxing.core.truth import Truth
from zhenxing.web.rules.candidates import reached
from zhenxing.web.rules.standing import future, is_scheme, standings

DAY = date(2026, 6, 30)
TEXT = """
key: demo
name: 虚构认定条件
subject: town
citation: {document: 虚构文件}
facts:
  output: {label: 产值, unit: 元, yearly: true}
  share: {label: 占比, unit: "%", yearly: true}
rules:
  - {key: size, name: 规模, begins: 2025-01-01, clause: 第一条, when: {of: output, at_least: 10亿元}}
  - {key: share, name: 占比, begins: 2025-01-01, clause: 第二条, when: {of: share, at_least: 30%}}
  - key: either
    name: 其一
    begins: 2025-01-01
    clause: 第三条
    when: {any: [{of: output, at_least: 5亿元}, {of: output, at_least: 50亿元}]}
  - {key: plan, name: 规划, begins: 2025-01-01, clause: 第四条, when: {judged: {key: plan, question: 有规划}}}
  - key: city
    name: 市级
    begins: 2025-01-01
    clause: 第五条
    outcome: city
    when: {all: [{rule: size}, {rule: share}, {rule: either}, {rule: plan}]}
  - key: out
    name: 退出
    begins: 2025-01-01
    clause: 第六条
    outcome: withdrawn
    when: {each_year: {last: 2, that: {of: {growth: output}, below: 0%}}}
"""


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return parse(TEXT, "demo")


def case(output: dict[int, int], share: dict[int, str], **judged: bool) -> Case:
    """Output in 亿元, share as a fraction."""
    facts = {
        "output": tuple(Fact(Decimal(value * 10**8), Period(year), "登记") for year, value in output.items()),
        "share": tuple(Fact(Decimal(value), Period(year), "登记") for year, value in share.items()),
    }
    return Case("镇", DAY, 2025, facts, {}, {key: Answer(said) for key, said in judged.items()})


def test_a_tier_is_judged_part_by_part(book: Rulebook) -> None:
    city, out = standings(book, case({2023: 7, 2024: 8, 2025: 9}, {2025: "0.4"}))
    assert (city.outcome, city.verdict) == ("city", Truth.FALSE)
    assert [(one.name, one.verdict.name) for one in city.criteria] == [
        ("规模", "FALSE"),
        ("占比", "TRUE"),
        ("其一", "TRUE"),
        ("规划", "UNKNOWN"),
    ]
    assert city.missing == ()  # it fails whatever is answered
    assert city.unknown[0].missing == ("judged:plan",)
    assert (out.outcome, out.verdict, out.leaving) == ("withdrawn", Truth.FALSE, True)


def test_room_is_the_distance_in_parts_of_the_threshold(book: Rulebook) -> None:
    city, _out = standings(book, case({2025: 9}, {2025: "0.45"}, plan=True))
    by_name = {one.name: one.room for one in city.criteria}
    assert by_name["规模"] == Decimal("-0.1")
    assert by_name["占比"] == Decimal("0.5")
    assert by_name["其一"] == Decimal("0.8")  # of two ways the one that is met
    assert by_name["规划"] is None
    assert city.hardest is not None and city.hardest.name == "规模"
    assert city.tightest is not None and city.tightest.name == "占比"


def test_the_trend_says_what_breaks_first_and_what_is_reached(book: Rulebook) -> None:
    """Output rises 1亿 a year to 10 in 2026; the share falls 4 points a year from 41 below 30 in 2028."""
    facts = case({2023: 7, 2024: 8, 2025: 9}, {2024: "0.45", 2025: "0.41"}, plan=True)
    city, _out = standings(book, facts, trend=True)
    turns = {one.name: one.turns for one in city.criteria}
    assert turns == {"规模": 2026, "占比": 2028, "其一": None, "规划": None}
    assert city.first_to_fail is not None and city.first_to_fail.name == "占比"
    assert {one.name for one in city.criteria if one.drawn} == {"规模", "占比", "其一"}


def test_one_year_draws_no_line(book: Rulebook) -> None:
    city, _out = standings(book, case({2025: 12}, {2025: "0.31"}, plan=True), trend=True)
    assert city.verdict is Truth.TRUE
    assert city.first_to_fail is None
    assert not any(one.drawn for one in city.criteria)


def test_a_line_that_ends_keeps_what_it_said_before(book: Rulebook) -> None:
    """Output falls to nothing; growth from nothing cannot be reckoned, but until then the rule held."""
    _city, out = standings(book, case({2023: 9, 2024: 6, 2025: 3}, {2025: "0.4"}), trend=True)
    assert out.verdict is Truth.TRUE
    assert out.criteria[0].drawn


def test_nothing_falls_below_zero_and_the_year_moves(book: Rulebook) -> None:
    ahead = future(case({2024: 6, 2025: 3}, {2025: "0.4"}), ahead=3)
    assert [one.year for one in ahead] == [2026, 2027, 2028]
    values = [fact.value for fact in ahead[-1].facts["output"]]
    assert values[-3:] == [0, 0, 0]
    assert len(ahead[0].facts["share"]) == 1


def test_figures_that_end_before_the_reference_year_are_not_drawn_on(book: Rulebook) -> None:
    ahead = future(case({2022: 6, 2023: 8}, {2025: "0.4"}))
    assert len(ahead[-1].facts["output"]) == 2


def test_who_is_nearest_has_most_met_then_fewest_failing(book: Rulebook) -> None:
    cases = {
        "近": case({2025: 9}, {2025: "0.4"}, plan=True),
        "远": case({2025: 2}, {2025: "0.2"}, plan=True),
        "无": case({}, {}),
    }
    found = {name: standings(book, one)[0] for name, one in cases.items()}
    assert sorted(found, key=lambda name: found[name].nearness) == ["近", "远", "无"]


def test_only_a_book_that_gives_a_tier_is_a_scheme(book: Rulebook) -> None:
    assert is_scheme(book)
    assert not is_scheme(parse(TEXT.replace("outcome: city", "outcome: 甲").replace("withdrawn", "乙"), "x"))


@pytest.mark.parametrize(
    ("value", "growth", "year"),
    [
        ("1900", "0.06", 2025),
        ("1900", "0.05", 2026),
        ("1000", "0.02", None),
        ("1000", "0", None),
        ("1900", None, None),
    ],
)
def test_when_a_line_is_reached(value: str, growth: str | None, year: int | None) -> None:
    asked = None if growth is None else Decimal(growth)
    assert reached(Decimal(value), Decimal(2000), asked, 2024) == year
