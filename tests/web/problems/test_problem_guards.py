"""Random people try random deeds; what must not happen does not. And the steps one by one."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from web.problems import problem_samples as samples
from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.refusals import ActionRefused, Invalid, SelfApproval
from zhenxing.web.ledger.models import Clock, Transit
from zhenxing.web.problems import actions, flow, queries
from zhenxing.web.problems.models import CommonProblem, Problem, Referral, ServiceRule, Visit

pytestmark = pytest.mark.django_db
THOROUGH = bool(os.environ.get("ZHENXING_THOROUGH"))
KEY, COMMON = "problems", "common_problems"


@pytest.fixture
def place() -> samples.County:
    return samples.county()


def deeds(place: samples.County, pk: int) -> dict[str, Callable[[], Any]]:
    """Every deed on a problem, and on the common one it may be merged into, by name."""

    def common() -> int:
        return CommonProblem.objects.values_list("pk", flat=True).first() or 0

    other = Problem.objects.exclude(pk=pk).values_list("pk", flat=True).first() or 0
    return {
        "triage": lambda: actions.TriageProblem(KEY, pk, "individual", "county"),
        "assign": lambda: actions.Assign(KEY, pk, place.gas, (), "", None, "county"),
        "roads": lambda: actions.Assign(KEY, pk, place.roads, (place.gas,), "", date(2099, 1, 1)),
        "sign": lambda: actions.SignReferral(KEY, pk),
        "decline": lambda: actions.DeclineReferral(KEY, pk),
        "answer": lambda: actions.Answer(KEY, pk, "已办"),
        "content": lambda: actions.RateProblem(KEY, pk, "satisfied"),
        "not-content": lambda: actions.RateProblem(KEY, pk, "dissatisfied"),
        "close": lambda: actions.CloseProblem(KEY, pk),
        "reject": lambda: actions.RejectProblem(KEY, pk),
        "merge": lambda: actions.MergeProblems((pk, other), "用气"),
        "join": lambda: actions.MergeProblems((pk,), common_id=common()),
        "split": lambda: actions.SplitProblem(KEY, pk),
        "common-assign": lambda: actions.Assign(COMMON, common(), place.gas),
        "common-answer": lambda: actions.Answer(COMMON, common(), "已解决"),
        "common-return": lambda: actions.ReturnCommon(COMMON, common()),
        "common-close": lambda: actions.CloseCommon(COMMON, common()),
        "common-withdraw": lambda: actions.WithdrawCommon(COMMON, common()),
    }


WAY = ("triage", "assign", "sign", "answer", "not-content", "answer", "content", "close")
TOGETHER = (
    "merge",
    "common-assign",
    "common-answer",
    "common-return",
    "common-answer",
    "common-close",
    "content",
)
NAMES = sorted({*WAY, *TOGETHER, "roads", "decline", "reject", "join", "split", "common-withdraw"})
picks = st.tuples(st.integers(0, 2), st.sampled_from(NAMES), st.integers(0, 5))


@settings(
    max_examples=40 if THOROUGH else 4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(walk=st.lists(picks, min_size=10, max_size=40 if THOROUGH else 16))
def test_no_walk_breaks_the_rules(walk: list[tuple[int, str, int]]) -> None:
    with transaction.atomic():
        place = samples.county()
        found = place.problem("天然气停供")
        place.problem("供气不稳")
        people = [place.clerk, place.second, place.gasman, place.gasman, place.roadman, place.villager]
        steps = {0: iter(WAY), 1: iter(TOGETHER)}
        for way, name, who in walk:
            chosen = next(steps[way], name) if way in steps else name
            with suppress(ActionRefused):
                place.do(deeds(place, found.pk)[chosen](), people[who], "因为要试一试")
            holds(found)
        transaction.set_rollback(True)


def holds(problem: Problem) -> None:
    """What is true after every deed, whatever was tried."""
    problem.refresh_from_db()
    walked = list(
        Transit.objects.filter(subject_type="problems.problem", subject_id=problem.pk).order_by("pk")
    )
    state = flow.TABLE.initial
    for one in walked:
        assert one.source == state
        state = flow.TABLE.next(state, one.transition).key
        assert state == one.target
    assert state == problem.state
    last = next((one for one in reversed(walked) if one.transition in ("close", "close_unrated")), None)
    if last is not None:
        assert last.by_id not in {one.by_id for one in walked if one.transition in ("answer", "rate")}
    clocks = Clock.objects.running().filter(subject_type="problems.problem", subject_id=problem.pk)
    assert clocks.count() <= (problem.state in ("reported", *flow.IN_HAND))
    waiting = Referral.objects.filter(problem=problem, answered_on=None, ended_on=None)
    assert waiting.count() == (1 if problem.state in flow.IN_HAND and problem.unit_id else 0)
    assert (problem.common_id is not None) >= (problem.state == "merged")
    assert not (problem.can(Capability.FINAL) and clocks.exists())


def test_whoever_typed_the_rating_does_not_close(place: samples.County) -> None:
    found = place.problem("天然气停供")
    every = deeds(place, found.pk)
    for name, who in (("assign", place.clerk), ("answer", place.gasman), ("content", place.clerk)):
        place.do(every[name](), who)
    found.refresh_from_db()
    assert (found.rated_by, found.state) == ("clerk", "rated")
    with pytest.raises(SelfApproval):
        place.do(every["close"](), place.clerk)
    place.do(every["close"](), place.second)
    found.refresh_from_db()
    assert found.state == "closed"


def test_a_silent_asker_is_waited_for(place: samples.County) -> None:
    found = place.problem("天然气停供")
    every = deeds(place, found.pk)
    place.do(every["assign"](), place.clerk)
    place.do(every["answer"](), place.gasman)
    with pytest.raises(ActionRefused, match="才能不经评价销号"):
        place.do(every["close"](), place.second, "无人评价")
    Problem.objects.filter(pk=found.pk).update(answered_on=date(2026, 1, 5))
    with pytest.raises(ActionRefused):  # it needs the reason
        place.do(every["close"](), place.second)
    place.do(every["close"](), place.second, "两次电话无人接听")
    ServiceRule.objects.update(rate_days=None)


def test_without_a_rule_the_day_must_be_named(place: samples.County) -> None:
    ServiceRule.objects.update(county_days=None, rate_days=None)
    found = place.problem("天然气停供")
    every = deeds(place, found.pk)
    with pytest.raises(Invalid) as refused:
        place.do(every["assign"](), place.clerk)
    assert "没有规定" in str(refused.value.fields["due_on"][0])
    place.do(actions.Assign(KEY, found.pk, place.gas, (), "", date(2099, 1, 1), "county"), place.clerk)
    place.do(every["answer"](), place.gasman)
    with pytest.raises(ActionRefused, match="没有规定等候多久"):
        place.do(every["close"](), place.second, "无人评价")


def test_a_merged_problem_handed_back_keeps_its_way(place: samples.County) -> None:
    one, two = place.problem("天然气停供"), place.problem("供气不稳")
    place.do(deeds(place, one.pk)["assign"](), place.clerk)
    common = place.do(actions.MergeProblems((one.pk, two.pk), "用气"), place.clerk)
    assert Referral.objects.get(problem=one).ended_on is not None
    place.do(actions.SplitProblem(KEY, one.pk), place.clerk, "不是一回事")
    one.refresh_from_db()
    assert (one.state, one.common) == ("triaged", None)
    place.do(actions.WithdrawCommon(COMMON, common.pk), place.clerk, "不再共性")
    two.refresh_from_db()
    assert (two.state, two.common) == ("triaged", None)
    with pytest.raises(Invalid):
        place.do(actions.MergeProblems((one.pk, one.pk), "用气"), place.clerk)
    with pytest.raises(ActionRefused, match="已经解决"):
        CommonProblem.objects.update(state="closed")
        place.do(actions.MergeProblems((one.pk,), common_id=common.pk), place.clerk)


def test_firms_nobody_hears_of_and_firms_everybody_visits(place: samples.County) -> None:
    from zhenxing.web.enterprises.models import Enterprise

    day, rule = date(2026, 7, 1), ServiceRule.objects.get()
    asked, old, visited, young, *rest = place.firms
    place.problem("停气", date(2026, 3, 1), enterprise=asked)
    place.problem("停电", date(2025, 12, 31), enterprise=old)
    Enterprise.objects.filter(pk=young.pk).update(established_on=date(2026, 2, 1))
    for number in range(4):
        Visit.objects.create(
            area=place.township, unit=place.gas, enterprise=visited, visited_on=date(2026, 6, 10 + number)
        )
    Visit.objects.create(area=place.township, unit=place.gas, enterprise=asked, visited_on=date(2026, 6, 30))
    found = queries.silent(Enterprise.objects.all(), rule, day)
    assert set(found) == {old, *rest}
    often = list(queries.over_visited(Visit.objects.all(), rule, day))
    assert [(one["enterprise"], one["visits"], one["units"]) for one in often] == [(visited.pk, 4, 1)]
    assert not queries.silent(Enterprise.objects.all(), None, day)
    assert not queries.over_visited(Visit.objects.all(), None, day)


def test_a_need_heard_on_a_visit_becomes_a_problem_of_the_firm(place: samples.County) -> None:
    visit = Visit.objects.create(
        area=place.township, unit=place.gas, enterprise=place.firms[0], visited_on=date(2026, 6, 10)
    )
    made = place.do(actions.FromVisit(visit.pk, "", "缺工二十人，招不到人。"), place.gasman)
    assert (made.title, made.enterprise, made.channel, made.source_unit) == (
        "缺工二十人，招不到人", place.firms[0], "visit", place.gas,
    )  # fmt: skip
    assert made.triage_by is not None


@pytest.mark.parametrize(
    ("due", "answered", "expected"),
    [
        (None, None, None),
        (date(2026, 3, 1), date(2026, 3, 1), True),
        (date(2026, 3, 1), date(2026, 3, 2), False),
        (date(2026, 3, 1), None, False),
        (date(2026, 3, 9), None, None),
    ],
)
def test_a_promise_is_kept_broken_or_still_open(due: Any, answered: Any, expected: Any) -> None:
    assert flow.kept(due, answered, date(2026, 3, 5)) is expected
