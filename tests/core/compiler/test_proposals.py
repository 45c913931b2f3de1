"""Proposals join a plan as questions: held against the text, never over or beside what a rule read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.compiler import Knowledge, Plan, Source, Span, compile_source
from zhenxing.core.compiler.plan import Organisation
from zhenxing.core.compiler.proposals import (
    Claim,
    Proposal,
    Proposals,
    locate,
    merge_proposals,
    without_proposals,
)
from zhenxing.core.compiler.serialise import plan_from_dict, plan_to_dict

TEXT = (
    "云岭县陶瓷专业镇培育方案\n一、主要目标\n到2026年，规上企业达到30家以上。\n"
    "二、其他事项\n窑炉改造由县发展局会同县财政局想办法在2027年弄完七座。\n请各镇报送名单，名单不少于两份。\n"
)
KILNS = "窑炉改造由县发展局会同县财政局想办法在2027年弄完七座"
ORDER = Claim(
    "task", KILNS, "窑炉改造", deadline="2027", lead=("县发展局", "县能源局"), support=("县财政局",)
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """What rules read of the text, cut to the one thing this module is about: the goal of 30."""
    read = compile_source(Source(TEXT), Knowledge())
    [goal] = [goal for goal in read.goals if goal.value == 30]
    return replace(read, goals=(goal,), tasks=(), figures=(), conditions=())


def offered(plan: Plan, *claims: Claim) -> Plan:
    everywhere = Span(0, len(plan.text))
    return merge_proposals(plan, locate(plan, [(claim, everywhere) for claim in claims], "模型 甲"))


def said(plan: Plan) -> str:
    return plan.trail[-1].note


def test_a_goal_the_rules_did_not_read_becomes_a_question(plan: Plan) -> None:
    claim = Claim("goal", KILNS, "窑炉改造", "=", Decimal(7), "座", "2027")
    merged = offered(plan, claim)
    *before, goal = merged.goals
    assert tuple(before) == plan.goals
    assert (goal.certainty, goal.origin, goal.id) == ("unsure", "模型 甲", "g-m1")
    assert (goal.value, goal.unit, goal.deadline) == (Decimal(7), "座", "2027")
    assert merged.quote(goal.span) == goal.text == KILNS
    assert goal.clause == merged.clause_at(goal.span.start).id  # type: ignore[union-attr]  # the text has clauses
    assert said(merged) == "模型 甲 提议 1 条，列为待核"


def test_a_task_keeps_only_the_units_its_quote_names(plan: Plan) -> None:
    known = replace(plan, organisations=(Organisation("u1", "县发展和改革局", printed=("县发展局",)),))
    [task] = offered(known, ORDER).tasks
    assert [(mention.text, mention.unit) for mention in task.lead] == [("县发展局", "u1")]
    assert [(mention.text, mention.unit) for mention in task.support] == [("县财政局", None)]
    assert all(known.quote(mention.span) == mention.text for mention in (*task.lead, *task.support))
    assert (task.certainty, task.origin, task.deadline) == ("unsure", "模型 甲", "2027")
    assert "单位不在引文中 1" in said(offered(known, ORDER))


def test_a_condition_is_a_question_too(plan: Plan) -> None:
    [found] = offered(plan, Claim("condition", "名单不少于两份", "名单", ">=", Decimal(2), "份")).conditions
    assert (found.subject, found.op, found.value, found.unit) == ("名单", ">=", Decimal(2), "份")
    assert (found.certainty, found.origin) == ("unsure", "模型 甲")


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (Claim("goal", "窑炉改造弄完七座", "窑炉", "=", Decimal(7), "座"), "引文不在原文中 1"),
        (Claim("goal", KILNS, "窑炉", "=", Decimal(70), "座"), "数值不在引文中 1"),
        (Claim("goal", KILNS, "窑炉", "="), "数值不在引文中 1"),
        (Claim("goal", KILNS, "窑炉", "=", Decimal(7), "万座"), "计量单位不在引文中 1"),
        (Claim("goal", "七座", "窑炉", "=", Decimal(7), "座"), "引文过短或过长 1"),
        (Claim("goal", "", "窑炉", "=", Decimal(7), "座"), "引文过短或过长 1"),
        (Claim("goal", TEXT * 9, "窑炉", "=", Decimal(7), "座"), "引文过短或过长 1"),
        (Claim("goal", "规上企业达到30家以上", "企业", "<=", Decimal(30), "家"), "规则已经读出 1"),
        (
            Claim("condition", "到2026年，规上企业达到30家以上", "企业", ">=", Decimal(30), "家"),
            "规则已经读出 1",
        ),
    ],
)
def test_what_the_text_does_not_bear_out_is_dropped_and_counted(
    plan: Plan, claim: Claim, reason: str
) -> None:
    merged = offered(plan, claim)
    assert replace(merged, trail=()) == replace(plan, trail=())
    assert reason in said(merged)


def test_a_deadline_is_believed_only_with_its_year_in_the_quote(plan: Plan) -> None:
    for deadline in ("2030", "2027年", "2027-1", None):
        claim = Claim("goal", KILNS, "窑炉", "=", Decimal(7), "座", deadline)
        assert offered(plan, claim).goals[-1].deadline is None


def test_one_place_is_proposed_once(plan: Plan) -> None:
    claim = Claim("goal", KILNS, "窑炉", "=", Decimal(7), "座")
    merged = offered(plan, claim, replace(claim, name="窑炉改造"), ORDER, ORDER)
    assert len(merged.goals) == len(plan.goals) + 1
    assert len(merged.tasks) == 1
    assert "规则已经读出 2" in said(merged)


def test_tasks_of_the_rules_stay_alone(plan: Plan) -> None:
    once = offered(plan, ORDER)
    ruled = replace(once, tasks=(replace(once.tasks[0], certainty="certain", origin=None, id="t1"),))
    assert offered(ruled, ORDER).tasks == ruled.tasks


def test_a_quote_is_looked_for_only_where_it_was_drawn_from(plan: Plan) -> None:
    found = locate(plan, [(ORDER, Span(0, 20))], "甲")
    assert (found.items, found.dropped) == ((), (("引文不在原文中", 1),))


def test_a_proposer_that_lies_about_places_is_not_believed(plan: Plan) -> None:
    lie = Proposals("甲", (Proposal(ORDER, Span(0, len(KILNS))),), note="没有读完")
    merged = merge_proposals(plan, lie)
    assert merged.tasks == ()
    assert "引文不在原文中 1" in said(merged)
    assert said(merged).endswith("没有读完")


def test_a_plan_without_proposals_says_why(plan: Plan) -> None:
    merged = without_proposals(plan, "连不上模型")
    assert replace(merged, trail=plan.trail) == plan
    assert (merged.trail[-1].outcome, merged.trail[-1].note) == ("declined", "连不上模型")


def test_the_origin_is_stored_with_the_plan(plan: Plan) -> None:
    merged = offered(plan, ORDER)
    stored = plan_to_dict(merged)
    assert stored["tasks"][0]["origin"] == "模型 甲"
    assert plan_from_dict(stored, merged.source) == merged


claims = st.builds(
    Claim,
    kind=st.sampled_from(["goal", "task", "condition"]),
    quote=st.one_of(
        st.sampled_from([KILNS, TEXT, "名单不少于两份"]), st.text("七座两份2027，\n", max_size=9)
    ),
    name=st.text(max_size=3),
    value=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    lead=st.lists(st.sampled_from(["县发展局", "县", ""]), max_size=3).map(tuple),
)


@given(st.lists(claims, max_size=6))
def test_rules_finds_never_change_and_every_addition_is_in_the_text(found: list[Claim]) -> None:
    plan = compile_source(Source(TEXT), Knowledge())
    merged = offered(plan, *found)
    for name in ("goals", "tasks", "conditions"):
        before, after = getattr(plan, name), getattr(merged, name)
        assert after[: len(before)] == before
        for item in after[len(before) :]:
            assert item.certainty == "unsure"
            assert merged.quote(item.span) == item.text
