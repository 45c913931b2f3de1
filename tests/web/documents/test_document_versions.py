"""A new version takes the place of an old one: what goes on, what ends, what begins, and what is audited."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from web.documents.version_samples import DUE, LAST_YEAR, THIS_YEAR, adopted, compiled, decided
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import AdoptDocument, RejectProposal
from zhenxing.web.documents.actions.replacing import ReplaceOlder
from zhenxing.web.documents.models import Document
from zhenxing.web.documents.versions import difference, suggested
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NotPermitted, OutOfScope
from zhenxing.web.kit.testing import area, person, unexplained, unit
from zhenxing.web.organisations.models import Area, Post, Unit
from zhenxing.web.tasks.models import Task, TaskAssignment


@pytest.fixture
def office(where: Area) -> Unit:
    return unit(where, "专业镇办公室")


@pytest.fixture
def last(clerk: User, where: Area, office: Unit) -> Document:
    """Last year's plan, adopted."""
    return adopted(compiled(clerk, where, LAST_YEAR), clerk, office)


@pytest.fixture
def this(clerk: User, where: Area, last: Document) -> Document:
    """This year's plan, decided, to take its place."""
    return decided(compiled(clerk, where, THIS_YEAR, last), clerk)


def replace_last(this: Document, clerk: User, office: Unit) -> Document:
    return run_action(AdoptDocument(this.pk, office.pk, DUE, this.version_of_id), clerk).result


def leads_and_support(task: Task) -> dict[str, list[str]]:
    return {
        role: [part.printed for part in task.assignments.filter(role=role).order_by("order")]
        for role in ("lead", "support")
    }


def test_what_goes_on_keeps_its_row_and_its_history(
    last: Document, this: Document, clerk: User, office: Unit, where: Area
) -> None:
    task = Task.objects.get(heading="培育龙头企业")
    post = Post.objects.create(unit=office, title="主任")
    Task.objects.filter(pk=task.pk).update(accountable_post=post)
    output = Goal.objects.get(indicator__contains="产值", op=">=")
    new = replace_last(this, clerk, office)
    kept = Task.objects.get(heading="培育龙头企业")
    assert (kept.pk, kept.document, kept.accountable_post, kept.state) == (task.pk, new, post, "open")
    assert kept.proposal is not None and kept.proposal.document == new
    assert kept.version == task.version + 1 and kept.history.count() == 2
    assert leads_and_support(kept) == {"lead": ["县工信局"], "support": ["县财政局", "县发改局"]}
    goal = Goal.objects.get(pk=output.pk)
    assert (goal.value, goal.deadline, goal.due_on) == (Decimal(300_000_000), "2025", date(2025, 12, 31))
    assert goal.text == "到2025年底，竹编产值达到3亿元" and goal.document == new
    source = new.source.text
    assert source[goal.source_start : goal.source_end] == goal.text
    assert [row.value for row in goal.history.order_by("history_id")] == [240_000_000, 300_000_000]
    assert goal.history.latest("history_id").history_user == clerk
    assert unexplained() == []


def test_what_the_new_one_lacks_is_closed_not_deleted(
    last: Document, this: Document, clerk: User, office: Unit
) -> None:
    before = Task.objects.count()
    replace_last(this, clerk, office)
    for heading in ("完善标准体系", "编制规划"):
        gone = Task.objects.get(heading=heading)
        assert (gone.state, gone.document) == ("superseded", last)
        assert gone.history.count() == 2
    rate = Goal.objects.get(indicator__contains="增速")
    assert (rate.state, rate.document) == ("superseded", last)
    assert Task.objects.count() == before + 1
    assert Task.objects.get(heading="发展电子商务").document == this
    last.refresh_from_db()
    assert last.state == "superseded" and last.can.replaced and not last.can.registered


def test_both_clauses_stand_in_the_audit(last: Document, this: Document, clerk: User, office: Unit) -> None:
    replace_last(this, clerk, office)
    entry = AuditEntry.objects.get(action="documents.adopt", subject_id=str(this.pk))
    task = Task.objects.get(heading="培育龙头企业")
    changed = entry.changes["others"][f"tasks.task:{task.pk}"]
    assert changed["document"] == [last.pk, this.pk]
    assert changed["support"] == [["县财政局", "县税务局"], ["县财政局", "县发改局"]]
    assert "lead" not in changed
    goal = Goal.objects.get(indicator__contains="产值", op=">=")
    told = entry.changes["others"][f"goals.goal:{goal.pk}"]
    assert told["text"] == ["到2024年底，竹编产值达到2.4亿元", "到2025年底，竹编产值达到3亿元"]
    assert told["deadline"] == ["2024", "2025"]
    ended = Task.objects.get(heading="编制规划")
    assert entry.changes["others"][f"tasks.task:{ended.pk}"]["state"] == ["open", "superseded"]
    assert entry.changes["others"][f"documents.document:{last.pk}"]["state"] == ["adopted", "superseded"]


def test_adopted_again_nothing_happens(last: Document, this: Document, clerk: User, office: Unit) -> None:
    replace_last(this, clerk, office)
    counts = [model.objects.count() for model in (Task, Goal, TaskAssignment)]
    versions = list(Task.objects.order_by("pk").values_list("pk", "version"))
    replace_last(this, clerk, office)
    assert [model.objects.count() for model in (Task, Goal, TaskAssignment)] == counts
    assert list(Task.objects.order_by("pk").values_list("pk", "version")) == versions


def test_a_result_is_not_carried_into_another_promise(
    last: Document, this: Document, clerk: User, office: Unit
) -> None:
    """Achieved in 2024 is not achieved in 2025."""
    Goal.objects.update(state="achieved")
    Task.objects.update(state="done")
    output = Goal.objects.get(indicator__contains="产值", op=">=")
    replace_last(this, clerk, office)
    output.refresh_from_db()
    assert (output.state, output.document, output.value) == ("achieved", last, 240_000_000)
    fresh = Goal.objects.get(document=this, indicator__contains="产值")
    assert (fresh.state, fresh.value) == ("open", 300_000_000)
    assert Task.objects.get(heading="培育龙头企业", document=last).state == "done"
    assert Task.objects.get(heading="培育龙头企业", document=this).state == "open"
    assert Task.objects.get(heading="编制规划").state == "done"


def test_a_reissue_word_for_word_keeps_every_state(
    last: Document, clerk: User, where: Area, office: Unit
) -> None:
    Task.objects.filter(heading="编制规划").update(state="done")
    Goal.objects.update(state="achieved")
    rows = list(Goal.objects.order_by("pk").values_list("pk", "state"))
    again = compiled(clerk, where, LAST_YEAR.replace("8号", "9号"), last)
    adopted(again, clerk, office)
    assert list(Goal.objects.order_by("pk").values_list("pk", "state")) == rows
    assert Task.objects.get(heading="编制规划").state == "done"
    assert set(Task.objects.values_list("document", flat=True)) == {again.pk}


def test_what_was_withdrawn_begins_anew(last: Document, clerk: User, where: Area, office: Unit) -> None:
    Task.objects.filter(heading="编制规划").update(state="withdrawn")
    adopted(compiled(clerk, where, LAST_YEAR.replace("8号", "9号"), last), clerk, office)
    assert sorted(Task.objects.filter(heading="编制规划").values_list("state", flat=True)) == [
        "open",
        "withdrawn",
    ]


def test_the_third_follows_the_second(
    last: Document, this: Document, clerk: User, where: Area, office: Unit
) -> None:
    task = Task.objects.get(heading="培育龙头企业")
    replace_last(this, clerk, office)
    third = compiled(clerk, where, THIS_YEAR.replace("6号", "16号").replace("县发改局", "县税务局"), this)
    adopted(third, clerk, office)
    task.refresh_from_db()
    assert task.document == third
    assert leads_and_support(task)["support"] == ["县财政局", "县税务局"]
    assert task.history.count() == 3


def test_what_a_person_rejected_does_not_go_on(
    last: Document, this: Document, clerk: User, office: Unit
) -> None:
    number = this.proposals.get(kind="task", payload__heading="培育龙头企业").number
    run_action(RejectProposal(this.pk, number), clerk)
    replace_last(this, clerk, office)
    assert Task.objects.get(heading="培育龙头企业").state == "superseded"


@pytest.mark.parametrize(
    ("given", "now"),
    [(date(2027, 11, 30), date(2027, 11, 30)), (date(2024, 11, 30), DUE)],
    ids=["later", "earlier"],
)
def test_what_has_no_date_in_either_keeps_the_later_day_a_person_named(
    last: Document, this: Document, clerk: User, office: Unit, given: date, now: date
) -> None:
    Task.objects.filter(heading="培育龙头企业").update(due_on=given)
    replace_last(this, clerk, office)
    assert Task.objects.get(heading="培育龙头企业").due_on == now


def test_owners_stay_unless_the_documents_lead_changes(
    last: Document, this: Document, clerk: User, office: Unit, where: Area
) -> None:
    other = unit(where, "产业发展中心")
    Goal.objects.filter(indicator__contains="产值").update(owner_unit=other)
    standards = Goal.objects.get(indicator__contains="标准")
    assert standards.owner_unit is not None and standards.owner_unit != office
    replace_last(this, clerk, office)
    assert Goal.objects.get(indicator__contains="产值", op=">=").owner_unit == other
    # it stood in a task that has gone: nobody leads it now, so the coordinating unit answers for it
    standards.refresh_from_db()
    assert standards.owner_unit == office


def test_nothing_is_replaced_unseen(last: Document, this: Document, clerk: User, office: Unit) -> None:
    with pytest.raises(ActionRefused, match="请先看两份文件的差异"):
        run_action(AdoptDocument(this.pk, office.pk, DUE), clerk)
    assert Task.objects.filter(document=this).count() == 0


def test_one_document_is_replaced_once(
    last: Document, this: Document, clerk: User, office: Unit, where: Area
) -> None:
    rival = decided(compiled(clerk, where, THIS_YEAR.replace("6号", "7号"), last), clerk)
    replace_last(this, clerk, office)
    with pytest.raises(ActionRefused, match="已经被另一份文件替代"):
        run_action(AdoptDocument(rival.pk, office.pk, DUE, last.pk), clerk)
    with pytest.raises(Invalid):
        compiled(clerk, where, THIS_YEAR.replace("6号", "8号"), last)


def test_an_older_draft_is_replaced_too(clerk: User, where: Area, office: Unit) -> None:
    draft = compiled(clerk, where, LAST_YEAR)
    adopted(compiled(clerk, where, THIS_YEAR, draft), clerk, office)
    draft.refresh_from_db()
    assert draft.state == "superseded"
    assert set(Task.objects.values_list("state", flat=True)) == {"open"}


def test_all_or_nothing(
    last: Document, this: Document, clerk: User, office: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhenxing.web.documents.actions import adopting

    def broken(*_arguments: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(adopting, "end", broken)
    with pytest.raises(RuntimeError):
        replace_last(this, clerk, office)
    assert set(Task.objects.values_list("document", flat=True)) == {last.pk}
    assert set(Task.objects.values_list("state", flat=True)) == {"open"}


def test_replacing_takes_a_fixed_number_of_statements(
    last: Document, this: Document, clerk: User, office: Unit, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(60):
        replace_last(this, clerk, office)


# --- which is the older one -----------------------------------------------------------------------


def test_last_years_plan_is_suggested(last: Document, clerk: User, where: Area) -> None:
    new = compiled(clerk, where, THIS_YEAR)
    found = suggested(new, clerk)
    assert found is not None and found.document == last and found.next_year
    run_action(ReplaceOlder(new.pk, last.pk), clerk)
    new.refresh_from_db()
    assert new.version_of == last
    assert suggested(new, clerk) is None
    run_action(ReplaceOlder(new.pk), clerk)
    new.refresh_from_db()
    assert new.version_of is None


def test_nothing_of_another_place_is_suggested(last: Document, clerk: User) -> None:
    elsewhere = area("清河县")
    other = person("office", elsewhere)
    new = compiled(other, elsewhere, THIS_YEAR)
    assert suggested(new, other) is None
    with pytest.raises(Invalid):
        run_action(ReplaceOlder(new.pk, last.pk), other)


def test_who_may_say_so_and_when(
    last: Document, this: Document, clerk: User, where: Area, office: Unit
) -> None:
    for role in ("liaison", "leader"):
        with pytest.raises(NotPermitted):
            run_action(ReplaceOlder(this.pk, last.pk), person(role, where))
    with pytest.raises(OutOfScope):
        run_action(ReplaceOlder(this.pk, last.pk), person("office", area("清河县")))
    with pytest.raises(ActionRefused):
        run_action(ReplaceOlder(last.pk, this.pk), clerk)
    draft = compiled(clerk, where, THIS_YEAR.replace("6号", "7号"), this)
    with pytest.raises(Invalid, match="更正"):
        run_action(ReplaceOlder(this.pk, draft.pk), clerk)
    assert difference(last, this).count("added", "task") == 1
