"""Merging, splitting and moving: what stays, what points where, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from web.documents.document_samples import number_of
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import (
    AcceptProposal,
    AddProposal,
    EditProposal,
    MergeProposals,
    MoveProposal,
    RejectProposal,
    ReopenProposal,
    SplitProposal,
)
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.queries import ReviewPage
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NotPermitted, OutOfScope, StaleVersion
from zhenxing.web.kit.testing import area, person
from zhenxing.web.organisations.models import Area


def one(document: Document, kind: str, item: str = "") -> Proposal:
    return document.proposals.get(number=number_of(document, kind, item))


def merged(document: Document, clerk: User, target: Proposal, *others: Proposal) -> Proposal:
    versions = {other.number: other.version for other in others}
    return run_action(MergeProposals(document.pk, target.number, versions), clerk).result


def test_two_goals_side_by_side_become_one_passage(document: Document, clerk: User) -> None:
    first, second = one(document, "goal", "g1"), one(document, "goal", "g2")
    joined = merged(document, clerk, first, second)
    assert joined.text == "规上企业达到50户以上,产值突破2亿元"
    assert (joined.start, joined.end) == (first.start, second.end)
    assert joined.source_end == second.source_end
    assert joined.placed["text"] == first.text
    assert joined.can.binding
    second.refresh_from_db()
    assert (second.state, second.merged_into, second.can.dropped) == ("merged", joined, True)


def test_merged_tasks_have_all_units_and_far_words_stay_words(document: Document, clerk: User) -> None:
    first, second, third = (one(document, "task", item) for item in ("t1", "t2", "t3"))
    joined = merged(document, clerk, third, first, second)
    assert joined.state == "edited"
    assert joined.values["heading"] == "完善工作机制"
    assert joined.values["lead"] == ["县工信局"]
    assert joined.values["support"] == ["县财政局", "各乡镇", "县商务局", "县市场监管局"]
    assert joined.values["deadline"] == "2026-06"
    card = ReviewPage(document).maker.card(Proposal.objects.get(pk=second.pk))
    assert card.merged_into == third.number
    # what no form shows is kept when the joined one is corrected
    joined.decided = {**joined.decided, "leaders": ["赵云山"]}
    joined.save()
    run_action(EditProposal(document.pk, third.number, {"heading": "完善机制", "lead": "县工信局"}), clerk)
    third.refresh_from_db()
    assert third.decided["leaders"] == ["赵云山"]
    assert third.values["heading"] == "完善机制"


def test_what_stands_apart_keeps_the_targets_place(document: Document, clerk: User) -> None:
    first, far = one(document, "goal", "g1"), one(document, "goal", "g3")
    joined = merged(document, clerk, first, far)
    assert (joined.start, joined.end) == (first.start, first.end)
    assert joined.text.split("\n") == [first.text, far.text]
    assert joined.placed is not None


def test_what_was_merged_comes_back_when_reopened(document: Document, clerk: User) -> None:
    first, second = one(document, "goal", "g1"), one(document, "goal", "g2")
    merged(document, clerk, first, second)
    run_action(ReopenProposal(document.pk, second.number), clerk)
    second.refresh_from_db()
    assert (second.state, second.merged_into) == ("pending", None)


def test_merging_refuses_other_kinds_nothing_and_itself(document: Document, clerk: User) -> None:
    goal, figure, task = one(document, "goal", "g1"), one(document, "figure"), one(document, "task", "t1")
    for others in ({}, {goal.number: 1}, {figure.number: 1}, {task.number: 1}, {99999: 1}):
        with pytest.raises(Invalid):
            run_action(MergeProposals(document.pk, goal.number, others), clerk)
    with pytest.raises(ActionRefused):
        run_action(MergeProposals(document.pk, number_of(document, "roster"), {goal.number: 1}), clerk)


def test_one_that_went_elsewhere_is_not_merged_again(document: Document, clerk: User) -> None:
    first, second, third = (one(document, "goal", item) for item in ("g1", "g2", "g3"))
    merged(document, clerk, first, second)
    second.refresh_from_db()
    with pytest.raises(Invalid):
        merged(document, clerk, third, second)
    for deed in (
        MergeProposals(document.pk, second.number, {third.number: third.version}),
        SplitProposal(document.pk, second.number, 3),
        MoveProposal(document.pk, second.number, "2"),
    ):
        with pytest.raises(ActionRefused):
            run_action(deed, clerk)


def test_two_clerks_merge_only_what_both_saw(document: Document, clerk: User, where: Area) -> None:
    first, second = one(document, "goal", "g1"), one(document, "goal", "g2")
    run_action(RejectProposal(document.pk, second.number), person("office", where, "李明"))
    with pytest.raises(StaleVersion) as caught:
        run_action(MergeProposals(document.pk, first.number, {second.number: 1}), clerk)
    assert "李明" in str(caught.value)
    first.refresh_from_db()
    assert first.can.open


def test_a_goal_is_divided_where_a_person_says(document: Document, clerk: User) -> None:
    first, second = one(document, "goal", "g1"), one(document, "goal", "g2")
    joined = merged(document, clerk, first, second)
    at = joined.text.index("产值")
    part = run_action(SplitProposal(document.pk, joined.number, at), clerk).result
    joined.refresh_from_db()
    assert joined.text == "规上企业达到50户以上,"
    assert joined.end == first.end + 1
    assert joined.can.open
    assert part.can.open
    assert part.text == "产值突破2亿元"
    assert (part.start, part.end) == (second.start, second.end)
    assert part.split_from == joined
    # the compiler reads the half again; what it does not say comes from the whole
    assert (part.payload["value"], part.payload["unit"]) == ("200000000", "元")
    assert part.payload["deadline"] == "2026"
    assert ReviewPage(document).maker.card(part).split_from == joined.number


def test_a_part_accepted_keeps_what_was_decided_before(document: Document, clerk: User) -> None:
    goal = one(document, "goal", "g1")
    typed = {"indicator": "规上企业", "op": ">=", "value": "60", "unit": "户", "deadline": "2026"}
    run_action(EditProposal(document.pk, goal.number, typed), clerk)
    run_action(SplitProposal(document.pk, goal.number, quote="产值突破2亿元"), clerk)
    run_action(AcceptProposal(document.pk, goal.number), clerk)
    goal.refresh_from_db()
    assert (goal.state, goal.values["value"], goal.text) == ("edited", "60", "规上企业达到50户以上")


def test_a_task_is_divided_with_its_units_on_both_sides(document: Document, clerk: User) -> None:
    task = one(document, "task", "t2")
    at = task.text.index("组织")
    part = run_action(SplitProposal(document.pk, task.number, at), clerk).result
    assert part.payload["heading"] == "组织参展"
    assert part.payload["number"] is None
    assert part.payload["support"] == ["县商务局", "县市场监管局"]
    task.refresh_from_db()
    assert task.text == "打造区域品牌。"


def test_a_second_quote_from_elsewhere_leaves_the_first_whole(document: Document, clerk: User) -> None:
    task = one(document, "task", "t3")
    part = run_action(SplitProposal(document.pk, task.number, quote=" 组织参展 "), clerk).result
    assert (part.text, part.clause) == ("组织参展", "2.2")
    task.refresh_from_db()
    assert task.placed is None


@pytest.mark.parametrize(("at", "quote"), [(None, ""), (0, ""), (999, ""), (3, "文件里没有这句话")])
def test_a_split_that_leaves_nothing_is_refused(
    document: Document, clerk: User, at: int | None, quote: str
) -> None:
    with pytest.raises(Invalid):
        run_action(SplitProposal(document.pk, number_of(document, "goal", "g1"), at, quote), clerk)


def test_words_that_are_no_one_passage_are_split_by_a_quote_alone(document: Document, clerk: User) -> None:
    joined = merged(document, clerk, one(document, "goal", "g1"), one(document, "goal", "g3"))
    with pytest.raises(Invalid):
        run_action(SplitProposal(document.pk, joined.number, 4), clerk)
    Proposal.objects.filter(pk=joined.pk).update(start=None, end=None)
    with pytest.raises(Invalid):
        run_action(SplitProposal(document.pk, joined.number, 4), clerk)


def test_only_goals_and_tasks_are_split(document: Document, clerk: User) -> None:
    with pytest.raises(ActionRefused):
        run_action(SplitProposal(document.pk, number_of(document, "figure"), 2), clerk)


def test_an_obligation_is_moved_and_says_where_from(document: Document, clerk: User) -> None:
    goal = one(document, "goal", "g1")
    moved = run_action(MoveProposal(document.pk, goal.number, "2.1"), clerk).result
    assert (moved.clause, moved.state, moved.start) == ("2.1", "pending", goal.start)
    assert moved.placed["clause"] == "1"
    assert ReviewPage(document).maker.card(moved).moved_from == "一、"
    again = run_action(MoveProposal(document.pk, goal.number, "2.2"), clerk).result
    assert again.placed["clause"] == "1"


@pytest.mark.parametrize("clause", ["", "9.9", "1"])
def test_it_moves_to_another_clause_of_the_outline_only(document: Document, clerk: User, clause: str) -> None:
    with pytest.raises(Invalid) as caught:
        run_action(MoveProposal(document.pk, number_of(document, "goal", "g1"), clause), clerk)
    assert list(caught.value.fields) == ["clause"]


def test_other_kinds_can_be_added_too(document: Document, clerk: User) -> None:
    data = {"subject": "年营收", "op": ">=", "value": "500万", "unit": "元"}
    added = run_action(AddProposal(document.pk, "condition", "年营收达到500万元", data), clerk).result
    assert added.payload["value"] == "5000000"


@pytest.mark.parametrize("role", ["leader", "liaison", ""])
def test_only_the_office_of_the_area_reshapes(document: Document, where: Area, role: str) -> None:
    goal, other = one(document, "goal", "g1"), one(document, "goal", "g2")
    deeds: list[Any] = [
        MergeProposals(document.pk, goal.number, {other.number: 1}),
        SplitProposal(document.pk, goal.number, 3),
        MoveProposal(document.pk, goal.number, "2"),
    ]
    for deed in deeds:
        with pytest.raises(NotPermitted):
            run_action(deed, person(role, where) if role else person())
        with pytest.raises(OutOfScope):
            run_action(deed, person("office", area("清河县")))


def test_an_adopted_document_is_reshaped_no_more(document: Document, clerk: User) -> None:
    Document.objects.update(state="adopted")
    goal = number_of(document, "goal", "g1")
    for deed in (
        MergeProposals(document.pk, goal, {number_of(document, "goal", "g2"): 1}),
        SplitProposal(document.pk, goal, 3),
        MoveProposal(document.pk, goal, "2"),
    ):
        with pytest.raises(ActionRefused):
            run_action(deed, clerk)
