"""Undo: newest first, whole deeds, one's own alone, never over what somebody else did since."""

from __future__ import annotations

import pytest
from django.test import Client

from web.documents.document_samples import number_of
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import (
    AcceptCertain,
    AcceptProposal,
    AddProposal,
    EditProposal,
    LinkUnit,
    MergeProposals,
    MoveProposal,
    RejectProposal,
    ReopenProposal,
    SplitProposal,
    Undone,
    UndoStep,
)
from zhenxing.web.documents.models import Document, Proposal
from zhenxing.web.documents.steps import describe, latest_step
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import ActionRefused, NotPermitted, OutOfScope
from zhenxing.web.kit.testing import area, person, signed_in, unexplained, unit
from zhenxing.web.organisations.models import Area, Unit, UnitAlias
from zhenxing.web.tasks.models import Task, TaskAssignment


def undo(document: Document, who: User) -> Undone:
    step = latest_step(document, who)
    assert step is not None
    return run_action(UndoStep(document.pk, step.pk), who).result


def picture(document: Document) -> list[tuple[object, ...]]:
    """Everything a review decided."""
    return list(
        document.proposals.order_by("number").values_list(
            "number", "state", "decided", "decided_by", "text", "clause", "start", "end", "merged_into"
        )
    )


def test_every_deed_is_taken_back_newest_first(document: Document, clerk: User) -> None:
    goal, other, task = (
        number_of(document, kind, item) for kind, item in (("goal", "g1"), ("goal", "g2"), ("task", "t2"))
    )
    deeds = [
        lambda: AcceptProposal(document.pk, goal),
        lambda: RejectProposal(document.pk, other),
        lambda: ReopenProposal(document.pk, other),
        lambda: MergeProposals(document.pk, goal, {other: document.proposals.get(number=other).version}),
        lambda: SplitProposal(document.pk, task, document.proposals.get(number=task).text.index("组织")),
        lambda: MoveProposal(document.pk, task, "3"),
        lambda: AddProposal(document.pk, "goal", "产值突破2亿元", {"indicator": "产值"}),
        lambda: EditProposal(document.pk, task, {"heading": "打造品牌", "lead": "县文旅局"}),
        lambda: AcceptCertain(document.pk),
    ]
    before = []
    for deed in deeds:
        before.append(picture(document))
        run_action(deed(), clerk)
        assert picture(document) != before[-1]
    for was in reversed(before):
        undo(document, clerk)
        assert picture(document) == was
    assert latest_step(document, clerk) is None
    assert AuditEntry.objects.filter(action="proposals.undo").count() == len(deeds)
    assert unexplained() == []


def test_accepting_all_is_undone_as_one(document: Document, clerk: User) -> None:
    taken = run_action(AcceptCertain(document.pk), clerk).result
    step = latest_step(document, clerk)
    assert step is not None
    assert describe(step).startswith("接受全部确定项 #")
    assert describe(step).endswith(f"等 {taken} 条")
    done = undo(document, clerk)
    assert len(done.restored) == taken
    assert not document.proposals.exclude(state="pending").exists()
    entry = AuditEntry.objects.latest("id")
    assert (entry.count, entry.changes["undone"]) == (taken, "proposals.accept-certain")


def test_units_and_names_it_made_go_with_it(document: Document, clerk: User, where: Area) -> None:
    number = number_of(document, "unit", "trade")
    run_action(LinkUnit(document.pk, number, "new", "县贸易局"), clerk)
    made = Unit.objects.get(name="县贸易局")
    assert made.aliases.filter(text="县商务局", archived_at=None).exists()
    undo(document, clerk)
    made.refresh_from_db()
    assert made.archived_at is not None
    assert not UnitAlias.objects.filter(unit=made, archived_at=None).exists()
    # done again, the unit and its name come back instead of a second of the name
    run_action(LinkUnit(document.pk, number, "new", "县贸易局"), clerk)
    assert Unit.objects.get(name="县贸易局").archived_at is None
    assert UnitAlias.objects.get(unit=made, text="县商务局").archived_at is None


def test_what_others_rest_on_stays(document: Document, clerk: User, where: Area) -> None:
    trade, market = (number_of(document, "unit", item) for item in ("trade", "market"))
    run_action(LinkUnit(document.pk, trade, "new", "县贸易局"), clerk)
    made = Unit.objects.get(name="县贸易局")
    colleague = person("office", where, "李明")
    run_action(LinkUnit(document.pk, market, "existing", "县贸易局"), colleague)
    undo(document, clerk)
    made.refresh_from_db()
    assert made.archived_at is None
    assert not UnitAlias.objects.filter(text="县商务局", archived_at=None).exists()
    assert UnitAlias.objects.filter(text="县市场监管局", archived_at=None).exists()


def test_a_unit_that_has_work_stays(document: Document, clerk: User, where: Area) -> None:
    run_action(LinkUnit(document.pk, number_of(document, "unit", "trade"), "new", "县贸易局"), clerk)
    made = Unit.objects.get(name="县贸易局")
    task = Task.objects.create(document=document, area=where, heading="别处的任务")
    TaskAssignment.objects.create(task=task, unit=made, role="lead", printed="县贸易局")
    undo(document, clerk)
    made.refresh_from_db()
    assert made.archived_at is None


def test_units_archived_before_come_back_with_all_that_is_certain(
    document: Document, clerk: User, where: Area
) -> None:
    run_action(AcceptCertain(document.pk), clerk)
    made = set(Unit.objects.filter(archived_at=None).values_list("name", flat=True))
    undo(document, clerk)
    assert not Unit.objects.filter(archived_at=None).exists()
    run_action(AcceptCertain(document.pk), clerk)
    assert set(Unit.objects.filter(archived_at=None).values_list("name", flat=True)) == made


def test_what_somebody_else_changed_since_is_left(document: Document, clerk: User, where: Area) -> None:
    run_action(AcceptCertain(document.pk), clerk)
    colleague = person("office", where, "李明")
    goal = number_of(document, "goal", "g1")
    run_action(RejectProposal(document.pk, goal), colleague)
    done = undo(document, clerk)
    assert done.kept == (goal,)
    assert document.proposals.get(number=goal).state == "rejected"


def test_a_step_others_have_overtaken_gives_way_to_the_one_before(
    document: Document, clerk: User, where: Area
) -> None:
    goal, figure = number_of(document, "goal", "g1"), number_of(document, "figure")
    run_action(AcceptProposal(document.pk, figure), clerk)
    run_action(AcceptProposal(document.pk, goal), clerk)
    run_action(RejectProposal(document.pk, goal), person("office", where))
    assert undo(document, clerk).restored == (figure,)
    assert latest_step(document, clerk) is None


def test_only_the_step_that_was_shown_is_undone(document: Document, clerk: User) -> None:
    run_action(AcceptProposal(document.pk, number_of(document, "figure")), clerk)
    shown = latest_step(document, clerk)
    assert shown is not None
    run_action(AcceptProposal(document.pk, number_of(document, "goal", "g1")), clerk)
    for wrong in (shown.pk, 0):
        with pytest.raises(ActionRefused):
            run_action(UndoStep(document.pk, wrong), clerk)


def test_nobody_undoes_what_others_did(document: Document, clerk: User, where: Area) -> None:
    run_action(AcceptProposal(document.pk, number_of(document, "figure")), clerk)
    step = latest_step(document, clerk)
    assert step is not None
    with pytest.raises(ActionRefused, match="没有可以撤销的操作"):
        run_action(UndoStep(document.pk, step.pk), person("office", where))
    with pytest.raises(OutOfScope):
        run_action(UndoStep(document.pk, step.pk), person("office", area("清河县")))
    with pytest.raises(NotPermitted):
        run_action(UndoStep(document.pk, step.pk), person("leader", where))
    Document.objects.update(state="adopted")
    with pytest.raises(ActionRefused):
        run_action(UndoStep(document.pk, step.pk), clerk)


def test_an_undone_header_is_the_documents_again(document: Document, clerk: User) -> None:
    run_action(
        EditProposal(document.pk, number_of(document, "header", "title"), {"value": "另一个标题"}), clerk
    )
    undo(document, clerk)
    document.refresh_from_db()
    assert document.title == "云岭县专业镇发展行动方案"


def test_a_remembered_name_says_where_it_was_learnt(document: Document, clerk: User, where: Area) -> None:
    from zhenxing.web.documents.queries import ReviewPage

    known = unit(where, "云岭县商务局")
    UnitAlias.objects.create(unit=known, text="县商务局", learnt_from="云岭县上一份方案")
    page = ReviewPage(document)
    cards = {card.number: card for card in page.cards}
    assert cards[number_of(document, "unit", "trade")].remembered == "云岭县上一份方案"
    assert cards[number_of(document, "unit", "finance")].remembered == ""


# --- the pages ------------------------------------------------------------------------------------------


@pytest.fixture
def client(clerk: User) -> Client:
    return signed_in(clerk)


def test_the_button_names_what_it_takes_back(document: Document, client: Client) -> None:
    base, number = f"/documents/{document.pk}/review/", number_of(document, "figure")
    assert "data-undo" not in client.get(base).text
    client.post(f"{base}{number}/decide/", {"decision": "accept"})
    page = client.get(base).text
    assert f"撤销：接受 #{number} 数据" in page
    step = document.steps.get().pk
    answer = client.post(f"{base}undo/", {"step": step})
    assert answer["Location"] == f"{base}#p-{number}"
    assert f"已撤销：接受 #{number} 数据" in client.get(base).text
    again = client.post(f"{base}undo/", {"step": step}, follow=True)
    assert "没有可以撤销的操作" in again.text


def test_the_script_is_told_what_changed(document: Document, client: Client, where: Area) -> None:
    base = f"/documents/{document.pk}/review/"
    client.post(f"{base}certain/")
    goal = number_of(document, "goal", "g1")
    run_action(RejectProposal(document.pk, goal), person("office", where))
    headers = {"X-Fragment": "1"}
    step = document.steps.earliest("id").pk
    told = client.post(f"{base}undo/", {"step": step}, headers=headers).json()
    assert goal not in told["restored"]
    assert f"其中 #{goal} 已由别人改过" in told["message"]
    refused = client.post(f"{base}undo/", {"step": "x"}, headers=headers)
    assert (refused.status_code, "message" in refused.json()) == (409, True)


def test_taking_back_an_addition_leads_to_the_page(document: Document, client: Client) -> None:
    base = f"/documents/{document.pk}/review/"
    typed = {"kind": "goal", "quote": "产值突破2亿元", "indicator": "产值", "op": ">", "value": "2亿"}
    client.post(f"{base}add/", typed)
    count = document.proposals.count()
    answer = client.post(f"{base}undo/", {"step": document.steps.get().pk})
    assert answer["Location"] == base
    assert document.proposals.count() == count - 1
    assert Proposal.history.filter(history_type="-").count() == 1


def test_outside_the_scope_there_is_nothing_to_undo(document: Document, client: Client) -> None:
    client.post(f"/documents/{document.pk}/review/certain/")
    stranger = signed_in(person("office", area("清河县")))
    step = document.steps.get().pk
    assert stranger.post(f"/documents/{document.pk}/review/undo/", {"step": step}).status_code == 404
