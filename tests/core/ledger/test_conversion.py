"""Conversion rates equal a hand count; spans are exact days or unknown."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.ledger.conversion import (
    RATES,
    STAGES,
    Rate,
    StageFact,
    conversion,
    events_of,
    spans,
)

START, PRODUCTION, EFFECT = RATES
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def fact(project: int, stage: str, day: date, standing: str = "evidenced") -> StageFact:
    return StageFact(project, stage, day, standing, (project, stage))  # type: ignore[arg-type]  # one of three


def rate(facts: list[StageFact], begins: date = FIRST, ends: date = LAST, as_of: date = LAST) -> Rate:
    return conversion(START, facts, begins, ends, as_of)


def test_the_rate_is_the_exact_share_of_those_signed_in_the_period() -> None:
    facts = [fact(n, "signed", date(2025, 2, n)) for n in (1, 2, 3)]
    facts += [fact(1, "started", date(2025, 6, 1)), fact(4, "started", date(2025, 6, 2))]
    found = rate(facts)
    assert found.value == Fraction(1, 3)
    assert [one.event for one in found.reached] == [(1, "started")]
    assert found.left_out == ()


def test_what_is_not_evidenced_counts_on_neither_side_and_is_named() -> None:
    facts = [
        fact(1, "signed", date(2025, 2, 1)),
        fact(2, "signed", date(2025, 2, 2), "suspected"),
        fact(1, "started", date(2025, 5, 1), "unproven"),
        fact(3, "started", date(2025, 5, 1), "unproven"),
        fact(9, "signed", date(2024, 2, 2), "unproven"),
    ]
    found = rate(facts)
    assert found.value == Fraction(0)
    assert {one.event for one in found.left_out} == {(2, "signed"), (1, "started")}


def test_without_a_base_there_is_no_rate() -> None:
    assert rate([fact(1, "signed", date(2024, 12, 31))]).value is None
    assert rate([]).value is None


def test_both_ends_of_the_period_belong_to_it_and_the_later_stage_only_up_to_the_day() -> None:
    facts = [fact(1, "signed", FIRST), fact(2, "signed", LAST), fact(1, "started", LAST + timedelta(1))]
    assert rate(facts).value == Fraction(0, 2)
    assert rate(facts, as_of=LAST + timedelta(1)).value == Fraction(1, 2)
    assert len(events_of(facts, "signed", FIRST, LAST)) == 2


def test_a_stage_told_twice_counts_once_by_its_first_day() -> None:
    facts = [fact(1, "signed", date(2024, 11, 1)), fact(1, "signed", date(2025, 3, 1))]
    assert rate(facts).value is None
    assert rate(facts, begins=date(2024, 1, 1)).value == Fraction(0, 1)


def test_each_rate_has_its_own_base() -> None:
    assert [(one.base, one.reached) for one in RATES] == [
        ("signed", "started"),
        ("started", "producing"),
        ("producing", "effective"),
    ]
    facts = [fact(1, "producing", date(2025, 3, 1)), fact(1, "effective", date(2025, 9, 1))]
    assert conversion(EFFECT, facts, FIRST, LAST, LAST).value == 1
    assert conversion(PRODUCTION, facts, FIRST, LAST, LAST).value is None


_FACTS = st.lists(
    st.builds(
        StageFact,
        st.integers(0, 5),
        st.sampled_from(STAGES),
        st.dates(date(2024, 6, 1), date(2026, 6, 1)),
        st.sampled_from(("evidenced", "unproven", "suspected")),
        st.integers(),
    ),
    max_size=25,
)


@given(_FACTS, st.sampled_from(RATES))
def test_a_rate_never_leaves_nought_to_one_and_counts_no_project_twice(
    facts: list[StageFact], rule: object
) -> None:
    found = conversion(rule, facts, FIRST, LAST, LAST)  # type: ignore[arg-type]  # one of the rates
    base, reached = [one.project for one in found.base], [one.project for one in found.reached]
    assert len(base) == len(set(base))
    assert set(reached) <= set(base)
    assert len(reached) == len(set(reached))
    assert all(one.standing == "evidenced" for one in (*found.base, *found.reached))
    assert found.value is None or 0 <= found.value <= 1


PLAN = {"signed": date(2025, 1, 1), "landed": date(2025, 2, 1), "started": date(2025, 5, 1)}


def test_planned_and_actual_days_are_compared_span_by_span() -> None:
    done = {"signed": date(2025, 1, 10), "landed": date(2025, 2, 1), "started": date(2025, 6, 1)}
    landing, starting, producing, effect = spans(PLAN, done, LAST)
    assert (landing.planned, landing.actual, landing.verdict) == (31, 22, "early")
    assert (starting.planned, starting.actual, starting.verdict) == (89, 120, "late")
    assert (producing.planned, producing.actual, producing.verdict) == (None, None, "unknown")
    assert producing.running == (LAST - date(2025, 6, 1)).days
    assert (effect.running, effect.verdict) == (None, "unknown")


def test_a_span_that_runs_is_late_once_it_took_longer_than_planned() -> None:
    done = {"signed": date(2025, 1, 1)}
    assert spans(PLAN, done, date(2025, 1, 20))[0].verdict == "running"
    assert spans(PLAN, done, date(2025, 2, 2))[0].verdict == "late"
    assert spans(PLAN, {"signed": PLAN["signed"], "landed": PLAN["landed"]}, LAST)[0].verdict == "on_time"
    assert spans({}, done, date(2024, 1, 1))[0].running is None
