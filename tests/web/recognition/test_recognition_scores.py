"""Scores, rankings and frozen texts as pure values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.periods import Period
from zhenxing.core.rules.book import Answer, Case, Fact
from zhenxing.web.recognition import flow, freezing, scoring, words
from zhenxing.web.recognition.scoring import Contender

D = Decimal
marks = st.decimals(0, 100, places=2)


def test_a_spread_says_when_experts_lie_apart() -> None:
    found = scoring.spread([D(10), D(16)], D(20))
    assert found is not None
    assert (found.mean, found.width, found.wide) == (D("13.00"), D(6), True)
    assert scoring.spread([], D(20)) is None


def test_the_highest_and_the_lowest_are_left_out_of_five() -> None:
    five = [D(60), D(80), D(81), D(82), D(100)]
    assert scoring.final_score(five, trim=True) == D("81.00")
    assert scoring.final_score(five, trim=False) == D("80.60")
    assert scoring.final_score(five[:4], trim=True) == D("75.75")
    assert scoring.final_score([], trim=True) is None


def test_a_missing_mark_is_not_zero() -> None:
    assert scoring.total({"a": D(5)}, {"a": D(10), "b": D(10)}) is None
    assert scoring.total({"a": D(5), "b": D(0)}, {"a": D(10), "b": D(10)}) == D(5)


def proposals(
    *contenders: Contender, quota: int | None = None, mark: int | None = None
) -> dict[int, tuple[str, str]]:
    placed = scoring.ranking(contenders, quota=quota, pass_mark=D(mark) if mark is not None else None)
    return {one.key: (one.proposal, one.why) for one in placed}


def test_the_ranking_proposes() -> None:
    found = proposals(
        Contender(1, D(90), "true"),
        Contender(2, D(85), "true"),
        Contender(3, D(95), "unknown"),
        Contender(4, D(99), "false"),
        Contender(5, D(70), "true"),
        Contender(6, None, "false"),
        quota=1,
        mark=80,
    )
    assert found == {
        1: ("recognise", ""),
        2: ("reserve", "beyond-quota"),
        3: ("reserve", "unknown"),
        4: ("refuse", "unmet"),
        5: ("refuse", "below-pass-mark"),
        6: ("refuse", "unmet"),
    }


def test_equals_at_the_edge_of_the_quota_all_wait() -> None:
    same = [Contender(key, D(80), "true", D(50)) for key in (1, 2)]
    found = proposals(Contender(3, D(90), "true"), *same, quota=2)
    assert {found[1][0], found[2][0]} == {"reserve"}
    placed = scoring.ranking(same, quota=None, pass_mark=None)
    assert [one.place for one in placed] == [1, 1]


@given(
    st.lists(st.tuples(marks, st.sampled_from(["true", "false", "unknown", ""])), max_size=12),
    st.none() | st.integers(0, 5),
)
def test_never_more_than_the_quota_and_never_the_weaker(
    rows: list[tuple[Decimal, str]], quota: int | None
) -> None:
    contenders = [Contender(key, score, verdict) for key, (score, verdict) in enumerate(rows)]
    placed = {one.key: one for one in scoring.ranking(contenders, quota=quota, pass_mark=None)}
    chosen = [one for one in contenders if placed[one.key].proposal == flow.RECOGNISE]
    assert quota is None or len(chosen) <= quota
    assert all(one.verdict in ("true", "") for one in chosen)
    waiting = [one for one in contenders if placed[one.key].why == "beyond-quota"]
    assert all(one.score >= other.score for one in chosen for other in waiting)


values = st.decimals(allow_nan=False, allow_infinity=False) | st.text() | st.booleans() | st.dates()
facts = st.builds(Fact, values, st.none() | st.builds(Period, st.integers(1949, 2050)), st.text(max_size=5))
cases = st.builds(
    Case,
    subject=st.just("enterprise"),
    day=st.dates(),
    year=st.integers(1990, 2050),
    facts=st.dictionaries(st.text(max_size=4), st.lists(facts, max_size=2).map(tuple), max_size=3),
    related=st.just({}),
    judged=st.dictionaries(st.text(max_size=4), st.builds(Answer, st.none() | st.booleans()), max_size=2),
)


@given(cases, st.none() | st.lists(cases, max_size=2).map(tuple))
def test_what_was_frozen_thaws_to_the_same_case(case: Case, members: tuple[Case, ...] | None) -> None:
    whole = Case("town", case.day, case.year, case.facts, {"enterprises": members}, case.judged)
    text = freezing.canonical(freezing.frozen_case(whole))
    import json

    assert freezing.thawed_case(json.loads(text)) == whole
    assert freezing.canonical(json.loads(text)) == text
    assert len(freezing.digest(text)) == 64


def test_every_state_step_and_obstacle_has_words() -> None:
    assert [key for key, _label in words.STATES] == [one.key for one in flow.TABLE.states]
    assert [str(label) for _key, label in words.STATES] == [one.label for one in flow.TABLE.states]
    assert {key: str(label) for key, label in words.STEPS.items()} == {
        one.key: one.label for one in flow.TABLE.transitions
    }
    assert words.said(flow.Obstacle("still-valid")) == "认定有效期未满（长期）"
    assert words.said(flow.Obstacle("not-now", "draft")) == "现在的状态是“草稿”，还不能办这一步"


def test_an_unknown_step_is_an_error() -> None:
    with pytest.raises(KeyError):
        flow.obstacles(flow.Dossier(), "leap", flow.Who(1), date(2026, 1, 1))


def test_a_call_has_its_days() -> None:
    early = flow.Dossier(opens_on=date(2026, 2, 1), closes_on=date(2026, 3, 1))
    who = flow.Who(1)
    assert [one.key for one in flow.obstacles(early, "submit", who, date(2026, 1, 1))] == ["not-open"]
    assert [one.key for one in flow.obstacles(early, "submit", who, date(2026, 3, 2))] == ["closed"]
    assert flow.obstacles(early, "submit", who, date(2026, 2, 2)) == ()
